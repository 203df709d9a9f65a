import { Button } from 'antd'
import type { Field } from '../pages/fields.ts'
import { filled } from '../words/desk.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { keyOf, labelOf } from './columns.tsx'
import type { Mark } from './findings.ts'
import type { Bounds } from './range.ts'
import type { Viewing } from './use-view.ts'

/** 编辑栏: row and column of the active cell, its whole value, and what is wrong with it. */
export function FormulaBar({
  line,
  field,
  value,
  mark,
}: {
  readonly line: number
  readonly field: Field | undefined
  readonly value: string
  readonly mark: Mark | undefined
}) {
  const language = useLanguage()
  return (
    <div className="grid-formula">
      <span className="where">{line >= 0 ? `${line + 1}${field ? ` × ${labelOf(field, language)}` : ''}` : '—'}</span>
      <span className="value">{value}</span>
      {mark ? <span className={`told told-${mark.effect}`}>{mark.told}</span> : null}
    </div>
  )
}

const count = (n: number) => n.toLocaleString('en-US')

/** How many rows there are and are chosen, how many problems, what is hidden, and what the last paste did. */
export function Foot({
  rows,
  fields,
  bounds,
  problems,
  note,
  viewing,
}: {
  readonly rows: number
  readonly fields: readonly Field[]
  readonly bounds: Bounds | undefined
  readonly problems: number
  readonly note: string
  readonly viewing: Viewing
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
      <ViewLine rows={rows} fields={fields} viewing={viewing} />
    </footer>
  )
}

interface ViewGiven {
  readonly rows: number
  readonly fields: readonly Field[]
  readonly viewing: Viewing
}

/** What the view hides and how it is sorted, with the way back to the whole. */
function ViewLine({ rows, fields, viewing }: ViewGiven) {
  const words = useWords(gridWords)
  const language = useLanguage()
  const { view, shown, isWhole, isStale } = viewing
  const hidden = rows - shown.length
  const sorted = fields.find((field) => keyOf(field) === view.sort?.key)
  const parts = [
    hidden > 0 ? filled(words.shownOf, { n: count(shown.length), m: count(rows), hidden: count(hidden) }) : '',
    sorted
      ? filled(view.sort?.isDescending ? words.sortedDown : words.sortedUp, { column: labelOf(sorted, language) })
      : '',
  ]
  return (
    <span className="view">
      <span role="status">{isWhole ? '' : parts.filter(Boolean).join(words.semicolon) || words.allFit}</span>
      {isStale ? (
        <Button size="small" onClick={viewing.takeAnew}>
          {words.takeAnew}
        </Button>
      ) : null}
      {isWhole ? null : (
        <Button size="small" onClick={viewing.showAll}>
          {words.showAll}
        </Button>
      )}
    </span>
  )
}
