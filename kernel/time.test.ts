import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultOf, thrownBy } from './testing.ts'
import {
  addDays,
  addMonths,
  dateOf,
  daysBetween,
  type LocalDate,
  momentOf,
  monthsBegun,
  msOf,
  parseDate,
  readDate,
  readMoment,
  startOf,
} from './time.ts'

// A machine elsewhere, with summer time and half an hour: nothing here may ask it for its zone.
process.env.TZ = 'America/St_Johns'

const lengthOf = (year: number, month: number) =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31
const pad = (n: number, width: number) => String(n).padStart(width, '0')
const written = (year: number, month: number, day: number, by = '-') =>
  [pad(year, 4), pad(month, 2), pad(day, 2)].join(by)

const anyDay = (from = 1000, to = 9999) =>
  fc
    .tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .filter(([year, month, day]) => day <= lengthOf(year, month))
    .map(([year, month, day]) => written(year, month, day) as LocalDate)

describe('readDate', () => {
  test('reads every day of the calendar in its three forms, and no other', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(1900, 2000, 2019, 2020, 2100)),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const exists = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month)
          for (const by of ['-', '/', '']) {
            const read = readDate(written(year, month, day, by))
            if (exists) expect(read).toBe(written(year, month, day))
            else expect(faultOf(read).code).toBe('KERNEL_DATE')
          }
        },
      ),
    ))

  test.each([
    '2019-02-29',
    '2020-13-01',
    '2020-00-10',
    '2020-04-31',
    '1900-02-29',
    '0000-01-01',
    '0099-01-01',
    '9999-99-99',
    '2026-11/23',
    '2026-1123',
    '202611-23',
    '2026-1-3',
    '26-01-03',
    '12026-01-03',
    '2026-11-23 ',
    '2026-11-23\n',
    '2026-11-23T00:00:00',
    '２０２６-11-23',
    '46349',
    '',
  ])('%j is not a date', (text) => {
    const fault = faultOf(readDate(text))
    expect(fault.code).toBe('KERNEL_DATE')
    expect(fault.message.zh).toBe(`“${text.replace('\n', '\ufffd')}”不是日期。`)
    expect(thrownBy(() => parseDate(text)).code).toBe('KERNEL_DATE')
  })

  test('no text makes it throw', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\d{4}[-/]?\d\d[-/]?\d\d$/)), (text) => {
        const read = readDate(text)
        if (typeof read === 'string') expect(parseDate(text)).toBe(read)
        else faultOf(read)
      }),
    ))
})

describe('days', () => {
  test('days between two days, added to the first, give the second', () =>
    fc.assert(
      fc.property(anyDay(), anyDay(), (a, b) => {
        expect(addDays(a, daysBetween(a, b))).toBe(b)
        expect(daysBetween(b, a)).toBe(0 - daysBetween(a, b))
        expect(a < b).toBe(daysBetween(a, b) > 0)
      }),
    ))

  test.each([
    ['2024-02-28', '2024-03-01', 2],
    ['2023-02-28', '2023-03-01', 1],
    ['1900-02-28', '1900-03-01', 1],
    ['2000-02-28', '2000-03-01', 2],
    ['2023-12-31', '2024-01-01', 1],
    ['2024-01-01', '2025-01-01', 366],
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-01', -22],
    ['1986-05-03', '1986-05-05', 2],
  ])('from %s to %s: %i (the first day is not counted, R7.23)', (from, to, days) => {
    expect(daysBetween(parseDate(from), parseDate(to))).toBe(days)
  })

  test('a day outside the years 1000 to 9999 is refused: it would not compare as text', () => {
    const last = parseDate('9999-12-31')
    expect(thrownBy(() => addDays(last, 1)).code).toBe('KERNEL_DATE')
    expect(thrownBy(() => addMonths(last, 1)).code).toBe('KERNEL_DATE')
    expect(thrownBy(() => addDays(parseDate('1000-01-01'), -1)).code).toBe('KERNEL_DATE')
    expect(addDays(last, -1)).toBe('9999-12-30')
  })
})

