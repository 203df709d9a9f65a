/** A book of any size, the same figures in every run, like a real one in all that the time depends on. */

import { type KindId, movementKinds } from '@jiamao/platform/ledger/kinds'
import { type Lines, type Recipes, recipesFrom } from '@jiamao/platform/ledger/write-off'

interface BookSize {
  readonly materials: number
  readonly products: number
  readonly rows: number
}

/** The book of the goals (performance.md §6) and its lines. */
export const large: BookSize = { materials: 5000, products: 5000, rows: 500_000 }
export const lineCount = 2_000_000
export const bookText = '5k × 5k, 500k consumption rows, 2M lines'

/** How often each kind occurs among a hundred lines: exports and imports are the bulk. */
const shares: readonly (readonly [KindId, number])[] = [
  ['PRODUCT_EXPORT', 44],
  ['MATERIAL_IMPORT', 34],
  ['TRANSFER_OUT', 7],
  ['TRANSFER_IN', 5],
  ['MATERIAL_SALE', 2],
  ['PRODUCT_SALE', 1],
  ['PRODUCT_RETURN', 1],
  ['PRODUCT_REEXPORT', 1],
  ['EXCHANGE_IN', 1],
  ['EXCHANGE_OUT', 1],
  ['MATERIAL_REEXPORT', 1],
  ['SCRAP_SALE', 1],
  ['MATERIAL_DESTRUCTION', 1],
]
const kindOfPercent = shares.flatMap(([kind, share]) => new Array<KindId>(share).fill(kind))

/** Uniform integers below a bound, from a fixed seed. */
function dice(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    const high = state
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(((high * 2 ** 21 + (state >>> 11)) / 2 ** 53) * below)
  }
}

/**
 * Every product uses equally many different materials. A material has up to six usual rates of loss, as its processes
 * have; one row in eight has rates of its own, with five decimals. One row in ten is bonded in part.
 */
export function sampleRecipes({ materials, products, rows }: BookSize): Recipes {
  const roll = dice(1)
  const each = rows / products
  const start = Int32Array.from({ length: products + 1 }, (_, p) => p * each)
  const material = new Int32Array(rows)
  const net = new BigInt64Array(rows)
  const tangible = new BigInt64Array(rows)
  const intangible = new BigInt64Array(rows)
  const share = new BigInt64Array(rows).fill(100_000_000_000n)
  for (let row = 0; row < rows; row++) {
    // One material from each stretch of the list, so that none comes twice.
    const stretch = Math.floor(materials / each)
    material[row] = (row % each) * stretch + roll(stretch)
    net[row] = BigInt(1 + roll(10_000_000_000))
    const process = (material[row] * 7 + roll(1 + (material[row] % 6))) % 40
    const own = roll(8) === 0
    tangible[row] = own ? BigInt(roll(800_000)) * 10_000n : BigInt(process) * 250_000_000n
    intangible[row] = own ? BigInt(roll(200_000)) * 10_000n : BigInt(process % 4) * 500_000_000n
    if (roll(10) === 0) share[row] = BigInt(30 + 10 * roll(7)) * 1_000_000_000n
  }
  return recipesFrom({ materials, start, material, net, tangible, intangible, share })
}

export function sampleLines({ materials, products }: BookSize, count: number): Lines {
  const roll = dice(2)
  const kind = new Uint8Array(count)
  const item = new Int32Array(count)
  const quantity = new BigInt64Array(count)
  for (let line = 0; line < count; line++) {
    const { code, goods } = movementKinds[kindOfPercent[roll(100)]]
    kind[line] = code
    item[line] = roll(goods === 'product' ? products : materials)
    quantity[line] = BigInt(1 + roll(10_000_000_000))
  }
  return { kind, item, quantity }
}
