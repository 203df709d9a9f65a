import { group, list, optional, quantity, shape, text, whole } from '@jiamao/kernel/fields'
import { quantities } from '@jiamao/kernel/numbers'
import { expect, test } from 'vitest'
import { defineFact } from './define.ts'
import { keptFacts } from './kept-facts.ts'

const words = { zh: '例', en: 'Example' }
const lines = defineFact({
  id: 'example.lines',
  name: words,
  moves: 'slowly',
  value: list(
    group(words, {
      seq: whole({ ...words, max: 9 }),
      left: quantity(words),
      note: optional(text({ ...words, max: 9 })),
    }),
    { ...words, max: 9 },
  ),
})
const rows = [
  { seq: 1, left: quantities.parse('0.00001'), note: '甲' },
  { seq: 2, left: quantities.parse('12') },
]

test('a list is kept by columns, to the digit, and comes back as the same rows', () => {
  const { 'example.lines': kept } = keptFacts([lines], { 'example.lines': rows })
  expect(kept).toEqual({ seq: [1, 2], left: ['0.00001', '12.00000'], note: ['甲', null] })
  const columns = kept as Record<string, unknown[]>
  const back = columns.seq.map((_, i) =>
    Object.fromEntries(Object.keys(columns).map((name) => [name, columns[name][i]])),
  )
  expect(shape(lines.value, back, { has: () => true }).content).toEqual(rows)
})

test('nothing found is no row, not no fact', () =>
  expect(keptFacts([lines], { 'example.lines': [] })).toEqual({ 'example.lines': { seq: [], left: [], note: [] } }))
