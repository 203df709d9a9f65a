/** 要办. Everything that waits for an organisation, over all its sources, soonest first (R8.60). */
import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import { join, rows, type Sql, sql, type Tx } from '../../store/index.ts'
import type { Due } from './due.ts'

/** Which matters a list shows. */
export const shows = ['all', 'today', 'overdue', 'week', 'returned', 'explain', 'due', 'snoozed'] as const
export type Shown = (typeof shows)[number]

/** One matter as it is found: `values` fill its words. */
export interface MatterRow {
  readonly key: string
  readonly kind: string
  readonly due: LocalDate | null
  readonly filing: Uuid | null
  readonly values: Readonly<Record<string, string>>
  readonly snoozedUntil: LocalDate | null
  /** Whose filing it is, on a desk over several firms. */
  readonly firm?: Uuid
}

/** How many matters each list shows. */
export type MatterCounts = Readonly<Record<Shown, number>>

export interface Matters {
  readonly items: readonly MatterRow[]
  readonly counts: MatterCounts
  /** Open matters by the day of their limit, within a fortnight. */
  readonly days: readonly { readonly day: LocalDate; readonly due: number }[]
}

/** How many days ahead a desk shows. */
export const stripDays = 14

/** What a question about a desk is asked with. */
export interface DeskAsk {
  readonly organisation: Uuid
  /** Whose desk it is: the organisation itself, or the enterprise that it acts for. */
  readonly owner: Uuid
  readonly today: LocalDate
  readonly snoozed: readonly { readonly matter: string; readonly until: LocalDate }[]
  readonly show: Shown
  readonly limit: number
}

/** The day in Beijing of a moment. */
export const dayOf = (moment: Sql) => sql`(${moment} at time zone 'Asia/Shanghai')::date`

/** Of an enterprise: explanations it owes, filings that came back, and what its registers say is due. */
export function enterpriseMatters(tx: Tx, ask: DeskAsk, dues: readonly Due[]): Promise<Matters> {
  const { organisation, owner: enterprise, today } = ask
  const sources = [
    sql`
      select 'task.' || t.act as kind, 'task:' || t.id as key, ${dayOf(sql`t.due_at`)} as due, t.filing_id as filing, '{}'::jsonb as vals
        from task t where t.enterprise_id = ${enterprise} and t.organisation_id in (${enterprise}, ${organisation}) and t.state = 'open'`,
    sql`
      select 'filing.returned', 'returned:' || f.id || ':' || f.version, null::date, f.id, '{}'::jsonb
        from filing f where f.enterprise_id = ${enterprise} and f.state = 'returned'`,
    ...dues.map(
      (due) => sql`
      select ${due.id}::text, ${due.id}::text || ':' || d.key, d.due, null::uuid, d.vals from (${due.find({ enterprise, today })}) d`,
    ),
  ]
  return mattersOf(tx, ask, join(sources, ' union all '), enriched(enterprise))
}

/** What only the few that are shown are asked for: the filing's name, why it came back, what is to be explained. */
const enriched = (enterprise: Uuid) => sql`
  select p.key, p.kind, p.due, p.filing, p."snoozedUntil", p.place,
         p.vals || coalesce(jsonb_strip_nulls(jsonb_build_object(
           'type', f.type, 'number', f.own_number, 'book', f.book, 'zh', f.title->>'zh', 'en', f.title->>'en',
           'reason', back.reason, 'from', back.organisation_id,
           'check', asked->>'check', 'owner', asked->>'owner', 'findingZh', asked->'message'->>'zh', 'findingEn', asked->'message'->>'en')), '{}') as values
    from picked p
    left join filing f on f.enterprise_id = ${enterprise} and f.id = p.filing
    left join lateral (
      select e.reason, e.organisation_id from filing_event e
       where p.kind = 'filing.returned' and e.enterprise_id = ${enterprise} and e.filing_id = p.filing and e.event = 'sendBack'
       order by e.n desc limit 1) back on true
    left join lateral (
      select found as asked
        from (select j.findings from judgement j
               where p.kind = 'task.explain' and j.enterprise_id = ${enterprise} and j.filing_id = p.filing order by j.n desc limit 1) last,
             jsonb_array_elements(last.findings) found
       where found->>'effect' = 'explain' limit 1) j on true`

/** One statement: a firm's matters are few; they are found once, counted, spread over the days, and the first of them shown. */
async function mattersOf(tx: Tx, { today, snoozed, show, limit }: DeskAsk, source: Sql, shown: Sql): Promise<Matters> {
  const [found] = await rows<Matters>(
    tx,
    sql`
    with matter (kind, key, due, filing, vals) as materialized (${source}),
    put_off as (select * from unnest(${snoozed.map(({ matter }) => matter)}::text[], ${snoozed.map(({ until }) => until)}::date[]) as s(matter, until)),
    placed as materialized (
      select m.*, s.until as "snoozedUntil",
             array_remove(array[
               case when s.until is not null then 'snoozed' else 'all' end,
               case when s.until is null and m.due = ${today}::date then 'today' end,
               case when s.until is null and m.due < ${today}::date then 'overdue' end,
               case when s.until is null and m.due between ${today}::date and ${today}::date + 6 then 'week' end,
               case when s.until is not null then null when m.kind = 'filing.returned' then 'returned'
                    when m.kind = 'task.explain' then 'explain' when m.kind not like 'task.%' then 'due' end], null) as lists
        from matter m left join put_off s on s.matter = m.key),
    -- What came back has no limit of its own: goods may be waiting, so it stands with what is due today.
    picked as materialized (
      select p.*, row_number() over (order by coalesce(p.due, ${today}::date), p.key) as place
        from placed p where ${show}::text = any (p.lists) order by place limit ${limit}),
    shown as (${shown})
    select (select coalesce(jsonb_agg(to_jsonb(s) - 'place' order by s.place), '[]') from shown s) as items,
           (select coalesce(jsonb_object_agg(c.list, c.n), '{}')
              from (select list, count(*) as n from placed, unnest(lists) as list group by list) c) as counts,
           (select coalesce(jsonb_agg(jsonb_build_object('day', d.due, 'due', d.n) order by d.due), '[]')
              from (select due, count(*) as n from placed
                     where "snoozedUntil" is null and due between ${today}::date and ${today}::date + ${stripDays - 1}::int group by due) d) as days`,
  )
  const none = Object.fromEntries(shows.map((list) => [list, 0])) as MatterCounts
  return { ...found, counts: { ...none, ...found.counts } }
}
