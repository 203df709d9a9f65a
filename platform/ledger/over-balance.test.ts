import { HUNDRED } from '@jiamao/kernel/numbers'
import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { movementKinds } from './kinds.ts'
import { headroom } from './over-balance.ts'
import type { Line, RecipeRow } from './write-off/from-objects.ts'
import { heldOf } from './write-off/gate-of-samples.ts'
import { plainWriteOff } from './write-off/plain-write-off.ts'
import { anyBook } from './write-off/sample-books.ts'

const takes = ({ kind }: Line) => movementKinds[kind].effect === '-' || movementKinds[kind].effect === '-c'
const row: RecipeRow = { pair: 0, material: 0, net: 10n ** 9n, tangible: 0n, intangible: 0n, share: HUNDRED }

describe('over-balance', () => {
  test('names exactly the materials that a posting makes negative, with T before and after (R4.11)', () => {
    let found = 0
    fc.assert(
      fc.property(anyBook(), fc.nat({ max: 5 }), (book, last) => {
        const posting = book.lines.slice(-last - 1).filter((line) => takes(line) && line.quantity > 0n)
        const earlier = book.lines.slice(0, -last - 1)
        const figure = (lines: readonly Line[], material: number) =>
          plainWriteOff({ ...book, lines }, material).theoretical
        const expected = Array.from({ length: book.materials }, (_, material) => ({
          material,
          before: figure(earlier, material),
          after: figure([...earlier, ...posting], material),
        })).filter(({ before, after }) => after < 0n && after < before)
        const held = heldOf({ ...book, lines: earlier }, posting)
        found += held.length
        const byMaterial = held
          .map(({ material, before, after }) => ({ material, before, after }))
          .sort((a, b) => a.material - b.material)
        expect(byMaterial).toEqual(expected)
      }),
      { numRuns: runs(1000) },
    )
    expect(found).toBeGreaterThan(100)
  })
  test('of several products in a posting those that take more are named, each with what fits', () => {
    const rows = [0, 1, 2].map((pair) => ({ ...row, pair, share: pair === 2 ? 0n : HUNDRED }))
    const lines: Line[] = [{ kind: 'MATERIAL_IMPORT', item: 0, quantity: 10n }]
    const posting: Line[] = [
      { kind: 'PRODUCT_EXPORT', item: 0, quantity: 30n },
      { kind: 'PRODUCT_RETURN', item: 1, quantity: 5n },
      { kind: 'PRODUCT_EXPORT', item: 2, quantity: 7n },
    ]
    expect(heldOf({ rows, lines }, posting)).toEqual([
      {
        material: 0,
        before: 10n,
        after: -20n,
        takers: [{ product: 0, version: '0', line: 1, largest: 10n }],
        line: undefined,
      },
    ])
  })
  test('what only raises a balance is never held, and does not count before it is final', () => {
    const lines: Line[] = [{ kind: 'PRODUCT_EXPORT', item: 0, quantity: 90n }]
    expect(heldOf({ rows: [row], lines }, [{ kind: 'MATERIAL_IMPORT', item: 0, quantity: 50n }])).toEqual([])
    const both: Line[] = [
      { kind: 'MATERIAL_IMPORT', item: 0, quantity: 50n },
      { kind: 'MATERIAL_SALE', item: 0, quantity: 1n },
    ]
    expect(heldOf({ rows: [row], lines }, both)).toMatchObject([{ material: 0, before: -90n, after: -91n, line: 2 }])
  })
})

describe('headroom', () => {
  test('is the largest quantity whose exact consumption the balance covers, and the gate lets it pass', () => {
    const anyRow = fc
      .record({ net: fc.bigInt(1n, 10n ** 11n), loss: fc.bigInt(0n, HUNDRED - 1n), share: fc.bigInt(1n, HUNDRED) })
      .map(({ net, loss, share }): RecipeRow => ({ ...row, net, tangible: loss, share }))
    fc.assert(
      fc.property(anyRow, fc.bigInt(0n, 10n ** 12n), (any, balance) => {
        const [take, left] = [any.net * any.share, HUNDRED - any.tangible]
        const largest = headroom(balance, take, left)
        const covered = (quantity: bigint) => quantity * take <= balance * left * 10n ** 9n
        expect([covered(largest), covered(largest + 1n)]).toEqual([true, false])
        const lines: Line[] = [{ kind: 'MATERIAL_IMPORT', item: 0, quantity: balance }]
        const passes = (quantity: bigint) =>
          heldOf({ rows: [any], lines }, [{ kind: 'PRODUCT_EXPORT', item: 0, quantity }]).length === 0
        // Rounding lets T bear less than half a unit more; one whole unit of the fifth decimal more never passes.
        const oneUnit = (left * 10n ** 9n + take - 1n) / take
        expect([passes(largest), passes(largest + 1n + oneUnit)]).toEqual([true, false])
      }),
      { numRuns: runs(1000) },
    )
  })
  test('is nothing of a negative balance', () => {
    expect(headroom(-1n, 5n, HUNDRED)).toBe(0n)
  })
})
