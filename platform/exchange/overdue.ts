import type { Uuid } from '@jiamao/kernel/ids'
import { type Moment, msOf } from '@jiamao/kernel/time'
import { rows, run, sql, type Tx } from '../store/index.ts'
import type { Link, Probed } from './define.ts'
import { probed } from './dispatch.ts'
import { carrierOf, type Engine } from './given.ts'
import { lockMessage, type MessageRow, messageColumns, move } from './move.ts'
import type { Reason } from './reasons.ts'
import { later, nextLevelMs, waitMs } from './settings.ts'

/** A message whose clock ran out, with what is asked to probe it. */
interface Overdue extends MessageRow {
  readonly name: string
  readonly escalations: number
}

/**
 * The clocks of I6.2 on one outgoing link: what is overdue is probed, tried again, or put on a desk.
 *
 * @returns whether anything was due
 */
export async function sweep(engine: Engine, link: Link): Promise<boolean> {
  const at = engine.clock.machine()
  const blocked = await engine.store.carry((tx) => block(engine, tx, link, at))
  const asked: Overdue[] = []
  const due = await engine.store.carry(async (tx) => {
    asked.length = 0
    const overdue = await rows<Overdue>(
      tx,
      sql`
      select ${messageColumns}, p.name || '_t-' || m.attempt as name, m.escalations
        from message m join payload p on p.enterprise_id = m.enterprise_id and p.id = m.id
       where m.link = ${link.id} and m.due_at <= ${at}
         and m.state not in ('accepted', 'rejected', 'cancelled', 'superseded')
       order by m.due_at limit ${engine.settings.batch} for update of m skip locked`,
    )
    for (const message of overdue) {
      if (message.state === 'sent') asked.push(message)
      else await expire(engine, tx, message, at)
    }
    return overdue.length
  })
  const found = new Set<Probed['is']>()
  for (const message of asked) found.add(await ask(engine, link, message))
  const { breaker } = carrierOf(engine, link)
  if (found.has('waiting')) breaker.stall(engine.clock.machine())
  else if (found.has('has') || found.has('hasNot')) breaker.alive()
  return blocked + due > 0
}

/** Queued messages that will never be allowed to go (I2.2, I6 15). */
async function block(engine: Engine, tx: Tx, link: Link, at: Moment): Promise<number> {
  const stuck = await rows<MessageRow & { late: boolean }>(
    tx,
    sql`
    select ${messageColumns}, m.deadline <= ${at} as late from message m
     where m.link = ${link.id} and m.state = 'queued'
       and (m.deadline <= ${at} or (m.after <> '{}' and exists (
         select from message a where a.enterprise_id = m.enterprise_id and a.id = any (m.after)
            and a.state in ('rejected', 'cancelled', 'superseded'))))
     order by m.seq limit ${engine.settings.batch} for update of m skip locked`,
  )
  for (const message of stuck) {
    const why: Reason = message.late ? 'deadlinePassed' : 'predecessorFailed'
    await move(tx, message, 'blocked', { at, settings: engine.settings, why })
  }
  return stuck.length
}

/** What the passing of time alone does. */
async function expire(engine: Engine, tx: Tx, message: Overdue, at: Moment): Promise<void> {
  const { settings } = engine
  switch (message.state) {
    case 'leased': {
      const wait = waitMs(settings, message.failures + 1, engine.random())
      await move(tx, message, 'outcomeUnknown', { at, settings, waitMs: wait, detail: 'lease ran out' })
      return
    }
    case 'delivered':
    case 'inReview':
      await move(tx, message, 'overdue', { at, settings, why: 'overdue' })
      return
    case 'queued':
      return showOn(tx, message, 'late', at, settings.lateMs)
    case 'parked':
      return escalate(tx, message, at, nextLevelMs(settings, message.escalations + 1))
    case 'sent':
    case 'nothing':
    case 'accepted':
    case 'rejected':
    case 'cancelled':
    case 'superseded':
      throw new Error(`${message.id} is ${message.state} and has no clock here`)
  }
}

