import type { Uuid } from '@jiamao/kernel/ids'
import { type Moment, msOf } from '@jiamao/kernel/time'
import { maybe, run, type Sql, sql, type Tx } from '../store/index.ts'
import type { Level } from './define.ts'
import { type Desk, next } from './machine.ts'
import { type OutgoingEvent, type OutgoingState, outgoing } from './outgoing.ts'
import type { Reason } from './reasons.ts'
import { type ExchangeSettings, later, nextLevelMs } from './settings.ts'

/** A message of ours, as far as its transitions ask. */
export interface MessageRow {
  readonly enterprise: Uuid
  readonly id: Uuid
  readonly link: string
  readonly type: string
  readonly key: string
  readonly version: number
  readonly conversation: Uuid
  readonly account: string
  readonly state: OutgoingState
  readonly attempt: number
  readonly failures: number
  readonly returns: number
  readonly refusals: number
  readonly first: 'probe' | null
  readonly fence: number
  readonly level: Level | null
  readonly levelAt: Moment | null
  readonly dueAt: Moment | null
  readonly lateAt: Moment
  readonly leftAt: Moment | null
}

export const messageColumns: Sql = sql`
  m.enterprise_id as enterprise, m.id, m.link, m.type, m.key, m.version, m.conversation, m.account, m.state, m.attempt,
  m.failures, m.returns, m.refusals, m.first, m.fence, m.level, m.level_at as "levelAt", m.due_at as "dueAt", m.late_at as "lateAt",
  m.left_at as "leftAt"`

/** A message, locked until the transaction ends. */
export const lockMessage = (tx: Tx, enterprise: Uuid, id: Uuid): Promise<MessageRow | undefined> =>
  maybe<MessageRow>(
    tx,
    sql`select ${messageColumns} from message m where m.enterprise_id = ${enterprise} and m.id = ${id} for update`,
  )

/** Who moved it, where a person did. */
export interface By {
  readonly organisation: Uuid
  readonly person?: Uuid
  readonly reason: string
}

/** Why and when a message moves. */
export interface Move {
  readonly at: Moment
  readonly settings: ExchangeSettings
  /** Until the other end's technical receipt is overdue; asked where the message becomes sent. */
  readonly answersWithinMs?: number
  /** Before the next attempt; absent: at once. */
  readonly waitMs?: number
  readonly why?: Reason
  readonly detail?: string
  readonly evidence?: Uint8Array
  readonly by?: By
}

/** These send the message once more under a new name: the other end may have seen the old one. */
const underNewName: readonly OutgoingEvent[] = ['again', 'lostFromSight', 'notTakenIn', 'resend']

/** It has not left yet: its wait goes on. */
const stillTrying: readonly OutgoingEvent[] = ['failedForNow', 'outcomeUnknown']

/** It came back, was refused at the door, or is known not to be there. */
const isNotThere: readonly OutgoingEvent[] = ['again', 'againTooOften', 'contentRefused']
/** After all others it may lie at the other end. */
const stayedHere: readonly OutgoingEvent[] = [
  'sequenced',
  'taken',
  'failedForNow',
  'failedForGood',
  'cancel',
  'blocked',
  'resend',
  'edit',
]

/**
 * Takes a locked message one row of the machine on: state, owner, due time and event in one (I6.1, I6.2).
 *
 * @returns its new state; undefined where the event changes nothing in the state it has
 */