describe('months', () => {
  test.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-02-29', -12, '2023-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-05-31', 0, '2026-05-31'],
  ])('%s and %i months: %s', (from, months, expected) => {
    expect(addMonths(parseDate(from), months)).toBe(expected)
  })

  test('the month moves by n, the day stays or is the last of its month', () =>
    fc.assert(
      fc.property(anyDay(1300, 9700), fc.integer({ min: -2400, max: 2400 }), (from, months) => {
        const index = +from.slice(0, 4) * 12 + +from.slice(5, 7) - 1 + months
        const [year, month] = [Math.floor(index / 12), (index % 12) + 1]
        expect(addMonths(from, months)).toBe(written(year, month, Math.min(+from.slice(8), lengthOf(year, month))))
      }),
    ))

  test('months begun are the least n that reaches the day', () =>
    fc.assert(
      fc.property(anyDay(2020, 2029), fc.integer({ min: -100, max: 2000 }), (from, days) => {
        const to = addDays(from, days)
        const n = monthsBegun(from, to)
        expect(n).toBeGreaterThanOrEqual(0)
        expect(to <= addMonths(from, n)).toBe(true)
        if (n > 0) expect(to > addMonths(from, n - 1)).toBe(true)
      }),
    ))

  test.each([
    ['2026-01-15', '2026-01-15', 0],
    ['2026-01-15', '2026-01-14', 0],
    ['2026-01-15', '2025-11-01', 0],
    ['2026-01-15', '2026-01-16', 1],
    ['2026-01-15', '2026-02-15', 1],
    ['2026-01-15', '2026-02-16', 2],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-03-01', 2],
    ['2024-02-29', '2025-02-28', 12],
    ['2026-01-15', '2027-01-15', 12],
    ['2026-01-15', '2027-01-16', 13],
    ['1000-01-01', '9999-12-31', 108_000],
  ])('from %s to %s: %i begun', (from, to, months) => {
    expect(monthsBegun(parseDate(from), parseDate(to))).toBe(months)
  })
})

describe('moments', () => {
  const ms = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 31) })

  test('a moment has one form and is the instant it was made of', () =>
    fc.assert(
      fc.property(ms, (instant) => {
        const moment = momentOf(instant)
        expect(moment).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00$/)
        expect(msOf(moment)).toBe(instant)
        expect(readMoment(moment)).toBe(moment)
      }),
    ))

  test('moments compare as text as they do in time', () =>
    fc.assert(
      fc.property(
        ms,
        fc.oneof(...[2, 4e9, 4e10, 1e14].map((most) => fc.integer({ min: -most, max: most }))),
        (a, by) => {
          const b = Math.min(Math.max(a + by, Date.UTC(1000, 0, 1)), Date.UTC(9999, 11, 31))
          expect(momentOf(a) < momentOf(b)).toBe(a < b)
          expect(momentOf(a) === momentOf(b)).toBe(a === b)
        },
      ),
    ))

  test('the day of a moment is the day in Beijing', () => {
    expect(momentOf(0)).toBe('1970-01-01T08:00:00.000+08:00')
    expect(dateOf(momentOf(Date.UTC(2026, 10, 23, 15, 59, 59, 999)))).toBe('2026-11-23')
    expect(dateOf(momentOf(Date.UTC(2026, 10, 23, 16)))).toBe('2026-11-24')
  })

  test('a day begins with its first moment', () =>
    fc.assert(
      fc.property(anyDay(), (date) => {
        const start = startOf(date)
        expect(dateOf(start)).toBe(date)
        expect(readMoment(start)).toBe(start)
        if (date !== '1000-01-01') expect(dateOf(momentOf(msOf(start) - 1))).toBe(addDays(date, -1))
      }),
    ))

  test.each([
    ['2026-11-23T14:05:09.123+08:00', '2026-11-23T14:05:09.123+08:00'],
    ['2026-11-23T06:05:09Z', '2026-11-23T14:05:09.000+08:00'],
    ['2026-11-23T06:05Z', '2026-11-23T14:05:00.000+08:00'],
    ['2026-11-23T20:05:09.5-05:00', '2026-11-24T09:05:09.500+08:00'],
    ['2026-11-23T14:05:09.123999+08:00', '2026-11-23T14:05:09.123+08:00'],
    ['2024-02-29T23:30:00+05:45', '2024-03-01T01:45:00.000+08:00'],
  ])('%s is read as %s', (text, moment) => {
    expect(readMoment(text)).toBe(moment)
    expect(momentOf(msOf(text))).toBe(moment)
  })

  test.each([
    ['without offset it would depend on the machine', '2026-11-23T14:05:09'],
    ['a day alone', '2026-11-23'],
    ['a day that does not exist', '2026-02-30T00:00:00Z'],
    ['a month that does not exist', '2026-13-01T00:00:00Z'],
    ['an hour that does not exist', '2026-11-23T25:00:00Z'],
    ['a minute that does not exist', '2026-11-23T10:60:00Z'],
    ['an offset that does not exist', '2026-11-23T10:00:00+99:00'],
    ['in Beijing it is the year 10000', '9999-12-31T23:00:00-05:00'],
    ['prose', 'Nov 23 2026'],
    ['a number', '1'],
    ['nothing', ''],
  ])('%s: %j is not a moment', (_, text) => {
    expect(faultOf(readMoment(text)).code).toBe('KERNEL_MOMENT')
    expect(thrownBy(() => msOf(text)).code).toBe('KERNEL_MOMENT')
  })

  test('no text makes the reader throw', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/)),
        (text) => {
          const read = readMoment(text)
          if (typeof read === 'string') expect(momentOf(msOf(text))).toBe(read)
          else faultOf(read)
        },
      ),
    ))

  test('a machine clock beyond the year 9999 is refused', () => {
    expect(thrownBy(() => momentOf(Date.UTC(10_000, 0, 1))).code).toBe('KERNEL_DATE')
  })
})
