import { type ClipboardEvent, type Ref, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { Cell, type CellRendererProps, DataGrid, type DataGridHandle } from 'react-data-grid'
import 'react-data-grid/lib/styles.css'
import './grid.css'
import type { Described } from '../api/queries.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { Foot, FormulaBar } from './bars.tsx'
import type { Opened } from './cell-editor.tsx'
import { plainText, shownText } from './cell-text.ts'
import { columnsOf, gridFields, keyOf } from './columns.tsx'
import { emptied, filledDown, tiled, withBlock, withoutRows, withRows } from './edits.ts'
import { findPlaces, nextPlace } from './find.ts'
import { type Marks, markOf, placeIn } from './findings.ts'
import { pasteNote } from './paste-note.ts'
import { type Field2d, holds, type Place } from './range.ts'
import { ToolBar } from './tool-bar.tsx'
import { cellsOf, textOf } from './tsv.ts'
import { useChosenColumns } from './use-columns.ts'
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
  const [note, setNote] = useState('')
  const [search, setSearch] = useState<string>()

  const isEditable = onChange !== undefined
  const most = list.max ?? Number.POSITIVE_INFINITY
  const all = useMemo(() => gridFields(list), [list])
  const { shown: fields, hidden, hide } = useChosenColumns(memory, all)
  const shownKeys = fields.map(keyOf).join()
  const columns = useMemo(
    () => columnsOf({ fields, language, rowWord: words.row, isEditable, opened }),
    // By the keys, for the list is made anew with every drawing.
    [shownKeys, language, words.row, isEditable],
  )
  const lines = useMemo(() => (isEditable && rows.length < most ? [...rows, blank] : rows), [rows, isEditable, most])

  const shownAt = (row: number, column: number) => {
    const field = fields[column]
    return field ? shownText(field.field, valueAt(rows[row], field.path), language) : ''
  }
  const field2d: Field2d = {
    rows: lines.length,
    columns: fields.length,
    isFilled: (row, column) => shownAt(row, column) !== '',
  }
  const selection = useSelection(handle, lines.length, fields.length)
  const { bounds } = selection

  const hits = useMemo(
    () => findPlaces(rows.length, fields.length, shownAt, search ?? ''),
    [search, rows, shownKeys, language],
  )
  const [hit, setHit] = useState(-1)
  const findNext = (isBack: boolean, stay = false) => {
    const at = nextPlace(hits, hit >= 0 ? hits[hit] : selection.active, isBack)
    const place = hits[at]
    if (!place) return
    setHit(at)
    if (stay) handle.current?.setActivePosition({ idx: place.column + 1, rowIdx: place.row })
    else selection.go(place)
    handle.current?.scrollToCell({ idx: place.column + 1, rowIdx: place.row })
  }
  const closeFind = () => {
    setSearch(undefined)
    selection.go(selection.active ?? { row: 0, column: 0 })
    handle.current?.element?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus()
  }

  const change = (next: readonly Wire[]) => {
    setNote('')
    onChange?.(next)
  }
  const edits =
    isEditable && bounds
      ? {
          empty: () => change(emptied(rows, fields, bounds)),
          fill: () => change(filledDown(bounds.bottom < rows.length ? rows : [...rows, {}], fields, bounds)),
          insert: () => change(withRows(rows, bounds, most)),
          remove: () => {
            const at = { row: bounds.top, column: bounds.left }
            selection.go(at)
            selection.choose(at, at)
            change(withoutRows(rows, bounds))
          },
        }
      : undefined
  const onKeyDown = useKeys(selection, field2d, opened, { find: () => setSearch((now) => now ?? ''), findNext, edits })

  const copied = () =>
    bounds
      ? textOf(
          rows
            .slice(bounds.top, bounds.bottom + 1)
            .map((line) =>
              fields
                .slice(bounds.left, bounds.right + 1)
                .map(({ field, path }) => plainText(field, valueAt(line, path), language)),
            ),
        )
      : ''
  const onCopy = (event: ClipboardEvent) => {
    if (isInField(event) || !bounds) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', copied())
    if (event.type === 'cut') edits?.empty()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (isInField(event) || !bounds || !isEditable) return
    event.preventDefault()
    const block = tiled(cellsOf(event.clipboardData.getData('text/plain')), bounds)
    const at: Place = { row: bounds.top, column: bounds.left }
    const { rows: next, pasted } = withBlock(rows, fields, block, at, most)
    onChange?.(next)
    selection.choose(at, {
      row: at.row + pasted.rows - 1,
      column: Math.min(fields.length, at.column + (block[0]?.length ?? 1)) - 1,
    })
    setNote(pasteNote(pasted, language))
  }

  useImperativeHandle(ref, () => ({
    goTo: (pointer) => {
      const [, , row, ...path] = pointer.split('/')
      selection.go({ row: Number(row), column: fields.findIndex((field) => keyOf(field) === path.join('.')) })
    },
  }))
  // Nothing else opens Ctrl F while the grid has the focus; what is drawn of a cell changes with range, marks and hits.
  const current = hits[hit]
  const renderCell = useMemo(
    () => (key: React.Key, props: CellRendererProps<Wire, unknown>) => {
      const column = props.column.idx - 1
      const pointer = placeIn(name, props.rowIdx, fields[column])
      const mark = markOf(marks, pointer, fields[column], props.row, language)
      const isHit = current?.row === props.rowIdx && current.column === column
      const isChosen = bounds !== undefined && holds(bounds, props.rowIdx, column)
      return (
        <Cell
          key={key}
          {...props}
          id={pointer}
          title={mark?.told}
          className={`${mark ? `grid-mark grid-${mark.effect}` : ''}${isHit ? ' grid-hit' : ''}`}
          aria-selected={isChosen}
          aria-invalid={mark ? true : undefined}
          aria-description={mark?.told}
        />
      )
    },
    [name, marks, language, bounds, current, shownKeys],
  )
  const renderers = useMemo(() => ({ renderCell }), [renderCell])
  const problems = useMemo(
    () => [...marks.keys()].filter((pointer) => pointer.startsWith(`/${name}/`)).length,
    [marks, name],
  )
  const activeField = selection.active && fields[selection.active.column]
  const activeRow = selection.active?.row ?? -1

  return (
    <section className="grid" aria-label={list[language]} onCopy={onCopy} onCut={onCopy} onPaste={onPaste}>
      <ToolBar
        all={all}
        hidden={hidden}
        hide={hide}
        edits={edits}
        isEditable={isEditable}
        search={search}
        hits={hits.length}
        hit={hit}
        onSearch={(text) => {
          setHit(-1)
          setSearch(text)
        }}
        findNext={(isBack) => findNext(isBack, true)}
        closeFind={closeFind}
      />
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
      <Foot rows={rows.length} bounds={bounds} problems={problems} note={note} />
    </section>
  )
}

/** Whether the clipboard is an input's own affair. */
const isInField = ({ target }: ClipboardEvent) => /^(INPUT|SELECT|TEXTAREA)$/.test((target as Element).tagName)
