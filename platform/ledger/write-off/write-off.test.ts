import { Problem } from '@jiamao/kernel/problem'
import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Line, linesFrom, recipesFromRows } from './from-objects.ts'
import { type PlainFigures, plainWriteOff } from './plain-write-off.ts'
import { anyBook, anyExtremeBook, isProductKind, type SampleBook } from './sample-books.ts'
import { totalsAfter, totalsOf } from './totals.ts'
import { writeOff } from './write-off.ts'

const written = (book: SampleBook) => {
  const recipes = recipesFromRows(book.materials, book.pairs, book.rows)
  return writeOff(recipes, totalsOf(recipes, linesFrom(book.lines)))
}

/** The figures of all materials, as the plain evaluation gives them. */
function figures(book: SampleBook): PlainFigures[] {
  const { consumption, tangible, intangible, net, theoretical, scrap } = written(book)
  return Array.from({ length: book.materials }, (_, m) => ({
    consumption: consumption[m],
    tangible: tangible[m],
    intangible: intangible[m],
    net: net[m],
    theoretical: theoretical[m],
    scrap: scrap[m],
  }))
}
const plainFigures = (book: SampleBook) => Array.from({ length: book.materials }, (_, m) => plainWriteOff(book, m))

describe('against a plain evaluation in big integers', () => {
  test('every figure of an ordinary book is equal, halves included', () => {
    fc.assert(
      fc.property(anyBook(), (book) => {
        expect(figures(book)).toEqual(plainFigures(book))
      }),
      { numRuns: runs(2000) },
    )
  })
  test('an extreme book gives the same figures or is refused, never others', () => {
    let refused = 0
    let equal = 0
    fc.assert(
      fc.property(anyExtremeBook(), (book) => {
        try {
          expect(figures(book)).toEqual(plainFigures(book))
          equal++
        } catch (fault) {
          if (!(fault instanceof Problem)) throw fault
          expect(fault.kind.code).toBe('KERNEL_RANGE')
          refused++
        }
      }),
      { numRuns: runs(2000) },
    )
    expect(Math.min(refused, equal)).toBeGreaterThan(100)
  })
  test('a book is refused only where a figure or a sum does not fit', () => {
    const max = 2n ** 63n - 1n
    const book = (lines: Line[]): SampleBook => ({ materials: 1, pairs: 0, rows: [], lines })
    const line = (quantity: bigint): Line => ({ kind: 'MATERIAL_IMPORT', item: 0, quantity })
    expect(figures(book([line(max)]))[0].theoretical).toBe(max)
    expect(figures(book([line(-max), line(max), line(max)]))[0].theoretical).toBe(max)
    expect(() => figures(book([line(max), line(1n)]))).toThrow(/KERNEL_RANGE: "92233720368547.75808"/)
    expect(() => figures(book([line(-max), line(-2n)]))).toThrow(/KERNEL_RANGE/)
  })
})

describe('R4.19: cutting the same movements differently changes no figure', () => {
  /** `choice` decides where to cut. */
  const unchanged = (change: (book: SampleBook, choice: number) => SampleBook) =>
    fc.assert(
      fc.property(anyBook(), fc.nat(), (book, choice) => {
        expect(figures(change(book, choice))).toEqual(figures(book))
      }),
      { numRuns: runs(500) },
    )
  const pick = <T>(list: readonly T[], choice: number): T | undefined => list[choice % Math.max(1, list.length)]

  test('permuting lines', () =>
    unchanged((book, choice) => {
      const at = choice % (book.lines.length + 1)
      return { ...book, lines: [...book.lines.slice(at), ...book.lines.slice(0, at)].reverse() }
    }))
  test('splitting a line', () =>
    unchanged((book, choice) => {
      const line = pick(book.lines, choice)
      if (!line) return book
      const part = BigInt(choice % 1000) - 500n
      const others = book.lines.filter((other) => other !== line)
      return { ...book, lines: [...others, { ...line, quantity: line.quantity - part }, { ...line, quantity: part }] }
    }))
  test('adding a line and its reversal', () =>
    unchanged((book, choice) => {
      const line = pick(book.lines, choice)
      if (!line) return book
      return { ...book, lines: [line, ...book.lines, { ...line, quantity: -line.quantity }] }
    }))
  test('sending a product out and taking it back in the same version', () =>
    unchanged((book, choice) => {
      const line = { item: choice % book.pairs, quantity: BigInt(choice) + 1n }
      return {
        ...book,
        lines: [{ kind: 'PRODUCT_EXPORT', ...line }, ...book.lines, { kind: 'PRODUCT_RETURN', ...line }],
      }
    }))
  test('renaming versions', () =>
    unchanged((book, choice) => {
      const renamed = (pair: number) => (pair + choice) % book.pairs
      return {
        ...book,
        rows: book.rows.map((row) => ({ ...row, pair: renamed(row.pair) })),
        lines: book.lines.map((line) => (isProductKind(line.kind) ? { ...line, item: renamed(line.item) } : line)),
      }
    }))
  test('splitting a version into two with equal rows', () =>
    unchanged((book, choice) => {
      const pair = choice % book.pairs
      const twin = book.pairs
      return {
        ...book,
        pairs: book.pairs + 1,
        rows: [...book.rows, ...book.rows.filter((row) => row.pair === pair).map((row) => ({ ...row, pair: twin }))],
        lines: book.lines.map((line, at) =>
          isProductKind(line.kind) && line.item === pair && at % 2 ? { ...line, item: twin } : line,
        ),
      }
    }))
  test('adding up some lines before, as the ledger does in its balances', () =>
    fc.assert(
      fc.property(anyBook(), fc.nat(), ({ materials, pairs, rows, lines }, choice) => {
        const at = choice % (lines.length + 1)
        const recipes = recipesFromRows(materials, pairs, rows)
        const balances = totalsOf(recipes, linesFrom(lines.slice(0, at)))
        const whole = totalsOf(recipes, linesFrom(lines))
        expect(totalsAfter(balances, linesFrom(lines.slice(at)))).toEqual(whole)
        expect(writeOff(recipes, whole).terms.MATERIAL_IMPORT).toHaveLength(materials)
      }),
    ))
})

describe('lines that are not of the book', () => {
  const recipes = recipesFromRows(2, 1, [])
  const totals = (line: { kind: number; item: number }) =>
    totalsOf(recipes, {
      kind: Uint8Array.of(line.kind),
      item: Int32Array.of(line.item),
      quantity: BigInt64Array.of(1n),
    })
  test.each([
    ['an unknown kind', { kind: 200, item: 0 }, /line 0: kind 200 has no place/],
    ['equipment', { kind: 23, item: 0 }, /line 0: kind 23 has no place/],
    ['a material that is not there', { kind: 2, item: 2 }, /line 0: kind 2 has no item 2/],
    ['a pair that is not there', { kind: 15, item: 1 }, /line 0: kind 15 has no item 1/],
    ['an index below zero', { kind: 2, item: -1 }, /line 0: kind 2 has no item -1/],
  ])('%s is an error of ours', (_, line, message) => {
    expect(() => totals(line)).toThrow(message)
  })
})
