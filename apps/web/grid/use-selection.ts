import { type RefObject, useMemo, useRef, useState } from 'react'
import type { CellMouseArgs, CellMouseEvent, DataGridHandle, PositionChangeArgs } from 'react-data-grid'
import type { Wire } from '../pages/wire.ts'
import { reached } from './fill.ts'
import { type Bounds, boundsOf, type Place, type Range } from './range.ts'
import { type Dragging, useDragging } from './use-dragging.ts'

/** The active cell and the range around it. Column −1 is the row number: whoever stands there has the row. */
interface Chosen extends Range {
  readonly active: Place
}

export interface Selection {
  readonly active: Place | undefined
  readonly bounds: Bounds | undefined
  readonly range: Range | undefined
  /** The range with what it would fill, while its handle is dragged. */
  readonly filling: Bounds | undefined
  /** Makes a cell the active one, with the focus. */
  go(place: Place): void
  /** Moves the corner that Shift moves. */
  extend(to: Place): void
  /** Chooses a rectangle; the active cell stays. */
  choose(from: Place, to: Place): void
  onActive(args: PositionChangeArgs<Wire>): void
  onMouseDown(args: CellMouseArgs<Wire>, event: CellMouseEvent): void
}

/** What fills from a range over an area; nothing where the lines are for reading only. */
export type FillOver = ((source: Bounds, area: Bounds, isRepeat: boolean) => void) | undefined

/** 选区. The library has one active cell; the range around it is ours (workbench §4). */
export function useSelection(
  handle: RefObject<DataGridHandle | null>,
  rows: number,
  columns: number,
  fillOver: RefObject<FillOver>,
): Selection {
  const [kept, set] = useState<Chosen>()
  const [filling, setFilling] = useState<Bounds>()
  // Rows may be gone since: by a deletion, or taken back.
  const chosen = kept && kept.active.row < rows ? kept : undefined
  const dragging = useRef<Dragging>(undefined)
  const rangeAt = (place: Place): Range =>
    place.column < 0
      ? { from: { row: place.row, column: 0 }, to: { row: place.row, column: columns - 1 } }
      : { from: place, to: place }
  const start = (place: Place) => set({ active: place, ...rangeAt(place) })
  const show = (place: Place) => handle.current?.scrollToCell({ idx: place.column + 1, rowIdx: place.row })
  const extend = (to: Place) => {
    set((now) => now && { ...now, to: to.column < 0 ? { row: to.row, column: columns - 1 } : to })
    show(to)
  }
  const choose = (from: Place, to: Place) => {
    dragging.current = undefined
    setFilling(undefined)
    set((now) => now && { active: now.active, from, to })
  }
  // The same object as long as the range is the same: cells are drawn again when it is another one.
  const bounds = useMemo(() => chosen && boundsOf(within(chosen, rows)), [chosen, rows])
  useDragging(handle, dragging, rows, {
    over: (place) => {
      if (dragging.current === 'range') return extend(place)
      setFilling(bounds && reached(bounds, place))
      show(place)
    },
    end: (isCtrl) => {
      if (dragging.current !== 'fill' || !bounds || !filling) return
      fillOver.current?.(bounds, filling, isCtrl)
      choose({ row: filling.top, column: filling.left }, { row: filling.bottom, column: filling.right })
    },
  })
  return {
    active: chosen?.active,
    range: chosen,
    bounds,
    filling,
    go: ({ row, column }) => handle.current?.setActivePosition({ idx: column + 1, rowIdx: row }, { shouldFocus: true }),
    extend,
    choose,
    onActive: ({ rowIdx, column }) =>
      rowIdx < 0 || !column ? set(undefined) : start({ row: rowIdx, column: column.idx - 1 }),
    onMouseDown: ({ rowIdx, column }, event) => {
      if (event.button !== 0) return
      const place = { row: rowIdx, column: column.idx - 1 }
      if (fillOver.current && isOnHandle(bounds, place, event)) {
        dragging.current = 'fill'
        event.preventDefault()
        event.preventGridDefault()
        return
      }
      dragging.current = 'range'
      if (event.shiftKey && chosen) {
        // The focus stays with the active cell: keys go on from there.
        event.preventDefault()
        event.preventGridDefault()
        extend(place)
      } else start(place)
    },
  }
}

/** As large as it is drawn (grid.css), and a little around it. */
const handleSize = 10

/** Whether the pointer is on the handle at a range's corner (填充柄). */
function isOnHandle(bounds: Bounds | undefined, { row, column }: Place, event: CellMouseEvent): boolean {
  if (bounds?.bottom !== row || bounds.right !== column) return false
  const { right, bottom } = event.currentTarget.getBoundingClientRect()
  return right - event.clientX <= handleSize && bottom - event.clientY <= handleSize
}

const within = ({ from, to }: Range, rows: number): Range => ({
  from: { ...from, row: Math.min(from.row, rows - 1) },
  to: { ...to, row: Math.min(to.row, rows - 1) },
})
