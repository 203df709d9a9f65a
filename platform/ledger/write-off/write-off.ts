import { quantityTotals } from '@jiamao/kernel/numbers'
import { type Effect, type KindId, type MaterialKind, movementKinds } from '../kinds.ts'
import { type Consumption, consumptionOf } from './consumption.ts'
import type { Recipes } from './recipes.ts'
import { sumsOf, type Totals } from './totals.ts'

/** The write-off (核销) of a book: columns [materials] of 10⁻⁵ of each material's declared unit. */
export interface WriteOff extends Consumption {
  /** What each kind moved of each material, as declared. */
  readonly terms: Readonly<Record<MaterialKind, BigInt64Array>>
  /** [pairs] Q, the net quantity that went out of each product in each version (R4.5). */
  readonly outflow: BigInt64Array
  /** Net content: consumption less both losses (R4.8). */
  readonly net: BigInt64Array
  /** T, the theoretical balance (理论结余, R4.4). */
  readonly theoretical: BigInt64Array
  /** Tangible loss less the scrap disposed of (R4.8); never touches T. */
  readonly scrap: BigInt64Array
}

/**
 * The write-off of all materials from the totals of their kinds, exact (R4.4 to R4.8).
 *
 * @throws KERNEL_RANGE if a figure passes 2⁶³ − 1
 */
export function writeOff(recipes: Recipes, totals: Totals): WriteOff {
  const all = firstIndexes(recipes.materials)
  const outflow = outflowOf(totals)
  const consumed = consumptionOf(recipes, outflow, all)
  const net = consumed.consumption.slice()
  add(net, -1n, consumed.tangible, all)
  add(net, -1n, consumed.intangible, all)
  const scrap = consumed.tangible.slice()
  for (const kind of scrapKinds) add(scrap, -1n, sumsOf(totals, kind), all)
  const terms = Object.fromEntries(materialKinds.map((kind) => [kind, sumsOf(totals, kind)]))
  return {
    ...consumed,
    terms: terms as Record<MaterialKind, BigInt64Array>,
    outflow,
    net,
    theoretical: theoreticalOf(totals, consumed.consumption, all),
    scrap,
  }
}

/** Q of every pair: what went out less what came back (R4.5). @throws KERNEL_RANGE */
function outflowOf(totals: Totals): BigInt64Array {
  const outflow = new BigInt64Array(totals.pairs)
  const all = firstIndexes(totals.pairs)
  for (const kind of kindsOf('-c')) add(outflow, 1n, sumsOf(totals, kind), all)
  for (const kind of kindsOf('+c')) add(outflow, -1n, sumsOf(totals, kind), all)
  return outflow
}

/** T of the wanted materials by their place, from their consumption in the same places (R4.4). @throws KERNEL_RANGE */
function theoreticalOf(totals: Totals, consumption: BigInt64Array, wanted: Int32Array): BigInt64Array {
  const theoretical = new BigInt64Array(wanted.length)
  for (const kind of kindsOf('+')) add(theoretical, 1n, sumsOf(totals, kind), wanted)
  for (const kind of kindsOf('-')) add(theoretical, -1n, sumsOf(totals, kind), wanted)
  add(theoretical, -1n, consumption, firstIndexes(wanted.length))
  return theoretical
}

const kinds = Object.keys(movementKinds) as KindId[]
const kindsOf = (effect: Effect) => kinds.filter((kind) => movementKinds[kind].effect === effect)
const scrapKinds = kinds.filter((kind) => movementKinds[kind].goods === 'scrap')
const materialKinds = kinds.filter((kind) => !['product', 'equipment'].includes(movementKinds[kind].goods))

const firstIndexes = (count: number) => Int32Array.from({ length: count }, (_, i) => i)

/** sums[i] += sign × column[at[i]]. @throws KERNEL_RANGE */
function add(sums: BigInt64Array, sign: 1n | -1n, column: BigInt64Array, at: Int32Array): void {
  for (let i = 0; i < sums.length; i++) {
    const sum = sums[i] + sign * column[at[i]]
    sums[i] = sum
    if (sums[i] !== sum) quantityTotals.of(sum)
  }
}
