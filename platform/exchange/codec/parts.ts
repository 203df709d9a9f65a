/** How the text of an element is formed. A compact date is `yyyyMMdd`, an ISO time has a T and no offset. */
export type Form = 'text' | 'integer' | 'decimal' | 'date' | 'compactDate' | 'dateTime' | 'isoTime'

/** What a field table says of the text of one element. Lengths count characters, digits as XML Schema does. */
export interface Rules {
  readonly form: Form
  readonly length?: number
  readonly min?: number
  readonly max?: number
  /** Significant digits of a figure, and how many of them may stand after the point. */
  readonly digits?: number
  readonly decimals?: number
  readonly positive?: boolean
  readonly required?: boolean
  /** Required where a neighbour holds this value, or any value. */
  readonly requiredIf?: { readonly element: string; readonly value: string }
  readonly requiredWith?: string
}

/** One element that holds text. */
export interface Field {
  readonly role: 'field'
  readonly name: string
  readonly meaning: string
  readonly rules: Rules
  /** Written as an empty element when it holds nothing, as real messages do with all they know in order. */
  readonly blank: boolean
}

/** One element that holds elements: a record of the body, or a list of them. */
export interface Group {
  readonly role: 'group'
  readonly name: string
  readonly meaning: string
  readonly required: boolean
  readonly many: boolean
  readonly parts: readonly Part[]
}

/** An element of the envelope: its parts belong to the record around it. `at` is its place in pointers of unknown elements. */
interface Wrap {
  readonly role: 'wrap'
  readonly name: string
  readonly attributes: string
  readonly at: string
  readonly parts: readonly Part[]
}

/** An element that is always written the same and not read: the empty signature that the import client fills (§2.2). */
interface Fixed {
  readonly role: 'fixed'
  readonly name: string
  readonly xml: string
}

export type Part = Field | Group | Wrap | Fixed

/** A record as it is on the wire: texts, records and lists of records by element name. What holds nothing is absent. */
export interface WireRecord {
  readonly [element: string]: string | WireRecord | readonly WireRecord[] | undefined
}

/**
 * A text that says nothing: messages of customs keep the element and leave it empty, or with a line end in it. Only XML's
 * white space counts; a text of wide spaces is a text.
 */
export const isBlank = (text: string): boolean => text === '' || (text.charCodeAt(0) <= 32 && /^[ \t\r\n]*$/.test(text))

const isWhite = (code: number) => code === 32 || code === 9 || code === 10 || code === 13

/** A text without XML's white space around it. A loop: a pattern would search a hostile text again from each space. */
export function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isWhite(text.charCodeAt(start))) start++
  while (end > start && isWhite(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

export const field = (name: string, rules: Partial<Rules> = {}, meaning = '', blank = true): Field => ({
  role: 'field',
  name,
  meaning,
  rules: { form: 'text', ...rules },
  blank,
})

export const wrap = (name: string, parts: readonly Part[], at = `/${name}`, attributes = ''): Wrap => ({
  role: 'wrap',
  name,
  attributes,
  at,
  parts,
})
