/** 谁看过我的数据. The owner's page over the looks at its data (S9.3). */
import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { addDays, type LocalDate, startOf } from '@jiamao/kernel/time'
import type { Subject } from '../identity/index.ts'
import { rows, sql } from '../store/index.ts'
import type { Engine } from './engine.ts'

/** Looks of one person at one thing on one day, by one view on one ground. */
export interface Seen {
  readonly organisation: Uuid
  readonly organisationName: string
  readonly party: string
  readonly person: string | null
  readonly firstAt: string
  readonly lastAt: string
  readonly times: number
  readonly what: string
  readonly views: readonly string[]
  readonly ground: string | null
  /** What was shown, at most 50 of it. */
  readonly filings: readonly {
    readonly id: Uuid
    readonly type: string
    readonly ownNumber: string | null
    readonly title: Json
  }[]
  readonly count: number
  /** Place in the list. */
  readonly key: string
}

/** Which looks: of these days, by this organisation, at this filing. */
export interface SeenFilter {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly organisation?: Uuid
  readonly filing?: Uuid
  readonly after?: { readonly at: string; readonly id: Uuid }
  readonly limit: number
}

/**
 * Who saw the subject's own data, latest first. The log has a row for every look; a page that stays open looks again and
 * again, so the looks of a day are one line with how often and from when to when.
 */
export const listSeen = (engine: Engine, { organisation: owner }: Subject, filter: SeenFilter): Promise<Seen[]> => {
  const { from, to, organisation = null, filing = null, after, limit } = filter
  return engine.store.tx({ enterprise: owner, organisation: owner, stance: 'owner' }, (tx) =>
    rows<Seen>(
      tx,
      sql`
      with looked as (
        select organisation_id, actor_id, subject, purpose, detail, min(at) as first_at, max(at) as last_at, count(*)::int as times,
               min(id::text) as key
          from audit
         where enterprise_id = ${owner} and act in ('look', 'look.list')
           and at >= ${startOf(from)} and at < ${startOf(addDays(to, 1))}
           and (${organisation}::uuid is null or organisation_id = ${organisation})
           and (${filing}::uuid is null or subject = ${filing} or detail->'shown' ? ${filing})
         group by (at at time zone 'Asia/Shanghai')::date, organisation_id, actor_id, subject, purpose, detail
        having ${after?.at ?? null}::timestamptz is null or (max(at), min(id::text)) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::text)
         order by last_at desc, key desc limit ${limit})
      select l.organisation_id as organisation, o.name as "organisationName", o.party, p.name as person, l.first_at as "firstAt",
             l.last_at as "lastAt", l.times, l.detail->>'what' as what, l.detail->'views' as views, l.purpose as ground, l.key,
             coalesce(jsonb_array_length(l.detail->'shown'), 1) as count, coalesce(f.filings, '[]') as filings
        from looked l
        join organisation o on o.id = l.organisation_id
        left join names_of_people(array(select distinct actor_id from looked)) p on p.id = l.actor_id
        left join lateral (
          select jsonb_agg(jsonb_build_object('id', id, 'type', type, 'ownNumber', own_number, 'title', title) order by updated_at desc) as filings
            from (select id, type, own_number, title, updated_at from filing
                   where enterprise_id = ${owner}
                     and (id = l.subject or id in (select s::uuid from jsonb_array_elements_text(l.detail->'shown') as s))
                   order by updated_at desc limit 50) as shown) f on true
       order by l.last_at desc, l.key desc`,
    ),
  )
}
