import { type Content, shape } from '@jiamao/kernel/fields'
import type { LocalDate } from '@jiamao/kernel/time'
import { describe, expect, test } from 'vitest'
import { relations } from '../goods/index.ts'
import { bookConsumption, type KnownConsumption } from './book-consumption.ts'
import { exampleGoods, exampleVersionRows, exampleVersions } from './example.ts'
import { versionRows, versions } from './facts.ts'

type Rows = typeof exampleVersionRows
type Versions = typeof exampleVersions
const [version] = exampleVersions
const [row] = exampleVersionRows

const read = <S extends typeof relations.value | typeof versions.value | typeof versionRows.value>(
  schema: S,
  wire: unknown,
) => {
  const { content, faults } = shape(schema, wire, { has: () => true })
  expect(faults).toEqual([])
  return content as Content<S>
}
function known(all: Versions, rows: Rows, merged: unknown = exampleGoods.relations, book?: string): KnownConsumption {
  return {
    versions: read(versions.value, all),
    versionRows: read(versionRows.value, rows),
    relations: read(relations.value, merged),
    on: '2020-03-02' as LocalDate,
    ...(book ? { book } : {}),
  }
}
const products = [{ seq: 1, part: 'P1' }]
const materials = [{ seq: 1, part: 'M1' }]

describe('consumption of a book', () => {
  test('a version of one level is taken over to the digit', () => {
    expect(bookConsumption(products, materials, known(exampleVersions, exampleVersionRows))).toEqual({
      rows: [
        {
          productSeq: 1,
          materialSeq: 1,
          version: '1',
          net: '1.000000000',
          tangible: '3.000000000',
          intangible: '0.000000000',
          bondedShare: '100.000000000',
          validFrom: '2020-01-02',
          declarationState: 'declared',
          rework: false,
        },
      ],
      missing: [],
    })
  })
  test('only versions of the day; all that stand side by side', () => {
    const of = (validFrom: string, validTo: string | undefined, name: string) => ({
      ...version,
      version: name,
      validFrom,
      ...(validTo ? { validTo } : {}),
    })
    const rowsOf = (name: string) => ({ ...row, version: name })
    const all = [
      of('2020-01-01', '2020-03-01', 'a'),
      of('2020-03-02', undefined, 'b'),
      of('2020-03-03', undefined, 'c'),
    ]
    const found = bookConsumption(products, materials, known(all, ['a', 'b', 'c'].map(rowsOf)))
    expect(found.rows.map((r) => r.version)).toEqual(['b'])
  })
  test('rows of a correction replace all rows of what it corrected', () => {
    const old = { ...row, filing: '01900000-0000-7000-8000-00000000000a', material: 'M2' }
    expect(bookConsumption(products, materials, known(exampleVersions, [row, old])).missing).toEqual([])
  })
  test('a version declared for the book goes before those for every book', () => {
    const own = { ...version, book: 'C520720A0001', version: '9' }
    const both = known([version, own], [row, { ...row, book: 'C520720A0001', version: '9' }], undefined, 'C520720A0001')
    expect(bookConsumption(products, materials, both).rows.map((r) => r.version)).toEqual(['9'])
    expect(bookConsumption(products, materials, { ...both, book: undefined }).rows.map((r) => r.version)).toEqual(['1'])
  })
  test('a semi-finished part is exploded, unless the book has it as a material', () => {
    const made = { ...version, product: 'S1' }
    const all = known(
      [version, made],
      [
        { ...row, material: 'S1', net: '2', tangible: '0' },
        { ...row, product: 'S1', net: '0.5', tangible: '0' },
      ],
    )
    expect(bookConsumption(products, materials, all).rows).toMatchObject([{ materialSeq: 1, net: '1.000000000' }])
    const bought = [...materials, { seq: 2, part: 'S1' }]
    expect(bookConsumption(products, bought, all).rows).toMatchObject([{ materialSeq: 2, net: '2.000000000' }])
  })
  test('a part stands in the line of its item, in declared units; what has no line is said', () => {
    const [m1, p1] = exampleGoods.relations
    const grams = { ...m1, part: 'M2', partFactor: '0.001' }
    const rows = [row, { ...row, material: 'M2', net: '500', tangible: '3' }, { ...row, material: 'M3' }]
    const found = bookConsumption(products, materials, known(exampleVersions, rows, [m1, p1, grams]))
    expect(found.rows).toMatchObject([{ materialSeq: 1, net: '1.500000000', tangible: '3.000000000' }])
    expect(found.missing).toEqual(['M3'])
  })
})
