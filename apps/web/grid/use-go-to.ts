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
  // After drawing: what is undone brings its line back in the same step, and the view is taken anew with it.
  useEffect(() => {
    if (wanted === undefined) return
    const [, , line, ...path] = wanted.split('/')
    const row = viewing.rowOf(Number(line))
    if (row < 0 && !viewing.isWhole) {
      viewing.showAll()
      tell(words.cameBack)
      return
    }
    want(undefined)
    selection.go({ row, column: fields.findIndex((field) => keyOf(field) === path.join('.')) })
  }, [wanted, viewing.isWhole])
  return (pointer) => {
    // A part as a whole has no line to go to.
    if (pointer.split('/')[2] !== undefined) want(pointer)
  }
}
