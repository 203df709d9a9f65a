import { setTimeout as pause } from 'node:timers/promises'
import type { Uuid } from '@jiamao/kernel/ids'
import { msOf } from '@jiamao/kernel/time'
import { one, run, sql } from '../store/index.ts'
import { Breaker } from './breaker.ts'
import { consume } from './consume.ts'
import { correlate } from './correlate.ts'
import type { Link } from './define.ts'
import { cancel, type DeskItem, type DeskQuery, type DeskRef, dismiss, listDesk, resend } from './desk.ts'
import { dispatch } from './dispatch.ts'
import { carrierOf, type Engine, type ExchangeParts } from './given.ts'
import type { By } from './move.ts'
import { escalateIncoming, sweep } from './overdue.ts'
import { receive } from './receive.ts'
import { sequence } from './sequence.ts'
import { type LinkStatus, statusOf } from './status.ts'

/** The exchange (数据交换引擎) of one process. Several processes may run it on one database. */
export interface Exchange {
  /** One round of everything on every link. @returns whether anything was done: if so, more may wait */
  step(): Promise<boolean>
  /** Rounds without end, each link by itself: a dead counterpart holds up nobody else (I7.4). */
  start(): void
  /** Ends after the rounds that are under way. */
  stop(): Promise<void>
  status(): Promise<LinkStatus[]>
  readonly desk: {
    list(query: DeskQuery): Promise<{ readonly items: readonly DeskItem[]; readonly next?: string }>
    resend(ref: DeskRef, by: By): Promise<void>
    cancel(ref: Extract<DeskRef, { enterprise: Uuid }>, by: By): Promise<void>
    dismiss(ref: DeskRef, by: By): Promise<void>
  }
}

/** Opens the exchange on a migrated database. @throws Error for a link without its connector */
export async function openExchange(parts: ExchangeParts): Promise<Exchange> {
  const { store, clock, settings } = parts
  const breakers = Object.fromEntries(Object.keys(parts.connectors).map((id) => [id, new Breaker(settings.breaker)]))
  const engine: Engine = { ...parts, breakers }
  for (const link of engine.links) carrierOf(engine, link)
  await store.carry(async (tx) => {
    for (const { id, from, to } of engine.links)
      await run(tx, sql`insert into link values (${id}, ${from}, ${to}, 0, ${clock.machine()}) on conflict do nothing`)
  })

  const rounds = engine.links.map((link) =>
    link.direction === 'out' ? sending(engine, link) : receiving(engine, link),
  )
  let running: Promise<void>[] = []
  const stopping = { asked: new AbortController() }
  return {
    step: async () => {
      let any = false
      for (const round of rounds) if (await round()) any = true
      return any
    },
    start: () => {
      stopping.asked = new AbortController()
      running = rounds.map((round) => endless(engine, round, stopping.asked.signal))
    },
    stop: async () => {
      stopping.asked.abort()
      await Promise.all(running)
    },
    status: () => statusOf(engine),
    desk: {
      list: (query) => listDesk(engine, query),
      resend: (ref, by) => resend(engine, ref, by),
      cancel: (ref, by) => cancel(engine, ref, by),
      dismiss: (ref, by) => dismiss(engine, ref, by),
    },
  }
}

/** How far the logs of messages to this counterpart have come: grown, it may be what an unknown receipt speaks of. */
async function lastSequenced(engine: Engine, link: Link): Promise<bigint> {
  const { last } = await engine.store.carry((tx) =>
    one<{ last: bigint }>(tx, sql`select coalesce(sum(seq), 0)::bigint as last from link where to_id = ${link.from}`),
  )
  return last
}

type Round = () => Promise<boolean>

const sending =
  (engine: Engine, link: Link): Round =>
  async () => {
    const sequenced = await sequence(engine, link)
    const due = await sweep(engine, link)
    const sent = await dispatch(engine, link)
    return sequenced || due || sent
  }

function receiving(engine: Engine, link: Link): Round {
  let polledAt = Number.NEGATIVE_INFINITY
  let known = -1n
  return async () => {
    const now = msOf(engine.clock.machine())
    let received = false
    if (now - polledAt >= engine.settings.pollMs) {
      polledAt = now
      received = await receive(engine, link)
    }
    const last = await lastSequenced(engine, link)
    const matched = await correlate(engine, link, last !== known)
    known = last
    const consumed = await consume(engine, link)
    const escalated = await escalateIncoming(engine, link)
    return received || matched || consumed || escalated
  }
}

/** Rounds until asked to stop; an error ends a round, never the loop. */
async function endless(engine: Engine, round: Round, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const any = await round().catch((error: unknown) => {
      engine.report(error)
      return false
    })
    if (!any) await pause(engine.settings.idleMs, undefined, { signal: stop }).catch(() => {})
  }
}
