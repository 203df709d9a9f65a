import { HUNDRED } from '@jiamao/kernel/numbers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Line, linesFrom, recipesFromRows } from './from-objects.ts'
import { headroom, overBalance } from './over-balance.ts'
import { plainWriteOff } from './plain-write-off.ts'
import { rowAt } from './recipes.ts'
import { anyBook, type SampleBook } from './sample-books.ts'
import { totalsOf } from './totals.ts'

const gate = ({ materials, pairs, rows, lines }: SampleBook, posting: readonly Line[]) => {
  const recipes = recipesFromRows(materials, pairs, rows)
  return overBalance(recipes, totalsOf(recipes, linesFrom(lines)), linesFrom(posting))
}

describe('over-balance', () => {
  test('names exactly the materials that a posting makes negative, with T before and after (R4.11)', () => {
    let found = 0
    fc.assert(
      fc.property(anyBook(), fc.nat({ max: 5 }), (book, last) => {
        const earlier = { ...book, lines: book.lines.slice(0, -last - 1) }
        const posting = book.lines.slice(-last - 1)
        const expected = Array.from({ length: book.materials }, (_, material) => ({
          material,
          before: plainWriteOff(earlier, material).theoretical,
          after: plainWriteOff(book, material).theoretical,
        })).filter(({ before, after }) => after < 0n && after < before)
        const held = gate(earlier, posting)
        found += held.length
        expect(held.map(({ material, before, after }) => ({ material, before, after }))).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
    expect(found).toBeGreaterThan(100)
  })
  test('of several products in a posting only those that take more are named', () => {
    const row = { material: 0, net: 10n ** 9n, tangible: 0n, intangible: 0n, share: HUNDRED }
    const book: SampleBook = {
      materials: 1,
      pairs: 3,
      rows: [0, 1, 2].map((pair) => ({ ...row, pair, share: pair === 2 ? 0n : HUNDRED })),
      lines: [{ kind: 'MATERIAL_IMPORT', item: 0, quantity: 10n }],
    }
    const posting = [
      { kind: 'PRODUCT_EXPORT', item: 0, quantity: 30n },
      { kind: 'PRODUCT_RETURN', item: 1, quantity: 5n },
      { kind: 'PRODUCT_EXPORT', item: 2, quantity: 7n },
    ] as const
    expect(gate(book, posting)).toEqual([
      { material: 0, before: 10n, after: -15n, takers: [{ pair: 0, largest: 10n }] },
    ])
  })
  test('a reversal of an inflow can overdraw; a product that came back cannot', () => {
    const row = { pair: 0, material: 0, net: 10n ** 9n, tangible: 0n, intangible: 0n, share: HUNDRED }
    const book: SampleBook = {
      materials: 1,
      pairs: 1,
      rows: [row],
      lines: [
        { kind: 'MATERIAL_IMPORT', item: 0, quantity: 100n },
        { kind: 'PRODUCT_EXPORT', item: 0, quantity: 90n },
      ],
    }
    expect(gate(book, [{ kind: 'MATERIAL_IMPORT', item: 0, quantity: -100n }])).toEqual([
      { material: 0, before: 10n, after: -90n, takers: [] },
    ])
    expect(gate(book, [{ kind: 'PRODUCT_RETURN', item: 0, quantity: 500n }])).toEqual([])
    expect(gate(book, [{ kind: 'TRANSFER_OUT', item: 0, quantity: 11n }])).toEqual([
      { material: 0, before: 10n, after: -1n, takers: [{ pair: 0, largest: 10n }] },
    ])
  })
})

describe('headroom', () => {
  const anyRow = fc
    .record({ net: fc.bigInt(1n, 10n ** 11n), loss: fc.bigInt(0n, HUNDRED - 1n), share: fc.bigInt(1n, HUNDRED) })
    .map(({ net, loss, share }) => ({ pair: 0, material: 0, net, tangible: loss, intangible: 0n, share }))

  test('is the largest quantity whose exact consumption the balance covers, and the gate lets it pass', () => {
    fc.assert(
      fc.property(anyRow, fc.bigInt(0n, 10n ** 12n), (row, balance) => {
        const recipes = recipesFromRows(1, 1, [row])
        const { n, d } = rowAt(recipes, 0)
        const largest = headroom(balance, { n, d }) ?? 0n
        const covered = (quantity: bigint) => quantity * n <= balance * d
        expect([covered(largest), covered(largest + 1n)]).toEqual([true, false])

        const book: SampleBook = {
          materials: 1,
          pairs: 1,
          rows: [row],
          lines: [{ kind: 'MATERIAL_IMPORT', item: 0, quantity: balance }],
        }
        const passes = (quantity: bigint) => gate(book, [{ kind: 'PRODUCT_EXPORT', item: 0, quantity }]).length === 0
        // Rounding lets T bear less than half a unit more; one whole unit of the fifth decimal more never passes.
        const oneUnit = (d + n - 1n) / n
        fc.pre(largest + oneUnit < 2n ** 62n)
        expect([passes(largest), passes(largest + 1n + oneUnit)]).toEqual([true, false])
      }),
      { numRuns: 1000 },
    )
  })
  test('is nothing of a negative balance, and unlimited where the row takes nothing', () => {
    expect(headroom(-1n, { n: 5n, d: HUNDRED })).toBe(0n)
    expect(headroom(1n, { n: 0n, d: HUNDRED })).toBeUndefined()
  })
})
