import { consumptions, HUNDRED } from '@jiamao/kernel/numbers'
import type { RecipeColumns } from './recipe-columns.ts'
import { remainder } from './unit-consumption.ts'
import { type Uses, usesOf } from './uses.ts'

/** Checked consumption rows, with what the write-off needs to find them by material. Never changed: keep it per content. */
export interface Recipes extends RecipeColumns {
  readonly pairs: number
  readonly uses: Uses
}

/**
 * Checks the rows and prepares them. 500,000 rows take a quarter of a second: keep the result while the book is worked
 * on.
 *
 * @throws R3.LOSS with the pointer `/rows/{n}` (R3.3); Error where the columns do not fit each other, a share or net use
 *   is outside its range, or a pair has two rows of one material
 */
export function recipesFrom(columns: RecipeColumns): Recipes {
  const { materials, start, material, net, tangible, intangible, share } = columns
  const pairs = start.length - 1
  const rows = material.length
  if ([net, tangible, intangible, share].some(({ length }) => length !== rows)) wrong('columns of unequal length')
  if (pairs < 0 || start[0] !== 0 || start[pairs] !== rows) wrong('start does not span the rows')

  const lastPair = new Int32Array(materials).fill(-1)
  for (let pair = 0; pair < pairs; pair++) {
    if (start[pair] > start[pair + 1]) wrong(`pair ${pair} ends before it starts`)
    for (let row = start[pair]; row < start[pair + 1]; row++) {
      const m = material[row]
      if (m < 0 || m >= materials) wrong(`row ${row}: no material ${m}`)
      if (lastPair[m] === pair) wrong(`row ${row}: material ${m} twice in pair ${pair}`)
      if (net[row] < 0n) wrong(`row ${row}: net use below zero`)
      if (share[row] < 0n || share[row] > HUNDRED) wrong(`row ${row}: bonded share outside 0 … 100 %`)
      remainder(tangible[row], intangible[row], row)
      lastPair[m] = pair
    }
  }
  return { ...columns, pairs, uses: usesOf(columns) }
}

function wrong(what: string): never {
  throw new Error(`recipes: ${what}`)
}

/** What one unit of product takes of a material: Q of 10⁻⁵ takes Q × n ÷ d of 10⁻⁵, exactly (R4.5). n ≥ 0, d > 0. */
export interface Row {
  readonly n: bigint
  readonly d: bigint
}

export function rowAt({ net, share, tangible, intangible }: Recipes, row: number): Row {
  return { n: net[row] * share[row], d: remainder(tangible[row], intangible[row]) * consumptions.one }
}

/** The row of a material in a pair's recipe, or −1. */
export function findRow({ start, material }: Recipes, pair: number, wanted: number): number {
  for (let row = start[pair]; row < start[pair + 1]; row++) if (material[row] === wanted) return row
  return -1
}
