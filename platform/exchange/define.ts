/** What the exchange gives to others and asks of them: pure types. */
import type { Uuid } from '@jiamao/kernel/ids'
import type { ProblemItem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
import type { Values } from '@jiamao/kernel/words'
import type { Tx } from '../store/index.ts'

/** A link (I1.1) as this platform sees it: what goes out on it or comes in, and the connector that carries it. */
export interface Link {
  /** Stable for ever, such as `jiamao>customs/0`. */
  readonly id: string
  readonly from: Uuid
  readonly to: Uuid
  readonly direction: 'out' | 'in'
  readonly connector: string
}

/** Receipt levels of I5: technical import, taken in, interim, final, consequence. */
export type Level = 'T1' | 'B0' | 'B1' | 'B2' | 'B3'

/** What a receipt's code means for the message that it answers. Levels and events as in a filing type's `ReceiptMap`. */
export interface Rank {
  readonly level: Level
  /**
   * T1: absent = imported; `sendBack` or `reject` = its content is refused. B0: `takenIn` = in the agency's system;
   * else it is not. B2: `accept` or `reject`. B1, B3: any, for the filing alone.
   */
  readonly event?: string
  readonly stage?: string
  /** T1 only: client or card failed, nothing is wrong with the content; the same is sent again (I6 9). */
  readonly again?: true
}

/** Names and numbers by which a receipt says what it is about. */
export interface About {
  /** Of the file that it answers, attempt included. */
  readonly baseName?: string
  readonly ownNumber?: string
  /** 预录入统一编号 */
  readonly preentryNumber?: string
  /** The number of the document at the agency. */
  readonly businessId?: string
}

/** A receipt (回执), read. */
export interface Receipt {
  /** The sender's own number of this message, where it can be relied on to be new for every message. */
  readonly id?: string
  readonly type: string
  readonly code: string
  readonly about: About
  /** The receipt's own date: orders receipts of one level (I10). */
  readonly at?: Moment
  /** Numbers, dates, reasons. Those under `documentNumbers` are learned: later receipts may speak of the message by them. */
  readonly values: Values
  readonly notes?: readonly string[]
  /** A refusal because the other end holds this document already, under this number: a duplicate answered (I4.4). */
  readonly existing?: string
}

/** Under these names `values` carries numbers that identify the document from now on. */
export const documentNumbers = [
  'preentryNumber',
  'businessId',
  'number',
  'declarationNumber',
  'declarationPreentryNumber',
] as const

/** Reads what came in: by content, the name only tells the base name (I9.6). Faults where it cannot be read for certain. */
export type Read = (
  bytes: Uint8Array,
  fileName: string,
) => Receipt | readonly ProblemItem[] | Promise<Receipt | readonly ProblemItem[]>

/** What a code of a receipt type means for a message type; undefined where it is not listed: that goes to the desk (I5.1). */
export type RankOf = (messageType: string, receiptType: string, code: string) => Rank | undefined

/** A receipt on its way to its effect, with the message that it answers. */
export interface Arrival extends Receipt, Rank {
  readonly enterprise: Uuid
  /** Who says it: the counterpart. */
  readonly sender: Uuid
  /** The incoming message, and the outgoing one that it answers. */
  readonly incoming: Uuid
  readonly message: Uuid
  readonly messageType: string
  readonly version: number
  /** The filing. */
  readonly conversation: Uuid
}

/**
 * The effect, in the consumer's transaction: scope of the enterprise, stance `engine`, acting organisation the sender.
 * May run again after a rollback. `refused`: the domain says no; `history`: kept, changes nothing. Throws for a fault of
 * ours: three times, and the receipt goes to the module's owner and its lane stops.
 */
export type Apply = (tx: Tx, arrival: Arrival) => Promise<'applied' | 'refused' | 'history'>

/** A message as a connector is given it. */
export interface Outgoing {
  readonly id: Uuid
  readonly type: string
  readonly account: string
  /** Base name with its attempt: `<name>_t-<attempt>` (I9.2). */
  readonly name: string
  readonly bytes: Uint8Array
  /** Fencing token of the lease: unlike for every attempt. */
  readonly fence: number
}

/** `unknown` is an outcome of its own, neither success nor failure (I9.1). */
export type Sent =
  | { readonly is: 'proof'; readonly evidence: Uint8Array }
  | {
      readonly is: 'transient'
      readonly detail: string
      readonly retryAfterMs?: number
      /** The fault lies with the connector itself: its breaker opens and the operator is called (I7.2). */
      readonly own?: true
    }
  | {
      readonly is: 'permanent'
      readonly why: 'nameClash' | 'noFolder' | 'noAccount' | 'notPacked'
      readonly detail: string
    }
  | { readonly is: 'unknown'; readonly detail: string }

/** `waiting`: handed over, and the other end has not taken it yet. */
export type Probed =
  | { readonly is: 'has'; readonly evidence: Uint8Array }
  | { readonly is: 'hasNot' }
  | { readonly is: 'waiting' }
  | { readonly is: 'unknown'; readonly detail: string }

/** Something that lies at the other end for us. */
export interface Raw {
  /** The counterpart's own number; without it, one is cut from the bytes' hash. */
  readonly id?: string
  readonly account: string
  /** Where it lies, for `confirm`; other bytes in the same place replace these. */
  readonly place: string
  /** State of the place when it was read: `confirm` removes nothing that came later. */
  readonly stamp: string
  readonly name: string
  readonly bytes: Uint8Array
  /** Set for a message of ours that came back unsent: its base name (I9.4). */
  readonly returned?: string
  /** Set where it is too large to be read: its size; `bytes` are its beginning. */
  readonly tooLarge?: number
}

/** What carries messages to and from one party's system (连接器). Four functions, no state that must survive (I9). */
export interface Connector {
  /** How long until the other end's technical receipt is overdue, in milliseconds (I6.2). */
  readonly answersWithinMs: number
  /** The other end recognises what it already has (I4.4): a message lost from sight may be sent again. */
  readonly idempotent: boolean
  send(message: Outgoing): Promise<Sent>
  probe(message: Outgoing): Promise<Probed>
  poll(): Promise<readonly Raw[]>
  /** Takes away what is durable here. A crash before it makes a duplicate, never a loss. */
  confirm(raw: Raw): Promise<void>
}
