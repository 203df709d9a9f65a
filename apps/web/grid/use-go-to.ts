import { useEffect, useState } from 'react'
import type { Field } from '../pages/fields.ts'
import { gridWords } from '../words/grid.ts'
import { useWords } from '../words/words.ts'
import { keyOf } from './columns.tsx'
import type { Selection } from './use-selection.ts'
import type { Viewing } from './use-view.ts'

interface Going {
  readonly viewing: Viewing
  readonly fields: readonly Field[]
  readonly selection: Selection
  /** Says why other lines are shown now. */
  tell(note: string): void
}

/** Goes to a cell by its pointer; where its line is hidden, all lines are shown again, and that is said. */
export function useGoTo({ viewing, fields, selection, tell }: Going): (pointer: string) => void {
  const words = useWords(gridWords)
  const [wanted, want] = useState<string>()
  const go = (pointer: string) => {
    const [, , line, ...path] = pointer.split('/')
    const row = viewing.rowOf(Number(line))
    if (row >= 0) selection.go({ row, column: fields.findIndex((field) => keyOf(field) === path.join('.')) })
    return row >= 0
  }
  useEffect(() => {
    if (wanted === undefined) return
    want(undefined)
    go(wanted)
  }, [wanted])
  return (pointer) => {
    // A part as a whole has no line to go to.
    if (pointer.split('/')[2] === undefined || go(pointer)) return
    viewing.showAll()
    tell(words.cameBack)
    want(pointer)
  }
}
