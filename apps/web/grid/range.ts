/** 选区: a rectangle of cells between two corners, and where keys move them. */

export interface Place {
  readonly row: number
  readonly column: number
}
export interface Range {
  /** The active cell. */
  readonly from: Place
  /** The corner that Shift moves. */
  readonly to: Place
}
/** Inclusive. */
export interface Bounds {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const boundsOf = ({ from, to }: Range): Bounds => ({
  top: Math.min(from.row, to.row),
  bottom: Math.max(from.row, to.row),
  left: Math.min(from.column, to.column),
  right: Math.max(from.column, to.column),
})

export const holds = ({ top, bottom, left, right }: Bounds, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right

/** Rows and columns there are, and what is filled in: what the keys need to know. */
export interface Field2d {
  readonly rows: number
  readonly columns: number
  /** Rows that are seen at once. */
  readonly page: number
  isFilled(row: number, column: number): boolean
}

const steps: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
}

/** Where a key takes a corner, as in Excel; undefined where the key moves nothing. */
export function moved(at: Place, key: string, isCtrl: boolean, field: Field2d): Place | undefined {
  const [lastRow, lastColumn] = [field.rows - 1, field.columns - 1]
  if (key === 'Home') return { row: isCtrl ? 0 : at.row, column: 0 }
  if (key === 'End') return { row: isCtrl ? lastRow : at.row, column: lastColumn }
  const step = steps[key]
  const pages = isCtrl ? undefined : { PageUp: -1, PageDown: 1 }[key]
  if (pages) return { row: Math.max(0, Math.min(lastRow, at.row + pages * field.page)), column: at.column }
  if (!step) return undefined
  if (isCtrl) return edge(at, step, field)
  return {
    row: Math.max(0, Math.min(lastRow, at.row + step.row)),
    column: Math.max(0, Math.min(lastColumn, at.column + step.column)),
  }
}

/** Ctrl and an arrow: to the end of the filled cells, or over the empty ones to the next filled one, or to the edge. */
function edge(from: Place, step: Place, field: Field2d): Place {
  const next = (at: Place): Place | undefined => {
    const to = { row: at.row + step.row, column: at.column + step.column }
    return to.row >= 0 && to.row < field.rows && to.column >= 0 && to.column < field.columns ? to : undefined
  }
  const isFilled = (at: Place | undefined) => at !== undefined && field.isFilled(at.row, at.column)
  let at = from
  const overFilled = isFilled(at) && isFilled(next(at))
  for (let to = next(at); to; to = next(at)) {
    if (overFilled && !isFilled(to)) return at
    at = to
    if (!overFilled && isFilled(at)) return at
  }
  return at
}
