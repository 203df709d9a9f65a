import type { Uuid } from '@jiamao/kernel/ids'
import { quantityTotals } from '@jiamao/kernel/numbers'
import { one, sql, type Tx } from '../store/index.ts'
import { int2s, int4s, int8s } from './bytes.ts'
import { type KindId, movementKinds } from './kinds.ts'
import { type BookRecipes, readRecipes } from './recipe-columns.ts'
import { type Recipes, recipesFrom, type Totals, totalsOf, type WriteOff, writeOff } from './write-off/index.ts'

/** A book's write-off with the names of its columns: which material and which pair each index is. */
export interface BookWriteOff {
  readonly materials: readonly number[]
  readonly pairs: readonly { readonly product: number; readonly version: string }[]
  readonly recipes: Recipes
  readonly totals: Totals
  readonly result: WriteOff
}

/** The write-off of a book as of now, from its final balances (R4.4–R4.8). No posting is read. */
export async function readWriteOff(tx: Tx, enterprise: Uuid, book: string, cycle: number): Promise<BookWriteOff> {
  // All asked at once, in this order: the rows are prepared while the database still adds up what moved.
  const prepared = Promise.all([readMaterials(tx, enterprise, book, cycle), readRecipes(tx, enterprise, book)]).then(
    ([materials, found]) => prepare(materials, found),
  )
  const [{ materials, placeOf, pairs, recipes }, moved] = await Promise.all([
    prepared,
    readMoved(tx, enterprise, book, cycle),
  ])
  const pairAt = new Map(pairs.map(({ product, version }, i) => [`${product} ${version}`, i]))
  const item = moved.seq.map((seq, i) =>
    moved.side[i] === 'I' ? placeOf(seq) : (pairAt.get(`${seq} ${moved.version[i]}`) ?? -1),
  )
  const totals = totalsOf({ materials: materials.length, pairs: pairs.length }, { ...moved, item })
  return { materials: [...materials], pairs, recipes, totals, result: writeOff(recipes, totals) }
}

function prepare(materials: Int32Array, { pairs, ...rows }: BookRecipes) {
  const placeOf = places(materials)
  const recipes = recipesFrom({ ...rows, materials: materials.length, material: rows.material.map(placeOf) })
  return { materials, placeOf, pairs, recipes }
}

async function readMaterials(tx: Tx, enterprise: Uuid, book: string, cycle: number): Promise<Int32Array> {
  const { seq } = await one<{ seq: Buffer }>(
    tx,
    sql`
    select coalesce(string_agg(int4send(seq), '' order by seq), '') as seq
      from account where enterprise_id = ${enterprise} and book = ${book} and cycle = ${cycle} and side = 'I'`,
  )
  return int4s(seq)
}

const equipment = Object.values(movementKinds).flatMap(({ code, goods }) => (goods === 'equipment' ? [code] : []))

/** Final balances of goods, as columns of one order: half a million of them take as long as a tenth as many rows. */
async function readMoved(tx: Tx, enterprise: Uuid, book: string, cycle: number) {
  const found = await one<{ side: string; seq: Buffer; version: string; kind: Buffer; final: Buffer }>(
    tx,
    sql`
    select coalesce(string_agg(side, ''), '') as side, coalesce(string_agg(int4send(seq), ''), '') as seq,
           coalesce(json_agg(recipe)::text, '[]') as version, coalesce(string_agg(int2send(kind), ''), '') as kind,
           coalesce(string_agg(int8send(final), ''), '') as final
      from balance
     where enterprise_id = ${enterprise} and book = ${book} and cycle = ${cycle} and final <> 0
       and not (kind = any (${equipment}::smallint[]))`,
  )
  return {
    side: found.side,
    seq: int4s(found.seq),
    version: JSON.parse(found.version) as readonly string[],
    kind: Uint8Array.from(int2s(found.kind)),
    quantity: int8s(found.final),
  }
}

/** Where each material stands in the list of all, which ascends; −1 for one that is not in it. */
function places(materials: Int32Array): (seq: number) => number {
  const most = materials.at(-1) ?? 0
  // Numbers of a book run on, nearly: a table is ten times as fast as a Map, and half a million rows ask.
  if (most > 8 * materials.length + 1_000) {
    const known = new Map(Array.from(materials, (seq, i) => [seq, i]))
    return (seq) => known.get(seq) ?? -1
  }
  const known = new Int32Array(most + 1).fill(-1)
  for (const [i, seq] of materials.entries()) known[seq] = i
  return (seq) => known[seq] ?? -1
}

/** One term of a material's equation, printed. Zero where the kind never occurred. */
export const termOf = (found: BookWriteOff, kinds: readonly (keyof WriteOff['terms'])[], material: number): string =>
  quantityTotals.print(kinds.reduce((sum, kind) => sum + found.result.terms[kind][material], 0n))

/** What went out of or came back to a pair by one kind. */
export const movedOf = ({ totals }: BookWriteOff, kind: KindId, pair: number): bigint =>
  totals.sums[movementKinds[kind].code * totals.width + pair]
