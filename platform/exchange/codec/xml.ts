import type { ProblemItem } from '@jiamao/kernel/problem'
import { quoted } from '@jiamao/kernel/words'
import { SaxesParser } from 'saxes'
import {
  doctype,
  malformed,
  tooDeep,
  tooLarge,
  tooManyAttributes,
  tooManyElements,
  truncated,
  unknownEncoding,
  wrongBytes,
} from './unreadable.ts'

/** What may be read of one message (S8.4). */
const limits = { bytes: 20 * 2 ** 20, depth: 64, attributes: 64, elements: 5_000_000 }

/** Who is told what a document holds, in its order. Names come as written; prefixes differ between senders: `localName`. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(): void
  /** Asked after each opening: true ends the reading, without fault, where nothing more is wanted. */
  enough?(): boolean
}

/** Encodings by the names that declarations give them. GB18030 holds all of GBK and GB2312. */
const encodings = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['gb18030', 'gb18030'],
  ['gbk', 'gb18030'],
  ['gb2312', 'gb18030'],
])
const declaration = /^(?:\xef\xbb\xbf)?<\?xml\s[^>]*?encoding\s*=\s*["']([^"']*)["']/

/** Thrown through the parser to end a reading: with a problem, or because there is enough. */
class End extends Error {
  readonly problem: ProblemItem | undefined
  constructor(problem?: ProblemItem) {
    super('end of reading')
    this.problem = problem
  }
}

/**
 * Reads a document once from end to end, telling `reader` of each element and text. No DOCTYPE, only the five entities,
 * limits of S8.4; the encoding is what the XML declaration says, UTF-8 without one (I9.6).
 *
 * @returns the problem that ended the reading, if any: then what `reader` was told is not the whole document
 */
export function readXml(bytes: Uint8Array, reader: XmlReader): ProblemItem | undefined {
  try {
    parse(decoded(bytes), reader)
    return undefined
  } catch (error) {
    if (error instanceof End) return error.problem
    throw error
  }
}

function decoded(bytes: Uint8Array): string {
  if (bytes.length > limits.bytes) throw new End(tooLarge({ size: bytes.length, limit: limits.bytes }).item())
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1')
  const name = /^(\xff\xfe|\xfe\xff)/.test(start) ? 'UTF-16' : (declaration.exec(start)?.[1] ?? 'utf-8')
  const encoding = encodings.get(name.toLowerCase())
  if (encoding === undefined) throw new End(unknownEncoding({ encoding: quoted(name) }).item())
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new End(badBytes(bytes, encoding))
  }
}

/** Bytes that are no text: cut within a character at their end, or wrong. */
function badBytes(bytes: Uint8Array, encoding: string): ProblemItem {
  try {
    // While more may follow, the first bytes of a character at the end are no fault.
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true })
    return truncated({ line: text.split('\n').length }).item()
  } catch {
    return wrongBytes({ encoding }).item()
  }
}

/** A name without its prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function parse(text: string, reader: XmlReader): void {
  const parser = new SaxesParser({ xmlns: false, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' })
  const line = () => parser.line
  let depth = 0
  let elements = 0
  let attributes = 0
  let ended = false
  // Seven handlers: with an eighth V8 keeps the parser as a dictionary, and reading takes six times as long.
  parser.on('error', (error) => {
    const reason = quoted(error.message.replace(/\.$/, ''))
    // A fault met only when the text is at its end means that the rest is missing.
    throw new End(
      (ended ? truncated({ line: line() }) : malformed({ line: line(), column: parser.column, reason })).item(),
    )
  })
  parser.on('doctype', () => {
    throw new End(doctype({ line: line() }).item())
  })
  // Counted one by one: the element itself is told of only when all of its attributes are in memory.
  parser.on('attribute', () => {
    if (++attributes <= limits.attributes) return
    throw new End(tooManyAttributes({ limit: limits.attributes, line: line() }).item())
  })
  parser.on('opentag', (tag) => {
    attributes = 0
    if (++depth > limits.depth) throw new End(tooDeep({ limit: limits.depth, line: line() }).item())
    if (++elements > limits.elements) throw new End(tooManyElements({ limit: limits.elements }).item())
    reader.open(tag.name, tag.attributes)
    if (reader.enough?.()) throw new End()
  })
  parser.on('text', (content) => {
    if (depth > 0) reader.text(content)
  })
  parser.on('cdata', (content) => reader.text(content))
  parser.on('closetag', () => {
    depth--
    reader.close()
  })
  parser.write(text)
  ended = true
  parser.close()
}
