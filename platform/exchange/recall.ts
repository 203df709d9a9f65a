import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { rows, run, sql, type Tx } from '../store/index.ts'
import { type By, type MessageRow, messageColumns, move } from './move.ts'
import type { OutgoingState } from './outgoing.ts'
import { usual } from './settings.ts'

/** What is to be taken back, and who does. */
export interface Recall {
  readonly enterprise: Uuid
  /** The filing. */
  readonly conversation: Uuid
  readonly by: By
  /** Machine time. */
  readonly at: Moment
}

/**
 * Takes back what a filing has said, in the transaction in which the filer withdraws it (I6 15): what has not left is
 * cancelled, also what the sequencer has not seen yet.
 *
 * @returns `left` where something may have left: nothing was changed then, and a withdrawal message must ask for it (I6 16)
 */
export async function recall(tx: Tx, { enterprise, conversation, by, at }: Recall): Promise<'cancelled' | 'left'> {
  // First the outbox: a sequencer that holds these rows has made messages of them when this statement returns.
  await run(
    tx,
    sql`select from outbox where enterprise_id = ${enterprise} and conversation = ${conversation} for update`,
  )
  const messages = await openMessages(tx, enterprise, conversation)
  if (messages.some(hasLeft)) return 'left'
  await run(tx, sql`delete from outbox where enterprise_id = ${enterprise} and conversation = ${conversation}`)
  for (const message of messages) await move(tx, message, 'cancel', { at, settings: usual, by })
  return 'cancelled'
}

/** The withdrawal was accepted: what had left is cancelled too, but for the withdrawal itself (I6 16). */
export async function withdrawn(tx: Tx, { enterprise, conversation, by, at }: Recall, withdrawal: Uuid): Promise<void> {
  for (const message of await openMessages(tx, enterprise, conversation)) {
    if (message.id === withdrawal) continue
    await move(tx, message, message.state === 'queued' ? 'cancel' : 'withdrawn', { at, settings: usual, by })
  }
}

const openMessages = (tx: Tx, enterprise: Uuid, conversation: Uuid): Promise<MessageRow[]> =>
  rows<MessageRow>(
    tx,
    sql`
    select ${messageColumns} from message m
     where m.enterprise_id = ${enterprise} and m.conversation = ${conversation}
       and m.state not in ('accepted', 'rejected', 'cancelled', 'superseded')
     order by m.seq for update`,
  )

const inQueueOrOnDesk: readonly OutgoingState[] = ['queued', 'parked']

/** Only what never left can be cancelled by us alone. */
export const hasLeft = ({ state, leftAt }: MessageRow): boolean => leftAt !== null || !inQueueOrOnDesk.includes(state)
