import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { leafOf, record } from '../audit/index.ts'
import { ownerOf, type Subject } from '../identity/index.ts'
import { maybe, one, run, sql, type Tx } from '../store/index.ts'
import { advance } from './advance.ts'
import { type Answer, once, type Request } from './answers.ts'
import { requireNoConflict } from './conflicts.ts'
import type { Place } from './decide.ts'
import { engineScope, type FilingRow, lockFiling } from './drafts.ts'
import type { Engine } from './engine.ts'
import { next } from './life-cycle.ts'
import { notFound } from './problems.ts'
import { notColleague, taskClosed, taskHeld, taskNotYours } from './task-problems.ts'
import { deskScope } from './tasks.ts'
import { type Colleague, colleaguesOf, requireWorker } from './workers.ts'

/** A task as its acts meet it, locked together with its filing. */
interface HeldTask {
  readonly enterprise: Uuid
  readonly id: Uuid
  readonly filing: Uuid
  readonly act: string
  readonly state: string
  readonly holder: Uuid | null
  readonly holderName: string | null
}

/**
 * Takes a task on (认领): until it is given back, nobody else does it. What a desk decides is thereby taken in.
 *
 * @throws TASK_HELD, TASK_CLOSED, TASK_CONFLICT, NOT_FOUND, NOT_ALLOWED
 */
export const claimTask = (engine: Engine, subject: Subject, id: Uuid, request: Request): Promise<Answer> =>
  withTask(engine, subject, id, request, 'claim', async (tx, task, filing) => {
    requireFree(subject, task)
    const me = { id: subject.person, name: subject.name }
    await requireNoConflict(tx, subject.organisation, me, task.enterprise)
    await hold(engine, tx, task, me)
    if (task.act === 'decide' && next(filing.state, 'takenIn')) {
      const by = { organisation: subject.organisation, person: subject.person }
      await advance(engine, tx, { enterprise: task.enterprise, filing: filing.id, event: 'takenIn', by, values: {} })
    }
    return { holder: me }
  })

/** Gives a task back (退回队列): anybody of the desk may take it on. @throws TASK_NOT_YOURS and as `claimTask` */
export const giveBackTask = (engine: Engine, subject: Subject, id: Uuid, request: Request): Promise<Answer> =>
  withTask(engine, subject, id, request, 'giveBack', async (tx, task) => {
    if (task.holder !== subject.person) throw taskNotYours()
    await hold(engine, tx, task, null)
    return { holder: null }
  })

/**
 * Hands a task over (转交) to a colleague. Who holds it may, anybody while nobody does, and a manager in any case.
 *
 * @throws TASK_NOT_COLLEAGUE and as `claimTask`
 */
export const handOverTask = (engine: Engine, subject: Subject, id: Uuid, to: Uuid, request: Request): Promise<Answer> =>
  withTask(engine, subject, id, request, 'handOver', async (tx, task, filing) => {
    if (!subject.roles.includes('manager')) requireFree(subject, task)
    const colleague = (await colleaguesOf(engine, tx, subject, filing.type)).find((person) => person.id === to)
    if (!colleague) throw notColleague()
    await requireNoConflict(tx, subject.organisation, colleague, task.enterprise)
    await hold(engine, tx, task, colleague)
    return { holder: { ...colleague } }
  })

/** One act on an open task of the subject's desk, with its audit leaf, answered once. The filing is locked first, as everywhere. */
async function withTask(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  request: Request,
  name: 'claim' | 'giveBack' | 'handOver',
  act: (tx: Tx, task: HeldTask, filing: FilingRow) => Promise<{ readonly [key: string]: Json }>,
): Promise<Answer> {
  const { enterprise, filing } = await locateTask(engine, subject, id)
  return once(engine, engineScope(subject, enterprise), request, async (tx) => {
    const row = await lockFiling(tx, enterprise, filing)
    const isManagers = name === 'handOver' && subject.roles.includes('manager')
    if (!isManagers) requireWorker(engine, subject, row.type, name)
    const task = await one<HeldTask>(
      tx,
      sql`
      select enterprise_id as enterprise, id, filing_id as filing, act, state, holder_id as holder, holder_name as "holderName"
        from task where enterprise_id = ${enterprise} and id = ${id} for update`,
    )
    if (task.state !== 'open') throw taskClosed()
    const outcome = await act(tx, task, row)
    const detail = { task: id, act: task.act, from: task.holder, ...outcome }
    const { organisation, person: actor } = subject
    const leaf = { enterprise, organisation, actor, act: `task.${name}`, subject: filing, purpose: null, detail }
    await record(tx, leafOf(leaf, engine.clock))
    return { status: 200, body: { id, filing, act: task.act, ...outcome } }
  })
}

/** Where a task of the subject's desk lies. @throws NOT_FOUND, also for another desk's */
async function locateTask(engine: Engine, subject: Subject, id: Uuid): Promise<{ enterprise: Uuid; filing: Uuid }> {
  const found = await engine.store.tx(deskScope(subject), (tx) =>
    maybe<{ enterprise: Uuid; filing: Uuid }>(
      tx,
      sql`select enterprise_id as enterprise, filing_id as filing from task where organisation_id = ${subject.organisation} and id = ${id}`,
    ),
  )
  if (!found) throw notFound()
  return found
}

function requireFree({ person }: Subject, { holder, holderName }: HeldTask): void {
  if (holder !== null && holder !== person) throw taskHeld({ holder: holderName ?? '—' })
}

/** Each new holder has a higher fence. */
const hold = (engine: Engine, tx: Tx, { enterprise, id }: HeldTask, holder: Colleague | null) =>
  run(
    tx,
    sql`
    update task set holder_id = ${holder?.id ?? null}, holder_name = ${holder?.name ?? null}, fence = fence + 1,
           claimed_at = ${holder ? engine.clock.machine() : null}
     where enterprise_id = ${enterprise} and id = ${id}`,
  )

/**
 * Ends what a desk was asked, by who did it.
 *
 * @param task the one that was seen, where the caller names it
 * @returns whether there was such an open task
 * @throws TASK_HELD where a colleague has taken it on
 */
export async function finishTask(
  tx: Tx,
  subject: Subject,
  { enterprise, id }: Place,
  act: string,
  task?: Uuid,
): Promise<boolean> {
  const asked = sql`enterprise_id = ${enterprise} and filing_id = ${id} and organisation_id in (${subject.organisation}, ${ownerOf(subject)})
    and act = ${act} and state = 'open' and (${task ?? null}::uuid is null or id = ${task ?? null})`
  const done = await run(
    tx,
    sql`
    update task set state = 'done', holder_id = ${subject.person}, holder_name = ${subject.name}
     where ${asked} and (holder_id is null or holder_id = ${subject.person})`,
  )
  if (done > 0) return true
  const held = await maybe<{ holder: string }>(tx, sql`select holder_name as holder from task where ${asked} limit 1`)
  if (held) throw taskHeld(held)
  return false
}
