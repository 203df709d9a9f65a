import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { importBook } from '../book/import-book.ts'
import { partsOf } from '../book/layout.ts'
import { Handbook, layout, names } from '../testing.ts'
import { isForeign } from './foreign.ts'
import { guess } from './guess.ts'
import { faultsOfMapping, fingerprintsOf, keptOf, type Mapping, mappable, rememberedFor, tablesOf } from './mapping.ts'
import { gridOf, type Outline, outlineOf } from './outline.ts'

const parts = tablesOf(Handbook, layout)
const sheet = (name: string, ...rows: string[][]) => ({ name, rows: rows.map((texts, i) => ({ no: i + 1, texts })) })
const asMapping = (outline: Outline): Mapping =>
  guess(outline, parts, names).map(({ confidence: _, columns, ...rest }) => ({
    ...rest,
    columns: columns.map(({ confidence: _sure, ...column }) => column),
  }))
const meant = (outline: Outline, name: string) => {
  const found = asMapping(outline).find(({ sheet: own }) => own === name)
  return {
    part: found?.part,
    columns: Object.fromEntries(found?.columns.map(({ column, field }) => [column, field]) ?? []),
  }
}

/** A factory's own workbook: titles above the header, its own words, a total below. */
const own: Outline = [
  sheet(
    '原材料清单',
    ['东莞某某电子厂 2020 年进口计划'],
    ['制表：张三', '', '', '日期：2020-01-02'],
    ['物料编码', '品名', 'HS Code', '规格', '单位(UOM)', '采购单价', '币种', '计划数量', '原产地', '仓位'],
    ['A-01', '环氧树脂', '3907300001', 'E-51', '公斤', '8.5', '美金', '1,000', '台湾', 'W1'],
    ['A-02', '玻璃纤维布', '7019520000', '7628', '米', '1.2', '美金', '2000', '日本', 'W2'],
    ['合计', '', '', '', '', '', '', '3,000'],
  ),
  sheet(
    'Finished Goods',
    ['Product Code', 'Description', 'Qty', 'UOM', 'Unit Price', 'Destination'],
    ['F-01', '覆铜板', '500', '张', '30', '香港'],
  ),
  sheet('BOM', ['成品项号', '料件项号', '净用量', '损耗率'], ['1', '1', '1', '3'], ['1', '2', '2', '1']),
]

describe('a guess', () => {
  test('finds header, parts and columns of a factory’s own workbook', () => {
    expect(meant(own, '原材料清单')).toEqual({
      part: 'materials',
      columns: {
        0: '/part',
        1: '/name',
        2: '/hsCode',
        3: '/specification',
        4: '/declaredUnit',
        5: '/price',
        6: '/currency',
        7: '/quantity',
        8: '/country',
      },
    })
    expect(meant(own, 'Finished Goods')).toEqual({
      part: 'products',
      columns: { 0: '/part', 1: '/name', 2: '/quantity', 3: '/declaredUnit', 4: '/price', 5: '/country' },
    })
    expect(guess(own, parts, names)[0].header).toBe(3)
    expect(isForeign(own, parts, guess(own, parts, names))).toBe(true)
  })

  test('reads headings in two rows whose cells are merged', () => {
    const merged = [
      sheet(
        '材料',
        ['料号', '品名', '单位', '单价', '', '数量'],
        ['', '', '', '金额', '币种', ''],
        ['A-01', '环氧树脂', '公斤', '8.5', 'USD', '1000'],
      ),
    ]
    expect(guess(merged, parts, names)[0].header).toBe(2)
    expect(meant(merged, '材料').columns).toMatchObject({
      0: '/part',
      1: '/name',
      2: '/declaredUnit',
      4: '/currency',
      5: '/quantity',
    })
  })

  test('knows goods codes, units and currencies by what they look like', () => {
    const blind = [
      sheet(
        '料件',
        ['料号', '名称', '甲', '乙', '丙'],
        ['1', '树脂', '3907300001', '千克', 'USD'],
        ['2', '布', '7019520000', '米', 'USD'],
      ),
    ]
    expect(meant(blind, '料件').columns).toEqual({
      0: '/part',
      1: '/name',
      2: '/hsCode',
      3: '/declaredUnit',
      4: '/currency',
    })
  })

  test('gives a field to the column that means it best, and to no other', () => {
    const two = [sheet('料件', ['料号', '名称', '数量', '合同数量', '单位'], ['A', '树脂', '1', '2', '千克'])]
    expect(meant(two, '料件').columns).toEqual({ 0: '/part', 1: '/name', 2: '/quantity', 4: '/declaredUnit' })
  })

  test('is right for our own titles in any order, whatever stands above them', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...parts),
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 0, max: 5 }),
        (part, seeds, above) => {
          const fields = mappable(part)
          const order = fields.map((field) => ({ field, at: seeds.next().value as number })).sort((a, b) => a.at - b.at)
          const titles = order.map(({ field }) => part.titleOf(field))
          const rows = [...Array.from({ length: above }, (_, i) => [`说明 ${i}`]), titles]
          const found = meant([sheet(part.sheet[0], ...rows)], part.sheet[0])
          expect(found.part).toBe(part.part)
          expect(order.map((_, column) => found.columns[column])).toEqual(order.map(({ field }) => field.pointer))
        },
      ),
    ))
})

