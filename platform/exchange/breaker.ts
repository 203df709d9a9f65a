import { type Moment, msOf } from '@jiamao/kernel/time'
import type { BreakerSettings } from './settings.ts'

/** What a connector's breaker lets through: everything, one message to try, or nothing. */
export type Passage = 'all' | 'one' | 'none'

/** As an operator sees a breaker (熔断). */
export interface BreakerState {
  readonly state: 'closed' | 'halfOpen' | 'open'
  readonly why?: string
  readonly since?: Moment
}

/**
 * Leaves a failing counterpart alone for a while (I7.3). It lives in this process: another process finds out by itself.
 * A closed breaker or an open one never refuses an intake: messages wait in their queue.
 */
export class Breaker {
  readonly #settings: BreakerSettings
  #recent: boolean[] = []
  #failuresInRow = 0
  #successes = 0
  #open: { since: Moment; until: number; waitMs: number; why: string; stalled: boolean } | undefined

  constructor(settings: BreakerSettings) {
    this.#settings = settings
  }

  passage(now: Moment): Passage {
    if (!this.#open) return 'all'
    // A stalled client takes files and reads none: only a sign of life closes it, not one more file.
    if (this.#open.stalled || msOf(now) < this.#open.until) return 'none'
    return 'one'
  }

  state(now: Moment): BreakerState {
    if (!this.#open) return { state: 'closed' }
    const state = this.passage(now) === 'one' ? 'halfOpen' : 'open'
    return { state, why: this.#open.why, since: this.#open.since }
  }

  succeeded(): void {
    this.#note(true)
    if (!this.#open || this.#open.stalled) return
    this.#successes++
    if (this.#successes >= this.#settings.successesToClose) this.#close()
  }

  failed(now: Moment, why: string): void {
    this.#note(false)
    const { failuresInRow, window } = this.#settings
    const failures = this.#recent.filter((ok) => !ok).length
    const half = this.#recent.length === window && failures * 2 >= window
    if (this.#open || this.#failuresInRow >= failuresInRow || half) this.open(now, why)
  }

  /** Opens at once: the fault lies with the connector itself (I7.2). */
  open(now: Moment, why: string): void {
    if (this.#open?.stalled) return
    const { openMs, longestMs } = this.#settings
    const waitMs = this.#open ? Math.min(this.#open.waitMs * 2, longestMs) : openMs
    this.#successes = 0
    this.#open = { since: this.#open?.since ?? now, until: msOf(now) + waitMs, waitMs, why, stalled: false }
  }

  /** The other end's client takes nothing (I9.4). */
  stall(now: Moment): void {
    this.#open = { since: this.#open?.since ?? now, until: msOf(now), waitMs: 0, why: 'stalled', stalled: true }
  }

  /** Something came from the other end: it is alive. */
  alive(): void {
    if (this.#open?.stalled) this.#close()
  }

  #note(ok: boolean): void {
    this.#recent = [...this.#recent, ok].slice(-this.#settings.window)
    this.#failuresInRow = ok ? 0 : this.#failuresInRow + 1
  }

  #close(): void {
    this.#open = undefined
    this.#recent = []
    this.#failuresInRow = 0
    this.#successes = 0
  }
}
