/** What happens to a filing, as its row, its history and the audit keep it: one shape, whoever made it happen. */
import type { Uuid } from '@jiamao/kernel/ids'
import type { Values } from '@jiamao/kernel/words'
import { leafOf, record } from '../audit/index.ts'
import { run, sql, type Tx } from '../store/index.ts'
import type { FilingEvent } from './define.ts'
import type { FilingRow } from './drafts.ts'
import type { Engine } from './engine.ts'
import type { FilingState } from './life-cycle.ts'

/** One event or stage of a filing and where it leads. */
export interface Happening {
  readonly enterprise: Uuid
  readonly event?: FilingEvent
  readonly stage?: string
  readonly by: { readonly organisation: Uuid; readonly person: Uuid | null }
  readonly values: Values
  readonly reason?: string
  /** False: it came too late, and is kept as history only. */
  readonly happens: boolean
  readonly state: FilingState
  /** The filing ends with it: what was asked of people is dropped. */
  readonly ends: boolean
}

/** Writes where the filing stands now. */
export const keep = (
  engine: Engine,
  tx: Tx,
  { id }: FilingRow,
  { enterprise, happens, state, stage, ends }: Happening,
  known: Record<string, string>,
) =>
  run(
    tx,
    sql`
    update filing
       set state = ${state}, stage = coalesce(${happens ? (stage ?? null) : null}, stage), revision = revision + 1,
           known = ${JSON.stringify(known)}, decided_on = coalesce(${ends ? engine.clock.today() : null}, decided_on),
           updated_at = ${engine.clock.machine()}
     where enterprise_id = ${enterprise} and id = ${id}`,
  )

/** Writes the event into the filing's history and its leaf into the audit. */
export async function note(engine: Engine, tx: Tx, row: FilingRow, happening: Happening): Promise<void> {
  const { enterprise, by, values, reason = null, stage, event, happens, state } = happening
  const what = `${happens ? '' : 'history:'}${event ?? `stage:${stage ?? '—'}`}`
  await run(
    tx,
    sql`
    insert into filing_event
      select ${enterprise}, ${row.id}, coalesce(max(n), 0) + 1, ${what}, ${row.state}, ${state}, ${by.person}::uuid, ${by.organisation}::uuid,
             ${reason}, ${JSON.stringify(values)}::jsonb, ${engine.clock.now()}::timestamptz, ${engine.clock.machine()}::timestamptz
        from filing_event where enterprise_id = ${enterprise} and filing_id = ${row.id}`,
  )
  const detail = { event: what, from: row.state, to: state, reason, version: row.version, values: textsOf(values) }
  const act = {
    enterprise,
    organisation: by.organisation,
    actor: by.person,
    act: `filing.${event ?? 'stage'}`,
    subject: row.id,
  }
  await record(tx, leafOf({ ...act, purpose: null, detail }, engine.clock))
}

/** Values as they are learned: texts. */
export const textsOf = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
