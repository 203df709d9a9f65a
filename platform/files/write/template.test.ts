import { buffer } from 'node:stream/consumers'
import ExcelJS, { type Cell, type DataValidation } from 'exceljs'
import { describe, expect, test } from 'vitest'
import { Handbook, layout, names } from '../testing.ts'
import { template } from './template.ts'
import { readBack } from './testing.ts'

async function opened(language: 'zh' | 'en'): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await buffer(template(Handbook, layout, names, language))) as unknown as ExcelJS.Buffer)
  return book
}
const noteOn = (cell: Cell | undefined) => {
  const note = cell?.note
  return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('')
}
const headed = (book: ExcelJS.Workbook, sheet: string, title: string) => {
  const target = book.getWorksheet(sheet)
  let found: Cell | undefined
  target?.eachRow((row) =>
    row.eachCell((cell) => {
      if (cell.value === title) found ??= cell
    }),
  )
  return found
}
const rulesOf = (book: ExcelJS.Workbook, sheet: string) =>
  (book.getWorksheet(sheet) as unknown as { dataValidations: { model: Record<string, DataValidation> } })
    .dataValidations.model

describe('a template', () => {
  test('says of each field what it is, in the language asked for', async () => {
    const [zh, en] = [await opened('zh'), await opened('en')]
    expect(noteOn(headed(zh, '表头', '手册类型'))).toBe('手册类型\n必填\n来料或进料')
    expect(noteOn(headed(en, '表头', '手册类型'))).toBe('Kind of handbook\nRequired\nSupplied or imported')
    expect(noteOn(headed(zh, '表头', '有效期'))).toBe('有效期\n必填\n日期，如 2020-05-20\n依据: R5.6')
    expect(noteOn(headed(zh, '料件', '申报数量'))).toBe('申报数量\n必填\n最多小数位数: 5')
    expect(noteOn(headed(zh, '料件', '备注'))).toBe('备注\n最多字符数: 4000')
    expect(headed(zh, '料件', '备注')?.font.color).toBeUndefined()
    expect(headed(zh, '料件', '料号')?.font.color).toEqual({ argb: 'FFC00000' })
  })

  test('offers choices and short code lists, from a hidden sheet', async () => {
    const book = await opened('zh')
    const codes = book.getWorksheet('代码')
    expect(codes?.state).toBe('hidden')
    const rule = (sheet: string, cell: string) => rulesOf(book, sheet)[cell]?.formulae[0] as string | undefined
    const offered = (source: string | undefined) => {
      const [, letter, last] = /^'代码'!\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)$/.exec(source ?? '') ?? []
      return Array.from({ length: Number(last) - 1 }, (_, i) => codes?.getCell(`${letter}${i + 2}`).value)
    }
    expect(offered(rule('表头', 'D3'))).toEqual(['来料加工', '进料加工'])
    const units = offered(rule('料件', 'F3'))
    expect(units).toHaveLength(names.entries('unit').length)
    expect(units).toContain('千克')
    expect(rule('料件', 'F10002')).toBe(rule('料件', 'F3'))
    expect(rule('料件', 'A3')).toBeUndefined()
    // 1,302 customs districts are no drop-down.
    expect(rule('表头', 'B3')).toBeUndefined()
  })

  test('imports as nothing, and only what must be filled in is missing', async () => {
    const imported = await readBack(template(Handbook, layout, names, 'zh'))
    expect(imported.wire).toEqual({ head: { operatingEnterprise: {} }, materials: [], products: [] })
    expect(imported.findings).toEqual([])
    expect(imported.cellOf('/head/validTo')).toBeDefined()
  })
})
