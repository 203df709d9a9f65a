import { expect, test } from 'vitest'
import { endOf, searchText, termsOf, wordsOf } from './terms.ts'

const finds = (query: string, text: string) => {
  const [first = '\u{10FFFF}', ...others] = wordsOf(query)
  const begins = termsOf([text]).some((term) => term >= first && term < endOf(first))
  return begins && others.every((word) => searchText([text]).includes(word))
}

test.each([
  ['铜丝', '0.1mm 精炼铜丝', true],
  ['炼铜', '0.1mm 精炼铜丝', true],
  ['丝', '精炼铜丝', true],
  ['0.1mm 铜丝', '0.1mm 精炼铜丝', true],
  ['铜线', '精炼铜丝', false],
  ['qd5204', 'QD520420E000000056', true],
  ['000056', 'QD520420E000000056', true],
  ['0056', 'QD520420E000000056', true],
  ['20E0', 'QD520420E000000056', false],
  ['ＱＤ５２０４', 'QD520420E000000056', true],
  ['led', 'LED面板灯', true],
  ['面板', 'LED面板灯', true],
  ['HB 2020', 'HB-2020-001', true],
  ['jlts', '0.1mm 精炼铜丝', true],
  ['TS', '精炼铜丝', true],
  ['lt 0.1mm', '0.1mm 精炼铜丝', true],
  ['jlt 精炼', '精炼铜丝', true],
  ['s', '精炼铜丝', false],
  ['tx', '精炼铜丝', false],
  ['ledmb', 'LED面板灯', true],
  ['mbd', 'LED面板灯', true],
  ['edm', 'LED面板灯', false],
])('%s in %s: %s', (query, text, found) => expect(finds(query, text)).toBe(found))

test('a name of any length gives a bounded number of terms', () => {
  expect(termsOf(['料'.repeat(10_000)]).length).toBeLessThanOrEqual(200)
})
