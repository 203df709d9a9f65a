import { type Field, isFigure } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import { withCells } from './edits.ts'
import type { Bounds, Place } from './range.ts'
import { readCell } from './read-cell.ts'
import { placesOf, scaled } from './sort-keys.ts'

/** 拖动填充. Where the corner of a range was dragged to: the range itself, gone on along one axis, the farther. */
export function reached({ top, bottom, left, right }: Bounds, { row, column }: Place): Bounds | undefined {
  const down = Math.max(row - bottom, top - row, 0)
  const across = Math.max(column - right, left - column, 0)
  if (down === 0 && across === 0) return undefined
  return down >= across
    ? { top: Math.min(top, row), bottom: Math.max(bottom, row), left, right }
    : { top, bottom, left: Math.min(left, column), right: Math.max(right, column) }
}

export interface Filled {
  readonly rows: Wire[]
  readonly cells: number
  /** Whether figures went on by a step. */
  readonly isSeries: boolean
}

/**
 * A range gone on over an area around it, along one axis: figures that are a step apart go on by it, everything else is
 * repeated.
 *
 * @param isRepeat figures are repeated as well
 */
export function filledOver(
  rows: readonly Wire[],
  fields: readonly Field[],
  source: Bounds,
  area: Bounds,
  isRepeat: boolean,
): Filled {
  const next = rows.slice()
  const isDown = area.top < source.top || area.bottom > source.bottom
  const [first, last, from, to] = isDown
    ? [area.top, area.bottom, source.top, source.bottom]
    : [area.left, area.right, source.left, source.right]
  const targets = Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((at) => at < from || at > to)
  const run = Array.from({ length: to - from + 1 }, (_, at) => from + at)
  let isSeries = false
  const goOn = (values: readonly unknown[], field: Field) => {
    const series = isRepeat ? undefined : seriesOf(values, field)
    isSeries ||= series !== undefined
    return (at: number) => (series ? series(at - from) : values[wrapped(at - from, values.length)])
  }
  if (isDown) {
    const columns = fields.slice(source.left, source.right + 1).map(
      (field) =>
        [
          field,
          goOn(
            run.map((row) => valueAt(rows[row], field.path)),
            field,
          ),
        ] as const,
    )
    for (const row of targets)
      next[row] = withCells(
        next[row] ?? {},
        columns.map(([field, goesOn]) => [field, goesOn(row) ?? '']),
      )
  } else
    for (let row = source.top; row <= source.bottom; row++) {
      const line = rows[row] ?? {}
      const goesOn = goOn(
        run.map((column) => valueAt(line, fields[column].path)),
        fields[from],
      )
      next[row] = withCells(
        line,
        targets.map((column) => [fields[column], given(fields[column], goesOn(column))]),
      )
    }
  const across = isDown ? source.right - source.left + 1 : source.bottom - source.top + 1
  return { rows: next, cells: targets.length * across, isSeries }
}

/** Ctrl R: the first column of a range in all of its columns; of a single column, the column to its left. */
export function filledRight(rows: readonly Wire[], fields: readonly Field[], bounds: Bounds): Wire[] {
  const from = bounds.left === bounds.right ? bounds.left - 1 : bounds.left
  if (from < 0) return rows.slice()
  return filledOver(rows, fields, { ...bounds, left: from, right: from }, { ...bounds, left: from }, true).rows
}

const wrapped = (at: number, length: number) => ((at % length) + length) % length

/** A value of one column as one of another. */
const given = ({ field }: Field, value: unknown) => readCell(field, String(value ?? '')).value

const decimal = /^-?\d+(\.\d+)?$/

/** 等差. How figures go on that are the same step apart: exactly; undefined where they are not, or there is one only. */
function seriesOf(values: readonly unknown[], { field }: Field): ((at: number) => unknown) | undefined {
  const texts = values.map((value) => String(value ?? ''))
  if (values.length < 2 || !isFigure(field) || !texts.every((text) => decimal.test(text))) return undefined
  const places = Math.max(...texts.map(placesOf))
  const figures = texts.map((text) => scaled(text, places))
  const step = figures[1] - figures[0]
  if (step === 0n || figures.some((figure, at) => at > 0 && figure - figures[at - 1] !== step)) return undefined
  return (at) => {
    const text = unscaled(figures[0] + step * BigInt(at), places)
    return field.kind === 'whole' ? Number(text) : text
  }
}

function unscaled(figure: bigint, places: number): string {
  const digits = String(figure < 0n ? -figure : figure).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return figure < 0n ? `-${text}` : text
}
