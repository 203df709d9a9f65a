import type { ProblemItem } from '@jiamao/kernel/problem'
import { quoted } from '@jiamao/kernel/words'
import { trimmed } from './parts.ts'
import { unknownKind } from './unreadable.ts'
import { localName, readXml, type XmlReader } from './xml.ts'

/** Messages that are their own root. */
const bareRoots: Readonly<Record<string, string>> = {
  EmlMessage: 'NPTS001',
  InvtMessage: 'NPTS301',
  CommonResponeMessage: 'CommonResponeMessage',
  Root: 'Root',
  DEC_RESULT: 'DEC_RESULT',
  DecImportResponse: 'DecImportResponse',
  DecMessage: 'DecMessage',
}
/** Message nodes of filings, which bear other names than their messages (messages §1.1). */
const nodes: Readonly<Record<string, string>> = {
  InvtMessage: 'INV101',
  AppMessage: 'SAS101',
  StockMessage: 'SAS111',
  PassPortMessage: 'SAS121',
  Sas2sPassPortMessage: 'ICP101',
}

/**
 * The type of a message by its content, never by its file name (I9.6): the root where it says enough, else `message_type`,
 * else the node in `BussinessData`. Reads no further than that. There may be no codec of the type.
 */
export function recognise(bytes: Uint8Array): string | readonly ProblemItem[] {
  const reader = new KindReader()
  const broken = readXml(bytes, reader)
  if (broken) return [broken]
  const type = reader.type()
  return type ?? [unknownKind({ root: quoted(reader.root) }).item()]
}

class KindReader implements XmlReader {
  root = ''
  readonly #path: string[] = []
  #messageType = ''
  #node = ''

  type(): string | undefined {
    if (Object.hasOwn(bareRoots, this.root)) return bareRoots[this.root]
    if (this.root !== 'Package' && this.root !== 'Signature') return undefined
    const said = trimmed(this.#messageType)
    const named = Object.hasOwn(nodes, this.#node) ? nodes[this.#node] : this.#node
    return [said, named].find((name) => /^[A-Za-z0-9_]{3,16}$/.test(name))
  }

  enough(): boolean {
    return this.#node !== '' || (this.root !== 'Package' && this.root !== 'Signature')
  }

  open(written: string): void {
    const name = localName(written)
    if (this.#path.length === 0) this.root = name
    if (this.#path.at(-1) === 'BussinessData') this.#node = name
    this.#path.push(name)
  }

  text(text: string): void {
    if (this.#path.at(-1) === 'message_type' && this.#path.at(-2) === 'EnvelopInfo') this.#messageType += text
  }

  close(): void {
    this.#path.pop()
  }
}
