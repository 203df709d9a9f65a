import { Problem } from '@jiamao/kernel/problem'
import { SaxesParser } from 'saxes'
import { limits } from '../limits.ts'
import { broken, unsafeXml } from '../refusals.ts'

/** What a reader of XML is told. Names are local names: Strict and Transitional OOXML differ in namespaces only. */
export interface XmlReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text?(text: string): void
  close?(name: string): void
}

/** A parser of one part that is fed piece by piece. */
export interface XmlFeed {
  write(text: string): void
  end(): void
}

// Longest run of input without an event: no cell, formula or name of a workbook comes near.
const longestRun = 8 * 1024 * 1024

/**
 * A parser of one XML part. A document type, more than 64 attributes or a depth over 64 is refused (S8.4); entities beyond
 * the five do not exist without a document type.
 *
 * @param part name of the part, for the problem
 * @throws FILE_UNSAFE_XML, FILE_BROKEN
 */
export function xmlFeed(part: string, on: XmlReader): XmlFeed {
  // Six handlers. With eight the parser object leaves V8's fast form and reads five times slower (measured: 0.6 s, 3.2 s).
  const parser = new SaxesParser<{ position: false }>({ position: false })
  let depth = 0
  let attributes = 0
  let since = 0
  const unsafe = (why: string, whyEn: string) => unsafeXml({ entry: part, why, whyEn })
  parser.on('doctype', () => {
    throw unsafe('有文档类型声明 (DOCTYPE)', 'has a document type declaration (DOCTYPE)')
  })
  parser.on('attribute', () => {
    attributes += 1
    if (attributes > limits.xmlAttributes) throw unsafe('一个元素的属性过多', 'has an element with too many attributes')
  })
  parser.on('opentag', (tag) => {
    attributes = 0
    since = 0
    depth += 1
    if (depth > limits.xmlDepth) throw unsafe('嵌套过深', 'is nested too deeply')
    on.open(localName(tag.name), tag.attributes as Record<string, string>)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    on.close?.(localName(tag.name))
  })
  if (on.text) {
    parser.on('text', (text) => on.text?.(text))
    parser.on('cdata', (text) => on.text?.(text))
  }
  return {
    write(text) {
      since += text.length
      refusingMalformed(part, () => parser.write(text))
      const encoding = parser.xmlDecl.encoding ?? 'utf-8'
      if (since > longestRun || encoding.toLowerCase() !== 'utf-8') throw broken({ place: part, reason: encoding })
    },
    end: () => refusingMalformed(part, () => parser.close()),
  }
}

/** Reads one part to its end. UTF-8 only. */
export async function readXml(part: string, bytes: AsyncIterable<Buffer>, on: XmlReader): Promise<void> {
  const feed = xmlFeed(part, on)
  for await (const text of decoded(part, bytes)) feed.write(text)
  feed.end()
}

/** Bytes of a part as text. @throws FILE_BROKEN where they are not UTF-8 */
export async function* decoded(part: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const text = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch {
      throw broken({ place: part, reason: 'UTF-8' })
    }
  }
  for await (const chunk of bytes) yield text(chunk)
  yield text()
}

/** An attribute by its local name, whatever its prefix: `r:id` is `id` under another prefix in some writers. */
export function attributeOf(attributes: Readonly<Record<string, string>>, local: string): string | undefined {
  for (const name in attributes) if (name === local || localName(name) === local) return attributes[name]
  return undefined
}

const localName = (name: string) => {
  const at = name.indexOf(':')
  return at < 0 ? name : name.slice(at + 1)
}

function refusingMalformed(part: string, parse: () => unknown): void {
  try {
    parse()
  } catch (error) {
    // saxes throws bare errors for what is not well formed; anything else is not about the file.
    if (error instanceof Problem || !(error instanceof Error) || error.constructor !== Error) throw error
    throw broken({ place: part, reason: error.message.slice(0, 120) })
  }
}
