import { type Brand, type Fault, isFault } from './numbers.ts'
import { defineProblem } from './problem.ts'
import { quoted } from './words.ts'

/** A calendar day in Beijing (日期): `YYYY-MM-DD`. Compares as text. */
export type LocalDate = Brand<string, 'localDate'>
/** An instant, always written `2026-11-23T14:05:09.123+08:00`: one form, so that it compares as text. */
export type Moment = Brand<string, 'moment'>

const notDate = defineProblem({
  code: 'KERNEL_DATE',
  status: 422,
  zh: { title: '不是日期', detail: '“{text}”不是日期。', remedy: '按 2026-11-23 或 20261123 的形式填写。' },
  en: { title: 'Not a date', detail: '"{text}" is not a date.', remedy: 'Write it as 2026-11-23 or 20261123.' },
})

const notMoment = defineProblem({
  code: 'KERNEL_MOMENT',
  status: 422,
  zh: {
    title: '不是时刻',
    detail: '“{text}”不是带时区的时刻。',
    remedy: '按 2026-11-23T14:05:09+08:00 的形式填写，须带时区。',
  },
  en: {
    title: 'Not a moment',
    detail: '"{text}" is not a moment with its offset.',
    remedy: 'Write it as 2026-11-23T14:05:09+08:00, offset included.',
  },
})

const beijing = 8 * 3_600_000
const day = 86_400_000
const at = (date: LocalDate) => Date.UTC(+date.slice(0, 4), +date.slice(5, 7) - 1, +date.slice(8, 10))
const fromUtc = (ms: number) => isoOf(ms).slice(0, 10) as LocalDate

/** ISO text in UTC; undefined for a year of other than four digits (`+010000-…`), which would not compare as text. */
function isoText(ms: number): string | undefined {
  const iso = new Date(ms).toISOString()
  return iso < '1000' ? undefined : iso
}

function isoOf(ms: number): string {
  const iso = isoText(ms)
  if (iso === undefined) throw notDate({ text: new Date(ms).toISOString() })
  return iso
}

/** Reads `2026-11-23`, `2026/11/23` or `20261123`; a day that no calendar has is a fault. */
export function readDate(text: string): LocalDate | Fault {
  const match = /^(\d{4})([-/]?)(\d{2})\2(\d{2})$/.exec(text)
  const date = match && (`${match[1]}-${match[3]}-${match[4]}` as LocalDate)
  // A day that does not exist rolls over into another one.
  const exists = date && match[1] >= '1000' && new Date(at(date)).toISOString().startsWith(date)
  return exists ? date : { fault: notDate, values: { text: quoted(text) } }
}

/** As `readDate`. @throws KERNEL_DATE */
export function parseDate(text: string): LocalDate {
  const date = readDate(text)
  if (isFault(date)) throw date.fault(date.values)
  return date
}

/** The day `days` later (earlier if negative). @throws KERNEL_DATE outside the years 1000 to 9999 */
export const addDays = (date: LocalDate, days: number): LocalDate => fromUtc(at(date) + days * day)

/** Days from `from` to `to`: `to − from`, so the first day is not counted (R7.23). */
export const daysBetween = (from: LocalDate, to: LocalDate): number => (at(to) - at(from)) / day

/** The same calendar day `months` later; where that month is shorter, its last day (29 February → 28 February, R8.10). @throws as `addDays` */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const first = new Date(at(date))
  const target = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1)
  const last = new Date(target)
  last.setUTCMonth(last.getUTCMonth() + 1, 0)
  return fromUtc(target + (Math.min(+date.slice(8, 10), last.getUTCDate()) - 1) * day)
}

/** Months begun from `from` to `to`: the least n ≥ 0 with `to ≤ addMonths(from, n)`. A year to the day is 12. */
export function monthsBegun(from: LocalDate, to: LocalDate): number {
  const estimate = (+to.slice(0, 4) - +from.slice(0, 4)) * 12 + (+to.slice(5, 7) - +from.slice(5, 7))
  return Math.max(0, to <= addMonths(from, estimate) ? estimate : estimate + 1)
}

/** The instant of a machine clock reading (milliseconds since 1970). @throws KERNEL_DATE outside the years 1000 to 9999 */
export const momentOf = (ms: number): Moment => isoOf(ms + beijing).replace('Z', '+08:00') as Moment

/**
 * Reads RFC 3339 text, with or without seconds, and writes it in our one form; digits after the third decimal are
 * dropped. A text without offset is a fault: it would mean another instant on another machine.
 */
export function readMoment(text: string): Moment | Fault {
  const match = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.exec(text)
  // Date.parse alone would read 30 February as 2 March.
  const ms = match && !isFault(readDate(match[1])) ? Date.parse(text) : Number.NaN
  const iso = Number.isNaN(ms) ? undefined : isoText(ms + beijing)
  return iso ? (iso.replace('Z', '+08:00') as Moment) : { fault: notMoment, values: { text: quoted(text) } }
}

/** Milliseconds since 1970 of a moment, or of any text that `readMoment` reads. @throws KERNEL_MOMENT */
export function msOf(text: string): number {
  const moment = readMoment(text)
  if (isFault(moment)) throw moment.fault(moment.values)
  return Date.parse(moment)
}

/** The day in Beijing on which a moment lies. */
export const dateOf = (moment: Moment): LocalDate => moment.slice(0, 10) as LocalDate

/** Midnight in Beijing at which a day begins. */
export const startOf = (date: LocalDate): Moment => `${date}T00:00:00.000+08:00` as Moment
