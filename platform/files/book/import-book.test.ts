import { content, group, list, optional, shape, text } from '@jiamao/kernel/fields'
import { spoken } from '@jiamao/kernel/testing'
import { describe, expect, test } from 'vitest'
import { readGrid } from '../grid/grid.ts'
import { bookOf } from '../receive/testing.ts'
import { Handbook, layout, lists, names } from '../testing.ts'
import type { Finding } from './findings.ts'
import { importBook } from './import-book.ts'
import {
  findingsOf,
  formula,
  importing,
  importSheets,
  line,
  number,
  shapeFaults,
  sheetOf,
  sheets,
  type TestCell,
  table,
  titles,
  told,
} from './testing.ts'

test('a workbook becomes wire that the shape accepts', async () => {
  const imported = await importing()
  expect(findingsOf(imported)).toEqual(['notice CELL_NORMALISED 表头!B4'])
  expect(imported.wire).toMatchObject({
    head: {
      ownNumber: 'T-1',
      competentCustoms: '5207',
      bookKind: 'importedMaterials',
      operatingEnterprise: { customsCode: '4419940001' },
      validTo: '2020-05-20',
    },
    materials: [
      {
        seq: 1,
        part: 'P1',
        declaredUnit: '035',
        quantity: '12.5',
        country: 'TWN',
        levyMode: '3',
        mainMaterial: 'auxiliary',
      },
    ],
    products: [],
  })
  expect(shapeFaults(imported)).toEqual([])
})

describe('sheets', () => {
  test('one that is missing is told, and nothing in it a second time', async () => {
    const { 料件: _, ...rest } = sheets({})
    const imported = await importSheets(rest)
    expect(findingsOf(imported)).toContain('fault SHEET_MISSING 料件 /materials')
    expect(shapeFaults(imported)).toEqual([])
  })
  test('an optional one that is missing is a notice', async () => {
    const { 单损耗: _, ...rest } = sheets({})
    expect((await importSheets(rest)).findings.map(told)).toContain('notice SHEET_MISSING 单损耗 /consumption')
  })
  test('one that belongs to nothing is told if it holds something; our own are not', async () => {
    const imported = await importing({ 说明: [['填表说明']], Sheet2: [], 代码: [['千克']], 问题: [['x']] })
    expect(findingsOf(imported)).toEqual(['notice SHEET_UNKNOWN 说明', 'notice CELL_NORMALISED 表头!B4'])
  })
  test('a second sheet of the same part is not read', async () => {
    const imported = await importing({ 单耗: [['序号']] })
    expect(findingsOf(imported)).toContain('fault SHEET_REPEATED 单耗')
  })
  test('names are found in any width', async () => {
    const { 料件, ...rest } = sheets({})
    expect((await importSheets({ ...rest, ' 料 件 ': 料件 })).wire.materials).toHaveLength(1)
  })
  test('the only sheet of a book is the only part, whatever it is called', async () => {
    const grid = await readGrid(bookOf({ sheets: { Sheet1: sheetOf(table(line('1'))) } }))
    const imported = await importBook(Handbook, layout.slice(1, 2), grid, names)
    await grid.close()
    expect([imported.wire.materials, imported.findings]).toEqual([[expect.objectContaining({ seq: 1 })], []])
  })
})

