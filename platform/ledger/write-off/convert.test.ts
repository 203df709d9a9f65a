import { HUNDRED } from '@jiamao/kernel/numbers'
import { expect, test } from 'vitest'
import { convert } from './convert.ts'
import { recipesFromRows } from './from-objects.ts'

const row = { pair: 0, net: 5n, tangible: 0n, intangible: 0n, share: HUNDRED }
const recipes = recipesFromRows(3, 2, [
  { ...row, material: 0, tangible: HUNDRED / 2n },
  { ...row, material: 2 },
  { ...row, pair: 1, material: 1 },
])

test('every material of the pair is converted and rounded on its own, half away from zero (R4.10)', () => {
  expect(convert(recipes, 0, 100_000_000n)).toEqual([
    { material: 0, quantity: 1n },
    { material: 2, quantity: 1n },
  ])
  expect(convert(recipes, 1, 300_000_000n)).toEqual([{ material: 1, quantity: 2n }])
})
test('what rounds to nothing is left out: a declared quantity is above zero', () => {
  expect(convert(recipes, 0, 99_999_999n)).toEqual([{ material: 0, quantity: 1n }])
  expect(convert(recipes, 1, 1n)).toEqual([])
})
