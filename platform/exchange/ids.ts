import { createHash } from 'node:crypto'
import { canonical } from '@jiamao/kernel/canonical'
import { type Uuid, uuidOfHash } from '@jiamao/kernel/ids'

/** What makes a message this message and no other (I1.2). */
export interface MessageIdentity {
  readonly from: Uuid
  readonly to: Uuid
  readonly type: string
  readonly key: string
  readonly version: number
  /** What it answers or follows from: a filing, or a message that came in. */
  readonly cause: Uuid | null
  /** Its place among the messages of one cause, from 0. */
  readonly ordinal: number
}

/** The id of a message (报文编号): never random, so an effect that is repeated repeats its messages' ids (I1.2). */
export function messageId({ from, to, type, key, version, cause, ordinal }: MessageIdentity): Uuid {
  return uuidOfHash(sha256(canonical([from, to, type, key, version, cause, ordinal])))
}

/** The business key (业务键): the document, never its handbook (I2.1). The enterprise stands beside it in every row. */
export const documentKey = (document: string, ownNumber: string): string => `${document}:${ownNumber}`

/** The own number in a business key. */
export const ownNumberOf = (key: string): string => key.slice(key.indexOf(':') + 1)

/** SHA-256, the hash of everything here that is not the log. */
export const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()
