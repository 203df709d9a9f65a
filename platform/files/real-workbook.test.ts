import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { shape } from '@jiamao/kernel/fields'
import { expect, test } from 'vitest'
import { importBook } from './book/import-book.ts'
import { readGrid } from './grid/grid.ts'
import { readInWorker } from './grid/read-in-worker.ts'
import { receive } from './receive/receive.ts'
import { Handbook, layout, lists, names } from './testing.ts'
import { readBack } from './write/testing.ts'
import { writeBook } from './write/write-book.ts'

const samples = new URL(`${process.env.JIAMAO_SAMPLES ?? '../shared/data'}/`, new URL('../../', import.meta.url))
const path = fileURLToPath(new URL('handbook-export.xlsx', samples))
const there = existsSync(path)
if (!there) process.stdout.write(`skipped: the real workbook is not at ${path}\n`)

test.skipIf(!there)('the real handbook is read whole: every cell lands in the wire or in a finding', async () => {
  expect((await receive(path)).sheets.map(({ name }) => name)).toEqual(['表头', '料件', '成品', '单损耗'])
  const grid = await readInWorker(path)
  const imported = await importBook(Handbook, layout, grid, names)
  await grid.close()
  const { wire } = imported as { wire: Record<string, Record<string, unknown>[]> }
  expect([wire.materials.length, wire.products.length, wire.consumption.length]).toEqual([13, 20, 190])
  expect(wire.head).toMatchObject({
    number: 'C520719A0001',
    validTo: '2020-05-20',
    operatingEnterprise: { customsCode: '4419940001' },
  })
  expect(wire.materials[0]).toMatchObject({
    declaredUnit: '035',
    quantity: '168105.57',
    country: 'TWN',
    mainMaterial: 'auxiliary',
  })
  expect(wire.consumption[189]).toMatchObject({ no: 190, net: '0.0081', bondedShare: '0' })
  expect(imported.cellOf('/consumption/189/net')).toEqual({ sheet: '单损耗', cell: 'L192' })

  // The schema of these tests lacks some columns of the workbook: they are told, and nothing else is.
  expect(new Set(imported.findings.map(({ code }) => code))).toEqual(
    new Set(['LABEL_UNKNOWN', 'COLUMN_UNKNOWN', 'CELL_NORMALISED']),
  )
  const unread = imported.findings.reduce((sum, { code, values }) => {
    if (code === 'LABEL_UNKNOWN') return sum + 1
    return code === 'COLUMN_UNKNOWN' ? sum + Number(values?.count) : sum
  }, 0)
  expect(valuesIn(wire) + unread).toBe(await valuesOf(path))
  expect(shape(Handbook, wire, lists).faults).toEqual([])
})

test.skipIf(!there)('written back and read again it is the same content', async () => {
  const grid = await readGrid(path)
  const { wire } = await importBook(Handbook, layout, grid, names)
  await grid.close()
  const again = await readBack(writeBook(Handbook, layout, wire, names))
  expect(shape(Handbook, again.wire, lists).content).toEqual(shape(Handbook, wire, lists).content)
})

const valuesIn = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, one) => sum + valuesIn(one), 0)
    : 1

/** Cells of values: in tables all below the header in row 2, in the head every second column below the title. */
async function valuesOf(file: string): Promise<number> {
  const grid = await readGrid(file)
  let count = 0
  for (const sheet of grid.sheets) {
    for await (const { no, cells } of sheet.rows()) {
      if (sheet.name === '表头') count += no > 1 ? cells.filter(({ column }) => column % 2 === 1).length : 0
      else count += no > 2 ? cells.length : 0
    }
  }
  await grid.close()
  return count
}
