import type { Described } from '../api/queries.ts'
import { figureKinds } from '../pages/fields.ts'

/** 改写: what was done to a cell's text so that it can be kept. */
export const rewritings = ['separators', 'fullWidth', 'blanks', 'percentSign', 'dates'] as const
export type Rewriting = (typeof rewritings)[number]

export interface CellRead {
  /** As the platform keeps it; a text that is not understood stays as it came. */
  readonly value: unknown
  readonly rewritten: readonly Rewriting[]
  /** Whether it can be a value of the field at all. */
  readonly isUnderstood: boolean
}

const separated = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
const figure = /^-?\d+(\.\d+)?$/
const halfWidth = (text: string) =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('　', ' ')
    .replaceAll('−', '-')

const figures = new Set<string | undefined>(figureKinds)
/** Kinds whose values have no full-width signs. */
const narrow = new Set<string | undefined>([...figureKinds, 'day', 'code', 'identifier'])

const none: readonly Rewriting[] = []

/** A typed or pasted text as a value of the field: no blanks around, half-width figures without thousands separators, days as 2026-11-23. */
export function readCell(field: Described, text: string): CellRead {
  const clean = text.trim()
  // Most cells of a paste are as they should be: nothing is looked for in them (a third of the time of 200,000).
  if (clean === text && isAsKept(field, text)) return { value: text, rewritten: none, isUnderstood: true }
  const rewritten: Rewriting[] = clean === text ? [] : ['blanks']
  const value = clean === '' ? '' : asValue(field, mended(field, clean, rewritten))
  return { value, rewritten, isUnderstood: isUnderstood(field, value) }
}

const asKept: Readonly<Record<string, RegExp>> = {
  quantity: figure,
  amount: figure,
  consumption: figure,
  rate: figure,
  percent: figure,
  code: /^[!-~]*$/,
  identifier: /^[!-~]*$/,
}
const isAsKept = ({ kind = '', choices }: Described, text: string): boolean =>
  !choices && (kind === 'text' || (kind === 'day' ? isDay(text) : asKept[kind]?.test(text) === true))

/** The text after every rewriting that it needs; each is noted. */
function mended({ kind }: Described, text: string, rewritten: Rewriting[]): string {
  let clean = text
  const put = (next: string, how: Rewriting) => {
    if (next !== clean) rewritten.push(how)
    clean = next
  }
  if (narrow.has(kind)) put(halfWidth(clean).trim(), 'fullWidth')
  if (figures.has(kind)) {
    if (kind === 'percent') put(clean.replace(/(?<=\d)\s*%$/, ''), 'percentSign')
    if (separated.test(clean)) put(clean.replaceAll(',', ''), 'separators')
  }
  if (kind === 'day') put(dayOf(clean) ?? clean, 'dates')
  return clean
}

function asValue({ kind, choices }: Described, text: string): unknown {
  if (kind === 'whole' && /^\d{1,9}$/.test(text)) return Number(text)
  if (kind === 'flag') return flags[text.toLowerCase()] ?? text
  if (!choices || Object.hasOwn(choices, text)) return text
  const named = Object.entries(choices).find(
    ([, { zh, en, code, also = [] }]) => [zh, en, code].includes(text) || also.includes(text),
  )
  return named ? named[0] : text
}

const flags: Readonly<Record<string, boolean>> = { true: true, false: false, 是: true, 否: false, yes: true, no: false }

/** A day in one of the ways people write it; undefined where there is no such day. */
function dayOf(text: string): string | undefined {
  if (isDay(text)) return text
  const [, year, month, date] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
  if (year === undefined) return undefined
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

function isDay(text: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text)?.map(Number) ?? []
  return year !== undefined && month >= 1 && month <= 12 && date >= 1 && date <= daysOf(year, month)
}
const daysOf = (year: number, month: number) =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

/** Whether a value can be one of the field at all. What it may be beyond that, the gate says. */
export function isUnderstood(field: Described, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (field.kind === 'whole') return typeof value === 'number'
  if (field.kind === 'flag') return typeof value === 'boolean'
  if (field.kind === 'day') return isDay(String(value))
  if (field.choices) return Object.hasOwn(field.choices, String(value))
  return !figures.has(field.kind) || figure.test(String(value))
}
