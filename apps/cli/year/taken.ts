import { HUNDRED } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { DemoUse } from './goods.ts'

const billion = 1_000_000_000n

/**
 * What products take of each material in bond: Σ Q·n·s ÷ D, exact, rounded once per material, half away from zero (R4.5,
 * R4.6). Computed here on its own: what the ledger says after the year must agree to the last digit.
 *
 * @param made quantities by product, 10⁻⁵ of its unit; a product that is not named made nothing
 * @returns by material, 10⁻⁵ of its unit
 */
export function takenBy(uses: readonly DemoUse[], made: ReadonlyMap<number, bigint>): Map<number, bigint> {
  const sums = new Map<number, { n: bigint; d: bigint }>()
  for (const { product, material, net, tangible, intangible, share } of uses) {
    const left = HUNDRED - tangible - intangible
    const { n, d } = sums.get(material) ?? { n: 0n, d: 1n }
    sums.set(material, { n: n * left + (made.get(product) ?? 0n) * net * share * d, d: d * left })
  }
  return new Map(Array.from(sums, ([material, { n, d }]) => [material, roundHalfAway(n, d * billion)]))
}
