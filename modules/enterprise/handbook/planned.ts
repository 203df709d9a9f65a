import { type Consumption, HUNDRED, type Percent } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { ConsumptionContent, HandbookContent } from './content.ts'

const none = 0n as Percent

/** A consumption row in net form, whichever form it was filed in (R3.4): unit form counts as net use without loss. */
export function netForm({ net, unitConsumption, tangible = none, intangible = none }: ConsumptionContent) {
  if (net !== undefined) return { net, tangible, intangible }
  return { net: unitConsumption ?? (0n as Consumption), tangible: none, intangible: none }
}

/** Materials that the firm buys at home (内购): no row takes any of it in bond (R2.17). */
export function domesticMaterials(consumption: readonly ConsumptionContent[]): ReadonlySet<number> {
  const used = new Set(consumption.map(({ materialSeq }) => materialSeq))
  for (const { materialSeq, bondedShare } of consumption) if (bondedShare !== 0n) used.delete(materialSeq)
  return used
}

/**
 * What the planned products need of each material, by seq: Σ Q·n·s ÷ D, exact, rounded once to 5 decimals (R5.4, R4.6).
 * Of material that is bought at home the whole use is meant: it is filed too, without taking postings.
 */
export function plannedUse({ products, consumption }: HandbookContent): Map<number, bigint> {
  const quantityOf = new Map(products.map(({ seq, quantity }) => [seq, quantity as bigint]))
  const domestic = domesticMaterials(consumption)
  // Numerators are added per distinct (share, what is left after loss), so that nothing is divided before the end.
  const sums = new Map<number, Map<string, { share: bigint; left: bigint; taken: bigint }>>()
  for (const row of consumption) {
    const { net, tangible, intangible } = netForm(row)
    const share: bigint = domestic.has(row.materialSeq) ? HUNDRED : row.bondedShare
    const left = HUNDRED - tangible - intangible
    const quantity = quantityOf.get(row.productSeq)
    if (quantity === undefined || left <= 0n) continue
    const material = sums.get(row.materialSeq) ?? new Map()
    const key = `${share}/${left}`
    const sum = material.get(key) ?? { share, left, taken: 0n }
    material.set(key, { ...sum, taken: sum.taken + quantity * net })
    sums.set(row.materialSeq, material)
  }
  return new Map([...sums].map(([seq, parts]) => [seq, total([...parts.values()])]))
}

const scale = 1_000_000_000n

function total(parts: readonly { share: bigint; left: bigint; taken: bigint }[]): bigint {
  let [n, d] = [0n, 1n]
  for (const { share, left, taken } of parts) {
    n = n * left + taken * share * d
    d *= left
  }
  return roundHalfAway(n, d * scale)
}
