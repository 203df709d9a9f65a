import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MaterialKind } from '../kinds.ts'
import { linesFrom, recipesFromRows } from './from-objects.ts'
import { anyBook, isProductKind } from './sample-books.ts'
import { linesOf, shownRows } from './shown.ts'
import { totalsOf } from './totals.ts'
import { writeOff } from './write-off.ts'

describe('why a figure is what it is', () => {
  test('shown rows add up to the consumption, in the order of the pairs (R4.7)', () => {
    fc.assert(
      fc.property(anyBook(), ({ materials, pairs, rows, lines }) => {
        const recipes = recipesFromRows(materials, pairs, rows)
        const written = writeOff(recipes, totalsOf(recipes, linesFrom(lines)))
        for (let m = 0; m < materials; m++) {
          const shown = shownRows(recipes, written, m)
          expect(shown.reduce((sum, row) => sum + row.shown, 0n)).toBe(written.consumption[m])
          const using = rows.filter((row) => row.material === m && written.outflow[row.pair] !== 0n)
          expect(shown.map(({ pair }) => pair)).toEqual(using.map(({ pair }) => pair).sort((a, b) => a - b))
        }
      }),
    )
  })
  test('the lines of a term are all that make it, and no others', () => {
    fc.assert(
      fc.property(anyBook(), ({ materials, pairs, rows, lines }) => {
        const recipes = recipesFromRows(materials, pairs, rows)
        const columns = linesFrom(lines)
        const written = writeOff(recipes, totalsOf(recipes, columns))
        for (let m = 0; m < materials; m++) {
          for (const [term, sums] of Object.entries(written.terms) as [MaterialKind, BigInt64Array][]) {
            const numbers = [...linesOf(recipes, columns, m, term)]
            expect(numbers.reduce((sum, at) => sum + lines[at].quantity, 0n)).toBe(sums[m])
          }
          const users = rows.filter((row) => row.material === m).map(({ pair }) => pair)
          const expected = lines.flatMap(({ kind, item }, at) =>
            isProductKind(kind) && users.includes(item) ? [at] : [],
          )
          expect([...linesOf(recipes, columns, m, 'consumption')]).toEqual(expected)
        }
      }),
    )
  })
})
