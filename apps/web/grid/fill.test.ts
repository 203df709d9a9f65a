import { describe, expect, test } from 'vitest'
import type { Field } from '../pages/fields.ts'
import { filledOver, filledRight, reached } from './fill.ts'

const field = (name: string, kind: string): Field => ({ path: [name], field: { zh: name, en: name, kind } })
const fields = [field('seq', 'whole'), field('part', 'text'), field('a', 'quantity'), field('b', 'quantity')]
const line = (seq: number, part: string, a: string) => ({ seq, part, a })
const rows = [line(1, 'M1', '0.1'), line(2, 'M2', '0.25'), line(7, 'X', ''), line(8, 'Y', '9'), {}]
const source = { top: 0, bottom: 1, left: 0, right: 2 }

describe('a handle dragged', () => {
  test.each([
    ['down', { row: 4, column: 3 }, { ...source, bottom: 4 }],
    ['across', { row: 1, column: 3 }, { ...source, right: 3 }],
    ['within', { row: 0, column: 1 }, undefined],
  ])('%s reaches so far', (_, to, area) => expect(reached(source, to)).toEqual(area))
  test('up reaches so far', () =>
    expect(reached({ top: 3, bottom: 4, left: 1, right: 1 }, { row: 1, column: 1 })).toEqual({
      top: 1,
      bottom: 4,
      left: 1,
      right: 1,
    }))
})

describe('filled', () => {
  test('down: figures go on by their step, exactly; texts are repeated', () => {
    const filled = filledOver(rows, fields, source, { ...source, bottom: 4 }, false)
    expect(filled.rows.slice(2)).toEqual([line(3, 'M1', '0.40'), line(4, 'M2', '0.55'), line(5, 'M1', '0.70')])
    expect(filled.rows.slice(0, 2)).toEqual(rows.slice(0, 2))
    expect([filled.cells, filled.isSeries]).toEqual([9, true])
  })
  test('with Ctrl: figures are repeated as well', () => {
    const filled = filledOver(rows, fields, source, { ...source, bottom: 4 }, true)
    expect(filled.rows.slice(2)).toEqual([line(1, 'M1', '0.1'), line(2, 'M2', '0.25'), line(1, 'M1', '0.1')])
    expect(filled.isSeries).toBe(false)
  })
  test('up: the step goes back, below nought as well', () => {
    const two = [line(0, '', '9'), line(0, '', '9'), line(1, 'M', '0.5'), line(2, 'M', '1.0')]
    const range = { top: 2, bottom: 3, left: 0, right: 2 }
    expect(filledOver(two, fields, range, { ...range, top: 0 }, false).rows.slice(0, 2)).toEqual([
      line(-1, 'M', '-0.5'),
      line(0, 'M', '0.0'),
    ])
  })
  test('from one cell, and where no step is the same: repeated', () => {
    const one = { top: 0, bottom: 0, left: 0, right: 0 }
    expect(filledOver(rows, fields, one, { ...one, bottom: 1 }, false)).toMatchObject({ cells: 1, isSeries: false })
    const uneven = { top: 0, bottom: 2, left: 0, right: 0 }
    expect(filledOver(rows, fields, uneven, { ...uneven, bottom: 4 }, false).rows.slice(3)).toMatchObject([
      { seq: 1 },
      { seq: 2 },
    ])
  })
  test('empty cells take away what stood there', () => {
    const empty = { top: 2, bottom: 2, left: 2, right: 2 }
    expect(filledOver(rows, fields, empty, { ...empty, bottom: 3 }, false).rows[3]).toEqual({ seq: 8, part: 'Y' })
  })
  test('across: each line by itself, as the other column reads it', () => {
    const range = { top: 0, bottom: 1, left: 2, right: 2 }
    const filled = filledOver(rows, fields, range, { ...range, right: 3 }, false)
    expect(filled.rows.slice(0, 2)).toEqual([
      { ...rows[0], b: '0.1' },
      { ...rows[1], b: '0.25' },
    ])
  })
  test('right by Ctrl R, from the column to the left where only one is chosen', () => {
    const right = { top: 0, bottom: 0, left: 3, right: 3 }
    expect(filledRight(rows, fields, right)[0]).toEqual({ ...rows[0], b: '0.1' })
    expect(filledRight(rows, fields, { ...right, left: 0, right: 0 })).toEqual(rows)
  })
})
