import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import { rows, sql, type Tx } from '../store/index.ts'

/** Days over which the rate is taken: long enough for a fortnightly shipment, short enough to follow a season. */
export const rateDays = 30
// What is further away is no warning; a date needs an end in any case.
const horizonDays = 90

/** A book line whose room (余量, R5.9) ends soon at the rate of the last days; quantities in 10⁻⁵ of its unit. */
export interface LowLine {
  readonly book: string
  readonly side: 'I' | 'E'
  readonly seq: number
  readonly ceiling: bigint
  readonly used: bigint
  /** Drawn within the last `rateDays` days. */
  readonly recent: bigint
  /** Whole days for which what is left lasts: left × rateDays ÷ recent, cut off. */
  readonly days: number
  readonly runsOutOn: LocalDate
}

/**
 * The lines of open books that run out soonest; after them, those that are used up. Only what moved in the last days can run out at a rate, so the question
 * begins with those few entries and asks each line's limit and use by its key: a book of many thousand lines costs no more.
 */
export const readRunningLow = (tx: Tx, enterprise: Uuid, today: LocalDate, limit: number): Promise<LowLine[]> =>
  rows<LowLine>(
    tx,
    sql`
    with recent as materialized (
      select e.book, e.cycle, p.side, p.seq, sum(p.quantity * k.ceiling_sign) as recent
        from book b
        join entry e on e.enterprise_id = b.enterprise_id and e.book = b.book and e.cycle = b.cycle
         and e.day > ${today}::date - ${rateDays}::int and e.day <= ${today}
        left join entry_phase last on last.enterprise_id = e.enterprise_id and last.entry_id = e.id and last.step = 2
        cross join lateral unnest(e.side, e.seq, e.kind, e.quantity) as p(side, seq, kind, quantity)
        join movement_kind k on k.code = p.kind and k.ceiling_sign <> 0
       where b.enterprise_id = ${enterprise} and b.open and last.phase is distinct from 'released'
         and (k.ceiling_sign = 1 or last.phase = 'final')
       group by e.book, e.cycle, p.side, p.seq
      having sum(p.quantity * k.ceiling_sign) > 0),
    standing as (
      select r.book, r.side, r.seq, r.recent::bigint as recent, a.ceiling, u.used,
             div(greatest(a.ceiling - u.used, 0) * ${rateDays}::int, r.recent)::int as days
        from recent r
        cross join lateral (
          select a.ceiling from account a
           where a.enterprise_id = ${enterprise} and a.book = r.book and a.cycle = r.cycle and a.side = r.side and a.seq = r.seq
             and a.ceiling is not null offset 0) a
        cross join lateral (
          select coalesce(sum(case when k.ceiling_sign = 1 then b.reserved + b.final else -b.final end), 0)::bigint as used
            from balance b join movement_kind k on k.code = b.kind and k.ceiling_sign <> 0
           where b.enterprise_id = ${enterprise} and b.book = r.book and b.cycle = r.cycle and b.side = r.side and b.seq = r.seq
          offset 0) u
       where greatest(a.ceiling - u.used, 0) * ${rateDays}::int < r.recent * ${horizonDays}::int)
    select book, side, seq, ceiling, used, recent, days, ${today}::date + days as "runsOutOn"
      from standing order by days = 0, days, book, side desc, seq limit ${limit}`,
  )
