import { shape } from '@jiamao/kernel/fields'
import { spoken } from '@jiamao/kernel/testing'
import { readGrid } from '../grid/grid.ts'
import { bookOf } from '../receive/testing.ts'
import { Handbook, layout, lists, names } from '../testing.ts'
import type { Finding } from './findings.ts'
import { type Imported, importBook } from './import-book.ts'

/** For tests: a cell as typed text, or as XML of its own (`<c t="e"><v>#REF!</v></c>`, without address). */
export type TestCell = string | { readonly xml: string }

export const number = (value: string): TestCell => ({ xml: `<c><v>${value}</v></c>` })
export const formula = (value: string): TestCell => ({ xml: `<c><f>A1</f>${value && `<v>${value}</v>`}</c>` })

/** Rows of a sheet; a blank text is a blank cell. */
export const sheetOf = (rows: readonly (readonly TestCell[])[]): string =>
  rows
    .map((cells) => {
      const xml = cells.map((cell) =>
        typeof cell !== 'string'
          ? cell.xml
          : cell === ''
            ? '<c/>'
            : `<c t="inlineStr"><is><t xml:space="preserve">${cell}</t></is></c>`,
      )
      return `<row>${xml.join('')}</row>`
    })
    .join('')

/** Imports sheets as a handbook of `../testing.ts`. */
export async function importSheets(
  sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>,
): Promise<Imported> {
  const xml = Object.entries(sheets).map(([name, rows]) => [name, sheetOf(rows)])
  const grid = await readGrid(bookOf({ sheets: Object.fromEntries(xml) }))
  try {
    return await importBook(Handbook, layout, grid, names)
  } finally {
    await grid.close()
  }
}

/** The faults of `shape`, placed in the workbook. */
export const shapeFaults = ({ wire, place }: Imported) => place(shape(Handbook, wire, lists).faults)

/** The head of a small handbook, as its sheet. */
export const head: TestCell[][] = [
  ['表头'],
  ['企业内部编号', 'T-1', '主管海关', '凤岗海关', '手册类型', '进料加工'],
  ['经营单位编码', number('4419940001'), '经营单位名称', '东莞样例', '监管方式', '进料对口'],
  ['有效期', '20200520', '征免性质', '进料加工', '进口币制', '美元'],
]
export const titles = [
  '序号',
  '料号',
  '商品编码',
  '商品名称',
  '申报计量单位',
  '申报单价',
  '币制',
  '申报数量(千克)',
  '产销国（地区）',
  '征免方式',
  '主料标志',
]
/** A material, with the quantity in column H. */
export const line = (seq: string, quantity: TestCell = '12.5'): TestCell[] => [
  seq,
  `P${seq}`,
  '6815992090',
  '碳纤维丝',
  '千克',
  '28',
  '美元',
  quantity,
  '台澎金马关税区',
  '全免',
  '非主料',
]
export const table = (...lines: TestCell[][]): TestCell[][] => [['料件'], titles, ...lines]
/** The sheets of a small handbook, some of them replaced. */
export const sheets = (more: Record<string, TestCell[][]>) => ({
  表头: head,
  料件: table(line('1')),
  成品: [titles],
  单损耗: [],
  ...more,
})
export const importing = (more: Record<string, TestCell[][]> = {}) => importSheets(sheets(more))

/** A finding as `fault CODE sheet!cell /pointer`. */
export const told = ({ weight, code, sheet, cell, pointer }: Finding) =>
  [weight, code, cell === undefined ? sheet : `${sheet}!${cell}`, pointer]
    .filter((part) => part !== undefined)
    .join(' ')
/** What was told, but for the sheet that is always empty here. Each finding must speak both languages. */
export const findingsOf = ({ findings }: Imported) =>
  findings.filter(({ sheet }) => sheet !== '单损耗').map((finding) => told(spoken(finding) as Finding))
