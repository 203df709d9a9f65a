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

/** What the platform spared and did not spare the clerks since a day (R8.6). */
export interface Typed {
  readonly typedTwice: number
  readonly prefilled: number
  readonly typed: number
}

export const readTyped = (tx: Tx, enterprise: Uuid, from: LocalDate): Promise<Typed> =>
  one<Typed>(
    tx,
    sql`
    select coalesce(sum((effort->>'typedTwice')::int), 0)::int as "typedTwice", coalesce(sum((effort->>'prefilled')::int), 0)::int as prefilled,
           coalesce(sum((effort->>'typed')::int), 0)::int as typed
      from filing where enterprise_id = ${enterprise} and filed_on >= ${from}`,
  )
