import { type FocusEvent, type Ref, useCallback, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { DataGrid, type DataGridHandle, type SortColumn } from 'react-data-grid'
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
import { HeadContext } from './head-cell.tsx'
import { HeadMenu } from './head-menu.tsx'
import type { Field2d } from './range.ts'
import { ToolBar } from './tool-bar.tsx'
import { useCells } from './use-cells.tsx'
import { useChosenColumns, useColumnWidths } from './use-columns.ts'
import { useEditing } from './use-editing.ts'
import { useFind } from './use-find.ts'
import { useGoTo } from './use-go-to.ts'
import { useKeys } from './use-keys.ts'
import { type FillOver, useSelection } from './use-selection.ts'
import { useView } from './use-view.ts'
import type { View } from './view.ts'

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
  const widths = useColumnWidths(memory)
  const viewing = useView({ name, rows, fields: all, marks, language })
  const { shown, lineAt } = viewing
  const [menu, setMenu] = useState<string>()
  const closeMenu = useCallback(() => setMenu(undefined), [])
  const shownKeys = fields.map(keyOf).join()
  const columns = useMemo(
    () => columnsOf({ fields, language, rowWord: words.row, isEditable, opened, lineAt }),
    // By the keys, for the list is made anew with every drawing.
    [shownKeys, language, words.row, isEditable, lineAt],
  )
  const canGrow = isEditable && viewing.isWhole && rows.length < most
  const lines = useMemo(() => (canGrow ? [...shown, blank] : shown), [shown, canGrow])

  const field2d: Field2d = {
    rows: lines.length,
    columns: fields.length,
    page: mostVisible - 1,
    isFilled: (row, column) => !isEmpty(valueAt(shown[row], fields[column]?.path ?? [])),
  }
  const fillOver = useRef<FillOver>(undefined)
  const selection = useSelection(handle, lines.length, fields.length, fillOver)
  const find = useFind(handle, shown, fields, language, selection)
  const editing = useEditing({ viewing, fields, most, language, onChange }, selection)
  const { edits, note, change, copy, paste } = editing
  fillOver.current = editing.fillOver
  const openMenu = (column: number) => setMenu(fields[column] && keyOf(fields[column]))
  const onKeyDown = useKeys(selection, field2d, opened, {
    find: find.open,
    findNext: find.next,
    menu: openMenu,
    edits,
  })
  const { bounds, filling } = selection
  const renderers = useCells({
    ...{ name, fields, marks, bounds, filling, lineAt },
    hit: find.current,
    hasHandle: isEditable,
    isWhole: viewing.isWhole,
  })
  const goTo = useGoTo({ viewing, fields, selection, tell: editing.setNote })

  const onFocus = ({ target, relatedTarget }: FocusEvent) => {
    // Who comes in from outside comes to the first cell, not to the head.
    const isFromOutside = !handle.current?.element?.contains(relatedTarget as Node | null)
    if (target.role === 'columnheader' && isFromOutside && menu === undefined) selection.go({ row: 0, column: 0 })
  }
  useImperativeHandle(ref, () => ({ goTo }))
  const onView = (view: View) => {
    viewing.set(view)
    // Other lines stand in the rows now.
    selection.go({ row: 0, column: Math.max(menuAt, 0) })
  }
  const problems = useMemo(
    () => [...marks.keys()].filter((pointer) => pointer.startsWith(`/${name}/`)).length,
    [marks, name],
  )
  const activeField = selection.active && fields[selection.active.column]
  const activeLine = selection.active ? lineAt(selection.active.row) : -1
  const menuAt = fields.findIndex((field) => keyOf(field) === menu)
  const head = useMemo(() => ({ view: viewing.view, open: setMenu }), [viewing.view])

  return (
    <section className="grid" aria-label={list[language]} onCopy={copy} onCut={copy} onPaste={paste} onFocus={onFocus}>
      <ToolBar {...{ all, hidden, hide, edits, isEditable, find, viewing }} hasProblems={problems > 0} />
      <FormulaBar
        line={activeLine}
        field={activeField}
        value={activeField ? plainText(activeField.field, valueAt(rows[activeLine], activeField.path), language) : ''}
        mark={
          activeLine >= 0
            ? markOf(marks, placeIn(name, activeLine, activeField), activeField, rows[activeLine] ?? blank, language)
            : undefined
        }
      />
      <HeadContext value={head}>
        <DataGrid
          ref={handle}
          className="grid-body"
          style={{ blockSize: headHeight + rowHeight * Math.max(1, Math.min(lines.length, mostVisible)) + 16 }}
          aria-label={list[language]}
          aria-description={words.keys}
          columns={columns}
          columnWidths={widths.first}
          onColumnResize={widths.remember}
          sortColumns={sortOf(viewing.view)}
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
          onRowsChange={(next, { indexes: [at = 0] }) => change(at < shown.length ? next.slice(0, shown.length) : next)}
        />
      </HeadContext>
      {menuAt >= 0 ? (
        <HeadMenu
          key={menu}
          handle={handle}
          field={fields[menuAt]}
          at={menuAt}
          view={viewing.view}
          onView={onView}
          onClose={closeMenu}
        />
      ) : null}
      <Foot rows={rows.length} fields={fields} bounds={bounds} problems={problems} note={note} viewing={viewing} />
    </section>
  )
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === ''

/** Whether any line says something there: who reads is not shown empty columns. */
const isUsed = (rows: readonly Wire[], { path }: Field) => rows.some((line) => valueAt(line, path) !== undefined)

const none: readonly SortColumn[] = []
/** As the library marks the head of the column (aria-sort). */
const sortOf = ({ sort }: View): readonly SortColumn[] =>
  sort ? [{ columnKey: sort.key, direction: sort.isDescending ? 'DESC' : 'ASC' }] : none
