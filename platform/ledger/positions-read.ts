/** Where the theoretical balances stand of the materials that a filing touches (R4.4): what moved is asked, what it is made of is held. */
import type { Uuid } from '@jiamao/kernel/ids'
import { HUNDRED, type Percent, type Quantity } from '@jiamao/kernel/numbers'
import { type Ask, asTable } from '../policy/index.ts'
import { rows, type Sql, sql, type Tx } from '../store/index.ts'
import type { Positions } from './facts.ts'
import { codesOf } from './kinds.ts'
import { keep, keptOf, type Use } from './recipes-kept.ts'

/** Answers the fact `ledger.positions`. */
export async function readPositionsOf(tx: Tx, asks: readonly Ask[]): Promise<ReadonlyMap<Uuid, Positions>> {
  const held = new Map(asks.map((ask) => [ask.filing, heldFor(ask)]))
  const known = [...held.values()].flatMap((one) => (one ? [one.known] : []))
  const found = new Map((await rows<Found>(tx, question(asTable(asks), known))).map((row) => [row.asked, row]))
  return new Map(
    asks.map((ask) => {
      const row = found.get(ask.filing)
      return [ask.filing, row ? positionsFrom(row, usesOf(ask, row, held.get(ask.filing))) : []]
    }),
  )
}

interface Held {
  /** The materials that an ask touches and the products that any of them goes into, as its question is told. */
  readonly known: {
    readonly asked: Uuid
    readonly stamp: string
    readonly materials: readonly number[]
    readonly products: readonly number[]
  }
  readonly uses: ReadonlyMap<number, readonly Use[]>
}

/** All that an ask needs of the book's consumption rows, if all of it is held. */
function heldFor(ask: Ask): Held | undefined {
  const kept = keptOf(ask)
  if (!kept || (ask.side !== 'I' && !ask.seqs.every((seq) => kept.products.has(seq)))) return undefined
  const touched =
    ask.side === 'I' ? ask.seqs : ask.seqs.flatMap((seq) => kept.products.get(seq)!.map(({ material }) => material))
  const materials = [...new Set(touched)].sort((a, b) => a - b)
  if (!materials.every((seq) => kept.materials.has(seq))) return undefined
  const products = new Set(materials.flatMap((seq) => kept.materials.get(seq)!.map(({ product }) => product)))
  return { known: { asked: ask.filing, stamp: kept.stamp, materials, products: [...products] }, uses: kept.materials }
}

/** Columns of one ask: what moved of each material, what left of each product, and uses where they are not held. */
interface Found {
  readonly asked: Uuid
  readonly stamp: string | null
  readonly isNew: boolean
  readonly materials: readonly number[]
  readonly seq: readonly number[] | null
  readonly base: readonly bigint[] | null
  readonly goneProduct: readonly number[] | null
  readonly goneVersion: readonly string[] | null
  readonly gone: readonly string[] | null
  readonly material: readonly number[] | null
  readonly product: readonly number[] | null
  readonly version: readonly string[] | null
  readonly net: readonly bigint[] | null
  readonly share: readonly bigint[] | null
  readonly left: readonly bigint[] | null
}

