import type { CodeNames, SheetField } from '../book/layout.ts'
import { limits } from '../limits.ts'
import { cellTooLong } from '../refusals.ts'

/** What a cell of a written workbook says. */
export interface Shown {
  readonly text: string
  /** For a number cell: how many decimals it shows. Without it the cell is typed text (S8.6). */
  readonly decimals?: number
}

/** A wire value as its cell says it; undefined for nothing. */
export type ShownValue = (value: unknown) => Shown | undefined

const plainFigure = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const mostDigits = 15
const longestFigure = 64

/**
 * How the values of a field are shown. Codes by their names and choices by their Chinese word, where that leads back to
 * the same value. Figures are numbers as long as a double shows their exact decimal text, 15 significant digits; else text.
 * A wire value that does not fit its field (a draft) is shown as it was typed.
 *
 * @throws FILE_CELL_TOO_LONG while values are shown
 */
export function shownBy({ meta }: SheetField, names: CodeNames): ShownValue {
  const { kind, choices = {}, list = '' } = meta
  switch (kind) {
    case 'quantity':
    case 'consumption':
    case 'percent':
    case 'rate':
    case 'amount':
    case 'whole':
      return (value) => (isNothing(value) ? undefined : figure(String(value)))
    case 'flag':
      return (value) => (typeof value === 'boolean' ? { text: value ? '是' : '否' } : typed(value))
    case 'choice':
      return (value) => typed(typeof value === 'string' && Object.hasOwn(choices, value) ? choices[value].zh : value)
    case 'code': {
      const known = new Map<unknown, Shown | undefined>()
      return (value) => {
        if (!known.has(value)) known.set(value, typed(typeof value === 'string' ? nameOf(names, list, value) : value))
        return known.get(value)
      }
    }
    case 'text':
    case 'day':
    case 'identifier':
      return typed
  }
}

/** The name of a code, if it leads back to it: of two ports with one name neither is shown by it. */
export function nameOf(names: CodeNames, list: string, code: string): string {
  const name = names.nameOf(list, code)
  return name !== undefined && names.codeOf(list, name) === code ? name : code
}

const isNothing = (value: unknown) => value === undefined || value === null || value === ''

function typed(value: unknown): Shown | undefined {
  if (isNothing(value)) return undefined
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (text.length > limits.cellCharacters) {
    throw cellTooLong({ place: `“${text.slice(0, 20)}…”`, length: text.length, max: limits.cellCharacters })
  }
  return { text }
}

function figure(text: string): Shown | undefined {
  if (text.length > longestFigure || !plainFigure.test(text)) return typed(text)
  const point = text.indexOf('.')
  if (point < 0) return isExact(text) ? { text, decimals: 0 } : { text }
  let end = text.length
  while (text[end - 1] === '0') end -= 1
  const lean = text.slice(0, end === point + 1 ? point : end)
  return isExact(lean) ? { text: lean, decimals: Math.max(0, end - point - 1) } : { text: lean }
}

/** Whether a double shows it: at most 15 significant digits. */
const isExact = (lean: string) =>
  lean.length <= mostDigits || lean.replace(/[-.]/g, '').replace(/^0+/, '').length <= mostDigits

// What XML 1.0 cannot hold, a carriage return (it would come back as a line feed), and what looks like such an escape.
const needsEscape = /[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]|_(?=x[0-9A-Fa-f]{4}_)/gu

/** A text as the format stores it; `unescaped` is the way back. */
export const escaped = (text: string): string =>
  text.replace(needsEscape, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
