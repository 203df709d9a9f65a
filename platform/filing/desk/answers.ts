import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { one, sql, type Tx } from '../../store/index.ts'

/** 答复. The last that another party said of a filing since a moment. */
interface Answered {
  readonly filing: Uuid
  readonly title: Json
  readonly type: string
  readonly number: string | null
  readonly known: Readonly<Record<string, string>>
  readonly state: string
  readonly from: Uuid
  readonly reason: string | null
  readonly businessAt: Moment
}

export interface Answers {
  readonly total: number
  readonly accepted: number
  readonly refused: number
  readonly items: readonly Answered[]
}

/**
 * Filings that others answered since; who files for the enterprise is none of them. A filing that was answered was changed: the index by time finds them, and one look
 * into its history says by whom. What the rules settle at once is no answer.
 */
export const readAnswers = (tx: Tx, enterprise: Uuid, since: Moment, limit: number): Promise<Answers> =>
  one<Answers>(
    tx,
    sql`
    with answered as materialized (
      select f.id as filing, f.title, f.type, f.own_number as number, f.known, f.state, e.organisation_id as "from", e.reason,
             e.business_at as "businessAt", e.at
        from filing f
        cross join lateral (
          select e.organisation_id, e.reason, e.business_at, e.at from filing_event e
           where e.enterprise_id = ${enterprise} and e.filing_id = f.id and e.at > ${since} and e.organisation_id <> ${enterprise}
             and e.organisation_id <> f.organisation_id
           order by e.n desc limit 1 offset 0) e
       where f.enterprise_id = ${enterprise} and f.updated_at > ${since})
    select count(*)::int as total, (count(*) filter (where state = 'accepted'))::int as accepted,
           (count(*) filter (where state in ('returned', 'rejected')))::int as refused,
           (select coalesce(jsonb_agg(to_jsonb(a) - 'at' order by a.at desc), '[]')
              from (select * from answered order by at desc limit ${limit}) a) as items
      from answered`,
  )
