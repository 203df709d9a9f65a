import { useState } from 'react'
import type { ColumnWidths } from 'react-data-grid'
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

/** 列宽, remembered like the choice of columns: those that somebody set, by mouse or keys. */
export function useColumnWidths(memory: string) {
  const place = `${memory} widths`
  const [kept] = useState(
    () => new Map<string, number>(Object.entries(JSON.parse(localStorage.getItem(place) ?? '{}'))),
  )
  return {
    /** For the library to begin with; from there on the widths are its own. */
    first: useState<ColumnWidths>(() => new Map([...kept].map(([key, width]) => [key, { type: 'resized', width }])))[0],
    remember: ({ key }: { readonly key: string }, width: number) => {
      kept.set(key, Math.round(width))
      localStorage.setItem(place, JSON.stringify(Object.fromEntries(kept)))
    },
  }
}
