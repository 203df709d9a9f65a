import type { Uuid } from '@jiamao/kernel/ids'
import { maybe, run, sql, type Tx } from '../store/index.ts'
import { int4s, int8s } from './bytes.ts'
import { gathered } from './write-off/uses.ts'

/** The consumption rows of a book, pair by pair; a pair is a product in one version (R4.5). */
export interface BookRecipes {
  readonly pairs: readonly { readonly product: number; readonly version: string }[]
  /** [pairs + 1]: pair p has rows start[p] … start[p + 1] − 1. */
  readonly start: Int32Array
  /** [rows] number of the material in the book. */
  readonly material: Int32Array
  /** [rows] as in `RecipeColumns`. */
  readonly net: BigInt64Array
  readonly tangible: BigInt64Array
  readonly intangible: BigInt64Array
  readonly share: BigInt64Array
}

/** Makes the columns of a book anew: whoever changes a consumption row does it in the same transaction. */
export async function packRecipes(tx: Tx, enterprise: Uuid, book: string): Promise<void> {
  await run(tx, sql`select pack_recipes(${enterprise}, ${book})`)
}

const none: BookRecipes = {
  pairs: [],
  start: new Int32Array(1),
  material: new Int32Array(),
  net: new BigInt64Array(),
  tangible: new BigInt64Array(),
  intangible: new BigInt64Array(),
  share: new BigInt64Array(),
}

interface ColumnsDb
  extends Record<
    'product' | 'row_count' | 'material' | 'net' | 'rate' | 'tangible' | 'intangible' | 'bonded_share',
    Buffer
  > {
  readonly version: readonly string[]
}

/** The consumption rows of a book from its columns. No row is read. */
export async function readRecipes(tx: Tx, enterprise: Uuid, book: string): Promise<BookRecipes> {
  const found = await maybe<ColumnsDb>(
    tx,
    sql`
    select product, version, row_count, material, net, rate, tangible, intangible, bonded_share
      from recipe_columns where enterprise_id = ${enterprise} and book = ${book}`,
  )
  if (!found) return none
  const counts = int4s(found.row_count)
  const start = new Int32Array(counts.length + 1)
  for (let pair = 0; pair < counts.length; pair++) start[pair + 1] = start[pair] + counts[pair]
  const rate = int4s(found.rate)
  const ofRows = (rates: Buffer) => gathered(int8s(rates), rate)
  return {
    pairs: Array.from(int4s(found.product), (product, pair) => ({ product, version: found.version[pair] })),
    start,
    material: int4s(found.material),
    net: int8s(found.net),
    tangible: ofRows(found.tangible),
    intangible: ofRows(found.intangible),
    share: ofRows(found.bonded_share),
  }
}
