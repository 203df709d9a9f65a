import type { Uuid } from '@jiamao/kernel/ids'
import { one, rows, sql, type Tx } from '../store/index.ts'

/** A balance that its postings do not give. Figures are 10⁻⁵, as kept. */
export interface Mismatch {
  readonly book: string
  readonly cycle: number
  readonly side: string
  readonly seq: number
  readonly recipe: string
  readonly kind: number
  readonly kept: { readonly reserved: string; readonly final: string }
  readonly rebuilt: { readonly reserved: string; readonly final: string }
}

export interface Verified {
  readonly postings: bigint
  readonly balances: bigint
  readonly mismatches: readonly Mismatch[]
}

// More than this many are a catastrophe, not a list to read.
const most = 1_000

/** Rebuilds an enterprise's balances from its postings and compares them, to the last digit (R4.19). */
export async function verify(tx: Tx, enterprise: Uuid): Promise<Verified> {
  const counts = await one<{ postings: bigint; balances: bigint }>(
    tx,
    sql`
    select (select coalesce(sum(cardinality(line)), 0) from entry where enterprise_id = ${enterprise})::bigint as postings,
           (select count(*) from balance where enterprise_id = ${enterprise}) as balances`,
  )
  const found = await rows<Omit<Mismatch, 'kept' | 'rebuilt'> & Record<'r1' | 'f1' | 'r2' | 'f2', bigint>>(
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
  return {
    ...counts,
    mismatches: found.map(({ r1, f1, r2, f2, ...place }) => ({
      ...place,
      kept: { reserved: String(r1), final: String(f1) },
      rebuilt: { reserved: String(r2), final: String(f2) },
    })),
  }
}
