import { readFileSync } from 'node:fs'
import { dataFolder, readTable } from '@jiamao/data'
import { describe, expect, test } from 'vitest'
import { type KindId, movementKind, movementKinds } from './kinds.ts'

const entries = Object.entries(movementKinds) as [KindId, (typeof movementKinds)[KindId]][]

interface Example {
  kind: KindId
  modes: string[]
  ie: string
  goods: string
  material: number
  product: number
  scrap: boolean
}
const { movementKinds: examples } = JSON.parse(
  readFileSync(new URL('examples/rulebook-examples.json', dataFolder), 'utf8'),
) as { movementKinds: Example[] }

describe('movement kinds', () => {
  test.each(examples)(
    '$kind is as the worked examples have it',
    ({ kind, modes, ie, goods, material, product, scrap }) => {
      const row = movementKinds[kind]
      expect([...new Set([...row.modes.C, ...row.modes.B])]).toEqual(modes)
      expect([...row.directions]).toEqual([ie])
      expect(row.goods).toBe(goods)
      expect(row.effect).toBe(
        material > 0 ? '+' : material < 0 ? '-' : product > 0 ? '-c' : product < 0 ? '+c' : 'none',
      )
      expect(row.goods === 'scrap').toBe(scrap)
    },
  )
  test('codes are the numbers from 1 on, in the order they were given, for ever', () => {
    expect(entries.map(([, { code }]) => code)).toEqual(entries.map((_, at) => at + 1))
    expect(entries.map(([id]) => id).join(' ')).toBe(
      'OPENING MATERIAL_IMPORT TRANSFER_IN CARRY_IN EXCHANGE_IN EXCHANGE_OUT MATERIAL_REEXPORT CARRY_OUT MATERIAL_SALE ' +
        'PRODUCT_SALE DEFECTIVE_SALE MATERIAL_DESTRUCTION DEFECTIVE_DESTRUCTION FOLLOW_UP_DUTY PRODUCT_EXPORT ' +
        'TRANSFER_OUT PRODUCT_RETURN PRODUCT_REEXPORT PRODUCT_RELIEF SCRAP_SALE SCRAP_REEXPORT SCRAP_DESTRUCTION ' +
        'EQUIPMENT_IN EQUIPMENT_SALE EQUIPMENT_TRANSFER EQUIPMENT_RETURN ADJUST_ADD ADJUST_REDUCE AMENDMENT_HOLD',
    )
  })
  test('no two kinds answer to the same mode, direction and goods of a column', () => {
    for (const column of ['C', 'B'] as const) {
      const keys = entries.flatMap(([, { modes, directions, goods }]) =>
        modes[column].flatMap((mode: string) => directions.map((direction) => `${mode} ${direction} ${goods}`)),
      )
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
    }
  })
  test('every trade mode is one of the code list', () => {
    const known = new Set(readTable('code-lists/trade-mode').map(({ code }) => code))
    expect(entries.flatMap(([, { modes }]) => [...modes.C, ...modes.B]).filter((mode) => !known.has(mode))).toEqual([])
  })
})

describe('the kind of a line', () => {
  const export0615 = { tradeMode: '0615', direction: 'E', goods: 'product' } as const
  const export0214 = { tradeMode: '0214', direction: 'E', goods: 'product' } as const
  test('C books take the C column, B books the B column', () => {
    expect(movementKind({ ...export0615, bookKind: 'C' })).toBe('PRODUCT_EXPORT')
    expect(movementKind({ ...export0214, bookKind: 'C' })).toBeUndefined()
    expect(movementKind({ ...export0214, bookKind: 'B' })).toBe('PRODUCT_EXPORT')
    expect(movementKind({ ...export0615, bookKind: 'B' })).toBeUndefined()
  })
  test('E books take the C column, and the B column if set up for supplied goods', () => {
    expect(movementKind({ ...export0615, bookKind: 'E' })).toBe('PRODUCT_EXPORT')
    expect(movementKind({ ...export0214, bookKind: 'E' })).toBeUndefined()
    expect(movementKind({ ...export0214, bookKind: 'E', suppliedGoods: true })).toBe('PRODUCT_EXPORT')
    expect(movementKind({ ...export0214, bookKind: 'C', suppliedGoods: true })).toBeUndefined()
  })
  test('D books hold equipment and nothing else', () => {
    expect(movementKind({ tradeMode: '0320', direction: 'I', goods: 'equipment', bookKind: 'D' })).toBe('EQUIPMENT_IN')
    expect(movementKind({ tradeMode: '0456', direction: 'E', goods: 'equipment', bookKind: 'D' })).toBe(
      'EQUIPMENT_TRANSFER',
    )
    expect(movementKind({ ...export0615, bookKind: 'D' })).toBeUndefined()
  })
  test('direction and goods count too', () => {
    expect(movementKind({ tradeMode: '0615', direction: 'E', goods: 'material', bookKind: 'C' })).toBeUndefined()
    expect(movementKind({ tradeMode: '0644', direction: 'I', goods: 'defective-converted', bookKind: 'C' })).toBe(
      'DEFECTIVE_SALE',
    )
    expect(movementKind({ tradeMode: '0110', direction: 'E', goods: 'product', bookKind: 'C' })).toBeUndefined()
  })
})
