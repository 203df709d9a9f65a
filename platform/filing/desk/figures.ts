import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import { one, sql, type Tx } from '../../store/index.ts'

/** What is under way, and how long the oldest of it has been. */
export interface UnderWay {
  readonly underWay: number
  readonly drafts: number
  readonly oldestFiledOn: LocalDate | null
}

export const readUnderWay = (tx: Tx, enterprise: Uuid): Promise<UnderWay> =>
  one<UnderWay>(
    tx,
    sql`
    select (count(*) filter (where state in ('held', 'submitted', 'inReview')))::int as "underWay",
           (count(*) filter (where state = 'draft'))::int as drafts,
           min(filed_on) filter (where state in ('held', 'submitted', 'inReview')) as "oldestFiledOn"
      from filing where enterprise_id = ${enterprise} and state in ('draft', 'held', 'submitted', 'inReview', 'returned')`,
  )

/** What the platform did not spare the clerks since a day (R8.6), and what it spared them of late. */
export interface Typed {
  readonly typedTwice: number
  /** In the newest filings, so many of them. */
  readonly newest: number
  readonly prefilled: number
  readonly typed: number
}

/** These tell how much is spared, and a desk with 100,000 filings answers as soon as one with a few. */
const mostNewest = 500

export const readTyped = (tx: Tx, enterprise: Uuid, from: LocalDate): Promise<Typed> =>
  one<Typed>(
    tx,
    sql`
    select (select coalesce(sum((effort->>'typedTwice')::int), 0)::int from filing
             where enterprise_id = ${enterprise} and filed_on >= ${from} and (effort->>'typedTwice')::int > 0) as "typedTwice",
           count(*)::int as newest, coalesce(sum((effort->>'prefilled')::int), 0)::int as prefilled,
           coalesce(sum((effort->>'typed')::int), 0)::int as typed
      from (select effort from filing
             where enterprise_id = ${enterprise} and filed_on >= ${from} order by updated_at desc, id desc limit ${mostNewest}) filed`,
  )
