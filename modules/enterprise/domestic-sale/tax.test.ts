import { readFileSync } from 'node:fs'
import { dataFolder } from '@jiamao/data'
import { amounts, percents, type Quantity, quantities, rates } from '@jiamao/kernel/numbers'
import { daysBetween, parseDate, startOf } from '@jiamao/kernel/time'
import { firstPolicy } from '@jiamao/platform/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { interestTerms } from './prefill.ts'
import { customsValue, deferredInterest, duty, vat } from './tax.ts'

interface TaxExample {
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly qty: string
  readonly batches: readonly { readonly qty: string; readonly price: string }[]
  readonly exchangeRate: string
  readonly dutyRate: string
  readonly vatRate: string
  readonly interestFrom: string
  readonly declaredOn: string
  readonly memoDate: string
  readonly expected: Readonly<Record<string, string | boolean>>
}
const { examples } = JSON.parse(readFileSync(new URL('examples/rulebook-examples.json', dataFolder), 'utf8')) as {
  examples: TaxExample[]
}
const policies = firstPolicy()
const policyOn = (day: string) => policies.inForce(parseDate(day), startOf(parseDate('2030-01-01')))

const average = (batches: TaxExample['batches']) => ({
  value: batches.reduce((sum, { qty, price }) => sum + quantities.parse(qty) * amounts.parse(price), 0n),
  quantity: batches.reduce((sum, { qty }) => sum + quantities.parse(qty), 0n),
})

describe('worked examples of R7.24', () => {
  test.each(examples.filter(({ kind }) => kind === 'saleTax'))('$id $title', (example) => {
    const fen = (amount: bigint) => amounts.print(amount).slice(0, -3)
    const value = customsValue(
      quantities.parse(example.qty),
      average(example.batches),
      rates.parse(example.exchangeRate),
    )
    const dutyDue = duty(value, percents.parse(example.dutyRate))
    const vatDue = vat(value, dutyDue, percents.parse(example.vatRate))
    // The rate is the memo's day's, the waiver the declaration's (R7.23, R0).
    const { rate, dayBasis } = interestTerms(policyOn(example.memoDate))!
    const { waived } = interestTerms(policyOn(example.declaredOn))!
    const [from, to] = [parseDate(example.interestFrom), parseDate(example.memoDate)]
    const interest = waived ? 0n : deferredInterest(dutyDue + vatDue, from, to, rate, dayBasis)
    expect({
      customsValue: fen(value),
      duty: fen(dutyDue),
      vat: fen(vatDue),
      days: String(daysBetween(from, to)),
      rate: percents.print(rate).replace(/0+$/, ''),
      waived,
      interest: fen(interest),
    }).toEqual(example.expected)
  })
})

describe('customs value', () => {
  const price = fc.bigInt(1n, 10n ** 9n)
  const quantity = fc.bigInt(1n, 10n ** 12n).map((q) => q as Quantity)

  test('does not depend on how the imports were cut into batches (R7.20)', () => {
    fc.assert(
      fc.property(
        quantity,
        fc.array(fc.tuple(quantity, price), { minLength: 1, maxLength: 6 }),
        price,
        (sold, batches, rate) => {
          const sum = (of: typeof batches) => ({
            value: of.reduce((a, [q, p]) => a + q * p, 0n),
            quantity: of.reduce((a, [q]) => a + q, 0n),
          })
          const halves = batches.flatMap(
            ([q, p]) =>
              [
                [(q / 2n) as Quantity, p],
                [(q - q / 2n) as Quantity, p],
              ] as typeof batches,
          )
          expect(customsValue(sold, sum(halves), rate as never)).toBe(customsValue(sold, sum(batches), rate as never))
        },
      ),
    )
  })
  test('is rounded to fen, half up, once', () => {
    const one = { value: 10n ** 10n, quantity: 100_000n }
    // 0.005 yuan is a fen; a hair less is none.
    expect(customsValue(500n as Quantity, one, rates.parse('1'))).toBe(1_000n)
    expect(customsValue(499n as Quantity, one, rates.parse('1'))).toBe(0n)
  })
})
