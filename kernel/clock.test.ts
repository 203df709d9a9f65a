import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { businessTime, type ClockSetting, clockOf, readClockSetting } from './clock.ts'
import { dateOf, momentOf, msOf, parseDate, startOf } from './time.ts'

const at = momentOf(Date.UTC(2026, 10, 23, 1, 0, 0))
const start = startOf(parseDate('2024-02-28'))
const later = (seconds: number) => msOf(at) + seconds * 1000
const set = (rate: number): ClockSetting => ({ mode: 'set', start, at, rate })

afterEach(() => {
  vi.useRealTimers()
})

describe('business time', () => {
  test('real, it is the machine’s', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (ms) => {
        expect(businessTime({ mode: 'real' }, ms)).toBe(momentOf(ms))
      }),
    ))

  test.each([
    [0, 3600, '2024-02-28T00:00:00.000+08:00'],
    [1, 0, '2024-02-28T00:00:00.000+08:00'],
    [1, 3600, '2024-02-28T01:00:00.000+08:00'],
    [60, 1, '2024-02-28T00:01:00.000+08:00'],
    [60, 1440, '2024-02-29T00:00:00.000+08:00'],
    [60, 2880, '2024-03-01T00:00:00.000+08:00'],
    [0.5, 7200, '2024-02-28T01:00:00.000+08:00'],
    [0.3, 0.001, '2024-02-28T00:00:00.000+08:00'],
    [1, -60, '2024-02-27T23:59:00.000+08:00'],
  ])('set, at rate %d after %d s: %s', (rate, seconds, expected) => {
    expect(businessTime(set(rate), later(seconds))).toBe(expected)
  })

  test('does not run backwards at any rate', () =>
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1000, noNaN: true }),
        fc.nat(1e9),
        fc.nat(1e9),
        (rate, milliseconds, more) => {
          const earlier = businessTime(set(rate), later(0) + milliseconds)
          expect(earlier <= businessTime(set(rate), later(0) + milliseconds + more)).toBe(true)
        },
      ),
    ))
})

describe('a clock', () => {
  test('moves business time and day, never the machine’s', () => {
    const clock = clockOf(
      () => set(60),
      () => later(1440),
    )
    expect(clock.now()).toBe('2024-02-29T00:00:00.000+08:00')
    expect(clock.today()).toBe('2024-02-29')
    expect(clock.machine()).toBe(momentOf(later(1440)))
  })

  test('asks its setting at every reading', () => {
    let setting: ClockSetting = { mode: 'real' }
    const clock = clockOf(
      () => setting,
      () => later(0),
    )
    expect(clock.today()).toBe('2026-11-23')
    setting = set(0)
    expect(clock.today()).toBe('2024-02-28')
    expect(clock.now()).toBe(start)
  })

  test('reads the machine’s clock where none is given', () => {
    vi.useFakeTimers({ now: later(5) })
    const clock = clockOf(() => ({ mode: 'real' }))
    expect([clock.now(), clock.machine()]).toEqual([momentOf(later(5)), momentOf(later(5))])
    vi.setSystemTime(later(6))
    expect(clock.machine()).toBe(momentOf(later(6)))
  })
})

describe('readClockSetting', () => {
  test('real', () => {
    expect(readClockSetting('real', at)).toEqual({ mode: 'real' })
  })

  test.each([
    ['2024-02-29', '2024-02-29T00:00:00.000+08:00', 1],
    ['20240229', '2024-02-29T00:00:00.000+08:00', 1],
    ['2024-02-29@0', '2024-02-29T00:00:00.000+08:00', 0],
    ['2024-02-29@60', '2024-02-29T00:00:00.000+08:00', 60],
    ['2024-02-29@0.5', '2024-02-29T00:00:00.000+08:00', 0.5],
    ['2024-02-29T09:30:00+08:00', '2024-02-29T09:30:00.000+08:00', 1],
    ['2024-02-29T09:30+08:00@60', '2024-02-29T09:30:00.000+08:00', 60],
    ['2024-02-29T23:30:00.250Z@86400', '2024-03-01T07:30:00.250+08:00', 86_400],
  ])('%s', (text, begins, rate) => {
    expect(readClockSetting(text, at)).toEqual({ mode: 'set', start: begins, at, rate })
  })

  test.each([
    '',
    'Real',
    'real@60',
    'now',
    '@60',
    '2024-02-30',
    '2024-02-30T00:00:00Z',
    '2024-02-29T09:30:00',
    '2024-02-29T99:99Z',
    '2024-02-29@',
    '2024-02-29@-1',
    '2024-02-29@1e3',
    '2024-02-29@.5',
    '2024-02-29@60@60',
    `2024-02-29@${'9'.repeat(400)}`,
    ' 2024-02-29',
  ])('refuses %j', (text) => {
    expect(readClockSetting(text, at)).toBeUndefined()
  })

  test('throws for no text, and what it reads can be run', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d\d-\d\d(T\d\d:\d\dZ)?(@\d{1,8}(\.\d)?)?$/)),
        (text) => {
          const setting = readClockSetting(text, at)
          if (setting) expect(dateOf(businessTime(setting, later(0)))).toHaveLength(10)
        },
      ),
    ))
})
