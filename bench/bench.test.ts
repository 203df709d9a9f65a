import { expect, test } from 'vitest'
import { type Bench, rowOf, unmeasured } from './bench.ts'

const slowerIsWorse: Bench = {
  name: 'a.b',
  work: 'some work',
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 3.5 },
  run: () => Promise.reject(new Error('not run here')),
}
const moreIsBetter: Bench = {
  ...slowerIsWorse,
  unit: 'lines/s',
  better: 'higher',
  goal: { ratio: 2, also: '< 200 MiB' },
}
const measured = { reference: 'another', note: '' }

test('a goal is met at its limit and missed beyond it, in the direction that is better', () => {
  const passes = (bench: Bench, value: number) => rowOf(bench, { ...measured, value, referenceValue: 10 }).pass
  expect([passes(slowerIsWorse, 35), passes(slowerIsWorse, 35.1)]).toEqual([true, false])
  expect([passes(moreIsBetter, 20), passes(moreIsBetter, 19.9)]).toEqual([true, false])
})
test('what is not a ratio must hold too', () => {
  const fast = { ...measured, value: 90, referenceValue: 10 }
  expect(rowOf(moreIsBetter, { ...fast, also: true })).toMatchObject({ pass: true, goal: '≥ 2, < 200 MiB', ratio: 9 })
  expect(rowOf(moreIsBetter, { ...fast, also: false }).pass).toBe(false)
})
test('a goal of a ratio is not met without a reference; a goal without one may be', () => {
  const alone = { ...measured, value: 1, referenceValue: null }
  expect(rowOf(slowerIsWorse, alone)).toMatchObject({ pass: false, ratio: null })
  expect(rowOf({ ...slowerIsWorse, goal: { also: 'every step ok' } }, { ...alone, also: true }).pass).toBe(true)
})
test('rows have the fields of the contract, measured or not', () => {
  const fields = ['name', 'work', 'unit', 'value', 'reference', 'referenceValue', 'ratio', 'goal', 'better', 'pass']
  const skipped = unmeasured(slowerIsWorse, 'skipped: no C compiler')
  expect(Object.keys(rowOf(slowerIsWorse, { ...measured, value: 1, referenceValue: 1 }))).toEqual(fields)
  expect(Object.keys(skipped)).toEqual(fields)
  expect(skipped).toMatchObject({ value: null, pass: false })
})
