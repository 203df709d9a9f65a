import type { Uuid } from '@jiamao/kernel/ids'
import { one, rows, sql, type Tx } from '../store/index.ts'

/** A balance that its postings do not give. Figures are 10⁻⁵, as kept. */
interface WrongBalance {
  readonly what: 'balance'
  readonly book: string
  readonly cycle: number
  readonly side: string
  readonly seq: number
  readonly recipe: string
  readonly kind: number
  readonly kept: { readonly reserved: string; readonly final: string }
  readonly rebuilt: { readonly reserved: string; readonly final: string }
}

/** Consumption rows of a book that differ from the columns the write-off reads. */
interface WrongRecipes {
  readonly what: 'recipes'
  readonly book: string
}

export interface Verified {
  readonly postings: bigint
  readonly balances: bigint
  readonly mismatches: readonly (WrongBalance | WrongRecipes)[]
}

// More than this many are a catastrophe, not a list to read.
const most = 1_000

/** Rebuilds an enterprise's balances from its postings, and the columns of its consumption rows, and compares them (R4.19). */
export async function verify(tx: Tx, enterprise: Uuid): Promise<Verified> {
  const counts = await one<{ postings: bigint; balances: bigint }>(
    tx,
    sql`
    select (select coalesce(sum(cardinality(line)), 0) from entry where enterprise_id = ${enterprise})::bigint as postings,
           (select count(*) from balance where enterprise_id = ${enterprise}) as balances`,
  )
  const found = await rows<Omit<WrongBalance, 'what' | 'kept' | 'rebuilt'> & Record<'r1' | 'f1' | 'r2' | 'f2', bigint>>(
    tx,
    sql`
    with rebuilt as (
      select book, cycle, side, seq, recipe, kind,
             sum(case when phase = 'reserved' then quantity else 0 end)::bigint as reserved,
             sum(case when phase = 'final' then case when reverses is null then quantity else -quantity end else 0 end)::bigint as final
        from posting where enterprise_id = ${enterprise}
       group by book, cycle, side, seq, recipe, kind),
    kept as (select * from balance where enterprise_id = ${enterprise})
    select book, cycle, side, seq, recipe, kind,
           coalesce(k.reserved, 0) as r1, coalesce(k.final, 0) as f1, coalesce(r.reserved, 0) as r2, coalesce(r.final, 0) as f2
      from kept k full join rebuilt r using (book, cycle, side, seq, recipe, kind)
     where coalesce(k.reserved, 0) <> coalesce(r.reserved, 0) or coalesce(k.final, 0) <> coalesce(r.final, 0)
     order by book, cycle, side, seq, recipe, kind limit ${most}`,
  )
  const balances = found.map(({ r1, f1, r2, f2, ...place }) => ({
    what: 'balance' as const,
    ...place,
    kept: { reserved: String(r1), final: String(f1) },
    rebuilt: { reserved: String(r2), final: String(f2) },
  }))
  return { ...counts, mismatches: [...balances, ...(await wrongRecipes(tx, enterprise))] }
}

const wrongRecipes = async (tx: Tx, enterprise: Uuid): Promise<WrongRecipes[]> =>
  (
    await rows<{ book: string }>(
      tx,
      sql`
      select b.book
        from (select distinct book from book where enterprise_id = ${enterprise}) b
        left join recipe_columns kept on kept.enterprise_id = ${enterprise} and kept.book = b.book
        left join lateral recipe_columns_of(${enterprise}, b.book) rebuilt on true
       where kept is distinct from rebuilt
       order by b.book limit ${most}`,
    )
  ).map(({ book }) => ({ what: 'recipes', book }))
