import { buffer, text } from 'node:stream/consumers'
import { shape } from '@jiamao/kernel/fields'
import { Problem } from '@jiamao/kernel/problem'
import { runs } from '@jiamao/tests/big-numbers'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openArchive } from '../receive/archive.ts'
import { Handbook, layout, lists, names } from '../testing.ts'
import { markedBook } from './marked-book.ts'
import { anyWire, readBack, wire } from './testing.ts'
import { writeBook } from './write-book.ts'

const contentOf = (value: unknown) => {
  const { content, faults } = shape(Handbook, value, lists)
  expect(faults).toEqual([])
  return content
}

/** What another program reads: exceljs shares no code with our writer. */
async function openedByExcel(value: unknown): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await buffer(writeBook(Handbook, layout, value, names))) as unknown as ExcelJS.Buffer)
  return book
}

test('any content comes back from its workbook as itself, with nothing to tell', () =>
  fc.assert(
    fc.asyncProperty(anyWire, async (value) => {
      const imported = await readBack(writeBook(Handbook, layout, value, names))
      expect(contentOf(imported.wire)).toEqual(contentOf(value))
      expect(imported.findings.filter(({ code }) => code !== 'SHEET_MISSING')).toEqual([])
    }),
    { numRuns: runs(200) },
  ))

test('the book with marks holds the same content', () =>
  fc.assert(
    fc.asyncProperty(anyWire, async (value) => {
      const imported = await readBack(markedBook(Handbook, layout, value, [], names, 'zh'))
      expect(contentOf(imported.wire)).toEqual(contentOf(value))
    }),
    { numRuns: runs(30) },
  ))

describe('as another program reads it', () => {
  test('the layout is that of the customs client: three pairs a row, tables under a title', async () => {
    const book = await openedByExcel(wire)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['表头', '料件', '成品', '单损耗'])
    const [head, materials] = book.worksheets
    expect(head.getRow(1).values).toEqual([undefined, '表头'])
    expect(head.getRow(2).values).toEqual([
      undefined,
      '预录入统一编号',
      undefined,
      '加工贸易手册编号',
      undefined,
      '企业内部编号',
      'T-1',
    ])
    expect(materials.getRow(2).getCell(1).value).toBe('序号')
    expect(materials.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
  })

  test('codes are names, figures are numbers that show all their decimals, the rest is typed text', async () => {
    const materials = (await openedByExcel(wire)).getWorksheet('料件')
    const shown = (title: string) => {
      const titles = materials?.getRow(2).values as string[]
      const cell = materials?.getRow(3).getCell(titles.indexOf(title))
      return [cell?.value, cell?.numFmt]
    }
    expect(shown('申报计量单位')).toEqual(['千克', '@'])
    expect(shown('产销国（地区）')).toEqual(['中国台湾', '@'])
    expect(shown('主料标志')).toEqual(['辅料', '@'])
    expect(shown('料号')).toEqual(['0012', '@'])
    expect(shown('申报数量')).toEqual([168105.57, '0.00'])
    expect(shown('申报单价')).toEqual([28, '0'])
    expect(shown('序号')).toEqual([1, '0'])
  })

  // S8.6: none of them may become a formula, neither on opening nor on editing.
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '=HYPERLINK("http://x")',
    "'=1",
  ])('%j is typed text', async (typed) => {
    const book = await openedByExcel({ ...wire, head: { ...wire.head, ownNumber: typed } })
    const cell = book.getWorksheet('表头')?.getCell('F2')
    // exceljs does not resolve the format's escape of a carriage return; Excel does.
    expect([cell?.value, cell?.type, cell?.numFmt]).toEqual([
      typed.replace('\r', '_x000D_'),
      ExcelJS.ValueType.String,
      '@',
    ])
  })
})

test('blanks that XML readers may drop are kept', async () => {
  const archive = await openArchive(await buffer(writeBook(Handbook, layout, { head: { ownNumber: '甲 ' } }, names)))
  expect((await text(archive.bytes('xl/worksheets/sheet1.xml'))).includes('<t xml:space="preserve">甲 </t>')).toBe(true)
  archive.close()
})

test('a figure that a double cannot show exactly is text', async () => {
  const line = { ...wire.materials[0], quantity: '90071992547.40991', total: '1234567890.12345' }
  const materials = (await openedByExcel({ ...wire, materials: [line] })).getWorksheet('料件')
  const values = materials?.getRow(3).values
  expect(values).toContain('90071992547.40991')
  expect(values).toContain(1234567890.12345)
})

test('a draft with faults is written as it was typed', async () => {
  const draft = {
    head: { ownNumber: 5, validTo: 'morgen', competentCustoms: '千可', urgent: 'vielleicht', operatingEnterprise: 'x' },
    materials: [{ quantity: '12.5千克', seq: 'eins', changeMark: '?' }, null, 'x'],
  }
  const { wire: back } = await readBack(writeBook(Handbook, layout, draft, names))
  expect(back).toMatchObject({
    head: { ownNumber: '5', validTo: 'morgen', competentCustoms: '千可', urgent: 'vielleicht' },
    materials: [{ quantity: '12.5千克', seq: 'eins', changeMark: '?' }],
  })
})

test('a name that two codes have is not written for either', async () => {
  const twins = ['新港海关', '机场海关']
  const codes = names.entries('customs-district').filter(({ name }) => twins.includes(name))
  expect(codes.length).toBeGreaterThan(2)
  for (const { code } of codes) {
    const { wire: back } = await readBack(
      writeBook(Handbook, layout, { ...wire, head: { ...wire.head, competentCustoms: code } }, names),
    )
    expect(back.head).toMatchObject({ competentCustoms: code })
  }
})

test('a text that fits no cell fails the stream with a problem', async () => {
  const long = { ...wire, head: { ...wire.head, remark: '甲'.repeat(32_768) } }
  for (const book of [writeBook(Handbook, layout, long, names), markedBook(Handbook, layout, long, [], names, 'zh')]) {
    const error = await buffer(book).catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).kind.code).toBe('FILE_CELL_TOO_LONG')
  }
})
