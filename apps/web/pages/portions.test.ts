import { expect, test } from 'vitest'
import { changesOf } from './changes.ts'
import { portionsOf, withPortion } from './portions.ts'
import type { Wire } from './wire.ts'

const lines = (count: number, from = 0) => Array.from({ length: count }, (_, no) => ({ no: no + from }))

test.each<[string, Wire, Wire, number]>([
  ['a cell', { lines: lines(20_000) }, { lines: lines(20_000).with(7, { no: -1 }) }, 4],
  ['a long paste over some lines', { lines: lines(10) }, { lines: lines(12_000, 5) }, 3],
  ['a list where there was none', {}, { lines: lines(6_000) }, 2],
  ['an empty list where there was none', {}, { lines: [] }, 1],
  ['a list taken away, a group set', { lines: lines(3) }, { head: { a: 1 } }, 1],
  ['nothing', { lines: [] }, { lines: [] }, 0],
])('%s arrives whole, no request with more than 5,000 lines', (_, before, after, requests) => {
  const portions = portionsOf(changesOf(before, after))
  expect(portions.length).toBe(requests)
  expect(Math.max(0, ...portions.flat().map((change) => change.in?.length ?? 0))).toBeLessThanOrEqual(5_000)
  expect(portions.reduce(withPortion, before)).toEqual(after)
})
