import { type Consumption, HUNDRED, type Percent, percents } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'

/** Loss rates that cannot be: one is below zero, or nothing of the material would end in the product (R3.3). */
const impossibleLoss = defineProblem({
  code: 'R3.LOSS',
  status: 422,
  zh: {
    title: '损耗率不成立',
    detail: '有形损耗 {tangible}% 与无形损耗 {intangible}% 均不得小于 0，两者之和须小于 100%。',
    remedy: '两项损耗率均以总耗用量为基数填报；请按工艺核对。',
  },
  en: {
    title: 'Impossible loss',
    detail:
      'Tangible loss {tangible} % and intangible loss {intangible} %: each must be at least 0, and both less than 100 % together.',
    remedy: 'Both rates refer to total use; check them against the process.',
  },
})

/**
 * The part of total use that ends in the product: 100 % less both losses, 10⁻⁹ %, > 0 (R3.3).
 *
 * @param row its number, where it is one of many
 * @throws R3.LOSS, with the pointer `/rows/{row}`
 */
export function remainder(tangible: bigint, intangible: bigint, row?: number): bigint {
  const left = HUNDRED - tangible - intangible
  if (tangible < 0n || intangible < 0n || left <= 0n) {
    const values = { tangible: percents.print(tangible), intangible: percents.print(intangible) }
    throw impossibleLoss(values, row === undefined ? {} : { pointer: `/rows/${row}` })
  }
  return left
}

/**
 * Unit consumption (单耗) as an exact fraction of 10⁻⁹: net ÷ (1 − (tangible + intangible)) (R3.3). Unit form (R3.4) is
 * net := unit with losses 0.
 *
 * @throws R3.LOSS
 */
export const unitConsumption = (
  net: Consumption,
  tangible: Percent,
  intangible: Percent,
): { n: bigint; d: bigint } => ({
  n: net * HUNDRED,
  d: remainder(tangible, intangible),
})
