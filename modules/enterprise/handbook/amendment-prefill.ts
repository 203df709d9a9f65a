/** A change begins with the book as it stands: head, lines, consumption; marks and impact are computed (R5.8, R8.6). */
import type { Content } from '@jiamao/kernel/fields'
import { isFault } from '@jiamao/kernel/numbers'
import { readDate } from '@jiamao/kernel/time'
import type { Prefill } from '@jiamao/platform/filing/define'
import { bookRecipes, drawn } from '@jiamao/platform/ledger/facts'
import type { Amendment, AmendmentWire } from './amendment.ts'
import { compareConsumption } from './compare-consumption.ts'
import { compareGoods, isLine } from './compare-goods.ts'
import { book, consumptionMarks, filedOnBook, linesInForce } from './facts.ts'
import { headOf } from './head-row.ts'
import { impactOf } from './impact.ts'

const facts = { book, lines: linesInForce, marks: consumptionMarks, recipes: bookRecipes, drawn, filed: filedOnBook }
type Known = { readonly [K in keyof typeof facts]: Content<(typeof facts)[K]['value']> }
type Partly = Partial<AmendmentWire>

export const prefill: Prefill<typeof Amendment, typeof facts> = {
  facts,
  fill: ({ wire, facts: known }) => {
    const [row] = known.book
    if (!row) return { ...wire, impact: [] }
    const head = headAfter(isLine(wire.head) ? wire.head : {}, row, known)
    const side = (letter: 'I' | 'E') => known.lines.filter((line) => line.side === letter)
    const materials = compareGoods('I', linesOf(wire.materials), side('I'), head.importCurrency)
    const products = compareGoods('E', linesOf(wire.products), side('E'), head.exportCurrency)
    const consumption = compareConsumption(linesOf(wire.consumption), known, goneOf(materials), goneOf(products))
    return {
      ...wire,
      head,
      materials: materials.map(({ wire: line }) => line),
      products: products.map(({ wire: line }) => line),
      consumption: consumption.map(({ wire: line }) => line),
      impact: impactOf({ materials, products, consumption, drawn: known.drawn }),
    } as Partly
  },
}

/** What is no list is for `shape` to refuse; here it is as if nothing were given. */
const linesOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : [])

const goneOf = (lines: readonly { readonly wire: unknown }[]): ReadonlySet<unknown> =>
  new Set(lines.flatMap(({ wire }) => (isLine(wire) && wire.changeMark === 'deleted' ? [wire.seq] : [])))

/** The head of the book, with what the filing says otherwise. Numbers and counts are the platform's. */
function headAfter(given: object, row: Known['book'][number], { filed }: Known) {
  const head = { ...merged(headOf(row), given), filingKind: 'amend' } as AmendmentWire['head']
  const to = readDate(String(head.validTo ?? ''))
  const extends_ = !isFault(to) && to > row.validTo
  return {
    ...head,
    number: row.book,
    ownNumber: row.ownNumber,
    preentryNumber: row.preentryNumber ?? head.preentryNumber,
    pauseMark: head.pauseMark ?? row.pauseMark,
    amendments: row.amendments + 1,
    extensions: (row.extensions ?? 0) + (extends_ ? 1 : 0),
    filingNo: filed.filter(({ kind }) => kind === 'change').length + 1,
  }
}

/** What is given goes over what is held, field by field; what is left empty says nothing. */
function merged(held: object, given: object): object {
  const result: Record<string, unknown> = { ...held }
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === '') continue
    const before = result[name]
    result[name] = isLine(value) && isLine(before) ? merged(before, value) : value
  }
  return result
}
