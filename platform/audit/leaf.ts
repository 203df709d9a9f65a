import { createHash, randomBytes } from 'node:crypto'
import { canonical, type Json } from '@jiamao/kernel/canonical'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { run, sql, type Tx } from '../store/index.ts'

/** One act, or one look at somebody else's data, before it is written. */
export interface Act {
  readonly enterprise: Uuid
  readonly organisation: Uuid
  readonly actor: Uuid | null
  readonly act: string
  readonly subject: Uuid | null
  readonly purpose: string | null
  readonly detail: { readonly [key: string]: Json }
}

/** An act as it is kept: with its salt and the hash that is its leaf. */
export interface Leaf extends Act {
  readonly id: Uuid
  readonly businessAt: Moment
  readonly at: Moment
  readonly salt: Buffer
  readonly hash: Buffer
}

/** Makes the leaf of an act: SHA-256 over a 32-byte salt and the canonical act, so that contents cannot be guessed (I15.1). */
export function leafOf(act: Act, clock: Clock): Leaf {
  const stamped = { ...act, id: newUuid(), businessAt: clock.now(), at: clock.machine() }
  const salt = randomBytes(32)
  return { ...stamped, salt, hash: hashOf(salt, stamped) }
}

/** The hash that the leaf of an act must have. */
export const hashOf = (salt: Buffer, act: Omit<Leaf, 'salt' | 'hash'>): Buffer =>
  createHash('sha256')
    .update(salt)
    .update(canonical(act as unknown as Json))
    .digest()

/** Writes leaves in the transaction of what they tell about, in one statement. */
export async function recordAll(tx: Tx, leaves: readonly Leaf[]): Promise<void> {
  if (leaves.length === 0) return
  const written = leaves.map(({ salt, hash, ...leaf }) => ({
    ...leaf,
    salt: salt.toString('hex'),
    hash: hash.toString('hex'),
  }))
  await run(
    tx,
    sql`
    insert into audit
      select r."enterprise", r."id", r."organisation", r."actor", r."act", r."subject", r."purpose", r."detail",
             decode(r."salt", 'hex'), decode(r."hash", 'hex'), r."businessAt", r."at"
        from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as r("enterprise" uuid, "id" uuid, "organisation" uuid, "actor" uuid,
             "act" text, "subject" uuid, "purpose" text, "detail" jsonb, "salt" text, "hash" text, "businessAt" timestamptz, "at" timestamptz)`,
  )
}

/** Writes a leaf in the transaction of what it tells about. */
export async function record(tx: Tx, leaf: Leaf): Promise<void> {
  const { enterprise, id, organisation, actor, act, subject, purpose, detail, salt, hash, businessAt, at } = leaf
  await run(
    tx,
    sql`
    insert into audit values (${enterprise}, ${id}, ${organisation}, ${actor}, ${act}, ${subject}, ${purpose},
      ${JSON.stringify(detail)}, ${salt}, ${hash}, ${businessAt}, ${at})`,
  )
}