/* Kinds that raise a balance count when they are final, those that lower it from the reservation on (R4.11). */
const question = (ask: Sql, held: readonly Held['known'][]): Sql => sql`
  with ${ask},
  held as materialized (
    select * from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as h(asked uuid, stamp text, materials int[], products int[])),
  touched as materialized (
    select ask.asked, ask.enterprise, ask.book, last.cycle, encode(c.stamp, 'hex') as stamp, h.asked is null as is_new, h.products,
           coalesce(h.materials, case ask.side when 'I' then array(select distinct unnest(ask.seqs) order by 1) else array(
             select distinct r.material from recipe r
              where r.enterprise_id = ask.enterprise and r.book = ask.book and r.product = any (ask.seqs) order by r.material) end) as materials
      from ask
      cross join lateral (
        select max(b.cycle) as cycle from book b where b.enterprise_id = ask.enterprise and b.book = ask.book offset 0) last
      left join recipe_columns c on c.enterprise_id = ask.enterprise and c.book = ask.book
      left join held h on h.asked = ask.asked and h.stamp = encode(c.stamp, 'hex'))
  select t.asked, t.stamp, t.is_new as "isNew", t.materials, m.seq, m.base, g.product as "goneProduct", g.version as "goneVersion", g.gone, u.*
    from touched t
    cross join lateral (
      select array_agg(x.seq) as seq, array_agg(x.base) as base
        from (select b.seq, sum(case when b.kind = any (${codesOf('+')}::smallint[]) then b.final else -(b.reserved + b.final) end)::bigint as base
                from balance b
               where b.enterprise_id = t.enterprise and b.book = t.book and b.cycle = t.cycle and b.side = 'I' and b.seq = any (t.materials)
                 and b.kind = any (${codesOf('+', '-')}::smallint[])
               group by b.seq) x) m
    cross join lateral (
      select array_agg(x.seq) as product, array_agg(x.recipe) as version, array_agg(x.gone::text) as gone
        from (select b.seq, b.recipe, sum(case when b.kind = any (${codesOf('-c')}::smallint[]) then b.reserved + b.final else -b.final end) as gone
                from balance b
               where b.enterprise_id = t.enterprise and b.book = t.book and b.cycle = t.cycle and b.side = 'E'
                 and (t.is_new or b.seq = any (t.products)) and b.kind = any (${codesOf('-c', '+c')}::smallint[])
               group by b.seq, b.recipe) x) g
    left join lateral (
      select array_agg(r.material) as material, array_agg(r.product) as product, array_agg(r.version) as version, array_agg(r.net) as net,
             array_agg(r.bonded_share) as share, array_agg(${HUNDRED} - r.tangible - r.intangible) as "left"
        from recipe r
       where t.is_new and r.enterprise_id = t.enterprise and r.book = t.book and r.material = any (t.materials)) u on true`

function usesOf(ask: Ask, found: Found, held: Held | undefined): ReadonlyMap<number, readonly Use[]> {
  if (held && !found.isNew) return held.uses
  const { material, product, version, net, share, left } = found
  const read = Map.groupBy(
    (material ?? []).map((seq, i) => ({
      seq,
      use: { product: product![i], version: version![i], net: net![i], share: share![i], left: left![i] },
    })),
    ({ seq }) => seq,
  )
  const materials = new Map(found.materials.map((seq) => [seq, read.get(seq)?.map(({ use }) => use) ?? []]))
  if (found.stamp) keep(ask, { stamp: found.stamp, materials })
  return materials
}

/** Sums of Q·n pass 2⁶³: exact integers of any size. */
function positionsFrom(found: Found, uses: ReadonlyMap<number, readonly Use[]>): Positions {
  const base = new Map(found.seq?.map((seq, i) => [seq, found.base![i]]))
  const gone = goneOf(found)
  return found.materials.flatMap((seq) => {
    const place = { seq, base: (base.get(seq) ?? 0n) as Quantity }
    const taken = takenBy(uses.get(seq) ?? [], gone)
    if (taken.length === 0) return [place]
    return taken
      .sort((a, b) => Number(a.share - b.share) || Number(a.left - b.left))
      .map(({ share, left, sum }) => ({
        ...place,
        bondedShare: share as Percent,
        left: left as Percent,
        taken: `${sum}`,
      }))
  })
}

type Gone = ReadonlyMap<number, ReadonlyMap<string, bigint>>

/** What left of each product, by version. */
function goneOf({ goneProduct, goneVersion, gone }: Found): Gone {
  const found = new Map<number, Map<string, bigint>>()
  for (const [i, product] of (goneProduct ?? []).entries()) {
    const versions = found.get(product) ?? new Map<string, bigint>()
    found.set(product, versions.set(goneVersion![i], BigInt(gone![i])))
  }
  return found
}

/** One sum for each share and loss: there are few, mostly one. */
function takenBy(uses: readonly Use[], gone: Gone) {
  const taken: { readonly share: bigint; readonly left: bigint; sum: bigint }[] = []
  for (const { product, version, net, share, left } of uses) {
    const q = gone.get(product)?.get(version)
    if (q === undefined) continue
    const same = taken.find((sum) => sum.share === share && sum.left === left)
    if (same) same.sum += q * net
    else taken.push({ share, left, sum: q * net })
  }
  return taken
}
