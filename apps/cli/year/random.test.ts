import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomOf } from './random.ts'

test('a seed gives the same numbers for ever', () => {
  const random = randomOf('1 electronics')
  expect(Array.from({ length: 8 }, () => random.below(1000))).toEqual([279, 55, 498, 126, 762, 178, 260, 747])
  expect(randomOf('1 closing').some(['a', 'b', 'c', 'd', 'e', 'f'], 3)).toEqual(['a', 'c', 'd'])
})

test('numbers stay below their bound and reach all of it', () => {
  const random = randomOf('bound')
  const seen = new Set(Array.from({ length: 1000 }, () => random.below(7)))
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
})

test('some: so many, each once, in their order', () =>
  fc.assert(
    fc.property(fc.string(), fc.uniqueArray(fc.integer()), fc.nat(20), (seed, from, count) => {
      const chosen = randomOf(seed).some(from, count)
      expect(chosen).toHaveLength(Math.min(count, from.length))
      expect(chosen).toEqual(from.filter((item) => chosen.includes(item)))
    }),
  ))
