import type { LocalDate } from '@jiamao/kernel/time'
import { expect, test } from 'vitest'
import { lastRelations, relationsOn } from './relations.ts'

const row = (book: string, part: string, validFrom: string, item: number, more: object = {}) => ({
  book,
  part,
  validFrom: validFrom as LocalDate,
  filing: `0${item}`,
  state: 'inForce' as const,
  item,
  ...more,
})
const on = (date: string, book?: string) => ({ on: date as LocalDate, book })
const itemOn = (rows: readonly ReturnType<typeof row>[], date: string, book?: string) =>
  relationsOn(rows, on(date, book)).get('M1')?.item

const rows = [
  row('*', 'M1', '2020-01-01', 1),
  row('*', 'M1', '2020-07-01', 2),
  row('C520720A0001', 'M1', '2020-03-01', 3),
]

test('the last that began by the day holds; nothing before the first', () => {
  expect(itemOn(rows, '2019-12-31')).toBeUndefined()
  expect(itemOn(rows, '2020-06-30')).toBe(1)
  expect(itemOn(rows, '2020-07-01')).toBe(2)
})
test("a book's own relation goes before the one for every book, and for no other book", () => {
  expect(itemOn(rows, '2020-02-29', 'C520720A0001')).toBe(1)
  expect(itemOn(rows, '2020-08-01', 'C520720A0001')).toBe(3)
  expect(itemOn(rows, '2020-08-01', 'C520720A0002')).toBe(2)
})
test('of two of one day the one filed later holds, in whatever order they are read', () => {
  const two = [row('*', 'M1', '2020-01-01', 1), row('*', 'M1', '2020-01-01', 2)]
  expect(itemOn(two, '2020-01-01')).toBe(2)
  expect(itemOn([...two].reverse(), '2020-01-01')).toBe(2)
})
test('an ended relation leaves the part without one; an older row does not come back', () => {
  const ended = [...rows, row('*', 'M1', '2020-09-01', 4, { state: 'ended' })]
  expect(itemOn(ended, '2020-08-31')).toBe(2)
  expect(itemOn(ended, '2020-09-01')).toBeUndefined()
  expect(lastRelations(ended, '*').get('M1')?.item).toBe(4)
  expect(lastRelations(ended, 'C520720A0001').get('M1')?.item).toBe(3)
})
