/** A factory's own workbook, as its planner keeps it: titles above, merged headings, its own words, totals below. */
import exceljs from 'exceljs'

interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly (string | number | null)[])[]
  readonly merged?: readonly string[]
}

/** Parts of resin that may be merged (within a factor of 2), and one that is too dear; two cloths of one kind. */
export const ownSheets: readonly Sheet[] = [
  {
    name: '原材料清单',
    merged: ['A1:I1', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:F3', 'G3:G4', 'H3:H4', 'I3:I4'],
    rows: [
      ['东莞示例电子有限公司 2020 年进口计划'],
      ['制表：李四', null, null, null, null, null, '日期：2020-01-02'],
      ['物料编码', '品名', 'HS Code', '单位', '价格', null, '计划数量', '原产地', '仓位'],
      [null, null, null, null, '单价', '币种'],
      ['R-01', '环氧树脂 E-51', '3907300001', 'KGS', 8.5, '美金', '1,000', '台湾', 'W1'],
      ['R-02', '环氧树脂 E-44', '3907300001', '公斤', 9.5, '美金', 1000, '台湾', 'W1'],
      ['R-03', '环氧树脂 高纯', '3907300001', 'kg', 40, '美金', 100, 'JP', 'W2'],
      ['C-01', '玻璃纤维布', null, '公斤', 3, '美金', 500, '宝岛', 'W3'],
      ['合计', null, null, null, null, null, 2600],
    ],
  },
  {
    name: 'Finished Goods',
    rows: [
      ['Product Code', 'Description', 'HS Code', 'Qty', 'UOM', 'Unit Price', 'Currency', 'Destination'],
      ['F-01', '碳纤维预浸物', '6815993900', 2000, 'KGS', 30, 'US$', 'HK'],
    ],
  },
  {
    name: 'BOM',
    rows: [
      ['父件编码', '子件编码', '净用量', '损耗率'],
      ['F-01', 'R-01', 0.5, 0],
      [null, 'R-02', 0.5, 0],
      [null, 'R-03', 0.05, 0],
      [null, 'C-01', 0.25, 0],
    ],
  },
]

export async function ownWorkbook(sheets: readonly Sheet[] = ownSheets): Promise<Uint8Array> {
  const book = new exceljs.Workbook()
  for (const { name, rows, merged = [] } of sheets) {
    const sheet = book.addWorksheet(name)
    for (const row of rows) sheet.addRow([...row])
    for (const range of merged) sheet.mergeCells(range)
  }
  return new Uint8Array(await book.xlsx.writeBuffer())
}
