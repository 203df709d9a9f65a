import { type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import type { CellMouseArgs, CellMouseEvent, DataGridHandle, PositionChangeArgs } from 'react-data-grid'
import type { Wire } from '../pages/wire.ts'
import { type Bounds, boundsOf, type Place, type Range } from './range.ts'

/** The active cell and the range around it. Column −1 is the row number: whoever stands there has the row. */
interface Chosen extends Range {
  readonly active: Place
}

export interface Selection {
  readonly active: Place | undefined
  readonly bounds: Bounds | undefined
  readonly range: Range | undefined
  /** Makes a cell the active one, with the focus. */
  go(place: Place): void
  /** Moves the corner that Shift moves. */
  extend(to: Place): void
  /** Chooses a rectangle; the active cell stays. */
  choose(from: Place, to: Place): void
  onActive(args: PositionChangeArgs<Wire>): void
  onMouseDown(args: CellMouseArgs<Wire>, event: CellMouseEvent): void
}

/** 选区. The library has one active cell; the range around it is ours (workbench §4). */
export function useSelection(handle: RefObject<DataGridHandle | null>, rows: number, columns: number): Selection {
  const [kept, set] = useState<Chosen>()
  // Rows may be gone since: by a deletion, or taken back.
  const chosen = kept && kept.active.row < rows ? kept : undefined
  const isDragging = useRef(false)
  const rangeAt = (place: Place): Range =>
    place.column < 0
      ? { from: { row: place.row, column: 0 }, to: { row: place.row, column: columns - 1 } }
      : { from: place, to: place }
  const start = (place: Place) => set({ active: place, ...rangeAt(place) })
  const extend = (to: Place) => {
    set((now) => now && { ...now, to: to.column < 0 ? { row: to.row, column: columns - 1 } : to })
    handle.current?.scrollToCell({ idx: to.column + 1, rowIdx: to.row })
  }
  useDragging(handle, isDragging, extend)
  // The same object as long as the range is the same: cells are drawn again when it is another one.
  const bounds = useMemo(() => chosen && boundsOf(within(chosen, rows)), [chosen, rows])
  return {
    active: chosen?.active,
    range: chosen,
    bounds,
    go: ({ row, column }) => handle.current?.setActivePosition({ idx: column + 1, rowIdx: row }, { shouldFocus: true }),
    extend,
    choose: (from, to) => set((now) => now && { active: now.active, from, to }),
    onActive: ({ rowIdx, column }) =>
      rowIdx < 0 || !column ? set(undefined) : start({ row: rowIdx, column: column.idx - 1 }),
    onMouseDown: ({ rowIdx, column }, event) => {
      if (event.button !== 0) return
      const place = { row: rowIdx, column: column.idx - 1 }
      isDragging.current = true
      if (event.shiftKey && chosen) {
        // The focus stays with the active cell: keys go on from there.
        event.preventDefault()
        event.preventGridDefault()
        extend(place)
      } else start(place)
    },
  }
}

const within = ({ from, to }: Range, rows: number): Range => ({
  from: { ...from, row: Math.min(from.row, rows - 1) },
  to: { ...to, row: Math.min(to.row, rows - 1) },
})

/** While the button is held, the cell under the pointer is the other corner. Shift and the arrows do the same. */
function useDragging(
  handle: RefObject<DataGridHandle | null>,
  isDragging: RefObject<boolean>,
  extend: (to: Place) => void,
) {
  const latest = useRef(extend)
  latest.current = extend
  useEffect(() => {
    const element = handle.current?.element
    const over = ({ buttons, target }: MouseEvent) => {
      if (!isDragging.current || !(buttons & 1)) return
      const place = placeOf(target as Element)
      if (place) latest.current(place)
    }
    const end = () => {
      isDragging.current = false
    }
    element?.addEventListener('mouseover', over)
    addEventListener('mouseup', end)
    return () => {
      element?.removeEventListener('mouseover', over)
      removeEventListener('mouseup', end)
    }
  }, [handle, isDragging])
}

function placeOf(target: Element): Place | undefined {
  const cell = target.closest('[role=gridcell]')
  const row = Number(cell?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? 0) - 2
  return cell && row >= 0 ? { row, column: Number(cell.getAttribute('aria-colindex')) - 2 } : undefined
}
