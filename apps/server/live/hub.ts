/** Tells open pages what changed. Every process asks the database by itself, so that any number of them can serve. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { type Changes, type Engine, readChanges } from '@jiamao/platform/filing'
import { type Session, sessionsAlive } from '@jiamao/platform/identity'

/** One page that listens. */
export interface Listener {
  readonly session: Session
  tell(event: 'filing' | 'desk' | 'reset', data: object, at: Moment): void
  beat(): void
  /** The session is over: the page lets one sign in again. */
  end(): void
  /** This process stops: the page comes back to another, or to this one later. */
  close(): void
}

export interface Hub {
  /** @param since where the page heard last; undefined where it begins @returns how to stop listening */
  listen(listener: Listener, since: Moment | undefined): () => void
  countOf(person: Uuid): number
  stop(): Promise<void>
}

const everyMs = 1_000
const beatMs = 15_000
// A transaction may last a minute: what it wrote may be seen so much later than it says. What was told is not told again.
const overlapMs = 70_000
// Who was away for longer asks everything anew.
const longestMs = 3_600_000

/** What an organisation's pages were told, and until when. */
interface Told {
  readonly revisions: Map<Uuid, { readonly revision: number; readonly at: Moment }>
  arrivedAt: Moment
}

export function startHub(engine: Engine, report: (error: unknown) => void): Hub {
  const listeners = new Set<Listener>()
  const told = new Map<Uuid, Told>()
  const stopping = new AbortController()
  let beatenAt = 0

  async function round(): Promise<void> {
    if (listeners.size === 0) return told.clear()
    await dropEnded(engine, listeners)
    const organisations = Map.groupBy(listeners, ({ session }) => session.organisation)
    for (const known of told.keys()) if (!organisations.has(known)) told.delete(known)
    const asked = [...organisations].map(async ([organisation, own]) => {
      const now = engine.clock.machine()
      const before = told.get(organisation) ?? { revisions: new Map(), arrivedAt: momentOf(msOf(now) - overlapMs) }
      told.set(organisation, before)
      const changes = await readChanges(engine, own[0].session, momentOf(msOf(now) - overlapMs))
      tellNews(before, changes, own, now)
    })
    await Promise.all(asked)
    if (Date.now() - beatenAt < beatMs) return
    beatenAt = Date.now()
    for (const listener of listeners) listener.beat()
  }
  async function loop() {
    while (!stopping.signal.aborted) {
      await round().catch(report)
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }
  const running = loop()
  return {
    listen: (listener, since) => {
      listeners.add(listener)
      if (since) void catchUp(engine, listener, since).catch(report)
      return () => void listeners.delete(listener)
    },
    countOf: (person) => [...listeners].filter(({ session }) => session.person === person).length,
    stop: async () => {
      stopping.abort()
      for (const listener of listeners) listener.close()
      await running
    },
  }
}

/** Sessions that ended, ran out, or whose person lost their part, hear nothing more. */
async function dropEnded(engine: Engine, listeners: Set<Listener>): Promise<void> {
  const ids = [...listeners].map(({ session }) => session.id)
  const alive = await sessionsAlive(engine.store, ids, engine.clock.machine())
  for (const listener of listeners) {
    if (alive.get(listener.session.id) === listener.session.organisation) continue
    listeners.delete(listener)
    listener.end()
  }
}

/** Tells what was not told yet. Its first round tells an organisation the last minute: a page may have been read before it. */
function tellNews(before: Told, { filings, arrivedAt }: Changes, own: readonly Listener[], now: Moment): void {
  const oldest = momentOf(msOf(now) - 2 * overlapMs)
  for (const { id, revision, at } of filings) {
    if (before.revisions.get(id)?.revision === revision) continue
    before.revisions.set(id, { revision, at })
    for (const listener of own) listener.tell('filing', { id, revision }, at)
  }
  for (const [id, { at }] of before.revisions) if (at < oldest) before.revisions.delete(id)
  if (arrivedAt === null || arrivedAt <= before.arrivedAt) return
  before.arrivedAt = arrivedAt
  for (const listener of own) listener.tell('desk', {}, arrivedAt)
}

/** What a page missed while its connection was cut. */
async function catchUp(engine: Engine, listener: Listener, since: Moment): Promise<void> {
  const now = engine.clock.machine()
  if (msOf(now) - msOf(since) > longestMs) return listener.tell('reset', {}, now)
  const { filings, arrivedAt } = await readChanges(engine, listener.session, momentOf(msOf(since) - overlapMs))
  for (const { id, revision, at } of filings.toReversed()) listener.tell('filing', { id, revision }, at)
  if (arrivedAt !== null) listener.tell('desk', {}, arrivedAt)
}
