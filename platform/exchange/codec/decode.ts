import type { ProblemItem, ProblemMaker } from '@jiamao/kernel/problem'
import { quoted, type Values } from '@jiamao/kernel/words'
import type { Expected } from './expected.ts'
import { isBlank, trimmed, type WireRecord } from './parts.ts'
import { RawElement } from './raw.ts'
import { otherKind, repeated, strayContent, tooManyUnknown } from './unreadable.ts'
import { localName, readXml, type XmlReader } from './xml.ts'

/**
 * An element that the table does not know, kept with its place so that encoding writes it back (I14.2): a newer schema may
 * have added it. Names are local names.
 */
export interface Unknown {
  /** Pointer of the record that it stood in; `/BussinessData` and the like for elements of the envelope. */
  readonly parent: string
  /** The known element before it, with its number in a list (`CheckInfo/1`); absent for the first. */
  readonly after?: string
  readonly xml: string
}

/** What a document holds, the envelope still among the records. */
interface Content {
  readonly record: WireRecord
  readonly unknown: readonly Unknown[]
}

/** More of either says that this is no message of the kind; memory is not spent on the rest. */
const most = { unknown: 1_000, problems: 100 }

/**
 * Reads a document into records. The order of elements does not matter and what holds nothing is left out. Rules of the
 * table are not applied: what customs sends is taken as it is, and whoever wants holds it to them.
 *
 * @returns all problems of the content at once; of the XML itself, the first
 */
export function readContent(
  bytes: Uint8Array,
  type: string,
  roots: ReadonlyMap<string, Expected>,
): Content | readonly ProblemItem[] {
  const reader = new ContentReader(type, roots)
  const broken = readXml(bytes, reader)
  return broken ? [broken] : reader.content()
}

type MutableRecord = { [element: string]: string | MutableRecord | MutableRecord[] | undefined }

/** An element being read. A wrap shares the record around it. */
interface Open {
  readonly expected: Expected
  readonly record: MutableRecord
  readonly outer: Open | undefined
  /** Number in its list. */
  readonly index: number
  /** Place of the element that should come next, and whether one came after a later one: only then can one come twice. */
  next: number
  unordered: boolean
  /** Name of the known element last closed in it. */
  last: string | undefined
}

class ContentReader implements XmlReader {
  readonly #type: string
  readonly #problems: ProblemItem[] = []
  readonly #unknown: Unknown[] = []
  readonly #wraps = new Set<Expected>()
  #top: Open
  /** The field being read, if any, and its text. */
  #field: Expected | undefined
  #text = ''
  /** How deep the reading is in an element that is passed over, or kept raw. */
  #aside = 0
  #raw: RawElement | undefined
  /** What stood where the message was expected. */
  #found: string | undefined

  constructor(type: string, roots: ReadonlyMap<string, Expected>) {
    this.#type = type
    const expected: Expected = {
      name: '',
      role: 'document',
      many: false,
      isText: false,
      at: '',
      place: 0,
      children: roots,
      order: [],
    }
    this.#top = { expected, record: {}, outer: undefined, index: 0, next: 0, unordered: false, last: undefined }
  }

