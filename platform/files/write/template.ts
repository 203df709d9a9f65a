import type { Readable } from 'node:stream'
import type { FieldMeta } from '@jiamao/kernel/fields'
import { amounts, consumptions, percents, quantities, rates } from '@jiamao/kernel/numbers'
import type { Words } from '@jiamao/kernel/words'
import type { Cell } from 'exceljs'
import type { TSchema } from 'typebox'
import { type CodeNames, codeSheet, type Layout, type SheetField, type SheetPart } from '../book/layout.ts'
import { addressOf, columnName } from '../grid/cell.ts'
import { limits } from '../limits.ts'
import { type DropDown, richBook } from './rich-book.ts'
import { cellAt, type OutSheet, outSheets, tableHead } from './sheets.ts'
import { nameOf } from './shown.ts'

// A longer list is no help in a drop-down, and weighs on every template.
const mostEntries = 1_000
// Lines that get drop-downs: Excel slows down over rules for more.
const ruledLines = 10_000

/**
 * An empty workbook to be filled in (模板): titles, a note on each with its ground, its help and what it takes, those that
 * must be filled in red, and drop-downs for choices and code lists of up to 1,000 entries.
 *
 * @param language of the notes; titles and words in cells are Chinese, as imports and papers have them
 */
export function template(schema: TSchema, layout: Layout, names: CodeNames, language: keyof Words): Readable {
  const sheets = outSheets(schema, layout, {}, names)
  // Lists that several fields share stand once.
  const lists = new Map<string, readonly string[]>()
  for (const field of sheets.flatMap(({ part }) => part.fields)) {
    const words = wordsFor(field, names)
    if (words.length > 0 && words.length <= mostEntries) lists.set(words.join('\n'), [field.meta.zh, ...words])
  }
  const keys = Array.from(lists.keys())
  const dropDowns = ({ part }: OutSheet): DropDown[] =>
    part.fields.flatMap((field, i) => {
      const words = wordsFor(field, names)
      const list = keys.indexOf(words.join('\n'))
      if (list < 0) return []
      const { row, column } = cellAt(part, i)
      const last = part.form === 'table' ? `:${addressOf(row + ruledLines - 1, column)}` : ''
      const letter = columnName(list)
      const source = `'${codeSheet}'!$${letter}$2:$${letter}$${words.length + 1}`
      return [{ cells: addressOf(row, column) + last, source }]
    })

  function dress(cell: Cell, { part }: OutSheet, row: number, column: number) {
    const field = headedBy(part, row, column)
    if (!field) return
    cell.note = noteOn(field, language)
    if (field.required) cell.font = { bold: true, color: { argb: 'FFC00000' } }
  }

  function* listRows() {
    const columns = Array.from(lists.values())
    const longest = Math.max(0, ...columns.map((words) => words.length))
    for (let i = 0; i < longest; i++) yield columns.map((words) => words[i])
  }
  return richBook(sheets, { dress, dropDowns, last: { name: codeSheet, hidden: true, rows: listRows } })
}

function wordsFor({ meta }: SheetField, names: CodeNames): readonly string[] {
  if (meta.kind === 'flag') return ['是', '否']
  if (meta.kind === 'choice') return Object.values(meta.choices ?? {}).map(({ zh }) => zh)
  const list = meta.list ?? ''
  return meta.kind === 'code' ? names.entries(list).map(({ code }) => nameOf(names, list, code)) : []
}

/** The field whose title stands in a cell. */
function headedBy(part: SheetPart, row: number, column: number): SheetField | undefined {
  if (part.form === 'table') return row === tableHead ? part.fields[column] : undefined
  return part.fields.find((_, i) => {
    const at = cellAt(part, i)
    return at.row === row && at.column === column + 1
  })
}

const says = {
  required: { zh: '必填', en: 'Required' },
  ground: { zh: '依据', en: 'Ground' },
  day: { zh: '日期，如 2020-05-20', en: 'A date such as 2020-05-20' },
  whole: { zh: '整数', en: 'A whole number' },
  max: { zh: '最多字符数', en: 'At most, in characters' },
  decimals: { zh: '最多小数位数', en: 'Decimals at most' },
  percent: { zh: '百分数：3 即 3%', en: 'A percentage: 3 is 3 %' },
  list: { zh: '代码表', en: 'Code list' },
} satisfies Record<string, Words>

/** Decimals of the kinds of figures, where a field has no fewer (kernel/numbers). */
const decimalsOf: Readonly<Partial<Record<FieldMeta['kind'], number>>> = {
  quantity: quantities.digits,
  amount: amounts.digits,
  consumption: consumptions.digits,
  percent: percents.digits,
  rate: rates.digits,
}

function noteOn({ meta, required }: SheetField, language: keyof Words): string {
  const say = (key: keyof typeof says, value?: string | number) =>
    value === undefined ? says[key][language] : `${says[key][language]}: ${value}`
  const decimals = meta.decimals ?? decimalsOf[meta.kind]
  return [
    meta[language],
    required && say('required'),
    meta.help?.[language],
    meta.kind === 'day' && say('day'),
    meta.kind === 'whole' && say('whole'),
    meta.kind === 'percent' && say('percent'),
    meta.kind === 'text' && say('max', Math.min(meta.max ?? 0, limits.cellCharacters)),
    decimals !== undefined && say('decimals', decimals),
    meta.list && say('list', meta.list),
    meta.ground && say('ground', meta.ground),
  ]
    .filter(Boolean)
    .join('\n')
}
