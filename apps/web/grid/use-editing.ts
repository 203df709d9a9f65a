import { type ClipboardEvent, useState } from 'react'
import type { Field } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import type { Language } from '../words/words.ts'
import { plainText } from './cell-text.ts'
import { emptied, filledDown, tiled, withBlock, withoutRows, withRows } from './edits.ts'
import { pasteNote } from './paste-note.ts'
import type { Bounds } from './range.ts'
import { cellsOf, textOf } from './tsv.ts'
import type { Selection } from './use-selection.ts'

interface Sheet {
  readonly rows: readonly Wire[]
  readonly fields: readonly Field[]
  /** How many lines the list may hold. */
  readonly most: number
  readonly language: Language
  readonly onChange: ((rows: readonly Wire[]) => void) | undefined
}

/** What is done to the cells of a range, by keys, tool bar and clipboard; and what the last paste did. */
export function useEditing({ rows, fields, most, language, onChange }: Sheet, selection: Selection) {
  const [note, setNote] = useState('')
  const { bounds } = selection
  const change = (next: readonly Wire[]) => {
    setNote('')
    onChange?.(next)
  }
  const edits = onChange && bounds ? editsOf(bounds) : undefined

  function editsOf(range: Bounds) {
    return {
      empty: () => change(emptied(rows, fields, range)),
      fill: () => change(filledDown(range.bottom < rows.length ? rows : [...rows, {}], fields, range)),
      insert: () => change(withRows(rows, range, most)),
      remove: () => {
        const at = { row: range.top, column: range.left }
        selection.go(at)
        selection.choose(at, at)
        change(withoutRows(rows, range))
      },
    }
  }
  const copy = (event: ClipboardEvent) => {
    if (isInField(event) || !bounds) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', textOf(textsOf(rows, fields, bounds, language)))
    if (event.type === 'cut') edits?.empty()
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain')
    if (isInField(event) || !bounds || !onChange || text === '') return
    event.preventDefault()
    const block = tiled(cellsOf(text), bounds)
    const at = { row: bounds.top, column: bounds.left }
    const { rows: next, pasted } = withBlock(rows, fields, block, at, most)
    onChange(next)
    const right = Math.min(fields.length, at.column + (block[0]?.length ?? 1)) - 1
    selection.choose(at, { row: Math.max(at.row, at.row + pasted.rows - 1), column: right })
    setNote(pasteNote(pasted, language))
  }
  return { edits, note, change, copy, paste }
}

/** The texts of a range, as they are copied. */
const textsOf = (
  rows: readonly Wire[],
  fields: readonly Field[],
  { top, bottom, left, right }: Bounds,
  language: Language,
) =>
  rows
    .slice(top, bottom + 1)
    .map((line) =>
      fields.slice(left, right + 1).map(({ field, path }) => plainText(field, valueAt(line, path), language)),
    )

/** Whether the clipboard is an input's own affair. */
const isInField = ({ target }: ClipboardEvent) => /^(INPUT|SELECT|TEXTAREA)$/.test((target as Element).tagName)
