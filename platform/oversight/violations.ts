/** 页面策略违例. What browsers report that a page's policy refused (S8.2): counted in the database, over all processes. */
import type { Moment } from '@jiamao/kernel/time'
import { type Store, sql } from '../store/index.ts'

export interface Violation {
  readonly directive: string
  readonly blocked: string
  readonly page: string
  readonly count: number
  readonly at: Moment
}

export interface Violations {
  readonly count: number
  readonly latest: readonly Violation[]
}

// Somebody who makes reports up fills no disk: what is new beyond this counts as one.
const mostKept = 1_000
const shown = 20
const others = '…'

/** Adds to the counts. */
export const countViolations = (store: Store, found: readonly Violation[]): Promise<unknown> =>
  store.call(sql`
    with given as (
      select v.* from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as v(directive text, blocked text, page text, count bigint, at timestamptz)),
    kept as (select count(*) as n from violation),
    named as (
      select g.count, g.at, case when k.n < ${mostKept}::int or v.count is not null then array[g.directive, g.blocked, g.page]
                            else array_fill(${others}::text, array[3]) end as name
        from given g cross join kept k
        left join violation v on (v.directive, v.blocked, v.page) = (g.directive, g.blocked, g.page))
    insert into violation as v
      select name[1], name[2], name[3], sum(count), min(at), max(at) from named group by name
    on conflict (directive, blocked, page) do update
      set count = v.count + excluded.count, last_at = greatest(v.last_at, excluded.last_at)`)

/** How often pages were refused something within ninety days, and what last. */
export async function readViolations(store: Store): Promise<Violations> {
  const [found] = await store.call<Violations>(sql`
    select (select coalesce(sum(count), 0)::int from violation) as count,
           (select coalesce(jsonb_agg(to_jsonb(l) - 'n' order by l.n), '[]')
              from (select directive, blocked, page, count, last_at as at, row_number() over (order by last_at desc, directive, blocked, page) as n
                      from violation order by n limit ${shown}) l) as latest`)
  return found
}

/** Forgets those that were not seen for ninety days. */
export const forgetViolations = (store: Store, now: Moment): Promise<unknown> =>
  store.call(sql`delete from violation where last_at < ${now}::timestamptz - interval '90 days'`)
