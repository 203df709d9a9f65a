/** The consumption rows of the products that a filing names, read once for each change of the book. */
import type { Uuid } from '@jiamao/kernel/ids'
import { type Ask, type AskedRow, asTable, fieldsOf } from '../policy/index.ts'
import { rows, type Sql, sql, type Tx } from '../store/index.ts'
import type { RecipeRows } from './facts.ts'
import { keep, keptOf } from './recipes-kept.ts'

/** Answers the fact `ledger.recipes`. */
export async function readRecipesOf(tx: Tx, asks: readonly Ask[]): Promise<ReadonlyMap<Uuid, RecipeRows>> {
  const held = new Map(asks.map((ask) => [ask.filing, heldFor(ask)]))
  const stamps = Object.fromEntries([...held].map(([filing, kept]) => [filing, kept?.stamp]))
  const found = Map.groupBy(await rows<FoundRow>(tx, question(asTable(asks), stamps)), ({ asked }) => asked)
  return new Map(asks.map((ask) => [ask.filing, answerOf(ask, held.get(ask.filing), found.get(ask.filing) ?? [])]))
}

/** First the stamp of the ask's book, then its rows, unless they are held. */
type FoundRow = AskedRow & { readonly stamp: string | null; readonly product: number }

const question = (ask: Sql, stamps: Readonly<Record<string, string | undefined>>): Sql => sql`
  with ${ask},
  now as materialized (
    select ask.*, c.stamp, encode(c.stamp, 'hex') is distinct from ${JSON.stringify(stamps)}::jsonb->>ask.asked::text as is_new
      from ask join recipe_columns c on c.enterprise_id = ask.enterprise and c.book = ask.book
     where ask.side = 'E')
  select now.asked, encode(now.stamp, 'hex') as stamp, null::int as product, null::text as version, null::int as material,
         null::bigint as net, null::bigint as tangible, null::bigint as intangible, null::bigint as "bondedShare",
         null::date as "validFrom", null::date as "validTo", null::int as state
    from now
  union all
  select now.asked, null, r.product, r.version, r.material, r.net, r.tangible, r.intangible, r.bonded_share, r.valid_from, r.valid_to,
         r.state::int
    from now
    cross join lateral (
      select * from recipe r where r.enterprise_id = now.enterprise and r.book = now.book and r.product = any (now.seqs) offset 0) r
   where now.is_new
   order by product nulls first, version, material`

interface Held {
  readonly stamp: string
  readonly products: ReadonlyMap<number, RecipeRows>
}

function heldFor(ask: Ask): Held | undefined {
  const kept = keptOf(ask)
  return kept && ask.seqs.every((seq) => kept.products.has(seq)) ? kept : undefined
}

function answerOf(ask: Ask, held: Held | undefined, [first, ...found]: readonly FoundRow[]): RecipeRows {
  if (!first?.stamp) return []
  const isHeld = held?.stamp === first.stamp
  const read = isHeld ? held.products : Map.groupBy(found.map(rowOf), ({ product }) => product)
  const products = new Map([...new Set(ask.seqs)].sort((a, b) => a - b).map((seq) => [seq, read.get(seq) ?? []]))
  if (!isHeld) keep(ask, { stamp: first.stamp, products })
  return [...products.values()].flat()
}

const rowOf = ({ stamp: _, ...row }: FoundRow) => fieldsOf(row) as RecipeRows[number]
