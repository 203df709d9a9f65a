import { type Key, useMemo } from 'react'
import { Cell, type CellRendererProps } from 'react-data-grid'
import type { Field } from '../pages/fields.ts'
import type { Wire } from '../pages/wire.ts'
import { gridWords } from '../words/grid.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { keyOf } from './columns.tsx'
import { type Marks, markOf, placeIn } from './findings.ts'
import { type Bounds, holds, type Place } from './range.ts'

interface Look {
  readonly name: string
  readonly fields: readonly Field[]
  readonly marks: Marks
  readonly bounds: Bounds | undefined
  /** The hit that finding stands at. */
  readonly hit: Place | undefined
  /** What would be filled, while the handle is dragged. */
  readonly filling: Bounds | undefined
  /** Whether a range has a handle to fill from. */
  readonly hasHandle: boolean
  /** Whether nothing is hidden. */
  readonly isWhole: boolean
  /** Which line of the list stands in a row. */
  lineAt(row: number): number
}

/** How a cell looks beyond its text: its mark, whether it is chosen, whether it is what was looked for. */
export function useCells({ name, fields, marks, bounds, hit, filling, hasHandle, isWhole, lineAt }: Look) {
  const language = useLanguage()
  const words = useWords(gridWords)
  const shownKeys = fields.map(keyOf).join()
  const noRowsFallback = <p className="grid-none">{isWhole ? words.none : words.noneFit}</p>
  // The library draws its rows again when this is another function, and of their cells those that look different.
  return useMemo(() => {
    const isOne = bounds?.top === bounds?.bottom && bounds?.left === bounds?.right
    const renderCell = (key: Key, props: CellRendererProps<Wire, unknown>) => {
      const column = props.column.idx - 1
      const pointer = placeIn(name, lineAt(props.rowIdx), fields[column])
      const mark = markOf(marks, pointer, fields[column], props.row, language)
      const isHit = hit?.row === props.rowIdx && hit.column === column
      const isChosen = bounds !== undefined && holds(bounds, props.rowIdx, column)
      const classes = [
        mark && `grid-mark grid-${mark.effect}`,
        isHit && 'grid-hit',
        isChosen && !isOne && 'grid-chosen',
        hasHandle && bounds?.bottom === props.rowIdx && bounds.right === column && 'grid-handle',
        filling && !isChosen && holds(filling, props.rowIdx, column) && 'grid-filling',
      ]
      return (
        <Cell
          key={key}
          {...props}
          id={pointer}
          title={mark?.told}
          className={classes.filter(Boolean).join(' ')}
          aria-selected={isChosen}
          aria-invalid={mark ? true : undefined}
          aria-description={mark?.told}
        />
      )
    }
    return { renderCell, noRowsFallback }
  }, [name, marks, language, bounds, hit, filling, hasHandle, isWhole, lineAt, shownKeys])
}
