import { readTable } from '@jiamao/data'
import { amounts, consumptions, isFault, quantities } from '@jiamao/kernel/numbers'
import { momentOf, parseDate } from '@jiamao/kernel/time'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wireCountry, wireCurrency, wireDate, wireDecimal, wireMoment } from './index.ts'

const codeOf = (read: unknown) => (isFault(read) ? read.fault.kind.code : read)

test('days', () => {
  expect(wireDate(parseDate('2024-02-29'))).toBe('20240229')
  expect(wireDate.read('20240229')).toBe('2024-02-29')
  expect(wireDate.read('2024-02-29')).toBe('2024-02-29')
  expect(codeOf(wireDate.read('20230229'))).toBe('KERNEL_DATE')
})

test('moments are Beijing’s, in all forms seen', () => {
  const moment = momentOf(Date.parse('2024-07-30T03:48:02.987Z'))
  expect(wireMoment(moment)).toBe('2024-07-30 11:48:02')
  expect(wireMoment.withT(moment)).toBe('2024-07-30T11:48:02')
  for (const text of ['2024-07-30 11:48:02', '2024-07-30T11:48:02', '20240730114802']) {
    expect(wireMoment.read(text)).toBe('2024-07-30T11:48:02.000+08:00')
  }
  for (const text of [
    '',
    '2024-07-30',
    '2024-07-30 24:00:00',
    '2024-02-30 10:00:00',
    '2024-07-30 11:60:02',
    '20240730 114802',
  ]) {
    expect(isFault(wireMoment.read(text))).toBe(true)
  }
})

test('any second goes out and comes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const moment = momentOf(seconds * 1000)
      expect([wireMoment.read(wireMoment(moment)), wireMoment.read(wireMoment.withT(moment))]).toEqual([moment, moment])
    }),
  )
})

test('figures are written as real messages have them', () => {
  const text = (written: string) => wireDecimal(quantities, quantities.parse(written))
  expect(['3.9', '3894', '1233.10', '0', '-0.5', '100', '210.12345', '0.00001'].map(text)).toEqual([
    '3.9',
    '3894',
    '1233.1',
    '0',
    '-0.5',
    '100',
    '210.12345',
    '0.00001',
  ])
  expect(wireDecimal(consumptions, consumptions.parse('1.250000001'))).toBe('1.250000001')
  expect(wireDecimal(amounts, amounts.parse('3.9125'), 4)).toBe('3.9125')
  expect(codeOf(wireDecimal(amounts, amounts.parse('3.91255'), 4))).toBe('KERNEL_DIGITS')
})

test('any figure comes back as it went', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -quantities.max, max: quantities.max }), (value) => {
      const text = wireDecimal(quantities, quantities.of(value))
      expect(text).toMatch(/^(-?(0|[1-9]\d*)(\.\d*[1-9])?)$/)
      expect(quantities.read(String(text))).toBe(value)
    }),
  )
})

test('countries and currencies both ways', () => {
  expect(['CHN', 'USA', 'TWN', 'HKG'].map(wireCountry)).toEqual(['142', '502', '143', '110'])
  expect(['142', '502', '326'].map(wireCountry.read)).toEqual(['CHN', 'USA', 'NOR'])
  expect(['CNY', 'USD', 'EUR'].map(wireCurrency)).toEqual(['142', '502', '300'])
  expect(['142', '502', '300'].map(wireCurrency.read)).toEqual(['CNY', 'USD', 'EUR'])
  expect([wireCountry('XXX'), wireCountry(''), wireCountry.read('349'), wireCountry('142')].map(codeOf)).toEqual(
    Array(4).fill('WIRE_COUNTRY'),
  )
  expect([wireCurrency('INR'), wireCurrency.read('332')].map(codeOf)).toEqual(Array(2).fill('WIRE_CURRENCY'))
})

test('every country of the list goes out; what comes back is it, or the one it was declared under', () => {
  const unclear = readTable('code-lists/country').filter(({ code_iso3: letters }) => {
    const digits = wireCountry(letters)
    if (isFault(digits)) throw new Error(letters)
    const back = wireCountry.read(digits)
    return back !== letters && !(typeof back === 'string' && (back.startsWith('Z') || back === 'NOR'))
  })
  // 449, the Netherlands Antilles of old: nobody can say which of the two is meant.
  expect(unclear.map((row) => row.code_iso3)).toEqual(['BES', 'SXM'])
  expect(codeOf(wireCountry.read('449'))).toBe('WIRE_COUNTRY')
})
