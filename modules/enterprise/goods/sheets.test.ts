import { shape } from '@jiamao/kernel/fields'
import { importBook, readGrid, writeBook } from '@jiamao/platform/files'
import { expect, test } from 'vitest'
import { exampleDeclaration } from '../consumption/example.ts'
import { declare } from '../consumption/filings/declare.ts'
import { exampleGoods, exampleRelation } from './example.ts'
import { item } from './filings/item.ts'
import { mergeRelation } from './filings/merge-relation.ts'

const names = { codeOf: (_: string, text: string) => text, nameOf: () => undefined, entries: () => [] }
const lists = { has: () => true }
const endings = [{ productPart: 'P1', version: '0', validTo: '2020-01-01' }]

test.each([
  [item.id, item, exampleGoods],
  [mergeRelation.id, mergeRelation, exampleRelation],
  [declare.id, declare, { ...exampleDeclaration, endings }],
])('%s goes out as a workbook and comes back', async (_, { content, sheets = [] }, example) => {
  const bytes: Buffer[] = []
  for await (const piece of writeBook(content, sheets, example, names)) bytes.push(piece as Buffer)
  const grid = await readGrid(Buffer.concat(bytes))
  const { wire, findings } = await importBook(content, sheets, grid, names)
  await grid.close()
  expect(findings.filter(({ weight }) => weight === 'fault')).toEqual([])
  expect(shape(content, wire, lists)).toEqual(shape(content, example, lists))
})
