import { setTimeout as pause } from 'node:timers/promises'
import { newUuid } from '@jiamao/kernel/ids'
import { dateOf, type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import type { Engine } from '@jiamao/platform/filing'
import { beginDigests, deskKind } from '@jiamao/platform/identity'
import {
  claimBatch,
  forgetDeliveries,
  type HeldBatch,
  makeDigestsDue,
  type Outcome,
  putDeliveries,
  settleBatch,
} from '@jiamao/platform/work'
import type { Keeper } from '../keeper.ts'
import type { OutgoingRule } from './addresses.ts'
import type { Mailer } from './mailer.ts'
import { sendCall } from './send-call.ts'
import { sendLetter } from './send-letter.ts'

/** By what means deliveries go out, and how briskly they are tried again. */
export interface Post {
  readonly mailer: Mailer | undefined
  readonly rule: OutgoingRule
  readonly publicUrl: string
  readonly pace: { readonly idleMs: number; readonly againMs: number }
}

export const usualPace = { idleMs: 1_000, againMs: 30_000 }

const longestMs = 6 * 3_600_000
// With the usual pace the last attempt is about eight hours after the first.
const mostAttempts = 10
/** How many go out side by side: a receiver that does not answer holds up only its own lane. */
const lanes = 4
const digestsARound = 200
const tidyMs = 3_600_000

/**
 * 投递. Sends what the outbox holds. Of several processes each batch is one's at a time, by a lease; one whose sender was
 * killed goes to the next. A receiver that had taken it, and whose sender died before that was written, gets it twice under
 * the same id (`Message-ID`, `X-Jiamao-Delivery`): neither SMTP nor HTTP allows more.
 */
export function startSender(engine: Engine, post: Post, report: (error: unknown) => void): Keeper {
  const stopping = new AbortController()
  const { signal } = stopping
  const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => {})
  async function lane() {
    while (!signal.aborted) {
      const sent = await sendNext(engine, post).catch(report)
      if (!sent) await rest(post.pace.idleMs)
    }
  }
  async function calendar() {
    let tidiedMs = 0
    while (!signal.aborted) {
      const at = engine.clock.machine()
      await beginDay(engine, at).catch(report)
      if (msOf(at) - tidiedMs > tidyMs) {
        tidiedMs = msOf(at)
        await engine.store.carry((tx) => forgetDeliveries(tx, at)).catch(report)
      }
      await rest(post.pace.idleMs * 10)
    }
  }
  const running = Promise.all([...Array.from({ length: lanes }, lane), calendar()])
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

/** Begins the daily letters whose hour has come: of people's own days, not of business time. */
export async function beginDay({ store, policies }: Engine, at: Moment): Promise<void> {
  const today = dateOf(at)
  const isWorkingDay = policies.inForce(today, at).isWorkingDay(today)
  await store.carry(async (tx) => {
    const due = await beginDigests(tx, at, isWorkingDay, digestsARound)
    await putDeliveries(
      tx,
      due
        .filter(({ desk }) => desk)
        .map(({ person, organisation }) => ({
          ...{ id: newUuid(), enterprise: organisation, organisation, channel: 'mail', person, digest: true },
          said: { kind: deskKind },
        })),
      at,
    )
    await makeDigestsDue(tx, [...new Set(due.map(({ person }) => person))], at)
  })
}

/** Sends what is due longest. @returns whether there was anything */
export async function sendNext(engine: Engine, post: Post): Promise<boolean> {
  const { store, clock } = engine
  const batch = await store.carry((tx) => claimBatch(tx, newUuid(), clock.machine()))
  if (!batch) return false
  const outcome = batch.channel === 'mail' ? await sendLetter(engine, post, batch) : await sendCall(engine, post, batch)
  await store.carry((tx) => settleBatch(tx, batch, orAgain(batch, outcome, post, clock.machine()), clock.machine()))
  return true
}

/** How an attempt went; `again`: nothing was wrong with what was sent. */
export type Attempt =
  | { readonly state: 'sent' | 'dropped' | 'failed'; readonly result: Outcome['result'] }
  | { readonly state: 'again'; readonly result: Outcome['result'] }

/** Twice as long to the next attempt each time, and in the end no more. */
function orAgain({ attempts }: HeldBatch, { state, result }: Attempt, { pace }: Post, at: Moment): Outcome {
  if (state !== 'again') return { state, result }
  if (attempts >= mostAttempts) return { state: 'failed', result }
  const waitMs = Math.min(pace.againMs * 2 ** (attempts - 1), longestMs)
  return { state: 'waiting', due: momentOf(msOf(at) + waitMs), result }
}
