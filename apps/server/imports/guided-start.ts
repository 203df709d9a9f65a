/** 新手引导. How far a firm has come from its own sheet to its first handbook: kept, so that a closed browser loses nothing. */
import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { maybe, run, sql, type Tx } from '@jiamao/platform/store'

export const startSteps = ['sheet', 'columns', 'words', 'codes', 'merging', 'handbook'] as const
export type StartStep = (typeof startSteps)[number]

export interface GuidedStart<Merged = unknown> {
  readonly importId: Uuid | null
  readonly filingId: Uuid | null
  readonly merged: Merged | null
  readonly step: StartStep
}

const columns = sql`import_id as "importId", filing_id as "filingId", merged, step`

export const readStart = <Merged>(tx: Tx, enterprise: Uuid) =>
  maybe<GuidedStart<Merged>>(tx, sql`select ${columns} from guided_start where enterprise_id = ${enterprise}`)

/** Begins, or begins anew with another sheet. */
export const beginStart = (tx: Tx, enterprise: Uuid, importId: Uuid, person: Uuid, at: Moment) =>
  run(
    tx,
    sql`
    insert into guided_start (enterprise_id, import_id, filing_id, merged, step, by_person, at)
    values (${enterprise}, ${importId}, null, null, 'columns', ${person}, ${at})
    on conflict (enterprise_id) do update set import_id = excluded.import_id, filing_id = null, merged = null, step = 'columns',
       by_person = excluded.by_person, at = excluded.at`,
  )

/** A workbook that is read again is the same start; what came of it before is left. */
export const followImport = (tx: Tx, enterprise: Uuid, before: Uuid, next: Uuid) =>
  run(
    tx,
    sql`
    update guided_start set import_id = ${next}, filing_id = null, merged = null, step = 'columns'
     where enterprise_id = ${enterprise} and import_id = ${before}`,
  )

export const moveStart = (tx: Tx, enterprise: Uuid, step: StartStep, at: Moment) =>
  run(tx, sql`update guided_start set step = ${step}, at = ${at} where enterprise_id = ${enterprise}`)

/** The draft that came of its import. */
export const draftOfStart = (tx: Tx, enterprise: Uuid, importId: Uuid, filing: Uuid) =>
  run(
    tx,
    sql`
    update guided_start set filing_id = ${filing}
     where enterprise_id = ${enterprise} and import_id = ${importId} and filing_id is distinct from ${filing}`,
  )

export const keepMerged = (tx: Tx, enterprise: Uuid, merged: object | null) =>
  run(
    tx,
    sql`
    update guided_start set merged = ${merged === null ? null : JSON.stringify(merged)}
     where enterprise_id = ${enterprise}`,
  )
