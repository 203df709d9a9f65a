import type { Moment } from '@jiamao/kernel/time'
import { msOf } from '@jiamao/kernel/time'
import type { Level, Rank, Receipt } from './define.ts'
import type { MessageRow } from './move.ts'
import type { OutgoingEvent } from './outgoing.ts'

/**
 * What a receipt is to the message that it answers: an event of its machine. B3 says what follows from an answer; that
 * it came proves that the message is with the agency.
 *
 * @param attempts how often the same is tried (I6 9)
 */
export function eventOf(
  rank: Rank,
  receipt: Pick<Receipt, 'existing'>,
  message: Pick<MessageRow, 'returns' | 'refusals'>,
  attempts: number,
): OutgoingEvent {
  const { level, event, again } = rank
  switch (level) {
    case 'T1':
      if (again) return message.returns + 1 >= attempts ? 'againTooOften' : 'again'
      // A refusal because the document is there already is a duplicate answered (I4.4).
      return event === undefined || receipt.existing !== undefined ? 'arrived' : 'contentRefused'
    case 'B0':
      if (event === 'takenIn') return 'takenIn'
      return message.refusals === 0 ? 'notTakenIn' : 'notTakenInAgain'
    case 'B1':
    case 'B3':
      return 'takenIn'
    case 'B2':
      if (event !== 'accept' && event !== 'reject') throw new Error(`a final receipt with the event ${event}`)
      return event
  }
}

const order: readonly Level[] = ['T1', 'B0', 'B1', 'B2']

/**
 * Whether a receipt comes after a later one (I10): lower level, or the same level with an earlier date. Consequences
 * (B3) have no place in this order: a declaration's number may come before the final answer and after it.
 */
export function isLate(
  { level }: Pick<Rank, 'level'>,
  at: Moment | undefined,
  seen: { readonly level: Level | null; readonly levelAt: Moment | null },
): boolean {
  if (level === 'B3' || seen.level === null) return false
  const difference = order.indexOf(level) - order.indexOf(seen.level)
  if (difference !== 0) return difference < 0
  return at !== undefined && seen.levelAt !== null && msOf(at) < msOf(seen.levelAt)
}

/** Receipts that only the carrier acts upon: the filing hears nothing of a file that goes once more. */
export const staysHere: readonly OutgoingEvent[] = ['again', 'againTooOften', 'notTakenIn', 'notTakenInAgain']
