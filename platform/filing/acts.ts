import type { Uuid } from '@jiamao/kernel/ids'
import { amendBook, closeBook, openBook } from '../ledger/index.ts'
import { maybe, one, run, sql, type Tx } from '../store/index.ts'
import type { Act, AnyFiling } from './define.ts'
import { type FilingRow, lockFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import { type Happening, keep, note, textsOf } from './happening.ts'
import { next } from './life-cycle.ts'
import { moveRows, putRows } from './registers.ts'
import { tell } from './tell.ts'

/** The filing whose acts are carried out. */
export interface ActingFor {
  readonly enterprise: Uuid
  readonly row: FilingRow
  readonly definition: AnyFiling
  readonly by: Happening['by']
}

/** Carries out acts in their order, in the transaction of their caller. */
export async function carryOut(engine: Engine, tx: Tx, acts: readonly Act[], filing: ActingFor): Promise<void> {
  for (const act of acts) await carryOutOne(engine, tx, act, filing)
}

async function carryOutOne(engine: Engine, tx: Tx, act: Act, filing: ActingFor): Promise<void> {
  const { enterprise, row, definition } = filing
  switch (act.act) {
    case 'settle':
      if (row.entry_id)
        await one(
          tx,
          sql`select settle_entry(${enterprise}, ${row.entry_id}, ${act.as}, ${act.on}, ${row.id}, ${engine.clock.machine()})`,
        )
      return
    case 'openBook':
      return openBook(tx, enterprise, act)
    case 'amendBook':
      return amendBook(tx, enterprise, act)
    case 'closeBook':
      return closeBook(tx, enterprise, act)
    case 'put':
      return putRows(tx, enterprise, engine.catalogue.register(act.register), act.rows)
    case 'move':
      return moveRows(tx, enterprise, engine.catalogue.register(act.register), act.key, act.event, act.set)
    case 'answers':
      return answer(engine, tx, act, filing)
    case 'amends':
      return amend(engine, tx, act, filing)
    case 'tell': {
      const office = act.whom === 'filer' ? enterprise : engine.directory.office(act.whom)
      if (!office) throw new Error(`${definition.id} tells ${act.whom}, which has no office here`)
      // Who filed it under a mandate has it on its own desk.
      const alsoHolder =
        act.whom === 'filer' && definition.filer.party === 'enterprise' && row.organisation_id !== enterprise
      const whom = alsoHolder ? [office, row.organisation_id] : [office]
      return tell(engine, tx, { enterprise, filing: row.id, whom, kind: act.notice, values: act.values })
    }
    default:
      return act satisfies never
  }
}

/** The filing answers another: the task that asked for it is done, and the other knows the answer. */
async function answer(
  engine: Engine,
  tx: Tx,
  { task, learned }: Extract<Act, { act: 'answers' }>,
  { enterprise, row, definition }: ActingFor,
) {
  if (!row.about_id) throw new Error(`${definition.id} answers nothing`)
  await run(
    tx,
    sql`
    update task set state = 'done' where enterprise_id = ${enterprise} and filing_id = ${row.about_id} and act = ${task}
       and organisation_id = ${row.organisation_id} and state = 'open'`,
  )
  await run(
    tx,
    sql`
    update filing set known = known || ${JSON.stringify(learned)}::jsonb, revision = revision + 1, updated_at = ${engine.clock.machine()}
     where enterprise_id = ${enterprise} and id = ${row.about_id}`,
  )
}

/** The filing changes an accepted document, found by its own number: that one's history and what is known of it say so. */
async function amend(
  engine: Engine,
  tx: Tx,
  { ownNumber, learned }: Extract<Act, { act: 'amends' }>,
  { enterprise, row, definition, by }: ActingFor,
) {
  const document = engine.catalogue.documentOf(definition)
  const found = await maybe<{ id: Uuid }>(
    tx,
    sql`
    select id from filing where enterprise_id = ${enterprise} and document = ${document} and own_number = ${ownNumber}`,
  )
  if (!found) throw new Error(`${definition.id} changes ${document} ${ownNumber}, which was never filed`)
  const changed = await lockFiling(tx, enterprise, found.id)
  const state = next(changed.state, 'amended')
  if (!state) throw new Error(`${definition.id} changes ${document} ${ownNumber}, which is ${changed.state}`)
  const values = { ...learned, filing: row.id }
  const happening: Happening = { enterprise, by, event: 'amended', values, happens: true, state, ends: false }
  await keep(engine, tx, changed, happening, { ...changed.known, ...textsOf(learned) })
  await note(engine, tx, changed, happening)
}
