import { useRef } from 'react'
import type { CellKeyboardEvent, CellKeyDownArgs } from 'react-data-grid'
import type { Wire } from '../pages/wire.ts'
import type { Opened } from './cell-editor.tsx'
import { type Field2d, moved, type Place } from './range.ts'
import type { Selection } from './use-selection.ts'

/** What keys do to the lines; undefined where the grid is for reading only. */
export interface KeyActs {
  find(): void
  findNext(isBack: boolean): void
  /** Opens the menu of a column. */
  menu(column: number): void
  readonly edits:
    | { empty(): void; fill(): void; fillRight(): void; remove(): void; readonly insert: (() => void) | undefined }
    | undefined
}

/** Keys as in Excel (workbench §4). While an input method composes they all are its own. */
export function useKeys(selection: Selection, field: Field2d, opened: Opened, acts: KeyActs) {
  // Esc, then Tab leaves the grid: it is one tab stop and no trap.
  const isLeaving = useRef(false)

  return (args: CellKeyDownArgs<Wire>, event: CellKeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) {
      // An input method opens the cell by its first key, and what it commits replaces the value.
      if (args.mode === 'ACTIVE') opened.current = 'typed'
      else event.preventGridDefault()
      return
    }
    if (args.mode === 'ACTIVE' && args.column && isMenuKey(event, args.rowIdx)) {
      event.preventDefault()
      event.preventGridDefault()
      acts.menu(args.column.idx - 1)
      return
    }
    const done = args.mode === 'EDIT' ? whileEditing(args, event) : whileMoving(event)
    if (!done) return
    event.preventDefault()
    event.preventGridDefault()
  }

  /** Alt and the arrow as in Excel; on the head, where nothing is written, Enter as well. */
  function isMenuKey({ key, altKey }: CellKeyboardEvent, row: number): boolean {
    return altKey ? key === 'ArrowDown' : row < 0 && (key === 'Enter' || key === ' ')
  }

  function whileEditing(args: CellKeyDownArgs<Wire> & { readonly mode: 'EDIT' }, event: CellKeyboardEvent): boolean {
    const { key } = event
    const isTyped = opened.current === 'typed' && (event.target as Element).tagName === 'INPUT'
    if (key !== 'Enter' && key !== 'Tab' && !(isTyped && key.startsWith('Arrow'))) return false
    const at = { row: args.rowIdx, column: args.column.idx - 1 }
    args.onClose(true)
    // Whoever wrote into the last row has one more below it by now.
    const to =
      key === 'Tab' || key === 'Enter' ? onward(at, key, event.shiftKey, field.rows + 1) : moved(at, key, false, field)
    if (to) selection.go(to)
    return true
  }

  function whileMoving(event: CellKeyboardEvent): boolean {
    const { key, shiftKey, altKey } = event
    const isCtrl = event.ctrlKey || event.metaKey
    const { active, range } = selection
    if (!active || !range) return false
    if (key === 'Tab') return tab(active, event)
    isLeaving.current = key === 'Escape'
    if (key === 'Escape') {
      selection.choose(active, active)
      return true
    }
    opened.current = key === 'F2' ? 'changed' : 'typed'
    if (acted(key, isCtrl, shiftKey, altKey)) return true
    if (key === 'Enter') {
      selection.go(onward(active, key, shiftKey) ?? active)
      return true
    }
    // Up from the first row is the head: there Ctrl and the arrows make a column wider (the library's own keys).
    if (key === 'ArrowUp' && active.row === 0 && !shiftKey && !isCtrl) return false
    const to = moved(shiftKey ? range.to : active, key, isCtrl, field)
    if (!to) return false
    if (shiftKey) selection.extend(to)
    else selection.go(to)
    return true
  }

  function tab(active: Place, event: CellKeyboardEvent): boolean {
    const to = isLeaving.current ? undefined : onward(active, 'Tab', event.shiftKey)
    isLeaving.current = false
    if (to) selection.go(to)
    // Left to the browser, which goes to what comes after the grid.
    else event.preventGridDefault()
    return to !== undefined
  }

  /** Where Enter and Tab go on; undefined at the end of the grid. */
  function onward(at: Place, key: string, isBack: boolean, rows = field.rows): Place | undefined {
    const step = isBack ? -1 : 1
    const to =
      key === 'Enter'
        ? { row: at.row + step, column: at.column }
        : {
            row: at.row + Math.floor((at.column + step) / field.columns),
            column: (at.column + step + field.columns) % field.columns,
          }
    return to.row >= 0 && to.row < rows ? to : undefined
  }

  function acted(key: string, isCtrl: boolean, isShift: boolean, isAlt: boolean): boolean {
    const { edits } = acts
    const [last, right] = [field.rows - 1, field.columns - 1]
    const chord = `${isCtrl ? 'Ctrl ' : ''}${isAlt ? 'Alt ' : ''}${isShift ? 'Shift ' : ''}${key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key}`
    const { from, to } = selection.range ?? { from: { row: 0, column: 0 }, to: { row: 0, column: 0 } }
    const table: Readonly<Record<string, (() => void) | undefined>> = {
      'Ctrl a': () => selection.choose({ row: 0, column: 0 }, { row: last, column: right }),
      'Shift Space': () => selection.choose({ ...from, column: 0 }, { ...to, column: right }),
      'Ctrl Space': () => selection.choose({ ...from, row: 0 }, { ...to, row: last }),
      'Ctrl f': acts.find,
      F3: () => acts.findNext(false),
      'Shift F3': () => acts.findNext(true),
      Delete: edits?.empty,
      'Ctrl d': edits?.fill,
      'Ctrl r': edits?.fillRight,
      'Alt Insert': edits?.insert,
      'Alt Delete': edits?.remove,
    }
    const act = table[chord]
    act?.()
    return act !== undefined
  }
}
