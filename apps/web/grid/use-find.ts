import { type RefObject, useDeferredValue, useMemo, useState } from 'react'
import type { DataGridHandle } from 'react-data-grid'
import type { Field } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import type { Language } from '../words/words.ts'
import { plainText, shownText } from './cell-text.ts'
import { keyOf } from './columns.tsx'
import { findPlaces, nextPlace } from './find.ts'
import type { Selection } from './use-selection.ts'

/** 查找 in what the columns show; undefined words: the field is not open. */
export function useFind(
  handle: RefObject<DataGridHandle | null>,
  rows: readonly Wire[],
  fields: readonly Field[],
  language: Language,
  selection: Selection,
) {
  const [words, setWords] = useState<string>()
  const [hit, setHit] = useState(-1)
  // Written on while it is looked for: 2 million cells take longer than a key may.
  const wanted = useDeferredValue(words ?? '')
  const shownKeys = fields.map(keyOf).join()
  const hits = useMemo(() => {
    // Figures are looked for as they are, and as they are shown where somebody writes the separator.
    const text = wanted.includes(',') ? shownText : plainText
    const textAt = (row: number, column: number) => {
      const field = fields[column]
      return field ? text(field.field, valueAt(rows[row], field.path), language) : ''
    }
    return findPlaces(rows.length, fields.length, textAt, wanted)
  }, [wanted, rows, shownKeys, language])

  return {
    words,
    hits: hits.length,
    hit,
    current: hits[hit],
    open: () => setWords((now) => now ?? ''),
    write: (text: string) => {
      setHit(-1)
      setWords(text)
    },
    /** @param stay leaves the focus in the field where the words are written */
    next: (isBack: boolean, stay = false) => {
      const at = nextPlace(hits, hit >= 0 ? hits[hit] : selection.active, isBack)
      const place = hits[at]
      if (!place) return
      setHit(at)
      const cell = { idx: place.column + 1, rowIdx: place.row }
      if (stay) handle.current?.setActivePosition(cell)
      else selection.go(place)
      handle.current?.scrollToCell(cell)
    },
    close: () => {
      setWords(undefined)
      selection.go(selection.active ?? { row: 0, column: 0 })
      handle.current?.element?.querySelector<HTMLElement>('[role=gridcell][tabindex="0"]')?.focus()
    },
  }
}