export async function move(tx: Tx, m: MessageRow, event: OutgoingEvent, how: Move): Promise<OutgoingState | undefined> {
  const step = next(outgoing, m.state, event)
  if (!('to' in step)) return undefined
  const { at, settings } = how
  const { to } = step
  const requeued = to === 'queued'
  const lateAt = requeued && !stillTrying.includes(event) ? later(at, settings.lateMs) : m.lateAt
  const { owner, dueAt } = openUntil(to, step.desk, lateAt, how)
  const why = requeued && owner === 'operator' ? 'late' : (how.why ?? null)
  const counted = count(m, event)
  const leftAt = isNotThere.includes(event) ? null : stayedHere.includes(event) ? m.leftAt : (m.leftAt ?? at)
  const arrived = to === 'delivered' || to === 'inReview'
  await run(
    tx,
    sql`
    update message set
      state = ${to}, owner = ${owner}, due_at = ${dueAt}, late_at = ${lateAt}, escalations = 0, changed_at = ${at},
      why = ${why}, detail = ${how.detail ?? null}, first = ${step.first ?? null},
      next_at = ${later(at, requeued ? (how.waitMs ?? 0) : 0)},
      attempt = ${m.attempt + (underNewName.includes(event) ? 1 : 0)},
      failures = ${counted.failures}, returns = ${counted.returns}, refusals = ${counted.refusals},
      level = ${requeued ? null : m.level}, level_at = ${requeued ? null : m.levelAt}, left_at = ${leftAt},
      delivered_at = case when ${requeued} then null when ${arrived} then coalesce(delivered_at, ${at}) else delivered_at end
     where enterprise_id = ${m.enterprise} and id = ${m.id}`,
  )
  await note(tx, { enterprise: m.enterprise, id: m.id, no: step.no, event, from: m.state, to, how })
  return to
}

/** Who has a message in a state, and until when. */
function openUntil(
  state: OutgoingState,
  desk: Desk | undefined,
  lateAt: Moment,
  { at, settings, answersWithinMs }: Move,
): { readonly owner: Desk | null; readonly dueAt: Moment | null } {
  const due = (owner: Desk, ms: number) => ({ owner, dueAt: later(at, ms) })
  switch (state) {
    case 'queued':
      return msOf(lateAt) > msOf(at) ? { owner: 'engine', dueAt: lateAt } : due('operator', settings.lateMs)
    case 'leased':
      return due('engine', settings.leaseMs)
    case 'sent':
      if (answersWithinMs === undefined) throw new Error('sent without the time within which the other end answers')
      return due('engine', answersWithinMs)
    case 'delivered':
      return due('agency', settings.takenInWithinMs)
    case 'inReview':
      return due('agency', settings.decidedWithinMs)
    case 'parked':
      return due(desk ?? 'operator', nextLevelMs(settings, 0))
    case 'nothing':
    case 'accepted':
    case 'rejected':
    case 'cancelled':
    case 'superseded':
      return { owner: null, dueAt: null }
  }
}

/** Transient failures count in a row; what came back or was not taken in counts until a person resends it. */
function count({ failures, returns, refusals }: MessageRow, event: OutgoingEvent) {
  if (event === 'resend') return { failures: 0, returns: 0, refusals: 0 }
  if (event === 'failedForNow' || event === 'outcomeUnknown') return { failures: failures + 1, returns, refusals }
  if (event === 'again' || event === 'lostFromSight') return { failures: 0, returns: returns + 1, refusals }
  if (event === 'notTakenIn') return { failures: 0, returns, refusals: refusals + 1 }
  return { failures: event === 'taken' ? failures : 0, returns, refusals }
}

/** One transition, as it is kept. */
export interface Noted {
  readonly enterprise: Uuid
  readonly id: Uuid
  readonly no: number
  readonly event: string
  readonly from: string
  readonly to: string
  readonly how: Pick<Move, 'at' | 'why' | 'detail' | 'evidence' | 'by'>
}

/** Keeps a transition of a message, in or out; its row is locked by the caller, so `n` has no gap. */
export const note = (tx: Tx, { enterprise, id, no, event, from, to, how }: Noted): Promise<number> =>
  run(
    tx,
    sql`
    insert into message_event
    select ${enterprise}::uuid, ${id}::uuid, coalesce(max(n), 0) + 1, ${no}::int, ${event}::text, ${from}::text, ${to}::text,
           ${how.why ?? null}::text, ${how.by?.reason ?? how.detail ?? null}::text, ${how.by?.organisation ?? null}::uuid,
           ${how.by?.person ?? null}::uuid, ${how.evidence ?? null}::bytea, ${how.at}::timestamptz
      from message_event where enterprise_id = ${enterprise} and message_id = ${id}`,
  )
