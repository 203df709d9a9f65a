import { quantityTotals } from '@jiamao/kernel/numbers'
import { doubles } from './doubles.ts'
import { estimate, inRange } from './estimate.ts'
import { exactConsumption } from './exact.ts'
import type { Recipes } from './recipes.ts'

/** Columns of 10⁻⁵ of each material's declared unit, rounded once per material, half away from zero. */
export interface Consumption {
  /** C, product consumption (R4.5, R4.6). */
  readonly consumption: BigInt64Array
  /** S, what of it is tangible loss and must be accounted for as scrap (R4.8). */
  readonly tangible: BigInt64Array
  /** What of it is intangible loss (R4.8). */
  readonly intangible: BigInt64Array
}

/**
 * Consumption and process losses of the wanted materials, by their place in `wanted`.
 *
 * @param outflow [pairs] net quantity out of every pair, Q, 10⁻⁵; below zero where more came back than went out
 * @throws KERNEL_RANGE if a figure passes 2⁶³ − 1
 */
export function consumptionOf(recipes: Recipes, outflow: BigInt64Array, wanted: Int32Array): Consumption {
  const { uses } = recipes
  const consumption = new BigInt64Array(wanted.length)
  const tangible = new BigInt64Array(wanted.length)
  const intangible = new BigInt64Array(wanted.length)
  const flow = { exact: outflow, double: doubles(outflow) }
  const found = inRange(uses, flow) ? estimate(uses, flow, wanted) : undefined
  for (let at = 0; at < wanted.length; at++) {
    // One open figure makes the sum of the three NaN.
    if (found && !Number.isNaN(found.consumption[at] + found.tangible[at] + found.intangible[at])) {
      consumption[at] = BigInt(found.consumption[at])
      tangible[at] = BigInt(found.tangible[at])
      intangible[at] = BigInt(found.intangible[at])
    } else {
      const exact = exactConsumption(uses, outflow, wanted[at])
      consumption[at] = quantityTotals.of(exact.consumption)
      tangible[at] = quantityTotals.of(exact.tangible)
      intangible[at] = quantityTotals.of(exact.intangible)
    }
  }
  return { consumption, tangible, intangible }
}
