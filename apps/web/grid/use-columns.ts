import { useState } from 'react'
import type { Field } from '../pages/fields.ts'
import { keyOf } from './columns.tsx'

/** 列的选择, remembered on this machine for a person and a list. What is kept are the hidden ones: a new field is shown. */
export function useChosenColumns(memory: string, fields: readonly Field[]) {
  const [hidden, setHidden] = useState<readonly string[]>(() => JSON.parse(localStorage.getItem(memory) ?? '[]'))
  return {
    hidden,
    // The first column says which line it is and stays.
    shown: fields.filter((field, at) => at === 0 || !hidden.includes(keyOf(field))),
    hide: (next: readonly string[]) => {
      localStorage.setItem(memory, JSON.stringify(next))
      setHidden(next)
    },
  }
}
