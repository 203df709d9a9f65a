import { type ClipboardEvent, useState } from 'react'
import type { Field } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import { filled } from '../words/desk.ts'
import { gridWords } from '../words/grid.ts'
import { type Language, useWords } from '../words/words.ts'
import { plainText } from './cell-text.ts'
import { emptied, filledDown, tiled, withBlock, withRows } from './edits.ts'
import { filledOver, filledRight } from './fill.ts'
import { pasteNote } from './paste-note.ts'
import type { Bounds } from './range.ts'
import { cellsOf, textOf } from './tsv.ts'
import type { Selection } from './use-selection.ts'
import type { Viewing } from './use-view.ts'

interface Sheet {
  readonly viewing: Viewing
  readonly fields: readonly Field[]
  /** How many lines the list may hold. */
  readonly most: number
  readonly language: Language
  readonly onChange: ((rows: readonly Wire[]) => void) | undefined
}

const sizeOf = ({ top, bottom, left, right }: Bounds) => (bottom - top + 1) * (right - left + 1)

/** What is done to the cells of a range, by keys, mouse, tool bar and clipboard: to the lines that are shown, and said. */
export function useEditing({ viewing, fields, most, language, onChange }: Sheet, selection: Selection) {
  const words = useWords(gridWords)
  const [note, setNote] = useState('')
  const { bounds } = selection
  const rows = viewing.shown
  const isPart = !viewing.isWhole
  const change = (next: readonly Wire[], said = '') => {
    setNote(said)
    onChange?.(viewing.whole(next))
  }
  /** Said where it may be doubted: with lines hidden or in another order. */
  const inView = (n: number) => (isPart ? filled(words.changedShown, { n: n.toLocaleString('en-US') }) : '')
  const padded = ({ bottom }: Bounds) => (bottom < rows.length ? rows : [...rows, {}])
  const edits = onChange && bounds ? editsOf(bounds) : undefined

  function editsOf(range: Bounds) {
    const cells = sizeOf(range)
    return {
      empty: () => change(emptied(rows, fields, range), inView(cells)),
      fill: () => change(filledDown(padded(range), fields, range), inView(cells)),
      fillRight: () => change(filledRight(padded(range), fields, range), inView(cells)),
      // A new line has no place among lines that are not in the filing's order.
      insert: isPart ? undefined : () => change(withRows(rows, range, most)),
      remove: () => {
        const at = { row: range.top, column: range.left }
        selection.go(at)
        selection.choose(at, at)
        const lines = Math.min(range.bottom, rows.length - 1) - range.top + 1
        setNote(isPart ? filled(words.removedShown, { n: lines.toLocaleString('en-US') }) : '')
        onChange?.(viewing.without(range))
      },
    }
  }
  const fillOver =
    onChange &&
    ((source: Bounds, area: Bounds, isRepeat: boolean) => {
      const { rows: next, cells, isSeries } = filledOver(padded(area), fields, source, area, isRepeat)
      const said = filled(isSeries ? words.filledSeries : words.filledRepeat, { n: cells.toLocaleString('en-US') })
      change(next, [said, isPart ? words.inShown : ''].filter(Boolean).join(words.semicolon))
    })
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
    const { rows: next, pasted } = withBlock(rows, fields, block, at, isPart ? rows.length : most)
    const right = Math.min(fields.length, at.column + (block[0]?.length ?? 1)) - 1
    selection.choose(at, { row: Math.max(at.row, at.row + pasted.rows - 1), column: right })
    change(next, pasteNote(pasted, language, isPart))
  }
  return { edits, note, setNote, change, copy, paste, fillOver }
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
