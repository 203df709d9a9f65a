import { content, group, list, quantity, text } from '@jiamao/kernel/fields'
import { describe, expect, test } from 'vitest'
import { Handbook, layout } from '../testing.ts'
import { comparable } from './headers.ts'
import { partsOf } from './layout.ts'

const [head, materials] = partsOf(Handbook, layout)

describe('a title is found', () => {
  test.each([
    ['申报数量', '/quantity'],
    ['申报数量(千克)', '/quantity'],
    ['申报数量（千克）', '/quantity'],
    ['申报\n数量 ', '/quantity'],
    ['*申报数量：', '/quantity'],
    ['Quantity', '/quantity'],
    ['QUANTITY (kg)', '/quantity'],
    ['产销国（地区）', '/country'],
    ['产销国(地区)', '/country'],
    ['商品编码', '/hsCode'],
    ['商品编号', '/hsCode'],
    ['备案序号', '/seq'],
  ])('%o', (title, pointer) => expect(materials.fieldOf(title)?.pointer).toBe(pointer))

  test.each([
    ['经营单位编码', '/operatingEnterprise/customsCode'],
    ['经营单位名称', '/operatingEnterprise/name'],
    ['加工单位编码', '/processingEnterprise/customsCode'],
    ['加工单位 名称', '/processingEnterprise/name'],
  ])('in a group: %s', (title, pointer) => expect(head.fieldOf(title)?.pointer).toBe(pointer))
})

test('a bare title that two groups have means neither; unknown and very long ones mean nothing', () => {
  for (const title of ['编码', '名称', '数量', '', '申报数量'.repeat(1_000)])
    expect(head.fieldOf(title)).toBeUndefined()
})

test('every field is written under a title that finds it again', () => {
  for (const part of partsOf(Handbook, layout)) {
    for (const field of part.fields) expect(part.fieldOf(part.titleOf(field))).toBe(field)
  }
})

test('titles compare without width, blanks, kind of bracket and case', () => {
  expect(comparable(' ＡＢ（千克）【x】\n')).toBe('ab(千克)(x)')
})

describe('a definition that cannot be laid out stops with its place', () => {
  const words = { zh: '甲', en: 'A' }
  const of = (fields: Parameters<typeof group>[1]) =>
    content({ lines: list(group(words, fields), { ...words, max: 9 }) })
  const table = [{ part: 'lines', sheet: ['表'], form: 'table' }] as const
  test('two fields of one name', () => {
    const twice = of({ a: quantity(words), b: quantity(words) })
    expect(() => partsOf(twice, table)).toThrow('/a has no title of its own')
  })
  test('a list in a line', () => {
    const deep = of({ a: text({ ...words, max: 9 }), b: list(group(words, {}), { ...words, max: 9 }) })
    expect(() => partsOf(deep, table)).toThrow('"/b" cannot stand in one sheet')
  })
  test('a part that is none', () => {
    expect(() => partsOf(of({}), [{ part: 'head', sheet: ['表'], form: 'pairs' }])).toThrow('"head" is no group')
    expect(() => partsOf(Handbook, [{ part: 'head', sheet: ['表'], form: 'table' }])).toThrow('"head" is no list')
  })
})
