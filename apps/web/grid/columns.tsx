import type { Column } from 'react-data-grid'
import type { Described } from '../api/queries.ts'
import { type Field, fieldsOf, isFigure } from '../pages/fields.ts'
import { valueAt, type Wire } from '../pages/wire.ts'
import type { Language } from '../words/words.ts'
import { CellEditor, type Opened } from './cell-editor.tsx'
import { shownText } from './cell-text.ts'
import { HeadCell } from './head-cell.tsx'

/** Columns of a list, the one by which its lines are known first: it stays in place when the others scroll. */
export function gridFields({ key, line }: Described): Field[] {
  const fields = fieldsOf(line ?? { zh: '', en: '' })
  const known = fields.find(({ path }) => path.length === 1 && path[0] === key)
  return known ? [known, ...fields.filter((field) => field !== known)] : fields
}

export const keyOf = ({ path }: Field): string => path.join('.')
export const labelOf = ({ field, of }: Field, language: Language): string =>
  `${of ? `${of[language]} · ` : ''}${field[language]}`

const widths: Readonly<Record<string, number>> = { text: 160, whole: 80, flag: 80, day: 110, code: 110, percent: 100 }

interface Making {
  readonly fields: readonly Field[]
  readonly language: Language
  readonly rowWord: string
  readonly isEditable: boolean
  readonly opened: Opened
  /** Which line of the list stands in a row. */
  lineAt(row: number): number
}

/** The library's columns: the row number, then the fields. The row number and the first field are frozen. */
export function columnsOf({ fields, language, rowWord, isEditable, opened, lineAt }: Making): Column<Wire>[] {
  const numbers: Column<Wire> = {
    key: '#',
    name: rowWord,
    width: 64,
    frozen: true,
    cellClass: 'grid-number',
    headerCellClass: 'grid-number',
    renderCell: ({ rowIdx }) => lineAt(rowIdx) + 1,
  }
  return [
    numbers,
    ...fields.map((field, at): Column<Wire> => {
      const label = labelOf(field, language)
      const classes = `${isFigure(field.field) ? 'figure' : ''}${at === 0 ? ' grid-key' : ''}`
      return {
        key: keyOf(field),
        name: label,
        width: widths[field.field.kind ?? ''] ?? 140,
        frozen: at === 0,
        resizable: true,
        cellClass: classes,
        headerCellClass: classes,
        editable: isEditable,
        renderHeaderCell: () => <HeadCell name={keyOf(field)} label={label} />,
        renderCell: ({ row }) => shownText(field.field, valueAt(row, field.path), language),
        ...(isEditable
          ? {
              renderEditCell: (editing) => (
                <CellEditor
                  editing={editing}
                  field={field}
                  label={`${label} ${lineAt(editing.rowIdx) + 1}`}
                  language={language}
                  opened={opened}
                />
              ),
            }
          : {}),
      }
    }),
  ]
}
