import { consumptions, HUNDRED } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { Uses } from './uses.ts'

/** One material's consumption and process losses, 10⁻⁵ of its unit, not yet held against a range. */
interface Exact {
  readonly consumption: bigint
  readonly tangible: bigint
  readonly intangible: bigint
}

const step = consumptions.one // Q·n counts 10⁻¹⁴ units, a figure 10⁻⁵ (R4.5)

/** R4.5, R4.6 and R4.8 as they are written: rationals over one denominator, each figure rounded once. */
export function exactConsumption(uses: Uses, outflow: BigInt64Array, material: number): Exact {
  let d = 1n
  let consumption = 0n
  let tangible = 0n
  let intangible = 0n
  for (let k = uses.classStart[material]; k < uses.classStart[material + 1]; k++) {
    const left = BigInt(uses.left[k])
    const n = flowOf(uses, outflow, k) * BigInt(uses.share[k]) * d
    consumption = consumption * left + n
    tangible = tangible * left + n * BigInt(uses.tangible[k])
    intangible = intangible * left + n * BigInt(uses.intangible[k])
    d *= left
  }
  return {
    consumption: roundHalfAway(consumption, d * step),
    tangible: roundHalfAway(tangible, d * HUNDRED * step),
    intangible: roundHalfAway(intangible, d * HUNDRED * step),
  }
}

/** Σ Q·n over the rows of a class, 10⁻¹⁴ units. */
function flowOf({ rowStart, pair, net }: Uses, outflow: BigInt64Array, k: number): bigint {
  let sum = 0n
  for (let row = rowStart[k]; row < rowStart[k + 1]; row++) sum += outflow[pair[row]] * net[row]
  return sum
}
