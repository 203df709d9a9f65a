import { type Field, isFigure } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import type { Language } from '../words/words.ts'
import { plainText, shownText } from './cell-text.ts'
import { keyOf } from './columns.tsx'
import { type Marks, placeIn } from './findings.ts'
import { isUnderstood, readCell } from './read-cell.ts'
import { compareFigures, plainFigure, textKeys } from './sort-keys.ts'

export const conditions = ['contains', 'equals', 'empty', 'finding'] as const
export interface Condition {
  readonly is: (typeof conditions)[number]
  /** What is looked for; nothing where the condition asks for no words. */
  readonly text: string
}
interface Sort {
  readonly key: string
  readonly isDescending: boolean
}

/** 视图: which lines are shown, and in which order. The lines of the filing stay where they are. */
export interface View {
  readonly sort: Sort | undefined
  /** By the column's key. All must hold. */
  readonly filters: Readonly<Record<string, Condition>>
  /** Only lines with something wrong anywhere in them. */
  readonly isProblemsOnly: boolean
}

export const wholeView: View = { sort: undefined, filters: {}, isProblemsOnly: false }
export const isWhole = ({ sort, filters, isProblemsOnly }: View): boolean =>
  !sort && !isProblemsOnly && Object.keys(filters).length === 0

/** What a view is made over. */
export interface Seen {
  readonly name: string
  readonly rows: readonly Wire[]
  readonly fields: readonly Field[]
  readonly marks: Marks
  readonly language: Language
}

/** Places of the lines that a view shows, in its order. */
export function orderOf(seen: Seen, view: View): number[] {
  const tests = testsOf(seen, view)
  const kept: number[] = []
  for (let row = 0; row < seen.rows.length; row++) if (tests.every((holds) => holds(row))) kept.push(row)
  const field = view.sort && seen.fields.find((one) => keyOf(one) === view.sort?.key)
  return field ? sorted(kept, seen, field, view.sort?.isDescending === true) : kept
}

/** Lines without a value come last either way, as in Excel; lines of the same value stay in the filing's order. */
function sorted(kept: readonly number[], { rows, language }: Seen, field: Field, isDescending: boolean): number[] {
  const sign = isDescending ? -1 : 1
  const texts = kept.map((row) => plainText(field.field, valueAt(rows[row], field.path), language))
  const isFilled = (at: number) => texts[at] !== ''
  const compare = isFigure(field.field) ? byFigure(texts) : byText(texts)
  const filled = kept.map((_, at) => at).filter(isFilled)
  filled.sort((a, b) => sign * compare(a, b))
  return [...filled.map((at) => kept[at] ?? 0), ...kept.filter((_, at) => !isFilled(at))]
}

type Compare = (a: number, b: number) => number

function byText(texts: readonly string[]): Compare {
  const keys = textKeys(texts)
  return (a, b) => {
    const [one = '', other = ''] = [keys[a], keys[b]]
    return one < other ? -1 : one > other ? 1 : 0
  }
}

/** Figures by what they are worth; what is no figure comes after them. */
function byFigure(texts: readonly string[]): Compare {
  const numbers = Float64Array.from(texts, Number)
  return (a, b) => {
    const [one = Number.NaN, other = Number.NaN] = [numbers[a], numbers[b]]
    if (Number.isNaN(one) || Number.isNaN(other)) return Number(Number.isNaN(one)) - Number(Number.isNaN(other))
    return one - other || compareFigures(texts[a] ?? '', texts[b] ?? '')
  }
}

type Test = (row: number) => boolean

function testsOf(seen: Seen, { filters, isProblemsOnly }: View): Test[] {
  const tests = seen.fields.flatMap((field) => {
    const condition = filters[keyOf(field)]
    return condition ? [testOf(seen, field, condition)] : []
  })
  if (isProblemsOnly) tests.unshift(hasProblem(seen))
  return tests
}

function testOf({ name, rows, marks, language }: Seen, field: Field, { is, text }: Condition): Test {
  const kept = (row: number) => valueAt(rows[row], field.path)
  if (is === 'empty') return (row) => plainText(field.field, kept(row), language) === ''
  if (is === 'finding') return (row) => marks.has(placeIn(name, row, field)) || !isUnderstood(field.field, kept(row))
  if (is === 'equals') {
    const wanted = comparable(field, readCell(field.field, text).value)
    return (row) => comparable(field, kept(row)) === wanted
  }
  const wanted = text.trim().toLowerCase()
  // Figures are looked for as they are, and as they are shown where somebody writes the separator.
  const textOf = wanted.includes(',') ? shownText : plainText
  return (row) => textOf(field.field, kept(row), language).toLowerCase().includes(wanted)
}

function comparable({ field }: Field, value: unknown): string {
  const text = String(value ?? '')
  return isFigure(field) ? plainFigure(text) : text.toLowerCase()
}

function hasProblem({ name, rows, fields, marks }: Seen): Test {
  const marked = new Set(
    [...marks.keys()]
      .map((pointer) => pointer.split('/'))
      .flatMap(([, part, row]) => (part === name && row !== undefined ? [Number(row)] : [])),
  )
  return (row) => marked.has(row) || fields.some((field) => !isUnderstood(field.field, valueAt(rows[row], field.path)))
}
