import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'

/** Times of the protocol, in milliseconds, and its counts. Those of one connector are the connector's own. */
export interface ExchangeSettings {
  readonly leaseMs: number
  /** Between two rounds that found nothing to do, and between two looks at what came in. */
  readonly idleMs: number
  readonly pollMs: number
  /** Waits after the first, second … transient failure in a row; the last one for all further. */
  readonly waitsMs: readonly number[]
  /** A queued message that has not left for so long also shows on the operator's desk. */
  readonly lateMs: number
  readonly takenInWithinMs: number
  readonly decidedWithinMs: number
  readonly appliedWithinMs: number
  /** Until a parked message is seen, reaches the next level, and the party's head; then daily. */
  readonly parkedMs: readonly [seen: number, next: number, head: number]
  readonly unreadableMs: number
  readonly unknownMs: number
  /** How often the same is tried before a person is asked. */
  readonly attempts: number
  /** How many rows a round takes of each kind. */
  readonly batch: number
  readonly breaker: BreakerSettings
}

/** When a connector is left alone (I7.3). */
export interface BreakerSettings {
  readonly failuresInRow: number
  /** Half of the last so many. */
  readonly window: number
  readonly openMs: number
  readonly longestMs: number
  readonly successesToClose: number
}

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** The protocol's defaults (I3.4, I6.2, I7.1, I7.3, I9.7, I10). Three working days are taken as 72 hours. */
export const usual: ExchangeSettings = {
  leaseMs: minute,
  idleMs: second,
  pollMs: 5 * second,
  waitsMs: [2 * second, 8 * second, 30 * second, 2 * minute, 8 * minute, 15 * minute],
  lateMs: 4 * hour,
  takenInWithinMs: 2 * hour,
  decidedWithinMs: 72 * hour,
  appliedWithinMs: 5 * minute,
  parkedMs: [hour, 8 * hour, 24 * hour],
  unreadableMs: minute,
  unknownMs: 10 * minute,
  attempts: 3,
  batch: 32,
  breaker: { failuresInRow: 5, window: 20, openMs: 30 * second, longestMs: 10 * minute, successesToClose: 3 },
}

/** The moment so many milliseconds after another. */
export const later = (at: Moment, ms: number): Moment => momentOf(msOf(at) + ms)

/** How long to wait after the n-th transient failure in a row (I7.1). @param chance uniform in [0, 1) */
export function waitMs(settings: ExchangeSettings, failures: number, chance: number): number {
  const wait = settings.waitsMs[Math.min(failures, settings.waitsMs.length) - 1]
  return Math.trunc(wait * (0.5 + chance / 2))
}

/** When a parked message goes to the next level, having gone up so many times: by its clock, then daily (I6.2). */
export function nextLevelMs({ parkedMs }: ExchangeSettings, escalations: number): number {
  const [, next, head] = parkedMs
  return escalations === 0
    ? parkedMs[0]
    : escalations === 1
      ? next - parkedMs[0]
      : escalations === 2
        ? head - next
        : head
}
