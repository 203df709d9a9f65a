import type { SheetPart } from '../book/layout.ts'
import type { OutlineRow, SheetOutline } from './outline.ts'
import { likenessOf } from './words.ts'

/** The header (表头行) of a sheet: one row, or two where groups stand above it in merged cells. */
export interface Header {
  /** Number of its last row: lines begin below it. */
  readonly row: number
  /** By column; '' where nothing stands above the values. */
  readonly titles: readonly string[]
}

const within = 20
const isKnown = 0.75
const isFigure = (text: string) => /^[-+]?[\d,.\s%]+$/.test(text)

/** Finds the header: the row in which most cells are words for fields; where none is, the first row that looks like one. */
export function headerOf({ rows }: SheetOutline, parts: readonly SheetPart[]): Header | undefined {
  const fields = parts.flatMap((part) => part.fields)
  const isTitle = (text: string) => text !== '' && fields.some((field) => likenessOf(text, field) >= isKnown)
  const known = rows.slice(0, within).map(({ texts }) => texts.filter(isTitle).length)
  const most = Math.max(0, ...known)
  const at = most >= 2 ? known.indexOf(most) : rows.findIndex((row, i) => looksLikeHeader(row, rows[i + 1]))
  return at < 0 ? undefined : headerAt(rows, at, isTitle)
}

/** The header that a person says it is. */
export function headerIn({ rows }: SheetOutline, no: number): Header | undefined {
  const at = rows.findIndex((row) => row.no === no)
  return at < 0 ? undefined : headerAt(rows, at, () => false)
}

/** Texts, three or more, over a row that holds figures. */
function looksLikeHeader({ texts }: OutlineRow, below: OutlineRow | undefined): boolean {
  const held = texts.filter((text) => text !== '')
  return held.length >= 3 && !held.some(isFigure) && (below?.texts.some(isFigure) ?? false)
}

function headerAt(rows: readonly OutlineRow[], at: number, isTitle: (text: string) => boolean): Header {
  const lower = rows[at]
  const [above, below] = [rows[at - 1], rows[at + 1]]
  // The best row may be the upper of two: what is merged downwards stands in it, and its groups are named below.
  if (below && isSecondRow(lower, below, isTitle)) return { row: below.no, titles: joined(lower.texts, below.texts) }
  if (above && isSecondRow(above, lower, isTitle)) return { row: lower.no, titles: joined(above.texts, lower.texts) }
  return { row: lower.no, titles: lower.texts }
}

/** Whether a row goes on with the header above it: words only, some of them beside or under a cell merged to the right. */
function isSecondRow(upper: OutlineRow, lower: OutlineRow, isTitle: (text: string) => boolean): boolean {
  const below = lower.texts.filter((text) => text !== '')
  if (lower.no !== upper.no + 1 || below.length === 0 || below.some(isFigure)) return false
  const length = Math.max(upper.texts.length, lower.texts.length)
  const columns = Array.from({ length }, (_, i) => i)
  const merged = columns.filter((i) => (lower.texts[i] ?? '') !== '' && (upper.texts[i] ?? '') === '')
  const down = columns.filter((i) => (lower.texts[i] ?? '') === '' && (upper.texts[i] ?? '') !== '')
  return merged.length > 0 && down.length > 1 && down.filter((i) => isTitle(upper.texts[i] ?? '')).length > 1
}

/** Both rows as one: a group's name goes on to the right until the next, over the columns that have names below it. */
function joined(upper: readonly string[], lower: readonly string[]): string[] {
  let group = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const [over, under] = [upper[i] ?? '', lower[i] ?? '']
    if (over !== '') group = under === '' ? '' : over
    return under === '' ? over : `${group}${group ? '/' : ''}${under}`
  })
}
