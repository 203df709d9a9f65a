import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field } from '../pages/fields.ts'
import { emptied, filledDown, tiled, withBlock, withoutRows, withRows } from './edits.ts'

const field = (name: string, kind: string): Field => ({ path: name.split('.'), field: { zh: name, en: name, kind } })
const fields = [field('part', 'text'), field('quantity', 'quantity'), field('unit.code', 'code')]
const rows = [{ part: 'M1', quantity: '1', unit: { code: '035' } }, { part: 'M2', quantity: '2' }, { part: 'M3' }]

describe('a paste', () => {
  test('is understood and said: rewritten, not understood, left out', () => {
    const block = [
      ['M8 ', '1,000.5', '０３５', 'x'],
      ['M9', '约 5', ''],
      ['', '7', '1'],
    ]
    expect(withBlock(rows, fields, block, { row: 2, column: 0 }, 4)).toEqual({
      rows: [
        rows[0],
        rows[1],
        { part: 'M8', quantity: '1000.5', unit: { code: '035' } },
        { part: 'M9', quantity: '约 5' },
      ],
      pasted: {
        rows: 2,
        rewritten: 3,
        by: { blanks: 1, separators: 1, fullWidth: 1 },
        unread: 1,
        outside: 1,
        beyond: 1,
      },
    })
  })
  test('of one cell fills the range that was chosen', () =>
    expect(tiled([['5']], { top: 1, bottom: 2, left: 0, right: 1 })).toEqual([
      ['5', '5'],
      ['5', '5'],
    ]))
  test('touches no cell outside its block', () =>
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.constantFrom('a', '1', ''), { minLength: 1, maxLength: 2 }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.nat({ max: 2 }),
        fc.nat({ max: 2 }),
        (block, row, column) => {
          const after = withBlock(rows, fields, block, { row, column }, 10).rows
          expect(after).toHaveLength(Math.max(rows.length, row + block.length))
          for (const [at, line] of rows.entries()) {
            if (at < row || at >= row + block.length) expect(after[at]).toBe(line)
            for (const [n, { path }] of fields.entries()) {
              const name = path[0] ?? ''
              const isIn = block[at - row]?.[n - column] !== undefined
              if (!isIn) expect(after[at]?.[name]).toEqual((line as Record<string, unknown>)[name])
            }
          }
        },
      ),
    ))
})

describe('a range', () => {
  const bounds = { top: 1, bottom: 2, left: 0, right: 1 }
  test('is emptied', () => expect(emptied(rows, fields, bounds)).toEqual([rows[0], {}, {}]))
  test('is filled from its first row', () =>
    expect(filledDown(rows, fields, bounds)).toEqual([rows[0], rows[1], { part: 'M2', quantity: '2' }]))
  test('of one row is filled from the row above', () =>
    expect(filledDown(rows, fields, { ...bounds, bottom: 1 })[1]).toEqual({ part: 'M1', quantity: '1' }))
  test('of rows is inserted and deleted again', () => {
    const more = withRows(rows, bounds, 10)
    expect(more).toEqual([rows[0], {}, {}, rows[1], rows[2]])
    expect(withoutRows(more, bounds)).toEqual(rows)
    expect(withRows(rows, bounds, 4)).toHaveLength(4)
  })
})
