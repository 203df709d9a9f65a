import type { FieldMeta } from '@jiamao/kernel/fields'
import type { Identifier } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { readDate } from '@jiamao/kernel/time'
import type { Words } from '@jiamao/kernel/words'
import { comparable } from './headers.ts'
import type { CodeNames, SheetField } from './layout.ts'

/** What was wanted where a text was not understood, and an example of it. */
export interface Wanted {
  readonly wanted: Words
  readonly example: Words
}

/** A cell's text as wire value. What is not understood stays as it was typed, with what was wanted instead. */
interface ReadValue {
  readonly value: string | number | boolean
  readonly not?: Wanted
}

/** Reads the text of one field's cells; never called with an empty text. */
export type ValueReader = (text: string) => ReadValue

// Values repeat down a column; each is read once. Cleared when full: a column of 100,000 part numbers needs no memory.
const remembered = 4_096

/** How a field's cells are read. Figures that need no change are not remembered: they seldom repeat. */
export function valueReader({ meta, schema }: SheetField, names: CodeNames): ValueReader {
  switch (meta.kind) {
    case 'quantity':
    case 'consumption':
    case 'percent':
    case 'rate':
    case 'amount':
      return (text) => ({ value: plainFigure.test(text) ? text : figureOf(text, meta.kind === 'percent') })
    case 'whole':
      return wholeOf
    case 'text':
      return remembering((text) => ({ value: trimmed(text) }))
    case 'identifier':
      return identifierReader((schema as { 'x-identifier'?: Identifier<string> })['x-identifier'])
    case 'day':
      return remembering(dayOf)
    case 'flag':
      return remembering(flagOf)
    case 'choice':
      return remembering(choiceReader(meta))
    case 'code':
      return remembering(codeReader(meta.list ?? '', names))
  }
}

function remembering(read: ValueReader): ValueReader {
  const known = new Map<string, ReadValue>()
  return (text) => {
    let reading = known.get(text)
    if (!reading) {
      reading = read(text)
      if (known.size >= remembered) known.clear()
      known.set(text, reading)
    }
    return reading
  }
}

const blank = /[\s\u200b\u200e\u200f\u2060\ufeff]/

/** Without blanks at both ends, visible or not. Not a regular expression over the whole: that is quadratic in inner blanks. */
export function trimmed(text: string): string {
  let from = 0
  let to = text.length
  if (to > 0 && isVisible(text.charCodeAt(0)) && isVisible(text.charCodeAt(to - 1))) return text
  while (from < to && blank.test(text[from])) from += 1
  while (to > from && blank.test(text[to - 1])) to -= 1
  return text.slice(from, to)
}

// ASCII without blanks, and the common Chinese characters: nearly all texts begin and end with one.
const isVisible = (code: number) => (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff)

const halfWidth = (text: string) => trimmed(text.normalize('NFKC')).replace(/^\u2212/, '-')

const plainFigure = /^-?\d+(?:\.\d+)?$/
const plainWhole = /^\d{1,15}$/
const inThousands = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/

/** Full-width digits, thousands separators, a leading point and, of a percentage, its sign. Nothing is rounded or guessed. */
function figureOf(text: string, percent: boolean): string {
  const half = halfWidth(text)
  const bare = percent && half.endsWith('%') ? trimmed(half.slice(0, -1)) : half
  const joined = inThousands.test(bare) ? bare.replaceAll(',', '') : bare.replace(/^(-?)\./, '$10.')
  return plainFigure.test(joined) ? joined : trimmed(text)
}

const whole: Wanted = {
  wanted: { zh: '整数', en: 'a whole number' },
  example: { zh: '整数，如 3', en: 'a whole number such as 3' },
}

/** The number is no figure but a count or an index: at most 15 digits, which a double holds exactly. */
const wholeOf: ValueReader = (text) => {
  if (plainWhole.test(text)) return { value: +text }
  const match = /^(\d{1,15})(?:\.0+)?$/.exec(figureOf(text, false))
  return match ? { value: +match[1] } : { value: trimmed(text), not: whole }
}

/** Blanks, dots and dashes that people put into long numbers go, if what is left is an identifier; else nothing changes. */
function identifierReader(identifier: Identifier<string> | undefined): ValueReader {
  return (text) => {
    const typed = trimmed(text)
    if (!identifier || !isFault(identifier.read(typed))) return { value: typed }
    const bare = halfWidth(typed)
      .replace(/[\s.-]/g, '')
      .toUpperCase()
    return { value: isFault(identifier.read(bare)) ? typed : bare }
  }
}

const day: Wanted = {
  wanted: { zh: '日期', en: 'a date' },
  example: { zh: '日期，如 2020-05-20', en: 'a date such as 2020-05-20' },
}
const dayAndTime = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/

const dayOf: ValueReader = (text) => {
  const half = halfWidth(text)
  const match = dayAndTime.exec(half)
  const date = readDate(match ? `${match[1]}-${match[2].padStart(2, '0')}-${match[3].padStart(2, '0')}` : half)
  return isFault(date) ? { value: trimmed(text), not: day } : { value: date }
}

const yes = new Set(['是', 'y', 'yes', 'true', '1', '√', '✓', '✔'])
const no = new Set(['否', 'n', 'no', 'false', '0', '×', '✗', '✘'])
const flag: Wanted = {
  wanted: { zh: '是或否', en: 'yes or no' },
  example: { zh: '“是”或“否”', en: '是 (yes) or 否 (no)' },
}

const flagOf: ValueReader = (text) => {
  const word = comparable(text)
  return yes.has(word) ? { value: true } : no.has(word) ? { value: false } : { value: trimmed(text), not: flag }
}

function choiceReader({ choices = {} }: FieldMeta): ValueReader {
  const meanings = new Map<string, string>()
  const add = (word: string, name: string) =>
    void (meanings.has(comparable(word)) || meanings.set(comparable(word), name))
  const all = Object.entries(choices)
  for (const [name, { zh }] of all) add(zh, name)
  for (const [name, { code }] of all) add(code, name)
  for (const [name, { en, also = [] }] of all) for (const word of [name, en, ...also]) add(word, name)
  const words = {
    zh: all
      .slice(0, 12)
      .map(([, { zh, code }]) => `${zh} (${code})`)
      .join('、'),
    en: all
      .slice(0, 12)
      .map(([, { en, code }]) => `${en} (${code})`)
      .join(', '),
  }
  const not = {
    wanted: { zh: '可选的值', en: 'one of the choices' },
    example: { zh: `其中之一：${words.zh}`, en: `one of: ${words.en}` },
  }
  return (text) => {
    const name = meanings.get(comparable(text))
    return name === undefined ? { value: trimmed(text), not } : { value: name }
  }
}

function codeReader(list: string, names: CodeNames): ValueReader {
  const not = {
    wanted: { zh: `代码表 ${list} 中的代码或名称`, en: `a code or name of list ${list}` },
    example: { zh: `代码表 ${list} 中的代码或名称`, en: `a code or name of list ${list}` },
  }
  return (text) => {
    const typed = trimmed(text)
    const value = names.codeOf(list, typed) ?? names.codeOf(list, halfWidth(typed))
    return value === undefined ? { value: typed, not } : { value }
  }
}
