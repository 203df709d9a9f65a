import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate, Moment } from '@jiamao/kernel/time'
import { maybe, rows, run, sql, type Tx } from '../store/index.ts'

/** A person at the desk of one organisation. */
export interface Sitting {
  readonly organisation: Uuid
  readonly person: Uuid
}

/** What a person keeps of their desk. */
export interface DeskState {
  /** When the visit before this one ended; nothing at the first. */
  readonly since: Moment | null
  /** What is put off, beyond today. */
  readonly snoozed: readonly { readonly matter: string; readonly until: LocalDate }[]
}

const most = 1_000
// Who comes back within half an hour, which is as long as a session waits (S2.6), has not been away.
const away = sql`interval '30 minutes'`

/** In a transaction of the organisation itself. */
export async function readDeskState(
  tx: Tx,
  { organisation, person }: Sitting,
  { at, today }: { readonly at: Moment; readonly today: LocalDate },
): Promise<DeskState> {
  const [visit, snoozed] = await Promise.all([
    maybe<{ since: Moment | null }>(
      tx,
      sql`
      select case when seen_at < ${at}::timestamptz - ${away} then seen_at else before_at end as since
        from visit where enterprise_id = ${organisation} and person_id = ${person}`,
    ),
    rows<{ matter: string; until: LocalDate }>(
      tx,
      sql`
      select matter, until from snooze where enterprise_id = ${organisation} and person_id = ${person} and until > ${today}
       order by until, matter limit ${most}`,
    ),
  ])
  return { since: visit?.since ?? null, snoozed }
}

/** Writes down that a person is at the desk. */
export const noteVisit = (tx: Tx, { organisation, person }: Sitting, at: Moment): Promise<number> =>
  run(
    tx,
    sql`
    insert into visit as v values (${organisation}, ${person}, ${at}, null)
    on conflict (enterprise_id, person_id) do update
      set before_at = case when v.seen_at < excluded.seen_at - ${away} then v.seen_at else v.before_at end, seen_at = excluded.seen_at`,
  )

/** Puts a matter off; without a day it comes back at once. */
export const putOff = (
  tx: Tx,
  { organisation, person }: Sitting,
  matter: string,
  until: LocalDate | null,
  at: Moment,
): Promise<number> =>
  run(
    tx,
    until === null
      ? sql`delete from snooze where enterprise_id = ${organisation} and person_id = ${person} and matter = ${matter}`
      : sql`
        insert into snooze values (${organisation}, ${person}, ${matter}, ${until}, ${at})
        on conflict (enterprise_id, person_id, matter) do update set until = excluded.until, at = excluded.at`,
  )