describe('columns', () => {
  test('the header is the row that knows most columns, among the first ten', async () => {
    const above: TestCell[][] = [
      ['料件'],
      ['编制单位', '某公司'],
      [],
      ['料号', '说明'],
      ['x', 'y', 'z'],
      ['a'],
      ['b'],
      ['c'],
      ['d'],
    ]
    const imported = await importing({ 料件: [...above, titles, line('1')] })
    expect(imported.wire.materials).toHaveLength(1)
    expect(imported.cellOf('/materials')).toEqual({ sheet: '料件', cell: 'A10' })
    expect(findingsOf(imported).filter((text) => text.includes('料件'))).toEqual([
      'notice ROW_UNREAD 料件!A2',
      'notice ROW_UNREAD 料件!A4',
      'notice ROW_UNREAD 料件!A5',
    ])
  })
  test('without a known column there is no header', async () => {
    const imported = await importing({
      料件: [
        ['a', 'b'],
        ['1', '2'],
      ],
    })
    expect(findingsOf(imported)).toContain('fault HEADER_MISSING 料件')
  })
  test('one that is required and missing is told once, not for each line', async () => {
    const without = (cells: TestCell[]) => cells.filter((_, i) => i !== 7)
    const imported = await importing({ 料件: [without(titles), without(line('1')), without(line('2'))] })
    expect(findingsOf(imported)).toContain('fault COLUMN_MISSING 料件 /materials')
    expect(shapeFaults(imported)).toEqual([])
  })
  test('one that stands twice is read once', async () => {
    const imported = await importing({
      料件: [
        [...titles, '料号'],
        [...line('1'), 'P9'],
      ],
    })
    expect(findingsOf(imported)).toContain('fault COLUMN_REPEATED 料件!L1')
    expect(imported.wire.materials).toMatchObject([{ part: 'P1' }])
  })
  test('one that is not known, or has no title, is told with its values', async () => {
    const imported = await importing({
      料件: [
        [...titles, '颜色', '', '空列'],
        [...line('1'), '红', '旁注'],
        [...line('2'), '蓝'],
      ],
    })
    const unknown = imported.findings.filter(({ code }) => code === 'COLUMN_UNKNOWN')
    expect(unknown.map(({ message }) => message.zh)).toEqual([
      'L 列“颜色”无法识别，其中 2 个值未导入（如“红”）；原文件仍保留。',
      'M 列“”无法识别，其中 1 个值未导入（如“旁注”）；原文件仍保留。',
    ])
  })
})

describe('rows', () => {
  test('empty ones inside are told, behind the last not; blanks are nothing', async () => {
    const imported = await importing({
      料件: [...table(line('1')), [], [' ', '　'], line('2'), [], line('3'), [], ['', ' ']],
    })
    expect(imported.wire.materials).toHaveLength(3)
    const [{ message, cell }] = imported.findings.filter(({ code }) => code === 'ROW_EMPTY')
    expect([message.zh, cell]).toEqual(['表中有 3 个空行（第一个在第 4 行），已跳过。', 'A4'])
    expect(imported.cellOf('/materials/1/seq')).toEqual({ sheet: '料件', cell: 'A6' })
  })
})

test('groups in a line: what is missing in them is told at its own cell', async () => {
  const words = { zh: '明细', en: 'Line' }
  const supplier = { zh: '供应商', en: 'Supplier' }
  const name = text({ zh: '名称', en: 'Name', max: 9 })
  const place = optional(group({ zh: '产地', en: 'Origin' }, { name }))
  const schema = content({
    lines: list(
      group(words, { no: text({ zh: '序号', en: 'No.', max: 9 }), supplier: group(supplier, { name }), place }),
      {
        ...words,
        max: 9,
      },
    ),
  })
  const rows = [['序号', '供应商名称', '产地名称'], ['1', '甲', '乙'], ['2']]
  const grid = await readGrid(bookOf({ sheets: { a: sheetOf(rows) } }))
  const imported = await importBook(schema, [{ part: 'lines', sheet: ['明细'], form: 'table' }], grid, names)
  await grid.close()
  expect(imported.wire.lines).toEqual([
    { no: '1', supplier: { name: '甲' }, place: { name: '乙' } },
    { no: '2', supplier: {} },
  ])
  const { faults } = shape(schema, imported.wire, lists)
  expect(imported.place(faults).map(told)).toEqual(['fault SHAPE_REQUIRED a!B3 /lines/1/supplier/name'])
})