/** Also shows on the operator's desk, and stays in its state (I7.1). */
async function showOn(tx: Tx, { enterprise, id }: MessageRow, why: Reason, at: Moment, ms: number) {
  await run(
    tx,
    sql`
    update message set owner = 'operator', why = ${why}, due_at = ${later(at, ms)}, changed_at = ${at}
     where enterprise_id = ${enterprise} and id = ${id}`,
  )
}

async function escalate(tx: Tx, { enterprise, id }: MessageRow, at: Moment, ms: number) {
  await run(
    tx,
    sql`
    update message set escalations = escalations + 1, due_at = ${later(at, ms)}
     where enterprise_id = ${enterprise} and id = ${id}`,
  )
}

/** Asks the other end about a message whose technical receipt is overdue (I6 7, 9, 10; I9.4). */
async function ask(engine: Engine, link: Link, message: Overdue): Promise<Probed['is']> {
  const { connector } = carrierOf(engine, link)
  const { settings } = engine
  const [payload] = await engine.store.carry((tx) =>
    rows<{ bytes: Buffer }>(
      tx,
      sql`select bytes from payload where enterprise_id = ${message.enterprise} and id = ${message.id}`,
    ),
  )
  const found = await probed(connector, { ...message, bytes: payload.bytes })
  const at = engine.clock.machine()
  const last = message.returns + 1 >= settings.attempts
  await engine.store.carry(async (tx) => {
    const now = await lockMessage(tx, message.enterprise, message.id)
    if (now?.state !== 'sent' || !sameTime(now.dueAt, message.dueAt)) return
    switch (found.is) {
      case 'has':
        return move(tx, now, 'arrived', { at, settings, evidence: found.evidence })
      case 'hasNot':
        return move(tx, now, last ? 'againTooOften' : 'again', { at, settings, ...(last ? { why: 'lost' } : {}) })
      case 'unknown': {
        const event = connector.idempotent && !last ? 'lostFromSight' : 'lostForGood'
        const why = event === 'lostForGood' ? { why: 'lost' as const } : {}
        return move(tx, now, event, { at, settings, detail: found.detail, ...why })
      }
      case 'waiting':
        return showOn(tx, now, 'stalled', at, connector.answersWithinMs)
    }
  })
  return found.is
}

const sameTime = (a: Moment | null, b: Moment | null) => a !== null && b !== null && msOf(a) === msOf(b)

/** What waits on a desk of the carrier or of an enterprise's inbox goes up by the same clock. @returns how many did */
export const escalateIncoming = (engine: Engine, link: Link): Promise<boolean> =>
  engine.store.carry(async (tx) => {
    const at = engine.clock.machine()
    const level = (n: number): Moment => later(at, nextLevelMs(engine.settings, n))
    const [first, second, daily] = [level(1), level(2), level(3)]
    const inbox = await rows<{ id: Uuid }>(
      tx,
      sql`
      update inbox set escalations = escalations + 1,
             due_at = case escalations when 0 then ${first} when 1 then ${second} else ${daily} end::timestamptz
       where link = ${link.id} and state = 'parked' and due_at <= ${at} returning id`,
    )
    const raw = await rows<{ id: string }>(
      tx,
      sql`
      update raw set escalations = escalations + 1,
             due_at = case escalations when 0 then ${first} when 1 then ${second} else ${daily} end::timestamptz
       where link = ${link.id} and state = 'parked' and inbox_id is null and due_at <= ${at} returning id`,
    )
    const late = await rows<{ id: Uuid }>(
      tx,
      sql`
      update inbox set owner = 'operator', why = 'late'
       where link = ${link.id} and state = 'stored' and due_at <= ${at} and owner = 'engine' returning id`,
    )
    return inbox.length + raw.length + late.length > 0
  })
