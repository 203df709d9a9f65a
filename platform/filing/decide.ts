import type { Json } from '@jiamao/kernel/canonical'
import { encode, shape } from '@jiamao/kernel/fields'
import type { Uuid } from '@jiamao/kernel/ids'
import type { Values } from '@jiamao/kernel/words'
import { putOutbox, recall } from '../exchange/index.ts'
import { ownerOf, requireMandate, type Subject, whyNot } from '../identity/index.ts'
import { maybe, run, sql, type Tx } from '../store/index.ts'
import { advance, contentOf } from './advance.ts'
import { type Answer, once, type Request } from './answers.ts'
import { finishTask } from './claim.ts'
import { requireNoConflict } from './conflicts.ts'
import type { AnyFiling } from './define.ts'
import { engineScope, type FilingRow, lockFiling } from './drafts.ts'
import { encodeMessages } from './encode.ts'
import type { Engine } from './engine.ts'
import { next } from './life-cycle.ts'
import { notAllowed, notFound, refusedByGate, unknownStage, withDecider, wrongState } from './problems.ts'
import { routingOf } from './routing.ts'
import { reasonDue } from './task-problems.ts'
import { requireWorker } from './workers.ts'

/** A filing and whose it is. */
export interface Place {
  readonly id: Uuid
  readonly enterprise: Uuid
}

/** Where a filing lies that the subject may see: its own, or one that a sight was given for. @throws NOT_FOUND */
export async function locate(engine: Engine, subject: Subject, id: Uuid): Promise<Place> {
  if (subject.party === 'enterprise') return { id, enterprise: ownerOf(subject) }
  const found = await engine.store.tx({ organisation: subject.organisation, stance: 'party' }, (tx) =>
    maybe<{ enterprise_id: Uuid }>(
      tx,
      sql`select enterprise_id from sight where organisation_id = ${subject.organisation} and filing_id = ${id} limit 1`,
    ),
  )
  if (!found) throw notFound()
  return { id, enterprise: found.enterprise_id }
}

/** What an officer with an open task may do with a filing. */
export type Decision = 'release' | 'accept' | 'reject' | 'sendBack'

/**
 * What was decided, why, and for which task. A task is about one version of a filing: who names it decides nothing that was
 * filed anew since.
 */
export interface Verdict {
  readonly decision: Decision
  readonly reason: string
  readonly task?: Uuid
}

/**
 * Decides a filing that waits on the subject's desk.
 *
 * @throws NOT_ALLOWED where no task of theirs is open, TASK_HELD where a colleague has it, TASK_CONFLICT,
 *   DECISION_REASON
 */
export async function decide(
  engine: Engine,
  subject: Subject,
  place: Place,
  { decision, reason, task }: Verdict,
  request: Request,
): Promise<Answer> {
  if (decision !== 'accept' && reason.trim() === '') throw reasonDue()
  return once(engine, engineScope(subject, place.enterprise), request, async (tx) => {
    const row = await lockFiling(tx, place.enterprise, place.id)
    requireWorker(engine, subject, row.type, decision)
    await requireNoConflict(tx, subject.organisation, { id: subject.person, name: subject.name }, place.enterprise)
    const act = row.state === 'held' ? 'release' : 'decide'
    const isAsked = await finishTask(tx, subject, place, act, task)
    if (!isAsked) throw notAllowed({ act: decision, who: '有此任务的岗位', whoEn: 'the desk that holds its task' })
    const definition = engine.catalogue.filing(row.type)!
    if (!next(row.state, decision)) throw wrongState({ state: row.state, act: decision })
    const left = await maybe<{ n: bigint }>(
      tx,
      sql`
      select count(*) as n from task where enterprise_id = ${place.enterprise} and filing_id = ${place.id} and act = ${act} and state = 'open'`,
    )
    // All owners of a hold must let go, all deciders must accept; one refusal is enough.
    const waits = (decision === 'release' || decision === 'accept') && (left?.n ?? 0n) > 0n
    if (!waits) {
      if (decision === 'release') await send(engine, tx, place, row, definition)
      await advance(engine, tx, { ...stepOf(place, subject), event: decision, values: {}, reason })
    }
    return { status: 200, body: { id: place.id, decision, waitsForOthers: waits } }
  })
}

const stepOf = (place: Place, subject: Subject) => ({
  enterprise: place.enterprise,
  filing: place.id,
  by: { organisation: subject.organisation, person: subject.person },
})

