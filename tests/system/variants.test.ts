/** The main job on handbooks of other kinds than the sample's: each lives its whole life. */
import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleWorkbook } from '../../scripts/make-sample-workbook.ts'
import { World } from './world.ts'

const world = new World()
const path = join(tmpdir(), `jiamao-variant-${process.pid}.xlsx`)
beforeAll(() => world.start())
afterAll(async () => {
  rmSync(path, { force: true })
  await world.end()
})

type Change = (book: exceljs.Workbook) => void

/** Sets cells of the head by their labels. */
const head =
  (values: Record<string, string>): Change =>
  (book) => {
    const found = new Set<string>()
    book.getWorksheet('表头')?.eachRow((row) =>
      row.eachCell((cell, column) => {
        const value = values[String(cell.value)]
        if (value === undefined) return
        found.add(String(cell.value))
        row.getCell(column + 1).value = value
      }),
    )
    expect([...found].sort()).toEqual(Object.keys(values).sort())
  }

/** Puts one text in place of another in all sheets. */
const everywhere =
  (from: string, to: string): Change =>
  (book) => {
    for (const sheet of book.worksheets)
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          if (cell.value === from) cell.value = to
        }),
      )
  }

const variants: readonly [string, Change][] = [
  ['of supplied materials', head({ 手册类型: '来料加工', 监管方式: '来料加工', 征免性质: '来料加工' })],
  ['in yuan', everywhere('美元', '人民币')],
  ['valid to 2026, on other dates', head({ 有效期: '2026-11-30' })],
  [
    'of a firm that has another one process',
    head({
      加工单位编码: '4419941002',
      加工单位社会信用代码: '91441900MA9D00002C',
      加工单位名称: '东莞示例制衣有限公司',
    }),
  ],
]

describe('a handbook', () => {
  test.each(variants)(
    '%s lives its whole life',
    async (_, change) => {
      const book = new exceljs.Workbook()
      await book.xlsx.readFile(sampleWorkbook)
      change(book)
      await book.xlsx.writeFile(path)
      const { status, out, err } = await world.command(['demo', path, '--json'])
      expect([err, status]).toEqual(['', 0])
      const lines = out.trim().split('\n')
      expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ ok: true })
    },
    60_000,
  )
})
