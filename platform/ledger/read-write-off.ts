import type { Uuid } from '@jiamao/kernel/ids'
import { quantityTotals } from '@jiamao/kernel/numbers'
import { rows, sql, type Tx } from '../store/index.ts'
import { type KindId, movementKinds } from './kinds.ts'
import { type Recipes, recipesFrom, type Totals, totalsOf, type WriteOff, writeOff } from './write-off/index.ts'

/** A book's write-off with the names of its columns: which material and which pair each index is. */
export interface BookWriteOff {
  readonly materials: readonly number[]
  readonly pairs: readonly { readonly product: number; readonly version: string }[]
  readonly recipes: Recipes
  readonly totals: Totals
  readonly result: WriteOff
}

interface RecipeDb {
  readonly product: number
  readonly version: string
  readonly material: number
  readonly net: bigint
  readonly tangible: bigint
  readonly intangible: bigint
  readonly bonded_share: bigint
}

/** The write-off of a book as of now, from its final balances (R4.4–R4.8). No posting is read. */
export async function readWriteOff(tx: Tx, enterprise: Uuid, book: string, cycle: number): Promise<BookWriteOff> {
  const accounts = await rows<{ seq: number }>(
    tx,
    sql`
    select seq from account where enterprise_id = ${enterprise} and book = ${book} and cycle = ${cycle} and side = 'I' order by seq`,
  )
  const recipeRows = await rows<RecipeDb>(
    tx,
    sql`
    select product, version, material, net, tangible, intangible, bonded_share
      from recipe where enterprise_id = ${enterprise} and book = ${book} order by product, version, material`,
  )
  const balances = await rows<{ side: string; seq: number; recipe: string; kind: number; final: bigint }>(
    tx,
    sql`
    select side, seq, recipe, kind, final from balance
     where enterprise_id = ${enterprise} and book = ${book} and cycle = ${cycle} and final <> 0`,
  )

  const materials = accounts.map(({ seq }) => seq)
  const materialAt = new Map(materials.map((seq, i) => [seq, i]))
  const { recipes, pairs } = recipeColumns(recipeRows, materialAt)
  const pairAt = new Map(pairs.map(({ product, version }, i) => [`${product} ${version}`, i]))
  const counted = balances.filter(({ kind }) => goodsOf.get(kind) !== 'equipment')
  const totals = totalsOf(
    { materials: materials.length, pairs: pairs.length },
    {
      kind: Uint8Array.from(counted, ({ kind }) => kind),
      item: Int32Array.from(
        counted,
        ({ side, seq, recipe }) => (side === 'I' ? materialAt.get(seq) : pairAt.get(`${seq} ${recipe}`)) ?? -1,
      ),
      quantity: BigInt64Array.from(counted, ({ final }) => final),
    },
  )
  return { materials, pairs, recipes, totals, result: writeOff(recipes, totals) }
}

const goodsOf = new Map(Object.values(movementKinds).map(({ code, goods }) => [code, goods]))

function recipeColumns(found: readonly RecipeDb[], materialAt: ReadonlyMap<number, number>) {
  const pairs: { product: number; version: string }[] = []
  const start: number[] = []
  for (const [i, { product, version }] of found.entries()) {
    const last = pairs.at(-1)
    if (last?.product === product && last.version === version) continue
    pairs.push({ product, version })
    start.push(i)
  }
  const recipes = recipesFrom({
    materials: materialAt.size,
    start: Int32Array.from([...start, found.length]),
    material: Int32Array.from(found, ({ material }) => materialAt.get(material) ?? -1),
    net: BigInt64Array.from(found, ({ net }) => net),
    tangible: BigInt64Array.from(found, ({ tangible }) => tangible),
    intangible: BigInt64Array.from(found, ({ intangible }) => intangible),
    share: BigInt64Array.from(found, ({ bonded_share }) => bonded_share),
  })
  return { recipes, pairs }
}

/** One term of a material's equation, printed. Zero where the kind never occurred. */
export const termOf = (found: BookWriteOff, kinds: readonly (keyof WriteOff['terms'])[], material: number): string =>
  quantityTotals.print(kinds.reduce((sum, kind) => sum + found.result.terms[kind][material], 0n))

/** What went out of or came back to a pair by one kind. */
export const movedOf = ({ totals }: BookWriteOff, kind: KindId, pair: number): bigint =>
  totals.sums[movementKinds[kind].code * totals.width + pair]
