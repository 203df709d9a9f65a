import { expect, test } from 'vitest'
import { pointerOf, valueAt, withValue } from './wire.ts'

const wire = { head: { book: 'C1', firm: { name: '甲' } }, lines: [{ seq: 1 }, { seq: 2 }] }

test('one value is set, and only what lies on its way is new', () => {
  const next = withValue(wire, ['lines', 1, 'quantity'], '5') as typeof wire
  expect(next).toEqual({ ...wire, lines: [{ seq: 1 }, { seq: 2, quantity: '5' }] })
  expect(next.head).toBe(wire.head)
  expect(next.lines[0]).toBe(wire.lines[0])
})
test('an emptied field is no field', () =>
  expect(withValue(wire, ['head', 'firm', 'name'], '')).toEqual({ ...wire, head: { book: 'C1', firm: {} } }))
test('places are named as findings name them', () => {
  expect(pointerOf(['lines', 1, 'seq'])).toBe('/lines/1/seq')
  expect(valueAt(wire, ['lines', 1, 'seq'])).toBe(2)
  expect(valueAt(wire, ['lines', 9, 'seq'])).toBeUndefined()
})
