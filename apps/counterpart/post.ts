import type { ProblemItem } from '@jiamao/kernel/problem'
import type { Bodies } from '@jiamao/platform/exchange/codec'
import { codecs, type Envelope, type Unknown, wireMoment } from '@jiamao/platform/exchange/codec'
import type { Now } from './clock.ts'
import type { Place, WriteEffect } from './facts.ts'
import type { Receipt } from './receipts.ts'

/** Sender and receiver as live receipts name them; both stand in the message's number (messages §5). */
const [sender, receiver] = ['CUS0000', 'E010000']

/** Elements that a schema of tomorrow may add. */
const newer: readonly Unknown[] = [
  { parent: '', xml: '<FutureResult><riskLevel>3</riskLevel><note>新版回执</note></FutureResult>' },
]

/** Writes what one step sends, under names and numbers that no other step gives. */
export class Post {
  readonly #now: Now
  readonly #step: number
  #count = 0

  /** @param step number of the step in the journal: the serial that all numbers here are made of */
  constructor(now: Now, step: number) {
    this.#now = now
    this.#step = step
  }

  /** A business receipt: `Receipt_<message_id>_<client's time>.xml`. */
  receipt(place: Place, receipt: Receipt, isNewer = false): WriteEffect {
    const serial = `${String(this.#step).padStart(8, '0')}${String(this.#count).padStart(3, '0')}`
    const messageId = `${sender}${receiver}${digitsOf(this.#now.on, 14)}${serial}`
    const xml = receiptXml(
      receipt,
      {
        version: '1.0',
        business_id: receipt.businessId,
        message_id: messageId,
        file_name: `${messageId}.${receipt.type.slice(0, 3)}`,
        sender_id: sender,
        receiver_id: receiver,
        send_time: wireMoment.withT(this.#now.on),
      },
      isNewer,
    )
    return this.file(place, `Receipt_${messageId}`, xml)
  }

  /** An import answer: `Successed_<base name>_<client's time>.xml`, or Failed. */
  answer(place: Place, baseName: string, body: Bodies['CommonResponeMessage']): WriteEffect {
    const word = body.DealFlag === '0' ? 'Successed' : 'Failed'
    return this.file(place, `${word}_${baseName}`, textOf(codecs.CommonResponeMessage.encode(body)))
  }

  /** The client's own failure: nothing was uploaded. */
  clientFailure(place: Place, baseName: string, failInfo: string): WriteEffect {
    const body = { resultFlag: '1', failCode: 'CARD', failInfo }
    return this.file(place, `Failed_${baseName}`, textOf(codecs.Root.encode(body)))
  }

  /** Any file, with the client's time in its name. */
  file(place: Place, stem: string, content: string): WriteEffect {
    const { company, business } = place
    return { do: 'write', company, business, name: this.#name(stem), content, encoding: 'utf8', times: 1 }
  }

  /** The same file under a later name. */
  again(file: WriteEffect): WriteEffect {
    return { ...file, name: this.#name(file.name.replace(/_\d+\.xml$/, '')) }
  }

  /** yyyyMMddHHmmssSSS and six digits, by the client's own clock. */
  #name(stem: string): string {
    const digits = `${String(this.#step % 1000).padStart(3, '0')}${String(this.#count++).padStart(3, '0')}`
    return `${stem}_${digitsOf(this.#now.at, 17)}${digits}.xml`
  }
}

const digitsOf = (moment: string, length: number) => moment.replace(/\D/g, '').slice(0, length)

/**
 * Receipts of handbooks came without a namespace where any were seen, those of checklists with the signature's (§2.4).
 * What was filed and is only said back does not always fit customs' table: such elements are left out.
 */
function receiptXml({ type, body }: Receipt, head: Envelope['EnvelopInfo'], isNewer: boolean): string {
  const codec = codecs[type] as { encode(body: unknown, with_: object): Uint8Array | readonly ProblemItem[] }
  const along = { envelope: { EnvelopInfo: head }, unknown: isNewer ? newer : [] }
  const first = codec.encode(body, along)
  const written = first instanceof Uint8Array ? first : codec.encode(without(body, first), along)
  const xml = textOf(written)
  return type.startsWith('EML') ? xml.replace(/<Package xmlns="[^"]*">/, '<Package>') : xml
}

function without(body: object, faults: readonly ProblemItem[]): unknown {
  const rest = structuredClone(body) as Record<string, unknown>
  for (const { pointer = '' } of faults) {
    const path = pointer.split('/').slice(1)
    const name = path.pop() ?? ''
    let record: unknown = rest
    for (const step of path) record = (record as Record<string, unknown> | undefined)?.[step]
    if (record) delete (record as Record<string, unknown>)[name]
  }
  return rest
}

function textOf(written: Uint8Array | readonly ProblemItem[]): string {
  if (written instanceof Uint8Array) return Buffer.from(written).toString()
  throw new Error(`a receipt breaks its own table: ${JSON.stringify(written)}`)
}
