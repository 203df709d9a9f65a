import type { Quantity } from '@jiamao/kernel/numbers'
import { floor } from '@jiamao/kernel/round'
import { movementKinds } from '../kinds.ts'
import { consumptionOf } from './consumption.ts'
import { findRow, type Recipes, type Row, rowAt } from './recipes.ts'
import { type Lines, type Totals, totalsAfter } from './totals.ts'
import { outflowOf, theoreticalOf } from './write-off.ts'

/** A material that a posting would overdraw. */
interface OverBalance {
  readonly material: number
  /** T before and after the posting, 10⁻⁵ of the material's unit. */
  readonly before: Quantity
  readonly after: Quantity
  /** The pairs of the posting that take more of it, and the most that the balance before it allows of each alone. */
  readonly takers: readonly { readonly pair: number; readonly largest: Quantity }[]
}

/**
 * The materials whose theoretical balance a posting makes negative: `hold R4.OVER_BALANCE` (R4.11). A posting that only
 * raises a balance that is negative already is not held for it.
 *
 * @param totals of kinds whose effect begins with `-` reserved and final, of the others final alone
 * @param posting its lines; what it reverses is below zero
 * @throws KERNEL_RANGE
 */
export function overBalance(recipes: Recipes, totals: Totals, posting: Lines): OverBalance[] {
  const later = totalsAfter(totals, posting)
  const outflow = { before: outflowOf(totals), after: outflowOf(later) }
  const touched = touchedBy(recipes, posting)
  const balance = (t: Totals, q: BigInt64Array) =>
    theoreticalOf(t, consumptionOf(recipes, q, touched).consumption, touched)
  const before = balance(totals, outflow.before)
  const after = balance(later, outflow.after)

  const takers = pairsOf(posting).filter((pair) => outflow.after[pair] > outflow.before[pair])
  const found: OverBalance[] = []
  touched.forEach((material, at) => {
    if (after[at] >= 0n || after[at] >= before[at]) return
    found.push({
      material,
      before: before[at] as Quantity,
      after: after[at] as Quantity,
      takers: takers.flatMap((pair) => {
        const row = findRow(recipes, pair, material)
        const largest = row < 0 ? undefined : headroom(before[at], rowAt(recipes, row))
        return largest === undefined ? [] : [{ pair, largest }]
      }),
    })
  })
  return found
}

/**
 * The largest product quantity that a theoretical balance allows, ⌊T·D·10⁹ ÷ (n·s)⌋ in 10⁻⁵; nothing where T is negative
 * (R4.11). Undefined where the row takes nothing: any quantity fits.
 */
export function headroom(theoretical: bigint, { n, d }: Row): Quantity | undefined {
  if (n === 0n) return undefined
  return (theoretical < 0n ? 0n : floor(theoretical * d, n)) as Quantity
}

const isProduct = new Set(
  Object.values(movementKinds).flatMap(({ code, goods }) => (goods === 'product' ? [code] : [])),
)

const pairsOf = ({ kind, item }: Lines): number[] => [...new Set(item.filter((_, line) => isProduct.has(kind[line])))]

/** Materials that a posting names, or whose products it names, ascending. */
function touchedBy({ start, material }: Recipes, posting: Lines): Int32Array {
  const touched = new Set(posting.item.filter((_, line) => !isProduct.has(posting.kind[line])))
  for (const pair of pairsOf(posting)) {
    for (let row = start[pair]; row < start[pair + 1]; row++) touched.add(material[row])
  }
  return Int32Array.from(touched).sort()
}
