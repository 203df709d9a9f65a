import { msOf } from '@jiamao/kernel/time'
import { one, sql } from '../store/index.ts'
import { claim, type Leased, renew } from './claim.ts'
import type { Connector, Link, Outgoing, Probed, Sent } from './define.ts'
import { carrierOf, type Engine } from './given.ts'
import { lockMessage, type Move, move } from './move.ts'
import type { OutgoingEvent } from './outgoing.ts'
import { waitMs } from './settings.ts'

/**
 * One round of the dispatcher (派送, I3.4): leases lane heads, hands each to the connector outside any transaction, and
 * records what became of it under its token. @returns whether anything was tried
 */
export async function dispatch(engine: Engine, link: Link): Promise<boolean> {
  const { store, clock, settings } = engine
  const { breaker } = carrierOf(engine, link)
  const passage = breaker.passage(clock.machine())
  if (passage === 'none') return false
  const limit = passage === 'one' ? 1 : settings.batch
  const leasedAt = clock.machine()
  let leased = await store.carry((tx) => claim(tx, link, limit, leasedAt, settings))
  const tried = leased.length > 0
  let renewedAt = msOf(leasedAt)
  while (leased.length > 0) {
    const now = clock.machine()
    if (msOf(now) - renewedAt > settings.leaseMs / 3) {
      leased = await store.carry((tx) => renew(tx, leased, now, settings))
      renewedAt = msOf(now)
    }
    const head = leased[0]
    if (!head) break
    await attempt(engine, link, head)
    leased = leased.slice(1)
  }
  return tried
}

/** One attempt to hand one message over. */
async function attempt(engine: Engine, link: Link, leased: Leased): Promise<void> {
  const { connector } = carrierOf(engine, link)
  const { bytes } = await engine.store.carry((tx) =>
    one<{ bytes: Buffer }>(
      tx,
      sql`select bytes from payload where enterprise_id = ${leased.enterprise} and id = ${leased.id}`,
    ),
  )
  const message: Outgoing = { ...leased, bytes }
  if (leased.first === 'probe') {
    const found = await probed(connector, message)
    if (found.is === 'has') return record(engine, link, leased, 'arrived', { evidence: found.evidence })
    if (found.is === 'waiting') return record(engine, link, leased, 'handedOver', {})
    if (found.is === 'unknown' && !connector.idempotent)
      return record(engine, link, leased, 'lostForGood', { why: 'lost', detail: found.detail })
  }
  await keepOutcome(engine, link, leased, await sent(connector, message))
}

/** What `send` came to. It failed in a way that it does not name: nobody knows whether the message left. */
const sent = (connector: Connector, message: Outgoing): Promise<Sent> =>
  connector.send(message).catch((error: unknown) => ({ is: 'unknown', detail: String(error) }))

/** What `probe` found. It failed: that says nothing. */
export const probed = (connector: Connector, message: Outgoing): Promise<Probed> =>
  connector.probe(message).catch((error: unknown) => ({ is: 'unknown', detail: String(error) }))

async function keepOutcome(engine: Engine, link: Link, leased: Leased, outcome: Sent): Promise<void> {
  const { breaker } = carrierOf(engine, link)
  const now = engine.clock.machine()
  const wait = waitMs(engine.settings, leased.failures + 1, engine.random())
  switch (outcome.is) {
    case 'proof':
      breaker.succeeded()
      return record(engine, link, leased, 'handedOver', { evidence: outcome.evidence })
    case 'transient':
      if (outcome.own) breaker.open(now, outcome.detail)
      else breaker.failed(now, outcome.detail)
      return record(engine, link, leased, 'failedForNow', {
        detail: outcome.detail,
        waitMs: outcome.retryAfterMs ?? wait,
      })
    case 'permanent':
      breaker.succeeded()
      return record(engine, link, leased, 'failedForGood', { why: outcome.why, detail: outcome.detail })
    case 'unknown':
      breaker.failed(now, outcome.detail)
      return record(engine, link, leased, 'outcomeUnknown', { detail: outcome.detail, waitMs: wait })
  }
}

/** Writes what became of an attempt, if it still is one: a late writer's token is old, and it changes nothing. */
const record = (engine: Engine, link: Link, leased: Leased, event: OutgoingEvent, how: Partial<Move>): Promise<void> =>
  engine.store.carry(async (tx) => {
    const message = await lockMessage(tx, leased.enterprise, leased.id)
    if (message?.state !== 'leased' || message.fence !== leased.fence) return
    const { connector } = carrierOf(engine, link)
    await move(tx, message, event, {
      at: engine.clock.machine(),
      settings: engine.settings,
      answersWithinMs: connector.answersWithinMs,
      ...how,
    })
  })
