import { buffer } from 'node:stream/consumers'
import ExcelJS, { type FillPattern } from 'exceljs'
import { expect, test } from 'vitest'
import type { Finding } from '../book/findings.ts'
import { importSheets, number, shapeFaults } from '../book/testing.ts'
import { Handbook, layout, names } from '../testing.ts'
import { markedBook } from './marked-book.ts'
import { readBack, wire } from './testing.ts'

async function opened(content: unknown, findings: readonly Finding[], language: 'zh' | 'en' = 'zh') {
  const bytes = await buffer(markedBook(Handbook, layout, content, findings, names, language))
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  return book
}
const finding = (pointer: string, zh: string, weight: Finding['weight'] = 'fault'): Finding => ({
  pointer,
  weight,
  code: 'X',
  message: { zh, en: `en ${zh}` },
  remedy: { zh: '改。', en: 'Mend.' },
})
const markOf = (book: ExcelJS.Workbook, sheet: string, address: string) => {
  const cell = book.getWorksheet(sheet)?.getCell(address)
  const note = cell?.note
  const text = typeof note === 'string' ? note : note?.texts?.map(({ text }) => text).join('')
  return [(cell?.fill as FillPattern | undefined)?.fgColor?.argb, text]
}
const listed = (book: ExcelJS.Workbook) => {
  const rows: unknown[][] = []
  book.getWorksheet('问题')?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows
}

test('cells that are meant are tinted by the weightiest finding and say all of them', async () => {
  const findings = [
    finding('/materials/0/quantity', '甲'),
    finding('/materials/0/quantity', '乙', 'notice'),
    finding('/head/validTo', '丙', 'confirm'),
  ]
  const book = await opened(wire, findings)
  expect(markOf(book, '料件', 'I3')).toEqual(['FFFFC7CE', '甲\n改。\n\n乙\n改。'])
  expect(markOf(book, '表头', 'B6')).toEqual(['FFFFEB9C', '丙\n改。'])
  expect(markOf(book, '料件', 'A3')).toEqual([undefined, undefined])
})

test('a missing value is marked on its blank cell, a group on its first, a line, a list and a part on theirs', async () => {
  const pointers = ['/materials/0/remark', '/head/processingEnterprise', '/materials/0', '/materials']
  const book = await opened(
    wire,
    pointers.map((pointer) => finding(pointer, pointer)),
  )
  expect(
    listed(book)
      .slice(1)
      .map(([sheet, cell]) => `${sheet}!${cell}`),
  ).toEqual(['料件!O3', '表头!F4', '料件!A3', '料件!A1'])
  for (const [sheet, cell] of listed(book).slice(1))
    expect(markOf(book, String(sheet), String(cell))[0]).toBe('FFFFC7CE')
})

test('the last sheet lists all findings, also those without a cell here', async () => {
  const elsewhere: Finding = { ...finding('/none', '丁', 'notice'), sheet: '说明', cell: 'B2' }
  const book = await opened(wire, [finding('/materials/0/quantity', '甲'), elsewhere], 'en')
  expect(listed(book)).toEqual([
    ['Sheet', 'Cell', 'Weight', 'Finding', 'Remedy', 'Code'],
    ['料件', 'I3', 'To be mended', 'en 甲', 'Mend.', 'X'],
    ['说明', 'B2', 'For notice', 'en 丁', 'Mend.', 'X'],
  ])
})

test('what an import found comes back on the copy, with what was typed; the copy imports again', async () => {
  const imported = await importSheets({
    料件: [['料件'], ['序号', '申报数量', '申报计量单位'], ['1', number('1.123456'), '千可']],
    表头: [['企业内部编号', 'T-1']],
    成品: [['序号']],
  })
  const findings = [...imported.findings, ...shapeFaults(imported)]
  const book = await opened(imported.wire, findings)
  expect(markOf(book, '料件', 'I3')[1]).toContain('小数超过 5 位')
  expect(markOf(book, '料件', 'F3')[1]).toContain('千可')
  expect(listed(book)).toHaveLength(findings.length + 1)
  const again = await readBack(markedBook(Handbook, layout, imported.wire, findings, names, 'zh'))
  expect(again.wire.materials).toEqual([{ seq: 1, quantity: '1.123456', declaredUnit: '千可' }])
})
