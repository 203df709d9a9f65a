import type { Field } from '../pages/fields.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { labelOf } from './columns.tsx'
import type { Mark } from './findings.ts'
import type { Bounds } from './range.ts'

/** 编辑栏: row and column of the active cell, its whole value, and what is wrong with it. */
export function FormulaBar({
  row,
  field,
  value,
  mark,
}: {
  readonly row: number
  readonly field: Field | undefined
  readonly value: string
  readonly mark: Mark | undefined
}) {
  const language = useLanguage()
  return (
    <div className="grid-formula">
      <span className="where">{row >= 0 ? `${row + 1}${field ? ` × ${labelOf(field, language)}` : ''}` : '—'}</span>
      <span className="value">{value}</span>
      {mark ? <span className={`told told-${mark.effect}`}>{mark.told}</span> : null}
    </div>
  )
}

const count = (n: number) => n.toLocaleString('en-US')

/** How many rows there are and are chosen, how many problems, and what the last paste did. */
export function Foot({
  rows,
  bounds,
  problems,
  note,
}: {
  readonly rows: number
  readonly bounds: Bounds | undefined
  readonly problems: number
  readonly note: string
}) {
  const words = useWords(gridWords)
  const [height, width] = bounds ? [bounds.bottom - bounds.top + 1, bounds.right - bounds.left + 1] : [0, 0]
  return (
    <footer className="grid-foot">
      <span>
        {count(rows)} {words.rows}
      </span>
      {problems > 0 ? (
        <span className="problems">
          {count(problems)} {words.problems}
        </span>
      ) : null}
      <span role="status">
        {height * width > 1 ? `${words.chosen} ${count(height)} ${words.rows} × ${count(width)} ${words.columns}` : ''}
      </span>
      <span className="note" role="status">
        {note}
      </span>
    </footer>
  )
}
