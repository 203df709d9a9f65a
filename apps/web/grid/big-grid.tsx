import { type FocusEvent, type Ref, useImperativeHandle, useMemo, useRef } from 'react'
import { DataGrid, type DataGridHandle } from 'react-data-grid'
import 'react-data-grid/lib/styles.css'
import './grid.css'
import type { Described } from '../api/queries.ts'
import type { Field } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Foot, FormulaBar } from './bars.tsx'
import type { Opened } from './cell-editor.tsx'
import { plainText } from './cell-text.ts'
import { columnsOf, gridFields, keyOf } from './columns.tsx'
import { type Marks, markOf, placeIn } from './findings.ts'
import type { Field2d } from './range.ts'
import { ToolBar } from './tool-bar.tsx'
import { useCells } from './use-cells.tsx'
import { useChosenColumns } from './use-columns.ts'
import { useEditing } from './use-editing.ts'
import { useFind } from './use-find.ts'
import { useKeys } from './use-keys.ts'
import { useSelection } from './use-selection.ts'

export interface BigGridHandle {
  /** Goes to a cell by its pointer, with the focus. */
  goTo(pointer: string): void
}

export interface BigGridProps {
  /** The part of the content: pointers to cells begin with it. */
  readonly name: string
  readonly list: Described
  readonly rows: readonly Wire[]
  readonly marks: Marks
  /** Where the choice of columns is remembered. */
  readonly memory: string
  /** Absent where the lines are for reading only. */
  readonly onChange?: ((rows: readonly Wire[]) => void) | undefined
  readonly ref?: Ref<BigGridHandle>
}

const rowHeight = 34
const headHeight = 32
/** As many rows stand below one another at most; the others scroll. */
const mostVisible = 15
/** The line after the last one: who writes into it has one more. */
const blank: Wire = {}

/** 大表. Thousands of lines as in Excel (workbench §4): the viewport is the library's; range, clipboard and find are ours. */
export function BigGrid({ name, list, rows, marks, memory, onChange, ref }: BigGridProps) {
  const words = useWords(gridWords)
  const language = useLanguage()
  const handle = useRef<DataGridHandle>(null)
  const opened: Opened = useRef<'typed' | 'changed'>('typed')

  const isEditable = onChange !== undefined
  const most = list.max ?? Number.POSITIVE_INFINITY
  const all = useMemo(
    () => gridFields(list).filter((field) => isEditable || isUsed(rows, field)),
    [list, rows, isEditable],
  )
  const { shown: fields, hidden, hide } = useChosenColumns(memory, all)
  const shownKeys = fields.map(keyOf).join()
  const columns = useMemo(
    () => columnsOf({ fields, language, rowWord: words.row, isEditable, opened }),
    // By the keys, for the list is made anew with every drawing.
    [shownKeys, language, words.row, isEditable],
  )
  const lines = useMemo(() => (isEditable && rows.length < most ? [...rows, blank] : rows), [rows, isEditable, most])

  const field2d: Field2d = {
    rows: lines.length,
    columns: fields.length,
    isFilled: (row, column) => !isEmpty(valueAt(rows[row], fields[column]?.path ?? [])),
  }
  const selection = useSelection(handle, lines.length, fields.length)
  const find = useFind(handle, rows, fields, language, selection)
  const { edits, note, change, copy, paste } = useEditing({ rows, fields, most, language, onChange }, selection)
  const onKeyDown = useKeys(selection, field2d, opened, { find: find.open, findNext: find.next, edits })
  const renderers = useCells({ name, fields, marks, bounds: selection.bounds, hit: find.current })

  const onFocus = ({ target, relatedTarget }: FocusEvent) => {
    // Who comes in from outside comes to the first cell, not to the head.
    const isFromOutside = !handle.current?.element?.contains(relatedTarget as Node | null)
    if (target.role === 'columnheader' && isFromOutside) selection.go({ row: 0, column: 0 })
  }
  useImperativeHandle(ref, () => ({
    goTo: (pointer) => {
      const [, , row, ...path] = pointer.split('/')
      selection.go({ row: Number(row), column: fields.findIndex((field) => keyOf(field) === path.join('.')) })
    },
  }))
  const problems = useMemo(
    () => [...marks.keys()].filter((pointer) => pointer.startsWith(`/${name}/`)).length,
    [marks, name],
  )
  const activeField = selection.active && fields[selection.active.column]
  const activeRow = selection.active?.row ?? -1

  return (
    <section className="grid" aria-label={list[language]} onCopy={copy} onCut={copy} onPaste={paste} onFocus={onFocus}>
      <ToolBar all={all} hidden={hidden} hide={hide} edits={edits} isEditable={isEditable} find={find} />
      <FormulaBar
        row={activeRow}
        field={activeField}
        value={activeField ? plainText(activeField.field, valueAt(rows[activeRow], activeField.path), language) : ''}
        mark={
          activeRow >= 0
            ? markOf(marks, placeIn(name, activeRow, activeField), activeField, rows[activeRow] ?? blank, language)
            : undefined
        }
      />
      <DataGrid
        ref={handle}
        className="grid-body"
        style={{ blockSize: headHeight + rowHeight * Math.min(lines.length, mostVisible) + 16 }}
        aria-label={list[language]}
        aria-description={words.keys}
        columns={columns}
        rows={lines}
        rowHeight={rowHeight}
        headerRowHeight={headHeight}
        renderers={renderers}
        onActivePositionChange={selection.onActive}
        onCellMouseDown={selection.onMouseDown}
        onCellDoubleClick={() => {
          opened.current = 'changed'
        }}
        onCellKeyDown={onKeyDown}
        // Set so that Ctrl V does not open the cell: the block is taken by the section around.
        onCellPaste={({ row }) => row}
        onRowsChange={(next, { indexes: [at = 0] }) => change(at < rows.length ? next.slice(0, rows.length) : next)}
      />
      <Foot rows={rows.length} bounds={selection.bounds} problems={problems} note={note} />
    </section>
  )
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === ''

/** Whether any line says something there: who reads is not shown empty columns. */
const isUsed = (rows: readonly Wire[], { path }: Field) => rows.some((line) => valueAt(line, path) !== undefined)
