import type { Uuid } from '@jiamao/kernel/ids'
import { isTransient, maybe, rows, run, type Scope, sql, type Tx } from '../store/index.ts'
import type { Link } from './define.ts'
import { type Ending, effect, type Stored } from './effect.ts'
import type { Engine } from './given.ts'
import { incomingStep } from './incoming.ts'
import { note } from './move.ts'
import { later, waitMs } from './settings.ts'

/** One lane with something to apply. */
interface Lane {
  readonly enterprise: Uuid
  readonly key: string
}

/**
 * One round of the consumer (消费): each lane's stored messages in the order in which they came, each with its effect,
 * the message's transition and the mark in one transaction (I4.2). @returns whether anything was applied or tried
 */
export async function consume(engine: Engine, link: Link): Promise<boolean> {
  const at = engine.clock.machine()
  const lanes = await engine.store.carry((tx) =>
    rows<Lane>(
      tx,
      sql`
      select i.enterprise_id as enterprise, i.key from inbox i
        join lane l on l.enterprise_id = i.enterprise_id and l.link = i.link and l.key = i.key and l.stopped_by is null
       where i.link = ${link.id} and i.state = 'stored' and i.next_at <= ${at}
       group by i.enterprise_id, i.key order by min(i.seq) limit ${engine.settings.batch}`,
    ),
  )
  let any = false
  for (const lane of lanes) while (await consumeOne(engine, link, lane)) any = true
  return any
}

const scopeOf = (link: Link, { enterprise }: Lane): Scope => ({ enterprise, organisation: link.from, stance: 'engine' })

/** @returns whether the lane may have more to apply at once */
async function consumeOne(engine: Engine, link: Link, lane: Lane): Promise<boolean> {
  // What the transaction was about when it failed: it is gone with its rollback.
  let held: Stored | undefined
  try {
    return await engine.store.tx(scopeOf(link, lane), async (tx) => {
      held = await head(engine, tx, link, lane)
      if (!held) return false
      await end(engine, tx, lane, held, await effect(engine, tx, link, lane.enterprise, held))
      return true
    })
  } catch (error) {
    if (!held) throw error
    const failed = held
    await engine.store.tx(scopeOf(link, lane), (tx) => failure(engine, tx, link, lane, failed, error))
    engine.report(error)
    return false
  }
}

/** The lane's first message, if the lane is free and its time has come: a later one never overtakes it. */
async function head(engine: Engine, tx: Tx, link: Link, { enterprise, key }: Lane): Promise<Stored | undefined> {
  const free = await maybe<{ stopped: Uuid | null }>(
    tx,
    sql`
    select stopped_by as stopped from lane
     where enterprise_id = ${enterprise} and link = ${link.id} and key = ${key} for update skip locked`,
  )
  if (!free || free.stopped !== null) return undefined
  const first = await maybe<Stored>(
    tx,
    sql`
    select id, about, content_hash as hash, receipt, failures, next_at <= ${engine.clock.machine()} as due from inbox
     where enterprise_id = ${enterprise} and link = ${link.id} and key = ${key} and state = 'stored'
     order by seq limit 1 for update`,
  )
  return first?.due ? first : undefined
}

/** The mark: with it the effect is done, and is not done again. */
async function end(engine: Engine, tx: Tx, lane: Lane, stored: Stored, { event, why, detail }: Ending) {
  const at = engine.clock.machine()
  const { no, to, desk } = incomingStep('stored', event)
  const due = desk ? later(at, engine.settings.parkedMs[0]) : null
  await run(
    tx,
    sql`
    update inbox set state = ${to}, owner = ${desk ?? null}, due_at = ${due}, why = ${why ?? null}, detail = ${detail ?? null},
           changed_at = ${at}
     where enterprise_id = ${lane.enterprise} and id = ${stored.id}`,
  )
  const how = { at, evidence: stored.hash, ...(why ? { why } : {}), ...(detail ? { detail } : {}) }
  await note(tx, { enterprise: lane.enterprise, id: stored.id, no, event, from: 'stored', to, how })
}

/** A handler that failed: transient causes are tried for ever, others three times; then the lane stops (I6 7, 8). */
async function failure(engine: Engine, tx: Tx, link: Link, lane: Lane, { id, failures, hash }: Stored, error: unknown) {
  const at = engine.clock.machine()
  const transient = isTransient(error)
  const count = failures + 1
  const stops = !transient && count >= engine.settings.attempts
  const { no, to, desk } = incomingStep('stored', stops ? 'failedTooOften' : 'failedForNow')
  const detail = String(error)
  const moved = await run(
    tx,
    sql`
    update inbox set state = ${to}, failures = ${transient ? failures : count}, detail = ${detail}, changed_at = ${at},
           next_at = ${later(at, waitMs(engine.settings, count, engine.random()))},
           why = ${stops ? 'effectFailed' : null}, owner = ${desk ?? 'engine'},
           due_at = case when ${stops} then ${later(at, engine.settings.parkedMs[0])}::timestamptz else due_at end
     where enterprise_id = ${lane.enterprise} and id = ${id} and state = 'stored'`,
  )
  if (moved === 0) return
  const event = stops ? 'failedTooOften' : 'failedForNow'
  await note(tx, {
    enterprise: lane.enterprise,
    id,
    no,
    event,
    from: 'stored',
    to,
    how: { at, detail, evidence: hash },
  })
  if (!stops) return
  await run(
    tx,
    sql`
    update lane set stopped_by = ${id}
     where enterprise_id = ${lane.enterprise} and link = ${link.id} and key = ${lane.key}`,
  )
}
