import { quantityTotals } from '@jiamao/kernel/numbers'
import { type Effect, type KindId, movementKinds } from '../kinds.ts'

/**
 * Movements as columns: lines of a book, postings of a filing, or balance rows, which are lines that were added up
 * before. All have one length.
 */
export interface Lines {
  /** Code of the movement kind (`movementKinds`). */
  readonly kind: Uint8Array
  /** Index of the material, or of the pair (product, version) for a product's kinds. */
  readonly item: Int32Array
  /** 10⁻⁵ of the declared unit; below zero where an entry is reversed (R4.1). */
  readonly quantity: BigInt64Array
}

/** How many materials and pairs a book has. */
interface Size {
  readonly materials: number
  readonly pairs: number
}

/** Sums per kind and item, 10⁻⁵: the sum of kind code k and item i stands in cell k × width + i. */
export interface Totals extends Size {
  readonly width: number
  readonly sums: BigInt64Array
}

const codes = 1 + Math.max(...Object.values(movementKinds).map(({ code }) => code))

/**
 * Adds lines up per kind and item. In any order: every sum is exact.
 *
 * @throws KERNEL_RANGE if a sum passes 2⁶³; Error for a kind that has no place in a write-off (unknown, equipment) or an
 *   item the book does not have
 */
export function totalsOf({ materials, pairs }: Size, lines: Lines): Totals {
  const width = Math.max(materials, pairs)
  return added({ materials, pairs, width, sums: new BigInt64Array(codes * width) }, lines)
}

/** The totals after some more lines; the given ones stay as they are. @throws as `totalsOf` */
export const totalsAfter = (totals: Totals, lines: Lines): Totals =>
  added({ ...totals, sums: totals.sums.slice() }, lines)

/** The sums of one kind by item: a view, not a copy. */
export function sumsOf({ materials, pairs, width, sums }: Totals, kind: KindId): BigInt64Array {
  const { code, effect } = movementKinds[kind]
  return sums.subarray(code * width, code * width + (isProduct(effect) ? pairs : materials))
}

const isProduct = (effect: Effect) => effect === '-c' || effect === '+c'

function added(totals: Totals, lines: Lines): Totals {
  const { length } = lines.kind
  if ([lines.item, lines.quantity].some((column) => column.length !== length))
    throw new Error('lines of unequal length')
  const at = addUntilFault(totals.sums, totals.width, itemsOf(totals), lines)
  if (at < length) throw faultOf(totals, lines, at)
  return totals
}

/** How many items a kind has, by code; none where it has no place in a write-off. */
function itemsOf({ materials, pairs }: Size): Int32Array {
  const items = new Int32Array(256)
  for (const { code, effect, goods } of Object.values(movementKinds)) {
    if (goods !== 'equipment') items[code] = isProduct(effect) ? pairs : materials
  }
  return items
}

/**
 * Adds line by line and returns the number of lines added, which is all of them unless one cannot be.
 *
 * The checks cost a fifth. They leave the loop instead of throwing inside it, which would double the time: the compiler
 * then no longer keeps the arrays' addresses in registers.
 */
function addUntilFault(sums: BigInt64Array, width: number, items: Int32Array, { kind, item, quantity }: Lines): number {
  let at = 0
  for (; at < kind.length; at++) {
    const code = kind[at]
    const i = item[at]
    if (i >>> 0 >= items[code]) break
    const cell = Math.imul(code, width) + i
    const before = sums[cell]
    const more = quantity[at]
    const after = BigInt.asIntN(64, before + more)
    if (after < before !== more < 0n) break
    sums[cell] = after
  }
  return at
}

function faultOf({ width, sums }: Totals, { kind, item, quantity }: Lines, at: number): Error {
  const known = Object.values(movementKinds).find(({ code, goods }) => code === kind[at] && goods !== 'equipment')
  if (!known) return new Error(`line ${at}: kind ${kind[at]} has no place in a write-off`)
  const cell = kind[at] * width + item[at]
  if (item[at] >= 0 && item[at] < width) quantityTotals.of(sums[cell] + quantity[at])
  return new Error(`line ${at}: kind ${kind[at]} has no item ${item[at]}`)
}
