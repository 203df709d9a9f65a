/** Books written out as objects, as the columns of the kernel: for tests, where reading matters more than time. */
import { type KindId, movementKinds } from '../kinds.ts'
import { type Recipes, recipesFrom } from './recipes.ts'
import type { Lines } from './totals.ts'

/** One consumption row, in the integers of the columns. */
export interface RecipeRow {
  readonly pair: number
  readonly material: number
  readonly net: bigint
  readonly tangible: bigint
  readonly intangible: bigint
  readonly share: bigint
}

export function recipesFromRows(materials: number, pairs: number, rows: readonly RecipeRow[]): Recipes {
  const sorted = rows.toSorted((a, b) => a.pair - b.pair)
  const start = new Int32Array(pairs + 1)
  for (const { pair } of sorted) start[pair + 1]++
  for (let pair = 0; pair < pairs; pair++) start[pair + 1] += start[pair]
  return recipesFrom({
    materials,
    start,
    material: Int32Array.from(sorted, (row) => row.material),
    net: BigInt64Array.from(sorted, (row) => row.net),
    tangible: BigInt64Array.from(sorted, (row) => row.tangible),
    intangible: BigInt64Array.from(sorted, (row) => row.intangible),
    share: BigInt64Array.from(sorted, (row) => row.share),
  })
}

/** One line: `item` is the material, or the pair for a product's kinds. */
export interface Line {
  readonly kind: KindId
  readonly item: number
  readonly quantity: bigint
}

export const linesFrom = (lines: readonly Line[]): Lines => ({
  kind: Uint8Array.from(lines, ({ kind }) => movementKinds[kind].code),
  item: Int32Array.from(lines, ({ item }) => item),
  quantity: BigInt64Array.from(lines, ({ quantity }) => quantity),
})
