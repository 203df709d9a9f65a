import { describe, expect, test } from 'vitest'
import { findingsOf, head, importing, shapeFaults, told } from './testing.ts'

describe('labels', () => {
  test('are found with their values where cells are merged', async () => {
    const imported = await importing({
      表头: [
        ['表头'],
        ['企业内部编号', '', 'T-1', '', '主管海关', '', '凤岗海关'],
        ['备注', '', '', '', '手册类型', '', '进料加工'],
      ],
    })
    expect(imported.wire.head).toMatchObject({
      ownNumber: 'T-1',
      competentCustoms: '5207',
      bookKind: 'importedMaterials',
    })
    expect(imported.cellOf('/head/ownNumber')).toEqual({ sheet: '表头', cell: 'C2' })
  })
  test('are no values, and values that read like labels are no labels', async () => {
    const imported = await importing({
      表头: [
        ['企业内部编号', '备注', '主管海关', '凤岗海关'],
        ['进口合同号', '', '备注', '有效期'],
      ],
    })
    expect(imported.wire.head).toEqual({
      operatingEnterprise: {},
      ownNumber: '备注',
      competentCustoms: '5207',
      remark: '有效期',
    })
  })
  test('that are missing and required are told at their pointer, once', async () => {
    const imported = await importing({ 表头: head.slice(0, 3) })
    expect(findingsOf(imported)).toEqual(
      ['validTo', 'levyNature', 'importCurrency'].map((name) => `fault COLUMN_MISSING 表头 /head/${name}`),
    )
    expect(shapeFaults(imported)).toEqual([])
  })
  test('without a value are missing values, placed where the value should stand', async () => {
    const imported = await importing({ 表头: [...head.slice(0, 3), ['有效期', '', ...(head[3] ?? []).slice(2)]] })
    expect(shapeFaults(imported).map(told)).toEqual(['fault SHAPE_REQUIRED 表头!B4 /head/validTo'])
  })
  test('that are not known are told with their values; twice, with their first place', async () => {
    const imported = await importing({ 表头: [...head, ['颜色', '红', '企业内部编号', 'T-2']] })
    expect(findingsOf(imported).slice(0, 3)).toEqual([
      'notice CELL_NORMALISED 表头!B4',
      'notice LABEL_UNKNOWN 表头!A5',
      'fault COLUMN_REPEATED 表头!C5',
    ])
    expect(imported.wire.head).toMatchObject({ ownNumber: 'T-1' })
  })
  test('a sheet without labels has no header; a very long one is no head', async () => {
    expect(findingsOf(await importing({ 表头: [['a', 'b']] }))).toContain('fault HEADER_MISSING 表头')
    const long = await importing({ 表头: [...head, ...Array.from({ length: 1_000 }, () => ['x'])] })
    expect(findingsOf(long)).toContain('fault ROW_UNREAD 表头')
  })
})
