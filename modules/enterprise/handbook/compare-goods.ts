/** Lines of goods against the book: completed, and marked by what they are against it (R5.8). Pure. */
import { type CodeLists, encode, shape } from '@jiamao/kernel/fields'
import { amounts, isFault, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { MaterialContent, ProductContent } from './content.ts'
import { type HandbookLineRow, handbookLines } from './line-registers.ts'
import { goodsFields } from './line-rows.ts'
import { Material, Product } from './lines.ts'

/** A line of a change: as it will be filed, what it says where it can be read, and what the book has. */
export interface Compared<Line, Row> {
  readonly wire: unknown
  readonly line: Line | undefined
  readonly before: Row | undefined
}
export type ComparedGoods = Compared<MaterialContent | ProductContent, HandbookLineRow>

type Fields = Record<string, unknown>
export const isLine = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Codes are judged with the whole content; here lines are only compared. */
export const anyCode: CodeLists = { has: () => true }

// R5.2: goods of a handbook are levied in mode 3, exempt in full.
const usualLevyMode = '3'

/**
 * The lines as given, completed from the book, then those of the book that were not given: a line that is left out stays
 * as it is. Only a deletion is said by the filer; whether a line is new, changed or unchanged is computed.
 */
export function compareGoods(
  side: 'I' | 'E',
  given: readonly unknown[],
  book: readonly HandbookLineRow[],
  currency: unknown,
): ComparedGoods[] {
  const known = new Map<unknown, HandbookLineRow>(book.map((row) => [row.seq, row]))
  const named = new Set(given.map((line) => (isLine(line) ? line.seq : undefined)))
  return [
    ...given.map((line): ComparedGoods => {
      if (!isLine(line)) return { wire: line, line: undefined, before: undefined }
      return compared(side, line, known.get(line.seq), currency)
    }),
    ...book.flatMap((row) => (named.has(row.seq) ? [] : [compared(side, { seq: row.seq }, row, currency)])),
  ]
}

function compared(
  side: 'I' | 'E',
  given: Fields,
  before: HandbookLineRow | undefined,
  currency: unknown,
): ComparedGoods {
  const goes = given.changeMark === 'deleted'
  const own = withoutMissing(given)
  const held = before ? wireOf(before) : { currency, levyMode: usualLevyMode }
  // What is taken out is what the book has, whatever else the line says of it.
  const filled: Fields = goes && before ? { ...own, ...held } : { ...held, ...own }
  const total = goes && before ? filled.total : (own.total ?? totalOf(filled) ?? filled.total)
  const wire = total === undefined ? filled : { ...filled, total }
  const line = shape(side === 'I' ? Material : Product, wire, anyCode).content as MaterialContent | undefined
  const changeMark = goes ? 'deleted' : before ? (line && isSame(line, before) ? 'unchanged' : 'changed') : 'added'
  return { wire: { ...wire, changeMark }, line: line && { ...line, changeMark }, before }
}

const isSame = (line: MaterialContent, before: HandbookLineRow) =>
  [...goodsFields, 'mainMaterial' as const].every((field) => line[field] === before[field])

const registered: ReadonlySet<string> = new Set(['seq', 'mainMaterial', ...goodsFields])

const wireOf = (row: HandbookLineRow): Fields =>
  Object.fromEntries(Object.entries(encode(handbookLines.columns, row)).filter(([field]) => registered.has(field)))

export const withoutMissing = (from: Fields): Fields =>
  Object.fromEntries(Object.entries(from).filter(([, value]) => value !== undefined && value !== null && value !== ''))

/** Quantity × price, half up at five decimals (R5.3). */
function totalOf({ quantity, price }: Fields): string | undefined {
  const [q, p] = [quantities.read(String(quantity ?? '')), amounts.read(String(price ?? ''))]
  return isFault(q) || isFault(p) ? undefined : amounts.print(roundHalfAway(q * p, quantities.one))
}
