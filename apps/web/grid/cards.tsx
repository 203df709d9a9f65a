import { Button } from 'antd'
import { useState } from 'react'
import type { Described } from '../api/queries.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import type { BigGridProps } from './big-grid.tsx'
import { shownText } from './cell-text.ts'
import { gridFields, keyOf, labelOf } from './columns.tsx'
import { type Marks, markOf, placeIn } from './findings.ts'
import './grid.css'

const step = 20

/** 大表 on a phone: read only, a row a card (workbench §7). */
export function Cards({ name, list, rows, marks }: Pick<BigGridProps, 'name' | 'list' | 'rows' | 'marks'>) {
  const words = useWords(gridWords)
  const [shown, setShown] = useState(step)
  return (
    <>
      <ul className="grid-cards">
        {rows.slice(0, shown).map((line, row) => (
          <li key={placeIn(name, row, undefined)}>
            <Card name={name} list={list} row={row} line={line} marks={marks} />
          </li>
        ))}
      </ul>
      {rows.length > shown ? (
        <p className="empty">
          <Button onClick={() => setShown(shown + 5 * step)}>
            {words.show} {Math.min(rows.length - shown, 5 * step)} / {rows.length}
          </Button>
        </p>
      ) : null}
    </>
  )
}

function Card({
  name,
  list,
  row,
  line,
  marks,
}: {
  readonly name: string
  readonly list: Described
  readonly row: number
  readonly line: Wire
  readonly marks: Marks
}) {
  const language = useLanguage()
  const whole = markOf(marks, placeIn(name, row, undefined), undefined, line, language)
  return (
    <>
      {whole ? <p className="card-told">{whole.told}</p> : null}
      <dl>
        {gridFields(list).map((field) => {
          const mark = markOf(marks, placeIn(name, row, field), field, line, language)
          const text = shownText(field.field, valueAt(line, field.path), language)
          return text === '' && !mark ? null : (
            <div key={keyOf(field)} className="pair">
              <dt>{labelOf(field, language)}</dt>
              <dd>
                {text}
                {mark ? <span className="card-told"> {mark.told}</span> : null}
              </dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}
