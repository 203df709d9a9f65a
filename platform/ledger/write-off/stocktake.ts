import { HUNDRED, type Percent, quantityTotals } from '@jiamao/kernel/numbers'
import { convert } from './convert.ts'
import type { Recipes } from './recipes.ts'
import type { WriteOff } from './write-off.ts'

/** Counted goods as columns: index of the material or of the pair, and the quantity, 10⁻⁵ of its unit. */
interface Counted {
  readonly item: Int32Array
  readonly quantity: BigInt64Array
}

/** What a stock-take (盘点) found, columns [materials] of 10⁻⁵ of each material's declared unit. */
interface Stocktake {
  /** R, the reported balance (实际剩余, R4.12). */
  readonly reported: BigInt64Array
  /** R − T: above zero surplus (溢余), below zero shortage (短少). */
  readonly difference: BigInt64Array
  /** Opening and everything that came in: what the difference is measured by (R4.13). */
  readonly base: BigInt64Array
}

/**
 * Holds a count against the theoretical balance (R4.12). Materials are added as they were counted; finished goods, work
 * in progress and defectives line by line as converted (R4.10), each by the pair of its version on the count date.
 *
 * @throws KERNEL_RANGE
 */
export function stocktake(recipes: Recipes, written: WriteOff, materials: Counted, products: Counted): Stocktake {
  const reported = new Array<bigint>(recipes.materials).fill(0n)
  materials.item.forEach((material, line) => {
    reported[material] += materials.quantity[line]
  })
  products.item.forEach((pair, line) => {
    for (const { material, quantity } of convert(recipes, pair, products.quantity[line])) reported[material] += quantity
  })
  const { OPENING, MATERIAL_IMPORT, TRANSFER_IN, CARRY_IN, EXCHANGE_IN } = written.terms
  const inflows = [OPENING, MATERIAL_IMPORT, TRANSFER_IN, CARRY_IN, EXCHANGE_IN]
  return {
    reported: column(reported),
    difference: column(reported.map((r, m) => r - written.theoretical[m])),
    base: column(reported.map((_, m) => inflows.reduce((sum, inflow) => sum + inflow[m], 0n))),
  }
}

const column = (figures: readonly bigint[]) => BigInt64Array.from(figures, (figure) => quantityTotals.of(figure))

/**
 * Whether a difference lies in the short-and-over range (短溢区间), ends included: |difference| ≤ limit of the base
 * (R4.13). Exact: nothing is divided.
 *
 * @param limit the dated parameter; 1 % from 2024-06-01
 */
export function isInShortOverRange(difference: bigint, base: bigint, limit: Percent): boolean {
  const size = difference < 0n ? -difference : difference
  return size * HUNDRED <= limit * base
}
