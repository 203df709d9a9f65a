import type { Described } from '../api/queries.ts'
import { isFigure } from '../pages/fields.ts'

/** 改写: what was done to a cell's text so that it can be kept. */
export const rewritings = ['separators', 'fullWidth', 'blanks', 'percentSign', 'dates'] as const
export type Rewriting = (typeof rewritings)[number]

export interface CellRead {
  /** As the platform keeps it; a text that is not understood stays as it came. */
  readonly value: unknown
  readonly rewritten: readonly Rewriting[]
}

const separated = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/
const figure = /^-?\d+(\.\d+)?$/
const halfWidth = (text: string) =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('　', ' ')
    .replaceAll('−', '-')

/** Kinds whose values have no full-width signs. */
const narrow = (field: Described) => isFigure(field) || ['day', 'code', 'identifier'].includes(field.kind ?? '')

/** A typed or pasted text as a value of the field: no blanks around, half-width figures without thousands separators, days as 2026-11-23. */
export function readCell(field: Described, text: string): CellRead {
  const rewritten: Rewriting[] = []
  let clean = text.trim()
  if (clean !== text) rewritten.push('blanks')
  if (clean === '') return { value: '', rewritten }
  const put = (next: string, how: Rewriting) => {
    if (next !== clean) rewritten.push(how)
    clean = next
  }
  if (narrow(field)) put(halfWidth(clean).trim(), 'fullWidth')
  if (isFigure(field)) {
    if (field.kind === 'percent') put(clean.replace(/\s*%$/, ''), 'percentSign')
    if (separated.test(clean)) put(clean.replaceAll(',', ''), 'separators')
  }
  if (field.kind === 'day') put(dayOf(clean) ?? clean, 'dates')
  return { value: asValue(field, clean), rewritten }
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
  const [, year, month, date] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? []
  if (year === undefined) return undefined
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}

const isDay = (day: string) => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isFinite(at) && new Date(at).toISOString().startsWith(day)
}

/** Whether a value can be one of the field at all. What it may be beyond that, the gate says. */
export function isUnderstood(field: Described, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (field.kind === 'whole') return typeof value === 'number'
  if (field.kind === 'flag') return typeof value === 'boolean'
  if (field.kind === 'day') return isDay(String(value))
  if (field.choices) return Object.hasOwn(field.choices, String(value))
  return !isFigure(field) || figure.test(String(value))
}
