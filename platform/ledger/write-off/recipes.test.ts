import { consumptions, HUNDRED, percents } from '@jiamao/kernel/numbers'
import { parseDate } from '@jiamao/kernel/time'
import { describe, expect, test } from 'vitest'
import { type RecipeRow, recipesFromRows } from './from-objects.ts'
import { recipesFrom } from './recipes.ts'
import { unitConsumption } from './unit-consumption.ts'
import { pairsUsing } from './uses.ts'
import { chooseVersion } from './versions.ts'

const row: RecipeRow = { pair: 0, material: 0, net: 1n, tangible: 0n, intangible: 0n, share: HUNDRED }
const refused = (...rows: Partial<RecipeRow>[]) =>
  expect(() =>
    recipesFromRows(
      2,
      2,
      rows.map((other) => ({ ...row, ...other })),
    ),
  )

describe('recipes', () => {
  test('rows of a material are found by it, wherever its pairs stand', () => {
    const { uses } = recipesFromRows(2, 3, [
      { ...row, pair: 1, tangible: 5n },
      { ...row, pair: 0 },
      { ...row, pair: 2 },
      { ...row, pair: 1, material: 1 },
    ])
    expect([...pairsUsing(uses, 0)]).toEqual([0, 1, 2])
    expect([...pairsUsing(uses, 1)]).toEqual([1])
    // Equal rates of one material are one class, wherever they stand.
    expect([...uses.classStart]).toEqual([0, 2, 3])
    expect([...uses.rowStart]).toEqual([0, 2, 3, 4])
  })
  test('losses that leave nothing of the material are refused, with their row (R3.3)', () => {
    refused({ tangible: HUNDRED - 1n }).not.toThrow()
    refused({ tangible: HUNDRED / 2n, intangible: HUNDRED / 2n }).toThrow(/R3.LOSS/)
    refused({ tangible: -1n }).toThrow(/R3.LOSS/)
    refused({}, { material: 1, intangible: -1n }).toThrow(
      expect.objectContaining({
        place: { pointer: '/rows/1' },
        values: { tangible: '0.000000000', intangible: '-0.000000001' },
      }),
    )
  })
  test('rows that cannot be are errors of ours', () => {
    refused({ net: -1n }).toThrow(/net use below zero/)
    refused({ share: HUNDRED + 1n }).toThrow(/bonded share/)
    refused({ material: 2 }).toThrow(/no material 2/)
    refused({}, {}).toThrow(/material 0 twice in pair 0/)
    const { start, material, net, tangible, intangible, share } = recipesFromRows(1, 1, [row])
    const columns = { materials: 1, start, material, net, tangible, intangible, share }
    expect(() => recipesFrom({ ...columns, net: BigInt64Array.of() })).toThrow(/unequal length/)
    expect(() => recipesFrom({ ...columns, start: Int32Array.of(0, 2) })).toThrow(/start does not span/)
  })
})

describe('unit consumption', () => {
  test('is net over what both losses leave, exactly (R3.3)', () => {
    const { n, d } = unitConsumption(consumptions.parse('1.25'), percents.parse('2'), percents.parse('1'))
    expect(n * 97n).toBe(d * 100n * consumptions.parse('1.25'))
  })
  test('needs losses below 100 %', () => {
    expect(() => unitConsumption(consumptions.parse('1'), percents.parse('60'), percents.parse('40'))).toThrow(
      /R3.LOSS/,
    )
  })
})

describe('the version of a line', () => {
  const versions = [
    { version: '1', validFrom: parseDate('2024-01-01'), validTo: parseDate('2024-06-30') },
    { version: '2', validFrom: parseDate('2024-06-30'), validTo: null },
  ]
  const choose = (line: { date: string; version?: string; returned?: boolean }) => {
    const choice = chooseVersion(versions, { ...line, date: parseDate(line.date) })
    return 'fault' in choice ? choice.fault : choice.chosen.version
  }
  test('by date: the only one valid on it, both ends inside (R3.6)', () => {
    expect(choose({ date: '2024-01-01' })).toBe('1')
    expect(choose({ date: '2024-07-01' })).toBe('2')
    expect(choose({ date: '2023-12-31' })).toBe('R3.VERSION')
    expect(choose({ date: '2024-06-30' })).toBe('R3.VERSION')
  })
  test('by name: valid on the date, and one that exists', () => {
    expect(choose({ date: '2024-06-30', version: '1' })).toBe('1')
    expect(choose({ date: '2024-07-01', version: '1' })).toBe('R3.VERSION_DATE')
    expect(choose({ date: '2024-07-01', version: '3' })).toBe('R3.VERSION_DATE')
  })
  test('goods that came back use the version they name, whatever its validity; they must name one (R3.7)', () => {
    expect(choose({ date: '2030-01-01', version: '1', returned: true })).toBe('1')
    expect(choose({ date: '2024-02-01', returned: true })).toBe('R3.VERSION')
  })
})
