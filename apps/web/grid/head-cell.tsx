import { createContext, use } from 'react'
import { filled } from '../words/desk.ts'
import { gridWords } from '../words/grid.ts'
import { useWords } from '../words/words.ts'
import type { View } from './view.ts'

interface Head {
  readonly view: View
  open(key: string): void
}

/** By context, so that the library's columns stay the same ones when the view changes. */
export const HeadContext = createContext<Head | undefined>(undefined)

/** 表头: the column's name, how it is sorted and filtered, and the menu for both (Alt ↓). */
export function HeadCell({ name, label }: { readonly name: string; readonly label: string }) {
  const words = useWords(gridWords)
  const head = use(HeadContext)
  const sort = head?.view.sort?.key === name ? head.view.sort : undefined
  const isFiltered = head?.view.filters[name] !== undefined
  return (
    <span className="grid-head">
      <span className="label" title={label}>
        {label}
      </span>
      {sort ? <span aria-hidden="true">{sort.isDescending ? '↓' : '↑'}</span> : null}
      <button
        type="button"
        // By keys it is opened with Alt and the arrow: the grid is one tab stop.
        tabIndex={-1}
        aria-haspopup="dialog"
        aria-label={filled(isFiltered ? words.menuFiltered : words.menuOf, { column: label })}
        className={isFiltered ? 'filtered' : undefined}
        onClick={() => head?.open(name)}
      >
        <Funnel />
      </button>
    </span>
  )
}

const Funnel = () => (
  <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <path d="M1 2h10L7.2 6.6V10L4.8 11V6.6Z" />
  </svg>
)
