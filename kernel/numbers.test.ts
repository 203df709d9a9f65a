import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amounts, consumptions, HUNDRED, isFault, percents, quantities, quantityTotals } from './numbers.ts'
import { faultOf, thrownBy } from './testing.ts'

const scales = [
  { name: 'quantities', scale: quantities, digits: 5, end: '90071992547.40991', beyond: '90071992547.40992' },
  {
    name: 'quantityTotals',
    scale: quantityTotals,
    digits: 5,
    end: '92233720368547.75807',
    beyond: '92233720368547.75808',
  },
  { name: 'consumptions', scale: consumptions, digits: 9, end: '9223372036.854775807', beyond: '9223372036.854775808' },
  { name: 'percents', scale: percents, digits: 9, end: '9223372036.854775807', beyond: '9223372036.854775808' },
  { name: 'amounts', scale: amounts, digits: 5, end: '92233720368547.75807', beyond: '92233720368547.75808' },
]

const digitText = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max })

describe.each(scales)('$name', ({ scale, digits, end, beyond }) => {
  const figure = fc.bigInt({ min: -scale.max, max: scale.max })

  test('what is printed reads back as itself', () =>
    fc.assert(
      fc.property(figure, (x) => {
        expect(scale.parse(scale.print(x))).toBe(x)
      }),
    ))

  test('what is read prints as the same digits, padded to all decimals', () =>
    fc.assert(
      fc.property(fc.boolean(), digitText(1, 9), digitText(0, digits), (minus, whole, fraction) => {
        const padded = `${whole.replace(/^0+(?=.)/, '')}.${fraction.padEnd(digits, '0')}`
        const sign = minus && /[1-9]/.test(padded) ? '-' : ''
        expect(scale.print(scale.parse(`${minus ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`))).toBe(
          sign + padded,
        )
      }),
    ))

  test('it has the decimals of its kind: one is 1', () => {
    expect(scale.digits).toBe(digits)
    expect(scale.parse('1')).toBe(scale.one)
    expect(scale.print(scale.one)).toBe(`1.${'0'.repeat(digits)}`)
  })

  test('a digit too many is refused, never cut or rounded', () =>
    fc.assert(
      fc.property(digitText(1, 9), digitText(digits, 30), fc.constantFrom(...'123456789'), (whole, fraction, last) => {
        const fault = faultOf(scale.read(`${whole}.${fraction}${last}`))
        expect(fault.code).toBe('KERNEL_DIGITS')
        expect(fault.values).toMatchObject({ digits })
      }),
    ))

  test('zeros at the end are no digits', () =>
    fc.assert(
      fc.property(figure, fc.integer({ min: 1, max: 30 }), (x, zeros) => {
        expect(scale.read(scale.print(x) + '0'.repeat(zeros))).toBe(x)
      }),
    ))

  test('the range ends exactly, on both sides, and one unit beyond is refused', () => {
    expect(scale.parse(end)).toBe(scale.max)
    expect(scale.parse(`-${end}`)).toBe(-scale.max)
    for (const text of [beyond, `-${beyond}`, '9'.repeat(40)]) {
      const fault = faultOf(scale.read(text))
      expect(fault.code).toBe('KERNEL_RANGE')
      expect(fault.values).toEqual({ text, max: end })
    }
    expect(scale.of(scale.max)).toBe(scale.max)
    expect(scale.of(-scale.max)).toBe(-scale.max)
    expect(thrownBy(() => scale.of(scale.max + 1n)).code).toBe('KERNEL_RANGE')
    expect(thrownBy(() => scale.of(-scale.max - 1n)).values).toEqual({ text: `-${beyond}`, max: end })
  })

  test('a sum is exact, and refused where its total leaves the range', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: -scale.max / 100n, max: scale.max / 100n })), (figures) => {
        expect(scale.sum(figures)).toBe(figures.reduce((a, b) => a + b, 0n))
      }),
    )
    expect(scale.sum([])).toBe(0n)
    expect(thrownBy(() => scale.sum([scale.max, 1n])).code).toBe('KERNEL_RANGE')
    expect(thrownBy(() => scale.sum([-scale.max, -1n])).code).toBe('KERNEL_RANGE')
    // Only the total counts: the order of the lines may not decide whether they fit.
    expect(scale.sum([scale.max, 1n, -1n])).toBe(scale.max)
  })

  test('parse throws what read returns', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), digitText(0, 25), fc.constantFrom(beyond, `1.${'1'.repeat(10)}`)), (text) => {
        const read = scale.read(text)
        if (isFault(read)) expect(thrownBy(() => scale.parse(text)).code).toBe(read.fault.kind.code)
        else expect(scale.parse(text)).toBe(read)
      }),
    ))
})

test.each(['70368744177.66401', '33.33333', '1.15', '4.35'])(
  '%s is kept to the last digit, which a float would not do',
  (text) => expect(quantities.parse(text)).toBe(BigInt(text.replace(/\.(\d+)/, (_, f) => f.padEnd(5, '0')))),
)

test.each([
  ['nothing', ''],
  ['blanks', ' 1'],
  ['blanks', '1 '],
  ['a line end', '1\n'],
  ['a plus', '+1'],
  ['an exponent', '1e5'],
  ['no digit before the point', '.5'],
  ['no digit after the point', '5.'],
  ['two points', '1.2.3'],
  ['two signs', '--1'],
  ['only a sign', '-'],
  ['a hexadecimal', '0x10'],
  ['a group separator', '1,000'],
  ['a comma for the point', '1,5'],
  ['a unit', '12.5kg'],
  ['wide digits', '１２'],
  ['Arabic digits', '٣'],
  ['a name', 'NaN'],
  ['a name', 'Infinity'],
  ['a separator', '1_000'],
  ['more than 64 characters', '0'.repeat(65)],
])('%s is not a number: %j', (_, text) => {
  expect(faultOf(quantities.read(text)).code).toBe('KERNEL_DECIMAL')
})

test('64 characters are read', () => {
  expect(quantities.read(`${'0'.repeat(62)}.1`)).toBe(10_000n)
  expect(quantities.read('0'.repeat(64))).toBe(0n)
})

test('a field may carry fewer decimals than its kind, and the fault says how many', () => {
  expect(amounts.read('12.34', 2)).toBe(1_234_000n)
  expect(amounts.read('12.34000', 2)).toBe(1_234_000n)
  expect(amounts.read('12', 0)).toBe(1_200_000n)
  expect(faultOf(amounts.read('12.345', 2)).values).toEqual({ text: '12.345', digits: 2 })
  expect(faultOf(amounts.read('12.5', 0)).message.zh).toBe('“12.5”的小数超过 0 位。')
})

test('minus zero is zero', () => {
  expect(quantities.print(quantities.parse('-0.00000'))).toBe('0.00000')
})

test('no text at all makes a reader throw', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const read = quantities.read(text)
      if (isFault(read)) expect(read.fault(read.values).item().code).toMatch(/^KERNEL_/)
      else expect(quantities.parse(text)).toBe(read)
    }),
  ))

test('100 % is 10¹¹ (R3.9)', () => {
  expect(percents.parse('100')).toBe(HUNDRED)
  expect(HUNDRED).toBe(10n ** 11n)
})

test('a figure, a text, nothing: none is a fault', () => {
  for (const value of [0n, 1n, '', 'fault', null, undefined, {}, []]) expect(isFault(value)).toBe(false)
})
