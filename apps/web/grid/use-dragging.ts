import { type RefObject, useEffect, useRef } from 'react'
import type { DataGridHandle } from 'react-data-grid'
import type { Place } from './range.ts'

/** What the button holds while it is down: the range's other corner, or the handle that fills. */
export type Dragging = 'range' | 'fill' | undefined

/** Beyond the grid's edge it goes on by so many rows, so often. */
const [everyMs, step] = [60, 3]

interface Drag {
  /** The cell under the pointer; beyond the edge, the next one that way. */
  over(place: Place): void
  end(isCtrl: boolean): void
}

/** While the button is held, the cell under the pointer is the other corner. Shift and the arrows do the same. */
export function useDragging(
  handle: RefObject<DataGridHandle | null>,
  dragging: RefObject<Dragging>,
  rows: number,
  drag: Drag,
) {
  const latest = useRef({ drag, rows })
  latest.current = { drag, rows }
  useEffect(() => {
    const element = handle.current?.element
    let [last, timer]: [Place | undefined, ReturnType<typeof setInterval> | undefined] = [undefined, undefined]
    const stop = () => {
      clearInterval(timer)
      timer = undefined
    }
    const over = (place: Place) => {
      last = place
      latest.current.drag.over(place)
    }
    const move = ({ buttons, target, clientY }: MouseEvent) => {
      if (!dragging.current || !(buttons & 1)) return
      const place = element?.contains(target as Element) ? placeOf(target as Element) : undefined
      const box = element?.getBoundingClientRect()
      const way = !box || place ? 0 : clientY >= box.bottom ? step : clientY <= box.top ? -step : 0
      if (way === 0) stop()
      if (place && (place.row !== last?.row || place.column !== last.column)) over(place)
      if (way === 0 || timer !== undefined) return
      timer = setInterval(() => {
        if (last) over({ ...last, row: Math.max(0, Math.min(latest.current.rows - 1, last.row + way)) })
      }, everyMs)
    }
    const end = ({ ctrlKey, metaKey }: MouseEvent) => {
      stop()
      last = undefined
      if (dragging.current) latest.current.drag.end(ctrlKey || metaKey)
      dragging.current = undefined
    }
    addEventListener('mousemove', move)
    addEventListener('mouseup', end)
    return () => {
      stop()
      removeEventListener('mousemove', move)
      removeEventListener('mouseup', end)
    }
  }, [handle, dragging])
}

function placeOf(target: Element): Place | undefined {
  const cell = target.closest('[role=gridcell]')
  const row = Number(cell?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? 0) - 2
  return cell && row >= 0 ? { row, column: Number(cell.getAttribute('aria-colindex')) - 2 } : undefined
}
