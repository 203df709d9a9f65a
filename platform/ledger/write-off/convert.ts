import { type Quantity, quantityTotals } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { type Recipes, rowAt } from './recipes.ts'

/** A quantity of one material, 10⁻⁵ of its declared unit. */
interface Converted {
  readonly material: number
  readonly quantity: Quantity
}

/**
 * The bonded material in a quantity of product (折料), one figure per material, each rounded: a declared quantity has
 * five decimals (R4.10). What rounds to nothing is left out. A defective that did not reach the end is converted by the
 * pair that holds the rows of its stage.
 *
 * @param quantity 10⁻⁵ of the product's unit
 * @throws KERNEL_RANGE
 */
export function convert(recipes: Recipes, pair: number, quantity: bigint): Converted[] {
  const converted: Converted[] = []
  for (let row = recipes.start[pair]; row < recipes.start[pair + 1]; row++) {
    const { n, d } = rowAt(recipes, row)
    const taken = quantityTotals.of(roundHalfAway(quantity * n, d))
    if (taken !== 0n) converted.push({ material: recipes.material[row], quantity: taken })
  }
  return converted
}
