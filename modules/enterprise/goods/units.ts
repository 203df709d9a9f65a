import { quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'

/** Metric masses in grams: 035 kilogram, 036 gram, 070 tonne (R2.4). */
const grams: Readonly<Record<string, bigint>> = { '035': 1_000n, '036': 1n, '070': 1_000_000n }

/**
 * Legal units per declared unit (比例因子), 10⁻⁵, where the two units alone decide it: 1 for the same unit, the metric
 * factor for metric masses. Undefined for any other pair: the item needs a factor of its own. A factor below 10⁻⁵ does
 * not exist in the wire format and is undefined too (grams per tonne).
 */
export function metricFactor(declared: string, legal: string): bigint | undefined {
  if (declared === legal) return quantities.one
  const [from, to] = [grams[declared], grams[legal]]
  if (from === undefined || to === undefined || (from * quantities.one) % to !== 0n) return undefined
  return (from * quantities.one) / to
}

/** Legal quantity = declared quantity × factor, half up at five decimals (R2.4). U1: 1234.5 × 0.04536 = 55.99692. */
export const legalQuantity = (declared: bigint, factor: bigint): bigint =>
  roundHalfAway(declared * factor, quantities.one)
