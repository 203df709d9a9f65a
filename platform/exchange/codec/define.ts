import type { ProblemItem } from '@jiamao/kernel/problem'
import { quoted } from '@jiamao/kernel/words'
import { readContent, type Unknown } from './decode.ts'
import { documentWriter } from './encode.ts'
import { expectedUnder } from './expected.ts'
import type { Document, Envelope } from './frame.ts'
import type { WireRecord } from './parts.ts'
import { otherKind } from './unreadable.ts'

/** A message as read: its body, what stood around it, and what its table does not know. */
export interface Decoded<Body> {
  readonly body: Body
  /** Absent for a message that is its own root. */
  readonly envelope?: Envelope
  readonly unknown: readonly Unknown[]
}

/** What goes along with a body when it is written. */
export interface Companions {
  readonly envelope?: Envelope
  readonly unknown?: readonly Unknown[]
}

/**
 * One message in one version, both ways (报文编解码). Bodies are records of texts by the wire's element names; an element
 * without content is absent.
 */
export interface Codec<Body = WireRecord> {
  readonly type: string
  /** The month or year of the newest evidence for this form; messages of two versions live side by side (I14.1). */
  readonly version: string
  /** Set where the enterprise side's form was never seen and the customs schema of 2017 stands in (messages §12). */
  readonly mark?: 'assumed@2017'
  /** All breaches of the field table: lengths, obligations, figures, dates. Pointers go into the body. */
  check(body: Body): readonly ProblemItem[]
  /** Checks and writes; problems instead of bytes where a rule is broken or an unknown element has lost its place. */
  encode(body: Body, companions?: Companions): Uint8Array | readonly ProblemItem[]
  /** Reads, without `check`: customs' own receipts break the schema. Problems only where nothing can be read for certain. */
  decode(bytes: Uint8Array): Decoded<Body> | readonly ProblemItem[]
}

/** Says once what a message is, but for its type. */
export interface Definition {
  readonly version: string
  readonly mark?: 'assumed@2017'
  readonly document: Document
  /** Other spellings that senders use, by the table's name. */
  readonly aliases?: Readonly<Record<string, string>>
}

/** Makes the codec of a message from its table. */
export function defineCodec(type: string, definition: Definition): Codec {
  const { version, mark, document, aliases = {} } = definition
  const roots = expectedUnder(document.roots, aliases)
  const write = documentWriter(document.root, `${type}@${version}`)

  /** The body with its envelope, as the document holds them. */
  function recordOf(body: WireRecord, envelope: Envelope | undefined): WireRecord {
    if (!document.enveloped) return body
    const head = { ...envelope?.EnvelopInfo, message_type: type }
    return { ...body, EnvelopInfo: head, PocketInfo: envelope?.PocketInfo }
  }

  function encode(body: WireRecord, { envelope, unknown = [] }: Companions = {}): Uint8Array | readonly ProblemItem[] {
    return write(recordOf(body, envelope), unknown)
  }

  function decode(bytes: Uint8Array): Decoded<WireRecord> | readonly ProblemItem[] {
    const content = readContent(bytes, type, roots)
    if (!('record' in content)) return content
    const { record, unknown } = content
    if (!document.enveloped) return { body: record, unknown }
    const { EnvelopInfo = {}, PocketInfo, ...body } = record as WireRecord & Partial<Envelope>
    const said = EnvelopInfo.message_type
    if (said !== undefined && said !== type) return [otherKind({ expected: type, found: quoted(said) }).item()]
    const envelope = PocketInfo === undefined ? { EnvelopInfo } : { EnvelopInfo, PocketInfo }
    return { body, envelope, unknown }
  }

  function check(body: WireRecord): readonly ProblemItem[] {
    const written = write(recordOf(body, undefined), [])
    return written instanceof Uint8Array ? [] : written
  }
  return { type, version, ...(mark ? { mark } : {}), check, encode, decode }
}
