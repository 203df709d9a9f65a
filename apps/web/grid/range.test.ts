import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundsOf, type Field2d, holds, moved } from './range.ts'

/** A field drawn: `x` is filled in. */
const drawn = (...lines: string[]): Field2d => ({
  rows: lines.length,
  columns: lines[0]?.length ?? 0,
  page: 2,
  isFilled: (row, column) => lines[row]?.[column] === 'x',
})
const column = (cells: string) => drawn(...cells)

describe('Ctrl and an arrow', () => {
  test.each([
    ['xxx..x', 0, 2],
    ['xxx..x', 2, 5],
    ['x..xx', 0, 3],
    ['.....', 0, 4],
    ['.xx..', 0, 1],
    ['xxxxx', 1, 4],
    ['x....', 4, 4],
  ])('down in %s from %i ends at %i', (cells, from, row) =>
    expect(moved({ row: from, column: 0 }, 'ArrowDown', true, column(cells))).toEqual({ row, column: 0 }),
  )
})

describe('Home and End', () => {
  const field = drawn('xx', 'xx', 'xx')
  test.each([
    ['Home', false, { row: 1, column: 0 }],
    ['End', false, { row: 1, column: 1 }],
    ['Home', true, { row: 0, column: 0 }],
    ['End', true, { row: 2, column: 1 }],
  ])('%s, Ctrl %s', (key, isCtrl, to) => expect(moved({ row: 1, column: 0 }, key, isCtrl, field)).toEqual(to))
})

test.each([
  ['PageDown', 0, 2],
  ['PageDown', 3, 4],
  ['PageUp', 4, 2],
  ['PageUp', 1, 0],
])('%s from row %i comes to row %i', (key, from, row) =>
  expect(moved({ row: from, column: 0 }, key, false, column('xxxxx'))).toEqual({ row, column: 0 }),
)

const place = fc.record({ row: fc.nat({ max: 7 }), column: fc.nat({ max: 5 }) })
const anyField = fc
  .array(fc.array(fc.constantFrom('x', '.'), { minLength: 6, maxLength: 6 }), { minLength: 8, maxLength: 8 })
  .map((lines) => drawn(...lines.map((line) => line.join(''))))
const arrow = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight')

test('no key leaves the field, and pressed again and again an arrow comes to an edge and stays', () =>
  fc.assert(
    fc.property(place, arrow, fc.boolean(), anyField, (from, key, isCtrl, field) => {
      let at = from
      for (let n = 0; n < 8; n++) {
        at = moved(at, key, isCtrl, field) ?? at
        expect(holds({ top: 0, bottom: 7, left: 0, right: 5 }, at.row, at.column)).toBe(true)
      }
      expect(moved(at, key, isCtrl, field)).toEqual(at)
      expect([0, key === 'ArrowDown' ? 7 : 5]).toContain(/Up|Down/.test(key) ? at.row : at.column)
    }),
  ))

test('a range is the same from whichever corner it was drawn', () =>
  fc.assert(
    fc.property(place, place, place, (from, to, cell) => {
      const bounds = boundsOf({ from, to })
      expect(boundsOf({ from: to, to: from })).toEqual(bounds)
      expect(holds(bounds, from.row, from.column) && holds(bounds, to.row, to.column)).toBe(true)
      const between = (n: number, a: number, b: number) => (n - a) * (n - b) <= 0
      expect(holds(bounds, cell.row, cell.column)).toBe(
        between(cell.row, from.row, to.row) && between(cell.column, from.column, to.column),
      )
    }),
  ))
