import { addDays, type LocalDate } from '@jiamao/kernel/time'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOfSerial } from './serial.ts'

test.each([
  ['43971', false, '2020-05-20'],
  ['1', false, '1900-01-01'],
  ['59', false, '1900-02-28'],
  ['61', false, '1900-03-01'],
  ['2958465', false, '9999-12-31'],
  ['42509', true, '2020-05-20'],
  ['0', true, '1904-01-01'],
  ['2957003', true, '9999-12-31'],
])('%s from 1904: %s → %s', (serial, from1904, day) => expect(dayOfSerial(serial, from1904, false)).toBe(day))

test('days that no calendar has are none', () => {
  for (const serial of ['0', '60', '0.5', '2958466', '-1', '1e3', ''])
    expect(dayOfSerial(serial, false, true)).toBeUndefined()
  expect(dayOfSerial('2957004', true, false)).toBeUndefined()
})

test('a time of day is told where the cell shows one, and rounds to the second', () => {
  expect(dayOfSerial('43971.75', false, true)).toBe('2020-05-20 18:00:00')
  expect(dayOfSerial('43971.75', false, false)).toBe('2020-05-20')
  expect(dayOfSerial('43971.0000057', false, true)).toBe('2020-05-20')
  expect(dayOfSerial('43971.999999', false, true)).toBe('2020-05-21')
  expect(dayOfSerial('43971.000694444444', false, true)).toBe('2020-05-20 00:01:00')
})

test('the next serial is the next day, in both systems', () =>
  fc.assert(
    fc.property(fc.integer({ min: 61, max: 2_900_000 }), fc.boolean(), (serial, from1904) => {
      const day = dayOfSerial(String(serial), from1904, false)
      expect(dayOfSerial(String(serial + 1), from1904, false)).toBe(addDays(day as LocalDate, 1))
    }),
  ))
