import { useCallback, useMemo, useState } from 'react'
import type { Wire } from '../pages/wire.ts'
import { withoutRows } from './edits.ts'
import type { Bounds } from './range.ts'
import { isWhole, orderOf, type Seen, type View, wholeView } from './view.ts'

/**
 * The lines as a view shows them. The view is taken once: a line that is changed stays where it is, and is not taken away
 * from under the hand. It is taken anew when it is set, when lines come or go, and when that is asked for.
 */
export function useView(seen: Seen) {
  const { rows, marks, language } = seen
  const [view, set] = useState<View>(wholeView)
  const [times, setTimes] = useState(0)
  const taken = useMemo(
    () => ({ rows, marks, order: isWhole(view) ? undefined : orderOf(seen, view) }),
    [view, rows.length, language, times],
  )
  const { order } = taken
  const shown: readonly Wire[] = useMemo(() => (order ? order.map((at) => rows[at]) : rows), [order, rows])
  return {
    view,
    shown,
    isWhole: order === undefined,
    isStale: order !== undefined && (taken.rows !== rows || taken.marks !== marks),
    set,
    showAll: () => set(wholeView),
    takeAnew: () => setTimes(times + 1),
    /** Which line of the filing stands in a row. */
    lineAt: useCallback((row: number) => (order ? (order[row] ?? -1) : row), [order]),
    /** In which row a line stands; −1 where it is hidden. */
    rowOf: (line: number) => (order ? order.indexOf(line) : line),
    /** All lines, with those that are shown as they are now. */
    whole: (next: readonly Wire[]): readonly Wire[] => {
      if (!order) return next
      const all = rows.slice()
      for (const [row, at] of order.entries()) all[at] = next[row]
      return all
    },
    /** All lines but those of a range. */
    without: (bounds: Bounds): readonly Wire[] => {
      if (!order) return withoutRows(rows, bounds)
      const gone = new Set(order.slice(bounds.top, bounds.bottom + 1))
      return rows.filter((_, at) => !gone.has(at))
    },
  }
}
export type Viewing = ReturnType<typeof useView>
