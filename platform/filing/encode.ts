import { createHash, randomBytes } from 'node:crypto'
import type { Uuid } from '@jiamao/kernel/ids'
import { documentKey, messageId } from '../exchange/index.ts'
import type { Finding } from '../policy/define.ts'
import type { AnyFiling, MessageGiven, MessageMap } from './define.ts'
import type { Engine } from './engine.ts'
import { findingOf } from './gate.ts'
import type { OutboxMessage } from './take-in.ts'

/** A filing whose messages are to be encoded. */
interface Sending {
  readonly definition: AnyFiling
  readonly filing: Uuid
  readonly enterprise: Uuid
  readonly ownNumber: string
  readonly content: unknown
  readonly edition: string
  readonly given: MessageGiven
}

// A person waits for the answer to a filing: class interactive (I7.4).
const interactive = 1

/** Encodes what a filing sends at an event, now: what cannot be encoded is a finding, not a dead letter. */
export function encodeMessages(
  engine: Engine,
  on: 'submit' | 'accept' | 'withdraw',
  sending: Sending,
): { outbox: OutboxMessage[]; findings: Finding[] } {
  const outbox: OutboxMessage[] = []
  const findings: Finding[] = []
  const maps: readonly MessageMap<never>[] = (sending.definition.messages ?? []).filter(
    (map: MessageMap<never>) => map.on === on,
  )
  for (const [ordinal, map] of maps.entries()) {
    const encoder = engine.encoders.get(map.type)
    if (!encoder) throw new Error(`no codec for ${map.type}`)
    const bytes = encoder.encode(map.body(sending.content as never, sending.given))
    if (bytes instanceof Uint8Array) outbox.push(outgoing(engine, map, encoder.version, ordinal, sending, bytes))
    else findings.push(...bytes.map((fault) => findingOf(fault, `${map.type}@${encoder.version}`, sending.edition)))
  }
  return { outbox, findings }
}

function outgoing(
  engine: Engine,
  map: MessageMap<never>,
  schema: string,
  ordinal: number,
  sending: Sending,
  bytes: Uint8Array,
): OutboxMessage {
  const { definition, enterprise, filing, ownNumber, content, given } = sending
  const receiver = engine.directory.office(map.to)
  if (!receiver) throw new Error(`no office of ${map.to} is registered on this platform`)
  // A change goes in the order of what it changes: that document's receipts and its own bear the same numbers.
  const changed: string | undefined = definition.changes?.(content as never)
  const key = documentKey(engine.catalogue.documentOf(definition), changed ?? ownNumber)
  const salt = randomBytes(32)
  return {
    id: messageId({
      from: enterprise,
      to: receiver,
      type: map.type,
      key,
      version: given.version,
      cause: filing,
      ordinal,
    }),
    receiver,
    type: map.type,
    schema: `${map.type}@${schema}`,
    key,
    purpose: definition.views[map.view].ground,
    class: interactive,
    contentHash: createHash('sha256').update(salt).update(bytes).digest('hex'),
    name: engine.messageName(map.type, map.direction?.(content as never) ?? 'N', ownNumber, given.version),
    bytes,
    salt,
  }
}
