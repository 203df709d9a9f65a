import type { CodeNames, SheetField, SheetPart } from '../book/layout.ts'
import { valueReader } from '../book/values.ts'
import { type Header, headerOf } from './header.ts'
import { mappable, neededOf, type SheetMapping } from './mapping.ts'
import type { Outline, SheetOutline } from './outline.ts'
import { likenessOf, likenessOfSheet } from './words.ts'

/** A proposal for one column, with how sure it is in percent. */
interface ColumnGuess {
  readonly column: number
  readonly field: string
  readonly confidence: number
  readonly down?: boolean
}

/** A proposal for one sheet. */
export interface SheetGuess extends Omit<SheetMapping, 'columns'> {
  readonly confidence: number
  readonly columns: readonly ColumnGuess[]
}

/**
 * Proposes what each sheet of a firm's own workbook is, and what each column (猜列): by its heading, and by what its values
 * look like. A person confirms it: nothing is read by a guess alone.
 */
export function guess(outline: Outline, parts: readonly SheetPart[], names: CodeNames): SheetGuess[] {
  const all = outline.map((sheet) => {
    const header = headerOf(sheet, parts)
    return { sheet, header, of: parts.map((part) => guessPart(sheet, header, part, names)) }
  })
  const chosen = new Map<string, { part: SheetPart; at: number }>()
  // The surest first: a part is one sheet, a sheet one part.
  const ranked = all
    .flatMap(({ sheet, of }) => of.map((made, at) => ({ sheet: sheet.name, at, score: made.score })))
    .filter(({ score }) => score >= leastPart)
    .sort((a, b) => b.score - a.score)
  for (const { sheet, at } of ranked) {
    const isTaken = chosen.has(sheet) || Array.from(chosen.values()).some((one) => one.at === at)
    if (!isTaken) chosen.set(sheet, { part: parts[at], at })
  }
  return all.map(({ sheet, header, of }) => {
    const found = chosen.get(sheet.name)
    const made = found && of[found.at]
    return {
      sheet: sheet.name,
      part: found?.part.part ?? null,
      header: header?.row ?? sheet.rows[0]?.no ?? 1,
      confidence: Math.min(100, Math.round((made?.score ?? 0) * 80)),
      columns: made?.columns ?? [],
    }
  })
}

const leastPart = 0.4
const leastColumn = 0.5

/** The columns of a sheet if it were this part, and how well that would fit. */
function guessPart(sheet: SheetOutline, header: Header | undefined, part: SheetPart, names: CodeNames) {
  if (!header) return { score: 0, columns: [] }
  const lines = sheet.rows.filter(({ no }) => no > header.row).map(({ texts }) => texts)
  const fields = mappable(part).map((field) => ({ field, looksLike: shareOf(field, names) }))
  const pairs = header.titles.flatMap((title, column) => {
    const values = lines.map((texts) => texts[column] ?? '').filter((text) => text !== '')
    return fields.map(({ field, looksLike }) => ({ column, field, score: scoreOf(title, values, field, looksLike) }))
  })
  const columns = taken(pairs.filter(({ score }) => score >= leastColumn))
  const found = new Set(columns.map(({ field }) => field.pointer))
  const needed = neededOf(part)
  const share = needed.filter((group) => group.some((pointer) => found.has(pointer))).length / (needed.length || 1)
  return {
    score: share * (1 + likenessOfSheet(sheet.name, part)),
    columns: columns.map(({ column, field, score }) => ({
      column,
      field: field.pointer,
      confidence: Math.round(score * 100),
      ...(isMergedDown(column, field, part, lines) ? { down: true } : {}),
    })),
  }
}

interface Pair {
  readonly column: number
  readonly field: SheetField
  readonly score: number
}

/** Each column one field and each field one column, the surest first. */
function taken(pairs: readonly Pair[]): Pair[] {
  const [columns, fields] = [new Set<number>(), new Set<SheetField>()]
  const chosen: Pair[] = []
  for (const pair of pairs.toSorted((a, b) => b.score - a.score || a.column - b.column)) {
    if (columns.has(pair.column) || fields.has(pair.field)) continue
    columns.add(pair.column)
    fields.add(pair.field)
    chosen.push(pair)
  }
  return chosen.sort((a, b) => a.column - b.column)
}

/** The share of values that a field would understand; 1 for texts, which understand everything. */
type LooksLike = (values: readonly string[]) => number

const figure = /^-?\d+(?:\.\d+)?$/
const goodsCode = /^\d{8}(\d\d)?$/

function shareOf(field: SheetField, names: CodeNames): LooksLike {
  const read = valueReader(field, names)
  const { kind } = field.meta
  const fits = (text: string): boolean => {
    const { value, not } = read(text)
    if (isGoodsCode(field)) return goodsCode.test(String(value).replace(/[\s.-]/g, ''))
    if (isFigure(kind)) return figure.test(String(value))
    return !not
  }
  return (values) => (values.length === 0 ? 0.5 : values.filter(fits).length / values.length)
}

const isFigure = (kind: string) => ['quantity', 'consumption', 'percent', 'rate', 'amount', 'whole'].includes(kind)
const isGoodsCode = ({ meta }: SheetField) => /hscode$/i.test(meta.en.replace(/\s/g, ''))

function scoreOf(title: string, values: readonly string[], field: SheetField, looksLike: LooksLike): number {
  const name = likenessOf(title, field)
  const share = looksLike(values)
  const { kind } = field.meta
  if (kind === 'text') {
    // A name is no column of figures; a part number may be one.
    const isAllFigures = values.length > 0 && values.every((text) => figure.test(text))
    return isAllFigures && !/part/i.test(field.pointer) ? name * 0.6 : name
  }
  // Words that no list has are asked about later: a heading that says so is enough for a code.
  if (kind === 'code' && name >= 0.75 && !values.every((text) => figure.test(text))) return name * (0.85 + 0.15 * share)
  if (share < 0.5) return name * 0.4
  const fitting = name * (0.7 + 0.3 * share)
  // Without a heading that means it, values speak for what has a shape of its own.
  const speaks = share >= 0.9 && values.length >= 2
  if (isGoodsCode(field) && speaks) return Math.max(fitting, field.required ? 0.7 : 0.4)
  if (kind === 'code' && field.required && speaks && !values.every((text) => figure.test(text))) {
    return Math.max(fitting, 0.55)
  }
  return fitting
}

/** Cells merged downwards leave all but their first empty: the product of a bill of materials. */
function isMergedDown(column: number, field: SheetField, part: SheetPart, lines: readonly (readonly string[])[]) {
  const isKey = neededOf(part).some((group) => group.includes(field.pointer)) && field.meta.kind === 'text'
  const held = lines.filter((texts) => (texts[column] ?? '') !== '').length
  return isKey && held > 0 && held * 2 <= lines.length && (lines[0]?.[column] ?? '') !== ''
}
