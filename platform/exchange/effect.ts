import type { Uuid } from '@jiamao/kernel/ids'
import { rows, run, sql, type Tx } from '../store/index.ts'
import { documentNumbers, type Link, type Rank, type Receipt } from './define.ts'
import type { Engine } from './given.ts'
import type { IncomingEvent } from './incoming.ts'
import { next } from './machine.ts'
import { lockMessage, type MessageRow, move } from './move.ts'
import { type OutgoingEvent, outgoing } from './outgoing.ts'
import { cameBack } from './read-raws.ts'
import type { Reason } from './reasons.ts'
import { eventOf, isLate, staysHere } from './receipt-event.ts'
import { waitMs } from './settings.ts'

/** What came in for an enterprise, on its way to its effect. */
export interface Stored {
  readonly id: Uuid
  readonly about: Uuid
  readonly hash: Buffer
  readonly receipt: Receipt
  readonly failures: number
  readonly due: boolean
}

/** How the consumption of one message ended, and why where it is not plain. */
export interface Ending {
  readonly event: IncomingEvent
  readonly why?: Reason
  readonly detail?: string
}
const history: Ending = { event: 'effective', detail: 'history' }

/** What a receipt means for the message that it answers, as that stands now. */
interface Meaning {
  readonly rank: Rank
  readonly event: OutgoingEvent
  /** A later receipt was there before it. */
  readonly late: boolean
}

/** The effect of one receipt, in the consumer's transaction: on what is known, on the filing, on the message. */
export async function effect(engine: Engine, tx: Tx, link: Link, enterprise: Uuid, stored: Stored): Promise<Ending> {
  const { receipt } = stored
  const message = await lockMessage(tx, enterprise, stored.about)
  if (!message) throw new Error(`message ${stored.about} is gone`)
  const rank = rankOf(engine, message, receipt)
  if (!rank) return { event: 'unlisted', why: 'unlistedCode', detail: `${receipt.type} ${receipt.code}` }
  if (await otherNumber(tx, link, message, receipt)) return { event: 'contradicts', why: 'contradicts' }
  await learn(engine, tx, link, message, receipt)
  const event = eventOf(rank, receipt, message, engine.settings.attempts)
  const meaning = { rank, event, late: isLate(rank, receipt.at, message) }
  const nothing = changesNothing(meaning, message)
  if (nothing) return nothing

  const outcome = staysHere.includes(event)
    ? 'applied'
    : await engine.apply(tx, {
        ...receipt,
        ...rank,
        enterprise,
        sender: link.from,
        incoming: stored.id,
        message: message.id,
        messageType: message.type,
        version: message.version,
        conversation: message.conversation,
      })
  if (outcome === 'refused') return { event: 'notAllowed' }
  await carryOn(engine, tx, message, stored, meaning)
  return outcome === 'history' ? history : { event: 'effective' }
}

const rankOf = (engine: Engine, { type }: MessageRow, receipt: Receipt): Rank | undefined =>
  receipt.type === cameBack ? { level: 'T1', again: true } : engine.rankOf(type, receipt.type, receipt.code)

/** The ending of a receipt that neither message nor filing need hear of; undefined where they must. */
function changesNothing({ rank, event, late }: Meaning, message: MessageRow): Ending | undefined {
  // The import response may come last, and bears the number that the filing's next message must give.
  const imported = event === 'arrived'
  if (late && !imported) return history
  const step = next(outgoing, message.state, event)
  if ('to' in step) return undefined
  if (step.contradicts) return { event: 'contradicts', why: 'contradicts', detail: step.why }
  // Interim answers and consequences leave the message where it is; the filing hears of them all the same.
  const heard = imported || (event === 'takenIn' && (message.state === 'inReview' || rank.level === 'B3'))
  return heard ? undefined : history
}

/** Moves the message, and keeps how far the answers have come. */
async function carryOn(engine: Engine, tx: Tx, message: MessageRow, stored: Stored, { rank, event, late }: Meaning) {
  const { notes, at: saidAt = null } = stored.receipt
  const why = whyOf(event)
  await move(tx, message, event, {
    at: engine.clock.machine(),
    settings: engine.settings,
    evidence: stored.hash,
    waitMs: waitMs(engine.settings, message.returns + message.refusals + 1, engine.random()),
    ...(why ? { why } : {}),
    ...(notes?.length ? { detail: notes.join('\n') } : {}),
  })
  if (late || rank.level === 'B3' || staysHere.includes(event)) return
  await run(
    tx,
    sql`
    update message set level = ${rank.level}, level_at = ${saidAt}
     where enterprise_id = ${message.enterprise} and id = ${message.id}`,
  )
}

/** Why a message lands on a desk by a receipt. */
const whyOf = (event: string): Reason | undefined =>
  (({ contentRefused: 'contentRefused', againTooOften: 'cameBack', notTakenInAgain: 'notTakenIn' }) as const)[event]

/** A duplicate answered names the number that the other end has; ours must be the same, if we have one (I4.4). */
async function otherNumber(tx: Tx, link: Link, message: MessageRow, { existing }: Receipt): Promise<boolean> {
  if (existing === undefined) return false
  const known = await rows<{ value: string }>(
    tx,
    sql`
    select value from address
     where enterprise_id = ${message.enterprise} and party = ${link.from} and message_id = ${message.id} and kind = 'number'`,
  )
  return known.length > 0 && !known.some(({ value }) => value === existing)
}

/** Numbers that the other end gave: later receipts speak of the message by them. */
async function learn(engine: Engine, tx: Tx, link: Link, message: MessageRow, { about, values, existing }: Receipt) {
  const given = [about.preentryNumber, about.businessId, existing, ...documentNumbers.map((name) => values[name])]
  const numbers = [...new Set(given.filter((number) => number !== undefined && number !== '').map(String))]
  await run(
    tx,
    sql`
    insert into address
    select ${link.from}, 'number', value, ${message.account}, ${message.enterprise}, ${message.id}, ${engine.clock.machine()}
      from unnest(${numbers}::text[]) as value
    on conflict do nothing`,
  )
}
