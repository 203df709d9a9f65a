import { content, group, list, quantity, text, whole } from '@jiamao/kernel/fields'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differencesOf } from './differences.ts'

const words = (zh: string) => ({ zh, en: zh })
const Line = group(words('行'), {
  seq: whole({ ...words('序号'), max: 999 }),
  quantity: quantity(words('数量')),
  note: text({ ...words('备注'), max: 20 }),
})
const Order = content({
  head: group(words('表头'), {
    number: text({ ...words('编号'), max: 20 }),
    party: group(words('企业'), { name: text({ ...words('名称'), max: 20 }) }),
  }),
  lines: list(Line, { ...words('表体'), key: 'seq', max: 5_000 }),
})
const order = (lines: object[], head: object = { number: 'A-1', party: { name: '甲' } }) => ({ head, lines })
const line = (seq: number, quantity = '12', note?: string) => ({
  seq,
  quantity,
  ...(note === undefined ? {} : { note }),
})

describe('what changed between two versions', () => {
  test('is said field by field, lines by the number they bear', () => {
    const before = order([line(1), line(2), line(3)])
    const after = order([line(3, '12.5'), line(1, '12.00000', ''), line(4)], { number: 'A-1', party: { name: '乙' } })
    expect(differencesOf(Order, before, after)).toEqual({
      count: 4,
      items: [
        {
          kind: 'changed',
          pointer: '/head/party/name',
          part: words('表头'),
          field: words('名称'),
          before: '甲',
          after: '乙',
        },
        {
          kind: 'changed',
          pointer: '/lines/0/quantity',
          part: words('表体'),
          line: '3',
          field: words('数量'),
          before: '12',
          after: '12.5',
        },
        { kind: 'added', pointer: '/lines/2', part: words('表体'), line: '4' },
        { kind: 'removed', pointer: '/lines/1', part: words('表体'), line: '2' },
      ],
    })
  })

  test('two lines of one number are two lines, and what is not filled in is no change', () => {
    const before = order([line(1), line(1, '7')])
    expect(differencesOf(Order, before, order([line(1), line(1, '7', '')])).count).toBe(0)
    expect(differencesOf(Order, before, order([line(1)])).items).toMatchObject([{ kind: 'removed', line: '#2' }])
  })

  test('a long list is cut and counted', () => {
    const lines = Array.from({ length: 3_000 }, (_, i) => line(i))
    const { items, count } = differencesOf(Order, order(lines), order(lines.map((one) => ({ ...one, quantity: '13' }))))
    expect([items.length, count]).toEqual([1_000, 3_000])
  })

  test('property: as many as fields were changed, and none of a content with itself', () => {
    const cells = fc.uniqueArray(fc.integer({ min: 0, max: 199 }), { maxLength: 50 })
    fc.assert(
      fc.property(cells, (changed) => {
        const before = order(Array.from({ length: 200 }, (_, i) => line(i, '1.5', 'x')))
        const after = structuredClone(before)
        for (const n of changed) Object.assign(after.lines[n], { quantity: '1.6' })
        expect(differencesOf(Order, before, before).count).toBe(0)
        expect(differencesOf(Order, before, after).items.map(({ line }) => line)).toEqual(
          changed.toSorted((a, b) => a - b).map(String),
        )
      }),
    )
  })
})