  content(): Content | readonly ProblemItem[] {
    const sawMessage = [...this.#wraps].some((wrap) => wrap.at === '')
    if (!sawMessage && this.#problems.length === 0) this.#report(otherKind, { found: this.#found ?? '-' })
    return this.#problems.length > 0 ? this.#problems : { record: this.#top.record, unknown: this.#unknown }
  }

  enough(): boolean {
    return this.#problems.length >= most.problems
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#aside > 0) {
      this.#aside++
      this.#raw?.open(localName(name), attributes)
    } else if (this.#field !== undefined) {
      this.#passOver(strayContent, this.#field.name, `<${quoted(name)}>`)
    } else {
      const expected = this.#expected(name)
      if (expected?.role === 'field') {
        this.#field = expected
        this.#text = ''
      } else if (expected?.role === 'fixed') this.#aside = 1
      else if (expected === undefined) this.#openUnknown(localName(name), attributes)
      else this.#openRecord(expected)
    }
  }

  text(text: string): void {
    if (this.#aside > 0) this.#raw?.text(text)
    else if (this.#field !== undefined) this.#text += text
    else if (!isBlank(text))
      this.#report(strayContent, { element: this.#top.expected.name, found: quoted(trimmed(text)) })
  }

  close(): void {
    if (this.#aside > 0) {
      this.#raw?.close()
      if (--this.#aside === 0) this.#keepRaw()
    } else if (this.#field !== undefined) {
      this.#closeField(this.#field)
      this.#field = undefined
    } else {
      const { expected, outer, index } = this.#top
      if (outer === undefined) return
      this.#top = outer
      outer.last = expected.many ? `${expected.name}/${index}` : expected.name
    }
  }

  /** Looks first where the table's order leads: most messages keep it, and a table of names costs more than one comparison. */
  #expected(name: string): Expected | undefined {
    const top = this.#top
    const likely = top.expected.order[top.next]
    const expected = likely?.name === name ? likely : top.expected.children.get(localName(name))
    if (expected === undefined) return undefined
    if (expected.place < top.next) top.unordered = true
    top.next = expected.place + 1
    return expected
  }

  #openRecord(expected: Expected): void {
    const outer = this.#top
    const before = outer.record[expected.name]
    if (expected.role === 'wrap' ? this.#wraps.has(expected) : before !== undefined && !expected.many) {
      this.#passOver(repeated, expected.name)
      return
    }
    const list = Array.isArray(before) ? before : []
    const record = expected.role === 'wrap' ? outer.record : {}
    this.#top = { expected, record, outer, index: list.length, next: 0, unordered: false, last: undefined }
    if (expected.role === 'wrap') this.#wraps.add(expected)
    else if (expected.many) {
      list.push(record)
      outer.record[expected.name] = list
    } else outer.record[expected.name] = record
  }

  #closeField({ name, isText }: Expected): void {
    const { record, unordered } = this.#top
    this.#top.last = name
    if (isBlank(this.#text)) return
    if (unordered && record[name] !== undefined) this.#report(repeated, { element: name })
    record[name] = isText ? this.#text : trimmed(this.#text)
  }

  #openUnknown(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#aside = 1
    const { role, name: around } = this.#top.expected
    if (role === 'document' || around === 'BussinessData') this.#found ??= quoted(name)
    if (role === 'document') return
    if (this.#unknown.length < most.unknown) {
      this.#raw = new RawElement()
      this.#raw.open(name, attributes)
    } else this.#report(tooManyUnknown, { limit: most.unknown })
  }

  #keepRaw(): void {
    if (this.#raw === undefined) return
    const { last } = this.#top
    const xml = this.#raw.xml()
    this.#unknown.push({ parent: placeOf(this.#top), ...(last === undefined ? {} : { after: last }), xml })
    this.#raw = undefined
  }

  /** Reports an element and reads on behind it. */
  #passOver(kind: ProblemMaker, element: string, found = ''): void {
    this.#report(kind, { element, found })
    this.#aside = 1
  }

  #report(kind: ProblemMaker, values: Values): void {
    const { element } = values
    const at = typeof element === 'string' && element !== this.#top.expected.name ? `/${element}` : ''
    const pointer = `${placeOf(this.#top)}${at}`
    this.#problems.push(kind({ expected: this.#type, ...values }, { pointer }).item())
  }
}

/** Pointer of the record being read, or the place of a wrap. */
const placeOf = (open: Open): string => (open.expected.role === 'wrap' ? open.expected.at : pointerOf(open))

function pointerOf({ expected, outer, index }: Open): string {
  if (outer === undefined) return ''
  const around = pointerOf(outer)
  if (expected.role === 'wrap') return around
  return expected.many ? `${around}/${expected.name}/${index}` : `${around}/${expected.name}`
}
