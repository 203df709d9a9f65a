import { expect, test } from 'vitest'
import { inTurn, short, spread } from './measure.ts'

test('rounds go in turn, and the one that warms up is dropped', async () => {
  const order: string[] = []
  const side = (name: string, values: number[]) => () => {
    order.push(name)
    return values.shift() ?? 0
  }
  const rounds = await inTurn(3, side('a', [100, 1, 9, 2]), side('b', [100, 4, 5, 3]))
  expect(order.join('')).toBe('abababab')
  expect(rounds).toEqual({ ours: [1, 9, 2], theirs: [4, 5, 3], value: 2, referenceValue: 4 })
  expect(spread(rounds.ours, rounds.theirs)).toBe('3 rounds, ratio 0.25 to 1.8')
})
test('figures are printed in three digits, or whole', () => {
  expect([0.18347, 12.854, 1609.8].map(short)).toEqual(['0.183', '12.9', '1610'])
})
