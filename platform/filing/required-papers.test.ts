import { expect, test } from 'vitest'
import type { PaperRule } from '../policy/in-force.ts'
import { missingPapers } from './required-papers.ts'

const rule = (code: string, more: Partial<PaperRule>): PaperRule => ({
  code,
  name: { zh: `单证${code}`, en: `Paper ${code}` },
  does: 'required',
  ground: 'Order 219',
  edition: '1',
  ...more,
})

test('a required paper that is missing is a finding as strong as its row; a permitted one, or one that is there, is none', () => {
  const rules = [
    rule('1', { effect: 'reject' }),
    rule('2', {}),
    rule('3', { effect: 'hold' }),
    rule('4', { does: 'permitted' }),
  ]
  const found = missingPapers(rules, ['3'])
  expect(found.map(({ effect, values }) => [effect, values.code])).toEqual([
    ['reject', '1'],
    ['warn', '2'],
  ])
  expect(found[0]).toMatchObject({
    ground: 'Order 219',
    message: { zh: '缺少随附单证：单证1（1）。', en: 'A paper is missing: Paper 1 (1).' },
  })
})
