import { type Content, shape } from '@jiamao/kernel/fields'
import type { LocalDate } from '@jiamao/kernel/time'
import { describe, expect, test } from 'vitest'
import { bookGoods, type KnownGoods } from './book-goods.ts'
import { exampleItems, exampleParts, exampleRelations } from './example.ts'
import { items, parts, relations } from './facts.ts'
import { goodsNamed } from './named.ts'

const read = <S extends typeof items.value | typeof parts.value | typeof relations.value>(schema: S, wire: unknown) => {
  const { content, faults } = shape(schema, wire, { has: () => true })
  expect(faults).toEqual([])
  return content as Content<S>
}
const asked = { on: '2020-03-02' as LocalDate }
const known = (change: {
  items?: typeof exampleItems
  parts?: typeof exampleParts
  relations?: typeof exampleRelations
}): KnownGoods => ({
  items: read(items.value, change.items ?? exampleItems),
  parts: read(parts.value, change.parts ?? exampleParts),
  relations: read(relations.value, change.relations ?? exampleRelations),
})
const [m1] = exampleParts
const [material] = exampleItems
const [relation] = exampleRelations

describe('a line of a book', () => {
  const full = {
    seq: 1,
    part: 'M1',
    hsCode: '3907300001',
    name: '环氧树脂',
    specification: '无牌',
    declaredUnit: '035',
    legalUnit: '035',
    factor: '1.00000',
    mainMaterial: 'mainMaterial',
    price: '8.50000',
    currency: 'USD',
    country: 'TWN',
  }
  test('is completed by its part, or by the number of its item', () => {
    const line = bookGoods(known({}), 'material', asked)
    expect(line({ part: 'M1' })).toEqual(full)
    expect(line({ seq: 1 })).toEqual(full)
    expect(line({ part: 'M1', seq: 7 })).toEqual(full)
  })
  test('nothing is known of a part that is not merged, is of the other kind, or has ended', () => {
    expect(bookGoods(known({ relations: [] }), 'material', asked)({ part: 'M1' })).toEqual({})
    expect(bookGoods(known({}), 'product', asked)({ part: 'M1' })).toEqual({})
    const ended = known({ parts: exampleParts.map((row) => ({ ...row, state: 'ended' as const })) })
    expect(bookGoods(ended, 'material', asked)({ part: 'M1' })).toEqual({})
  })
  test('of several parts in one item somebody must name one: the rest is the item’s', () => {
    const two = known({
      parts: [...exampleParts, { ...m1, part: 'M2' }],
      relations: [...exampleRelations, { ...relation, part: 'M2' }],
    })
    const { part: _, price: _price, currency: _currency, country: _country, ...ofItem } = full
    expect(bookGoods(two, 'material', asked)({ seq: 1 })).toEqual(ofItem)
  })
  test('the price is per declared unit: 25 kg a bag at 212.5 a bag are 8.5', () => {
    const bags = known({
      parts: [{ ...m1, partUnit: '136', lastPrice: '212.5' }],
      relations: [{ ...relation, partFactor: '25' }],
    })
    expect(bookGoods(bags, 'material', asked)({ part: 'M1' }).price).toBe('8.50000')
  })
  test('what is bought at home stands at 0.00001; a consumable says so', () => {
    const home = known({ items: [{ ...material, domestic: true, consumable: true }] })
    expect(bookGoods(home, 'material', asked)({ part: 'M1' })).toMatchObject({
      price: '0.00001',
      goodsAttribute: 'consumable',
    })
  })
})

test('goods are named by part, by item, by the seq of a line without a part, and by the numbers of a row', () => {
  const named = goodsNamed({
    head: { part: 'no' },
    materials: [{ part: 'M1', seq: 5 }, { seq: 2 }, { seq: 3, part: '' }, 'M9', null],
    lines: [
      { kind: 'product', item: 4 },
      { item: 6, part: 'M1' },
      { item: -1, part: 'x\u0000' },
    ],
    consumption: [{ productPart: 'P1', materialSeq: 9 }],
  })
  expect(named).toEqual({
    parts: ['M1', 'P1'],
    items: [
      { kind: 'material', item: 2, alone: true },
      { kind: 'material', item: 3, alone: true },
      { kind: 'product', item: 4, alone: false },
      { item: 6, alone: false },
    ],
    lines: [{ side: 'I', seq: 9 }],
  })
})
