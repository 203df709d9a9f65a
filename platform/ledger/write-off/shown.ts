import type { Quantity } from '@jiamao/kernel/numbers'
import { spread } from '@jiamao/kernel/round'
import { type MaterialKind, movementKinds } from '../kinds.ts'
import { findRow, type Recipes, rowAt } from './recipes.ts'
import type { Lines } from './totals.ts'
import { pairsUsing } from './uses.ts'

/** What one product in one version took of a material, as printed. */
interface ShownRow {
  readonly pair: number
  /** Q of the pair, 10⁻⁵ of the product's unit. */
  readonly outflow: Quantity
  /** Its part of the material's consumption, 10⁻⁵ of the material's unit. Never an input to anything. */
  readonly shown: Quantity
}

/**
 * Why a consumption is what it is: its rows in the order of product, then version, in figures that add up to it (R4.7).
 * Pairs that nothing went out of are left out.
 *
 * @param written `outflow` and `consumption` of the write-off of these recipes
 */
export function shownRows(
  recipes: Recipes,
  written: { readonly outflow: BigInt64Array; readonly consumption: BigInt64Array },
  material: number,
): ShownRow[] {
  const { outflow, consumption } = written
  const pairs = [...pairsUsing(recipes.uses, material)].filter((pair) => outflow[pair] !== 0n)
  const shares = pairs.map((pair) => {
    const { n, d } = rowAt(recipes, findRow(recipes, pair, material))
    return { n: outflow[pair] * n, d }
  })
  const shown = spread(shares, consumption[material])
  return pairs.map((pair, at) => ({ pair, outflow: outflow[pair] as Quantity, shown: shown[at] as Quantity }))
}

/**
 * Numbers of the lines that a term of a material came from: those of one kind, or for `consumption` and the losses in it
 * the product lines of every pair that uses the material. One pass over the lines.
 */
export function linesOf(
  recipes: Recipes,
  { kind, item }: Lines,
  material: number,
  term: MaterialKind | 'consumption',
): Int32Array {
  const isKind = new Uint8Array(256)
  const isItem = new Uint8Array(Math.max(recipes.materials, recipes.pairs))
  if (term === 'consumption') {
    for (const { code, goods } of Object.values(movementKinds)) isKind[code] = goods === 'product' ? 1 : 0
    for (const pair of pairsUsing(recipes.uses, material)) isItem[pair] = 1
  } else {
    isKind[movementKinds[term].code] = 1
    isItem[material] = 1
  }
  const found: number[] = []
  for (let line = 0; line < kind.length; line++) if (isKind[kind[line]] & isItem[item[line]]) found.push(line)
  return Int32Array.from(found)
}