describe('a mapping', () => {
  const mapping = asMapping(own)
  const faults = (change: (made: { -readonly [K in keyof Mapping[number]]: Mapping[number][K] }[]) => void) => {
    const made = structuredClone(mapping) as { -readonly [K in keyof Mapping[number]]: Mapping[number][K] }[]
    change(made)
    return faultsOfMapping(made, own, parts).map(({ code, pointer }) => `${code} ${pointer ?? ''}`)
  }

  test('has no faults where each field stands once and what is needed is there', () => {
    expect(faultsOfMapping(mapping, own, parts)).toEqual([])
    expect(
      faults((made) => {
        made[0].columns = made[0].columns.filter(({ field }) => field !== '/quantity')
      }),
    ).toEqual(['MAPPING_FIELD_MISSING /0'])
  })
  test('says of each fault which sheet, column and field', () => {
    expect(
      faults((made) => {
        made[0].columns = [...made[0].columns, { column: 9, field: '/part' }]
      }),
    ).toContain('MAPPING_FIELD_TWICE /0/columns/9')
    expect(
      faults((made) => {
        made[1].part = 'materials'
      }),
    ).toContain('MAPPING_PART_TWICE /1')
    expect(
      faults((made) => {
        made[0].header = 99
      }),
    ).toContain('MAPPING_UNKNOWN /0')
    expect(
      faults((made) => {
        made[0].columns = [{ column: 0, field: '/constructor' }]
      }),
    ).toContain('MAPPING_UNKNOWN /0/columns/0')
    expect(
      faults((made) => {
        for (const one of made) one.part = null
      }),
    ).toEqual(['MAPPING_NOTHING '])
  })

  test('reads what it says, fills down merged cells, and tells what it leaves out', async () => {
    const { wire, findings } = await importBook(Handbook, layout, gridOf(own), names, mapping)
    expect(wire.materials).toMatchObject([
      {
        part: 'A-01',
        name: '环氧树脂',
        hsCode: '3907300001',
        declaredUnit: '公斤',
        price: '8.5',
        quantity: '1000',
        country: '台湾',
      },
      { part: 'A-02', quantity: '2000' },
    ])
    const told = findings.map(({ code, sheet: of, cell }) => `${code} ${of}!${cell}`)
    expect(told).toContain('ROW_LEFT_OUT 原材料清单!A6')
    expect(told).toContain('COLUMN_LEFT_OUT 原材料清单!J4')
  })

  test('asks for each unknown word once', async () => {
    const { words } = await importBook(Handbook, layout, gridOf(own), names, mapping)
    expect(words).toContainEqual({ list: 'unit', word: '公斤', count: 1, sheet: '原材料清单', cell: 'E4' })
  })

  test('is remembered for the layout: with other lines, another month, and more titles above', () => {
    const next: Outline = own.map(({ name, rows }) => ({
      name: `${name}2020`,
      rows: [{ no: 1, texts: ['新的一行标题'] }, ...rows.map(({ no, texts }) => ({ no: no + 1, texts }))],
    }))
    const kept = keptOf(
      mapping.map((one) => ({ ...one, part: one.part === 'materials' ? one.part : null })),
      own,
      parts,
    )
    expect([...fingerprintsOf(next, parts).values()].toSorted()).toEqual(
      kept.map(({ fingerprint }) => fingerprint).toSorted(),
    )
    const known = rememberedFor(next, kept, partsWithoutNeeds)
    expect(known?.map(({ part, header }) => [part, header])).toEqual([
      ['materials', 4],
      [null, 2],
      [null, 2],
    ])
    expect(
      rememberedFor([...own, sheet('别的', ['甲', '乙', '丙'], ['1', '2', '3'])], kept, partsWithoutNeeds),
    ).toBeUndefined()
  })
})

/** The parts as if a line needed its part number only. */
const partsWithoutNeeds = partsOf(
  Handbook,
  layout.map((one) => (one.form === 'table' ? { ...one, needs: [] } : one)),
).filter(({ form }) => form === 'table')

test('an outline is short, whatever the sheet', async () => {
  const rows = Array.from({ length: 500 }, (_, i) => [`${i}`, 'x'.repeat(10_000)])
  const [first] = await outlineOf(gridOf([sheet('长', ...rows)]))
  expect(first.rows).toHaveLength(60)
  expect(first.rows[0].texts[1]).toHaveLength(120)
})
