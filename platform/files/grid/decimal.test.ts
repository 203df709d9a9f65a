import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalOf, hundredfold } from './decimal.ts'

describe('what Excel stores becomes the figure it shows', () => {
  test.each([
    ['12.5', '12.5'],
    ['1.1000000000000001', '1.1'],
    ['0.30000000000000004', '0.3'],
    ['1E-5', '0.00001'],
    ['1.0000000000000001E-5', '0.00001'],
    ['-2.0000000000000002E-2', '-0.02'],
    ['168105.57000000001', '168105.57'],
    ['9.9999999999999995E-7', '0.000001'],
    ['999999999999999.5', '1000000000000000'],
    ['4.4199400009999996E+9', '4419940001'],
    ['1.5e3', '1500'],
    ['+7', '7'],
    ['.5', '0.5'],
    ['00012.50', '00012.50'],
    ['0.00000000000000000001', '0.00000000000000000001'],
    ['201900000000000001', '201900000000000000'],
    ['-0.0000000000000000', '0'],
  ])('%s → %s', (stored, figure) => expect(decimalOf(stored)).toBe(figure))

  test.each(['', '-', '1,5', '1e', 'NaN', 'Infinity', '0x10', '1E999', '1.2.3', ' 1', '１'])(
    '%o is no number',
    (text) => expect(decimalOf(text)).toBeUndefined(),
  )
})

/** A figure of at most 15 significant digits, as text in lean form. */
const figure = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), fc.nat(15))
  .map(([minus, digits, decimals]) => {
    const text = digits.toString().padStart(decimals + 1, '0')
    const cut = text.length - decimals
    const lean = `${text.slice(0, cut)}.${text.slice(cut)}`.replace(/\.?0*$/, '')
    return (minus ? '-' : '') + lean
  })

test('every figure of 15 digits survives the double that Excel makes of it, however it is written', () =>
  fc.assert(
    fc.property(figure, (text) => {
      const double = +text
      for (const stored of [double.toPrecision(17), double.toExponential(16), String(double), text]) {
        expect(
          decimalOf(stored)
            ?.replace(/(\.\d*?)0+$/, '$1')
            .replace(/\.$/, ''),
        ).toBe(text)
      }
    }),
  ))

test('a hundredfold moves the point by two and changes no digit', () => {
  expect(['0.03', '1', '0.125', '-0.5', '0'].map(hundredfold)).toEqual(['3', '100', '12.5', '-50', '0'])
  fc.assert(
    fc.property(figure, (text) => {
      const scaled = (value: string, decimals: number) => {
        const [whole, fraction = ''] = value.split('.')
        return BigInt(whole + fraction.padEnd(decimals, '0'))
      }
      expect(scaled(hundredfold(text), 20)).toBe(scaled(text, 20) * 100n)
    }),
  )
})