/** Sends what was not sent while the filing was held, and opens the tasks of its route. */
async function send(engine: Engine, tx: Tx, place: Place, row: FilingRow, definition: AnyFiling) {
  const content = await contentOf(tx, definition, place.enterprise, row)
  const on = engine.clock.today()
  const policy = engine.policies.inForce(on, engine.clock.machine())
  const given = { on, at: engine.clock.now(), version: row.version, known: row.known }
  const sending = {
    definition,
    filing: row.id,
    enterprise: place.enterprise,
    ownNumber: row.own_number!,
    content,
    edition: policy.edition,
    given,
  }
  const { outbox, findings } = encodeMessages(engine, 'submit', sending)
  if (findings.length > 0) throw refusedByGate({ count: findings.length }, { more: { findings } })
  await putOutbox(
    tx,
    outbox.map((message) => ({
      ...message,
      enterprise: place.enterprise,
      version: row.version,
      cause: row.id,
      conversation: row.id,
      at: engine.clock.machine(),
    })),
  )
  const judged = await maybe<{ strongest: string | null }>(
    tx,
    sql`
    select strongest from judgement where enterprise_id = ${place.enterprise} and filing_id = ${place.id} order by n desc limit 1`,
  )
  const { tasks } = routingOf(engine, definition, policy, {
    title: definition.title(content as never),
    number: row.own_number!,
    strongest: judged?.strongest ?? null,
    findings: [],
    held: false,
    organisation: place.enterprise,
  })
  for (const task of tasks) {
    await run(
      tx,
      sql`
      insert into task values (${place.enterprise}, ${task.id}, ${task.organisation}, ${place.id}, ${task.act}, ${JSON.stringify(task.title)},
        ${task.dueAt}, 1, 'open', null, 0, ${engine.clock.machine()})`,
    )
  }
}

/** Takes a filing back. @throws FILING_WITH_DECIDER where a message of it has left */
export function withdraw(
  engine: Engine,
  subject: Subject,
  place: Place,
  reason: string,
  request: Request,
): Promise<Answer> {
  return once(engine, engineScope(subject, place.enterprise), request, async (tx) => {
    const row = await lockFiling(tx, place.enterprise, place.id)
    const definition = engine.catalogue.filing(row.type)!
    const { party, role } = definition.filer
    if (whyNot(subject, { party, role })) throw notAllowed({ act: 'withdraw', who: role, whoEn: role })
    requireMandate(subject, {
      act: 'withdraw',
      type: row.type,
      typeName: definition.name,
      ...(row.book ? { book: row.book } : {}),
    })
    if (!next(row.state, 'withdraw')) throw wrongState({ state: row.state, act: 'withdraw' })
    // What has not left yet is taken back; what lies with somebody outside is theirs to give back.
    const by = { organisation: subject.organisation, person: subject.person, reason }
    const said = { enterprise: place.enterprise, conversation: row.id, by, at: engine.clock.machine() }
    if ((await recall(tx, said)) === 'left') throw withDecider({ state: row.state })
    await advance(engine, tx, { ...stepOf(place, subject), event: 'withdraw', values: {}, reason })
    return { status: 200, body: { id: place.id, state: 'withdrawn' } }
  })
}

/** Enters a stage that a person enters, with its values. @throws FILING_STAGE, NOT_ALLOWED, SHAPE_… */
export function enterStage(
  engine: Engine,
  subject: Subject,
  place: Place,
  stage: string,
  wire: unknown,
  request: Request,
): Promise<Answer> {
  return once(engine, engineScope(subject, place.enterprise), request, async (tx) => {
    const row = await lockFiling(tx, place.enterprise, place.id)
    const definition = engine.catalogue.filing(row.type)!
    const entered = definition.entered?.[stage]
    if (!entered)
      throw unknownStage({ stage: stage.slice(0, 40), known: Object.keys(definition.entered ?? {}).join(', ') || '—' })
    if (whyNot(subject, { party: entered.party, role: entered.role }))
      throw notAllowed({
        act: stage,
        who: `${entered.party} · ${entered.role}`,
        whoEn: `${entered.party}, role ${entered.role}`,
      })
    const policy = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
    const shaped = shape(entered.values, wire, policy.lists)
    if (!shaped.content) throw refusedByGate({ count: shaped.faults.length }, { errors: shaped.faults })
    const values = encode(entered.values, shaped.content) as Values
    const outcome = await advance(engine, tx, { ...stepOf(place, subject), stage, values })
    if (outcome === 'history') throw wrongState({ state: row.state, act: stage })
    return { status: 200, body: { id: place.id, stage, values } as Json }
  })
}