describe('cells', () => {
  const quantityOf = async (cell: TestCell) => {
    const imported = await importing({ 料件: table(line('1', cell)) })
    const [material] = imported.wire.materials as { quantity?: string }[]
    return [material?.quantity, ...findingsOf(imported).filter((text) => text.includes('料件'))]
  }
  const at = '料件!H3 /materials/0/quantity'
  test('a formula gives the value that Excel had computed, to be confirmed', async () =>
    expect(await quantityOf(formula('12.500000000000002'))).toEqual(['12.5', `confirm CELL_FORMULA ${at}`]))
  test('a formula without a value is a fault', async () =>
    expect(await quantityOf(formula(''))).toEqual([undefined, `fault CELL_FORMULA_EMPTY ${at}`]))
  test('an error is no value', async () =>
    expect(await quantityOf({ xml: '<c t="e"><v>#REF!</v></c>' })).toEqual([undefined, `fault CELL_ERROR ${at}`]))
  test('digits that Excel has lost are told', async () =>
    expect(await quantityOf(number('201900000000000001'))).toEqual([
      '201900000000000000',
      `fault CELL_DIGITS_LOST ${at}`,
    ]))
  test('floats become the figure they stand for', async () =>
    expect(await quantityOf(number('0.30000000000000004'))).toEqual(['0.3']))
  test('a changed way of writing is told once a column, with an example', async () => {
    const lines = ['1,234.5', '12.5', ' 7 '].map((quantity, i) => line(String(i + 1), quantity))
    const { findings } = await importing({ 料件: table(...lines) })
    expect(findings.filter(({ sheet }) => sheet === '料件').map(({ message }) => message.zh)).toEqual([
      'H 列“申报数量”有 2 个值统一了写法，如 H3：“1,234.5” → “1234.5”。',
    ])
  })
  test('a number that counts is told like any other', async () => {
    const { wire, findings } = await importing({ 料件: table(line('０02')) })
    expect(wire.materials).toMatchObject([{ seq: 2 }])
    expect(findings.map(({ message }) => message.zh)).toContain('A 列“序号”有 1 个值统一了写法，如 A3：“０02” → “2”。')
  })
  test('what is not understood stays as it was typed, and is told once', async () => {
    const cells = line('1')
    cells[4] = '千可'
    const imported = await importing({ 料件: table(cells) })
    expect(imported.wire.materials).toMatchObject([{ declaredUnit: '千可' }])
    expect(findingsOf(imported)).toContain('fault CELL_NOT_UNDERSTOOD 料件!E3 /materials/0/declaredUnit')
    expect(shapeFaults(imported)).toEqual([])
  })
  test('what the shape finds later has its cell', async () => {
    const imported = await importing({ 料件: table(line('1', '1.123456'), line('1', '多'), line('3', '')) })
    expect(shapeFaults(imported).map(told)).toEqual([
      'fault KERNEL_DIGITS 料件!H3 /materials/0/quantity',
      'fault KERNEL_DECIMAL 料件!H4 /materials/1/quantity',
      'fault SHAPE_REPEATED 料件!A4 /materials/1/seq',
      'fault SHAPE_REQUIRED 料件!H5 /materials/2/quantity',
    ])
  })
  test('findings of one kind are bounded, and the rest is counted', async () => {
    const lines = Array.from({ length: 1_500 }, (_, i) => line(String(i + 1), formula('1')))
    const { findings } = await importing({ 料件: table(...lines) })
    expect(findings.filter(({ code }) => code === 'CELL_FORMULA')).toHaveLength(1_000)
    expect(findings.at(-1)?.message.zh).toBe('另有 500 处“公式”，未逐一列出。')
    expect(told(spoken(findings.at(-1) as Finding) as Finding)).toBe('confirm FINDINGS_MORE 料件')
  })
})

test('places: of values, missing values, groups, lines and parts', async () => {
  const { cellOf } = await importing({ 料件: table(line('1'), line('2')) })
  expect(
    [
      '/head/validTo',
      '/head/operatingEnterprise',
      '/head',
      '/materials/1/quantity',
      '/materials/1',
      '/materials/1/remark',
      '/materials',
    ].map((pointer) => cellOf(pointer)?.cell),
  ).toEqual(['B4', 'B3', 'B2', 'H4', 'A4', 'A4', 'A2'])
  expect(cellOf('/materials/1/quan')).toEqual({ sheet: '料件', cell: 'A4' })
  expect([cellOf('/nothing'), cellOf(''), cellOf('/materials/7/seq')]).toEqual([
    undefined,
    undefined,
    { sheet: '料件' },
  ])
})
