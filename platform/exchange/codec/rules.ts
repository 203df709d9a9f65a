import { isFault } from '@jiamao/kernel/numbers'
import type { ProblemMaker } from '@jiamao/kernel/problem'
import { readDate } from '@jiamao/kernel/time'
import { quoted, type Values } from '@jiamao/kernel/words'
import * as kinds from './breach.ts'
import { wireMoment } from './dates.ts'
import { isBlank, type Rules, type WireRecord } from './parts.ts'
import { holdable, isPlain } from './xml-text.ts'

/** A broken rule, with what its words need. */
export type Breach = readonly [kind: ProblemMaker, values: Values]

/** The rule that a text of some content breaks, if any. */
type Check = (value: string) => Breach | undefined

/** Compiles the rules of one element for texts with content. */
export function contentCheck(rules: Rules): Check {
  if (rules.form === 'text') return textCheck(rules)
  if (rules.form === 'integer' || rules.form === 'decimal') return figureCheck(rules)
  return dateCheck(rules.form)
}

/** The obligation that an empty element breaks, if any. */
export function missing({ required, requiredIf, requiredWith }: Rules, record: WireRecord): Breach | undefined {
  if (required) return [kinds.required, {}]
  if (requiredIf && record[requiredIf.element] === requiredIf.value) {
    return [kinds.requiredIf, { partner: requiredIf.element, value: requiredIf.value }]
  }
  if (requiredWith === undefined) return undefined
  const partner = record[requiredWith]
  if (typeof partner !== 'string' || isBlank(partner)) return undefined
  return [kinds.requiredIf, { partner: requiredWith, value: quoted(partner) }]
}

/** Characters as XML Schema counts them: one for a character outside the basic plane, as some names have. */
const characters = (value: string) => [...value].length

function textCheck({ length, min = 0, max = Number.MAX_SAFE_INTEGER }: Rules): Check {
  return (value) => {
    if (!isPlain(value) && !holdable(value)) return [kinds.character, { text: quoted(value) }]
    const units = value.length
    // Code units are at least as many as characters, and at most twice as many.
    if (length === undefined && units <= max && units >= 2 * min) return undefined
    if (units === length && isBasic(value)) return undefined
    const actual = characters(value)
    if (length !== undefined && actual !== length) return [kinds.length, { limit: length, actual }]
    if (actual > max) return [kinds.tooLong, { limit: max, actual }]
    return actual < min ? [kinds.tooShort, { limit: min, actual }] : undefined
  }
}

const isBasic = (value: string) => !/[\ud800-\udfff]/.test(value)

/** Longer than any table allows; the limit also keeps a hostile text from being searched at length. */
const longestFigure = 64

function figureCheck({ form, digits = longestFigure, decimals = longestFigure, positive = false }: Rules): Check {
  const pattern = form === 'integer' ? /^-?\d+$/ : /^-?\d+(?:\.\d+)?$/
  const notFigure = form === 'integer' ? kinds.notInteger : kinds.notDecimal
  return (value) => {
    if (value.length > longestFigure || !pattern.test(value)) return [notFigure, { text: quoted(value) }]
    if (positive && (value[0] === '-' || !/[1-9]/.test(value))) return [kinds.notPositive, { text: value }]
    const point = value.indexOf('.')
    const written = point < 0 ? 0 : value.length - point - 1
    // Zeros before and behind do not count, but only a long text is worth stripping them.
    if (written <= decimals && value.length <= digits) return undefined
    const fraction = point < 0 ? '' : value.slice(point + 1).replace(/0+$/, '')
    if (fraction.length > decimals) return [kinds.decimals, { text: value, limit: decimals }]
    const whole = (point < 0 ? value : value.slice(0, point)).replace(/^-?0*/, '')
    return whole.length + fraction.length > digits ? [kinds.digits, { text: value, limit: digits }] : undefined
  }
}

const dates = {
  date: { pattern: /^\d{4}-\d\d-\d\d$/, form: 'yyyy-MM-dd', read: readDate },
  compactDate: { pattern: /^\d{8}$/, form: 'yyyyMMdd', read: readDate },
  dateTime: { pattern: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/, form: 'yyyy-MM-dd HH:mm:ss', read: wireMoment.read },
  // One bridge writes the envelope's time without separators (messages §2.1).
  isoTime: { pattern: /^(\d{4}-\d\d-\d\dT[\d:]{8}|\d{14})$/, form: 'yyyy-MM-ddTHH:mm:ss', read: wireMoment.read },
}

function dateCheck(name: keyof typeof dates): Check {
  const { pattern, form, read } = dates[name]
  return (value) =>
    pattern.test(value) && !isFault(read(value)) ? undefined : [kinds.notDate, { text: quoted(value), pattern: form }]
}
