import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { maybe, rows, run, sql, type Tx } from '../store/index.ts'
import type { Sitting } from './desk-state.ts'

/** What a person has read: everything up to a moment, and these after it. */
export interface NoticeMarks {
  readonly allUntil: Moment | null
  readonly read: readonly Uuid[]
}

// Who has so many single marks reads one by one: the rest counts as unread until all are marked at once.
const most = 2_000

/** In a transaction of the organisation itself. */
export async function readNoticeMarks(tx: Tx, { organisation, person }: Sitting): Promise<NoticeMarks> {
  const [mark, read] = await Promise.all([
    maybe<{ all_until: Moment }>(
      tx,
      sql`select all_until from notice_mark where enterprise_id = ${organisation} and person_id = ${person}`,
    ),
    rows<{ notice_id: Uuid }>(
      tx,
      sql`
      select notice_id from notice_read where enterprise_id = ${organisation} and person_id = ${person} order by at desc limit ${most}`,
    ),
  ])
  return { allUntil: mark?.all_until ?? null, read: read.map(({ notice_id }) => notice_id) }
}

export const markRead = (tx: Tx, { organisation, person }: Sitting, notice: Uuid, at: Moment): Promise<number> =>
  run(tx, sql`insert into notice_read values (${organisation}, ${person}, ${notice}, ${at}) on conflict do nothing`)

/** Marks everything up to a moment; the single marks before it are no longer needed. */
export async function markAllRead(tx: Tx, { organisation, person }: Sitting, until: Moment): Promise<void> {
  await run(
    tx,
    sql`
    insert into notice_mark as m values (${organisation}, ${person}, ${until})
    on conflict (enterprise_id, person_id) do update set all_until = greatest(m.all_until, excluded.all_until)`,
  )
  await run(
    tx,
    sql`delete from notice_read where enterprise_id = ${organisation} and person_id = ${person} and at <= ${until}`,
  )
}
