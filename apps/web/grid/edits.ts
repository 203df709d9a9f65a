import type { Field } from '../pages/fields.ts'
import { valueAt, type Wire, withValue } from '../pages/wire.ts'
import type { Bounds, Place } from './range.ts'
import { type Rewriting, readCell } from './read-cell.ts'

type Rows = readonly Wire[]

/** Sets a cell of a line that is being made. An empty value takes the cell away. */
function put(line: Record<string, unknown>, { path }: Field, value: unknown): void {
  const [name = '', ...rest] = path
  if (value === '' && !(name in line)) return
  const inner = rest.length === 0 ? value : withValue(line[name], rest, value)
  if (inner !== undefined && inner !== '') line[name] = inner
  else delete line[name]
}

/** A line with some cells set; it is copied once, however many they are. */
export function withCells(line: Wire, cells: readonly (readonly [Field, unknown])[]): Wire {
  const next = { ...line }
  for (const [field, value] of cells) put(next, field, value)
  return next
}

/** A line with one cell set. */
export const withCell = (line: Wire, field: Field, value: unknown): Wire => withCells(line, [[field, value]])

/** 粘贴说明: what a paste did, so that nothing is dropped silently. */
export interface Pasted {
  readonly rows: number
  readonly rewritten: number
  readonly by: Readonly<Partial<Record<Rewriting, number>>>
  readonly unread: number
  /** Cells right of the last column, and rows beyond what the list may hold: left out. */
  readonly outside: number
  readonly beyond: number
}

/** A block set in from a place on; new rows come where there are too few, up to what the list may hold. */
export function withBlock(
  rows: Rows,
  fields: readonly Field[],
  block: readonly (readonly string[])[],
  at: Place,
  most: number,
): { readonly rows: Wire[]; readonly pasted: Pasted } {
  const next: Wire[] = rows.slice()
  const by: Partial<Record<Rewriting, number>> = {}
  let [rewritten, unread, outside] = [0, 0, 0]
  const taken = block.slice(0, Math.max(0, most - at.row))
  for (const [down, cells] of taken.entries()) {
    const line = { ...next[at.row + down] }
    for (const [right, text] of cells.entries()) {
      const field = fields[at.column + right]
      if (!field) {
        outside++
        continue
      }
      const read = readCell(field.field, text)
      put(line, field, read.value)
      if (read.rewritten.length > 0) rewritten++
      for (const how of read.rewritten) by[how] = (by[how] ?? 0) + 1
      if (!read.isUnderstood) unread++
    }
    next[at.row + down] = line
  }
  // A paste below the last row leaves no holes.
  for (let row = rows.length; row < at.row; row++) next[row] ??= {}
  return {
    rows: next,
    pasted: { rows: taken.length, rewritten, by, unread, outside, beyond: block.length - taken.length },
  }
}

/** The block repeated over a range that it fits into without a rest, as Excel does; else the block. */
export function tiled(
  block: readonly (readonly string[])[],
  { top, bottom, left, right }: Bounds,
): readonly (readonly string[])[] {
  const [rows, columns] = [bottom - top + 1, right - left + 1]
  const [height, width] = [block.length, block[0]?.length ?? 0]
  if (width === 0 || rows % height !== 0 || columns % width !== 0) return block
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => block[row % height]?.[column % width] ?? ''),
  )
}

const inside = (fields: readonly Field[], { left, right }: Bounds) => fields.slice(left, right + 1)
const mapped = (rows: Rows, { top, bottom }: Bounds, of: (line: Wire) => Wire): Wire[] =>
  rows.map((line, row) => (row >= top && row <= bottom ? of(line) : line))

/** Delete: the cells of a range emptied. */
export const emptied = (rows: Rows, fields: readonly Field[], bounds: Bounds): Wire[] =>
  mapped(rows, bounds, (line) =>
    withCells(
      line,
      inside(fields, bounds).map((field) => [field, '']),
    ),
  )

/** Ctrl D: the first row of a range in all of its rows; of a single row, the row above it. */
export function filledDown(rows: Rows, fields: readonly Field[], bounds: Bounds): Wire[] {
  const source = bounds.top === bounds.bottom ? rows[bounds.top - 1] : rows[bounds.top]
  if (!source) return rows.slice()
  const cells = inside(fields, bounds).map((field) => [field, valueAt(source, field.path)] as const)
  return mapped(rows, bounds, (line) => (line === source ? line : withCells(line, cells)))
}

/** As many empty rows as a range has, above it; no more than the list may hold. */
export const withRows = (rows: Rows, { top, bottom }: Bounds, most: number): Wire[] => {
  const count = Math.max(0, Math.min(bottom - top + 1, most - rows.length))
  return rows.slice(0, top).concat(
    Array.from({ length: count }, () => ({})),
    rows.slice(top),
  )
}

export const withoutRows = (rows: Rows, { top, bottom }: Bounds): Wire[] =>
  rows.slice(0, top).concat(rows.slice(bottom + 1))
