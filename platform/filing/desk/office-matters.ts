/** 待办队列. The open tasks of an office: a page of them by their limit, and counts that stop where nobody counts on. */
import { addDays, startOf } from '@jiamao/kernel/time'
import { one, run, type Sql, sql, type Tx } from '../../store/index.ts'
import { type DeskAsk, dayOf, type Matters, type Shown, shows, stripDays } from './matters.ts'

/** Counts end here: a desk with more says so, and an answer takes as long with two hundred thousand cases as with a few. */
export const mostCounted = 500
/** And of one day here: its cell has room for two digits. */
const mostOfDay = 100

/**
 * Reads an office's desk. It sees the task and its title here, the filing itself when it opens it. Every part of the
 * statement is a range of the index by organisation, state and limit that ends early.
 */
export async function officeMatters(tx: Tx, ask: DeskAsk): Promise<Matters> {
  const { organisation, snoozed, show, limit, today } = ask
  const ids = snoozed.flatMap(({ matter }) => (matter.startsWith('task:') ? [matter.slice(5)] : []))
  const open = (range: Sql) => sql`
    from task t where t.organisation_id = ${organisation} and t.state = 'open' and ${range} and not (t.id = any (${ids}::uuid[]))`
  const put = sql`
    from task t where t.organisation_id = ${organisation} and t.state = 'open' and t.id = any (${ids}::uuid[])`
  const ranges = rangesOf(ask)
  const count = (from: Sql) => sql`(select count(*)::int from (select ${from} limit ${mostCounted}) c)`
  const range = ranges[show]
  // As values, not computed in the statement: under row security only plain comparisons of a column reach the index.
  const days = Array.from({ length: stripDays }, (_, i) => addDays(today, i))
  const page = show === 'snoozed' ? put : range ? open(range) : undefined
  // A bitmap would read a whole range, a scan the desks of others, and workers would be started, for what ends after some hundred rows.
  const inOrder = run(
    tx,
    sql`select set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)`,
  )
  const read = one<Matters>(
    tx,
    sql`
    with picked as (
      select t.act, t.id, t.due_at, t.filing_id, t.title, t.enterprise_id ${page ?? open(sql`false`)} order by t.due_at, t.id limit ${limit})
    select (select coalesce(jsonb_agg(jsonb_build_object(
              'key', 'task:' || p.id, 'kind', 'task.' || p.act, 'due', ${dayOf(sql`p.due_at`)}, 'filing', p.filing_id, 'values', p.title, 'firm', p.enterprise_id,
              'snoozedUntil', s.until) order by p.due_at, p.id), '[]')
              from picked p
              left join unnest(${snoozed.map(({ matter }) => matter)}::text[], ${snoozed.map(({ until }) => until)}::date[]) as s(matter, until)
                on s.matter = 'task:' || p.id) as items,
           jsonb_build_object('all', ${count(open(ranges.all))}, 'today', ${count(open(ranges.today))},
             'overdue', ${count(open(ranges.overdue))}, 'week', ${count(open(ranges.week))}, 'snoozed', ${count(put)}) as counts,
           (select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'due', d.n) order by d.day), '[]')
              from unnest(${days}::date[], ${days.map(startOf)}::timestamptz[], ${days.map((day) => startOf(addDays(day, 1)))}::timestamptz[])
                     as days(day, begins, ends)
              cross join lateral (
                select days.day, count(*)::int as n
                  from (select ${open(sql`t.due_at >= days.begins and t.due_at < days.ends`)} limit ${mostOfDay}) c) d
             where d.n > 0) as days`,
  )
  const [found] = await Promise.all([read, inOrder])
  const none = Object.fromEntries(shows.map((list) => [list, 0])) as Matters['counts']
  return { ...found, counts: { ...none, ...found.counts } }
}

/** Which limits each list of an office has; lists that only firms have are not among them. */
const rangesOf = ({ today }: DeskAsk) => {
  const from = startOf(today)
  const until = (days: number) => startOf(addDays(today, days))
  return {
    all: sql`true`,
    overdue: sql`t.due_at < ${from}`,
    today: sql`t.due_at >= ${from} and t.due_at < ${until(1)}`,
    week: sql`t.due_at >= ${from} and t.due_at < ${until(7)}`,
  } as Partial<Record<Shown, Sql>> & Record<'all' | 'overdue' | 'today' | 'week', Sql>
}
