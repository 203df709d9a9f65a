import { mkdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@jiamao/kernel/clock'
import { apply } from './apply.ts'
import { Books, type Known } from './books.ts'
import { type Now, nowOf, sharedClock } from './clock.ts'
import { isDue, isLeft, type Manners, takeUpload } from './customs.ts'
import type { Decided, Effect, Step, Upload } from './facts.ts'
import { Folders } from './folders.ts'
import { type Journal, openJournal } from './journal.ts'
import { type Lock, lockFolder } from './lock.ts'
import { Post } from './post.ts'
import { reach } from './reach.ts'
import { readUpload } from './read-upload.ts'
import { readSteering } from './steering.ts'

/** Where the stand-in of customs and its import client works. */
export interface CounterpartSettings {
  /** The client's import roots, one per company: `<root>/<海关编码>/<Npts|Sas>/OutBox` and so on. */
  readonly root: string
  /** Its own folder, for the journal. */
  readonly state: string
  /** File with the business clock's setting (`ClockSetting` as JSON); none is real time. */
  readonly clock: string
  /** Treats all documents that ask for nothing themselves: a letter of I17.1 and a digit, such as `D3`, `E0-3`. */
  readonly letter?: string
  /** Whether checklists are told `Y` 入库成功; they are unless this is false. */
  readonly takenIn?: boolean
  /** Told of every error that a round meets; the next round goes on. */
  readonly report?: (error: unknown) => void
}

/** A counterpart at work. */
export interface Counterpart {
  /** Ends with the round that is under way. */
  stop(): Promise<void>
  /** Fulfilled when it has ended; rejected when its journal can no longer be trusted. */
  readonly ended: Promise<void>
}

/**
 * Starts the customs counterpart (海关对手方): import client and customs in one, from its own books alone. Waits while
 * another one works on the same state.
 *
 * @throws Error where the journal cannot be read, or `letter` is none
 */
export async function startCounterpart(settings: CounterpartSettings): Promise<Counterpart> {
  const { state, report } = settings
  mkdirSync(state, { recursive: true })
  const lock = await lockFolder(state, () => report?.(new Error(`another counterpart works on ${state}: waiting`)))
  const stopping = new AbortController()
  const work = begun(settings, lock)
  const ended = work.roundAfterRound(stopping.signal).finally(lock.release)
  const stop = () => {
    stopping.abort()
    return ended
  }
  return { ended, stop }
}

function begun(settings: CounterpartSettings, lock: Lock): Work {
  try {
    return new Work(settings)
  } catch (error) {
    lock.release()
    throw error
  }
}

const pollMs = 200

type Line = { readonly step: Step } | { readonly carried: number }

/** What is on disk is not known any more: whoever starts next reads it anew. */
class JournalLost extends Error {}

/**
 * One round after the other: take what lies in `OutBox`, go on with what is due. Every decision is durable before anything
 * of it is done, and done before anything else is decided.
 */
class Work {
  readonly #folders: Folders
  readonly #report: (error: unknown) => void
  readonly #manners: Manners
  readonly #clock: Clock
  readonly #books = new Books()
  readonly #journal: Journal
  #steps = 0
  /** What the last step decided, until all of it is known to be done. Nothing else is decided before. */
  #undone: readonly Effect[] | undefined

  constructor({ root, state, clock, letter, takenIn = true, report = () => {} }: CounterpartSettings) {
    this.#folders = new Folders(root)
    this.#report = report
    this.#manners = { sendsTakenIn: takenIn, ...(letter === undefined ? {} : { steering: readSteering(letter) }) }
    this.#clock = sharedClock(clock)
    this.#journal = openJournal(state, (line) => this.#replay(line as Line))
  }

  async roundAfterRound(stopping: AbortSignal): Promise<void> {
    try {
      while (!stopping.aborted) {
        await this.#round().catch((error: unknown) => {
          if (error instanceof JournalLost) throw error
          this.#report(error)
        })
        await sleep(pollMs, undefined, { signal: stopping }).catch(() => {})
      }
    } finally {
      this.#journal.close()
    }
  }

  #replay(line: Line): void {
    if ('step' in line) this.#enter(line.step)
    else this.#undone = undefined
  }

  #enter({ facts, effects }: Step): void {
    for (const fact of facts) apply(this.#books, fact)
    this.#undone = effects
    this.#steps++
  }

  async #round(): Promise<void> {
    await this.#carryOut()
    for (const upload of await this.#folders.uploads()) await this.#take(upload)
    for (const known of this.#books.documents.values()) await this.#goOn(known)
  }

  /** Does what was decided; after a crash, or when the folders were out of reach, what perhaps was not done. */
  async #carryOut(): Promise<void> {
    if (this.#undone === undefined) return
    for (const effect of this.#undone) await this.#folders.carryOut(effect)
    this.#append(() => this.#journal.note({ carried: this.#steps } satisfies Line))
    this.#undone = undefined
  }

  async #take(upload: Upload): Promise<void> {
    if (this.#isShut() || isLeft(this.#books, upload, nowOf(this.#clock))) return
    const bytes = await this.#folders.bytesOf(upload)
    if (bytes === undefined) return
    const reading = await readUpload(upload, bytes)
    await this.#decide((now, post) => takeUpload(this.#books, reading, now, this.#manners, post))
  }

  async #goOn(known: Known): Promise<void> {
    for (let { next } = known; next && this.#isDue(known, next); { next } = known) {
      const due = next
      if (!(await this.#decide((now, post) => reach(known, due.stage, { books: this.#books, now }, post)))) return
    }
  }

  #isDue = (known: Known, next: NonNullable<Known['next']>): boolean =>
    !this.#isShut() && isDue(this.#books, known, next, nowOf(this.#clock))

  #isShut = (): boolean => (this.#books.window ?? '') > this.#clock.machine()

  /** @returns false where a fault of ours, which is told, kept it from deciding: everything stays as it was */
  async #decide(make: (now: Now, post: Post) => Decided | Promise<Decided>): Promise<boolean> {
    const now = nowOf(this.#clock)
    let step: Step
    try {
      step = { at: now.at, ...(await make(now, new Post(now, this.#steps + 1))) }
    } catch (error) {
      this.#report(error)
      return false
    }
    this.#append(() => this.#journal.append({ step } satisfies Line))
    this.#enter(step)
    await this.#carryOut()
    return true
  }

  #append(write: () => void): void {
    try {
      write()
    } catch (error) {
      throw new JournalLost('the journal cannot be written', { cause: error })
    }
  }
}
