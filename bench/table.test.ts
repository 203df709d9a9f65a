import { expect, test } from 'vitest'
import type { BenchRow } from './bench.ts'
import { summaryOf, tableOf } from './table.ts'

const met: BenchRow = {
  name: 'writeoff.resident',
  work: 'a large book',
  unit: 'ms',
  value: 12.854,
  reference: 'C',
  referenceValue: 7.01,
  ratio: 1.8336,
  goal: '≤ 3.5',
  better: 'lower',
  pass: true,
}
const missed = {
  ...met,
  name: 'intake',
  unit: 'filings/s',
  value: 243.2,
  referenceValue: 1609.8,
  ratio: 0.151,
  pass: false,
}
const none = { value: null, referenceValue: null, ratio: null }
const skipped = { ...met, ...none, name: 'xml', reference: 'skipped: no C compiler', pass: false }

test('columns stand under each other, and what was not measured says why and is no pass', () => {
  expect(`\n${tableOf([met, missed, skipped])}`).toBe(`
name               value  reference  unit       ratio  goal   pass
writeoff.resident   12.9       7.01  ms          1.83  ≤ 3.5  yes
  a large book
  beside C
intake               243       1610  filings/s  0.151  ≤ 3.5  NO
  a large book
  beside C
xml                    –          –  ms             –  ≤ 3.5  –
  skipped: no C compiler
  a large book`)
  expect(summaryOf([met, missed, skipped])).toBe('1 of 2 goals met; 1 not measured')
})
