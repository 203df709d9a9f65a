import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { run, sql, type Tx } from '../store/index.ts'

/** A message that a business change wants sent, with its bytes as they will go over the wire. */
export interface OutboxRow {
  readonly enterprise: Uuid
  /** By `messageId`. */
  readonly id: Uuid
  readonly receiver: Uuid
  readonly type: string
  /** Dated schema, `INV101@2024-07` (I14.1). */
  readonly schema: string
  /** By `documentKey`. */
  readonly key: string
  readonly version: number
  readonly cause: Uuid | null
  /** The filing. */
  readonly conversation: Uuid
  /** Ids of messages that must be accepted first, at most 32 (I2.2). */
  readonly after?: readonly Uuid[]
  /** Legal ground of the view that is sent. */
  readonly purpose: string
  /** 0 receipts and withdrawals, 1 interactive, 2 batch, 3 statistics (I7.4). */
  readonly class: number
  readonly notBefore?: Moment
  readonly deadline?: Moment
  /** SHA-256 over salt and bytes, hexadecimal (I15.1). */
  readonly contentHash: string
  /** Name under which it travels, without the attempt. */
  readonly name: string
  readonly bytes: Uint8Array
  /** 32 random bytes, so that nobody guesses contents from hashes. */
  readonly salt: Uint8Array
  /** Machine time of the transaction. */
  readonly at: Moment
}

/**
 * Writes messages into the outbox (发件箱) in the transaction of the business change that they tell of (I3.1), in the
 * order given. Whoever calls holds the document's row lock (I3.2). A message that was written before is kept as it is.
 */
export async function putOutbox(tx: Tx, messages: readonly OutboxRow[]): Promise<void> {
  for (const [ordinal, m] of messages.entries()) {
    const hash = Buffer.from(m.contentHash, 'hex')
    await run(
      tx,
      sql`
      insert into outbox (enterprise_id, id, receiver, type, schema, key, version, cause, conversation, after, purpose,
                          class, not_before, deadline, content_hash, at, ordinal)
      values (${m.enterprise}, ${m.id}, ${m.receiver}, ${m.type}, ${m.schema}, ${m.key}, ${m.version}, ${m.cause},
              ${m.conversation}, ${m.after ?? []}, ${m.purpose}, ${m.class}, ${m.notBefore ?? null},
              ${m.deadline ?? null}, ${hash}, ${m.at}, ${ordinal})
      on conflict do nothing`,
    )
    await run(
      tx,
      sql`insert into payload values (${m.enterprise}, ${m.id}, ${m.name}, ${m.bytes}, ${m.salt}) on conflict do nothing`,
    )
  }
}
