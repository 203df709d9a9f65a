import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findPlaces, nextPlace } from './find.ts'

const cells = [
  ['Cell', '电芯'],
  ['', 'cellulose'],
  ['电芯', 'x'],
]
const find = (words: string) => findPlaces(3, 2, (row, column) => cells[row]?.[column] ?? '', words)

describe('finding', () => {
  test('is by part of the text and in any case', () =>
    expect(find('CELL')).toEqual([
      { row: 0, column: 0 },
      { row: 1, column: 1 },
    ]))
  test('of nothing is nothing', () => expect(find('')).toEqual([]))
})

test('going on comes through every place once, in both directions', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })), { selector: String }),
      fc.boolean(),
      (pairs, isBack) => {
        const places = pairs
          .map(([row, column]) => ({ row, column }))
          .sort((a, b) => a.row - b.row || a.column - b.column)
        const seen = new Set<number>()
        let at = nextPlace(places, undefined, isBack)
        for (const _ of places) {
          seen.add(at)
          at = nextPlace(places, places[at], isBack)
        }
        expect(seen.size).toBe(places.length)
      },
    ),
  ))
