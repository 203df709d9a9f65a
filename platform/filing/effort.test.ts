import { content, group, list, quantity, text } from '@jiamao/kernel/fields'
import { describe, expect, test } from 'vitest'
import { changedPointers, countEffort, ownFields } from './effort.ts'

const schema = content({
  head: group(
    { zh: '表头', en: 'Head' },
    {
      book: text({ zh: '手册', en: 'Handbook', max: 12 }),
      firm: text({ zh: '企业', en: 'Enterprise', max: 30, source: 'c' }),
    },
  ),
  lines: list(
    group(
      { zh: '行', en: 'Line' },
      {
        quantity: quantity({ zh: '数量', en: 'Quantity' }),
        name: text({ zh: '品名', en: 'Name', max: 30, source: 'c' }),
      },
    ),
    { zh: '行', en: 'Lines', max: 9 },
  ),
})
const complete = {
  head: { book: 'C52079100120', firm: '东莞样例' },
  lines: [
    { quantity: '1', name: '树脂' },
    { quantity: '2', name: '纤维' },
  ],
}
const own = ownFields(schema, complete)

describe('how much was typed (R8.6)', () => {
  test('only what the enterprise alone knows is its own', () =>
    expect(own).toEqual({ head: { book: 'C52079100120' }, lines: [{ quantity: '1' }, { quantity: '2' }] }))

  test('own values typed, the rest prefilled: nothing twice', () =>
    expect(countEffort(schema, { origin: 'typed', edited: [] }, { given: own, bare: complete, complete })).toEqual({
      typed: 3,
      imported: 0,
      prefilled: 3,
      typedTwice: 0,
    }))

  test('what the platform would have filled in and was typed is counted, filled in or not', () => {
    const given = {
      head: { book: 'C52079100120', firm: '东莞样例' },
      lines: [{ quantity: '1' }, { quantity: '2', name: '布' }],
    }
    expect(countEffort(schema, { origin: 'typed', edited: [] }, { given, bare: complete, complete })).toEqual({
      typed: 5,
      imported: 0,
      prefilled: 1,
      typedTwice: 2,
    })
    const nothingKnown = { origin: 'typed', edited: [] } as const
    expect(countEffort(schema, nothingKnown, { given, bare: own, complete }).typedTwice).toBe(0)
  })

  test('of a file only the edited cells were typed', () => {
    const before = { ...complete, lines: [{ quantity: '1' }, { quantity: '3' }] }
    const edited = [...changedPointers(schema, before, complete)]
    expect(edited).toEqual(['/lines/0/name', '/lines/1/quantity', '/lines/1/name'])
    expect(countEffort(schema, { origin: 'imported', edited }, { given: complete, bare: complete, complete })).toEqual({
      typed: 3,
      imported: 3,
      prefilled: 0,
      typedTwice: 2,
    })
  })

  test('a file as it came: nothing typed, and the empty and the misshapen count for nothing', () => {
    const given = { head: 'book', lines: [{ quantity: '', name: null }, 7, { quantity: '2' }] }
    expect(
      countEffort(schema, { origin: 'imported', edited: [] }, { given, bare: undefined, complete: given }),
    ).toEqual({ typed: 0, imported: 1, prefilled: 0, typedTwice: 0 })
  })
})
