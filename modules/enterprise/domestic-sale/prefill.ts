/** A sale needs a book, items, quantities and a reason; price, value, duty, VAT and interest follow from the book. */
import type { Content } from '@jiamao/kernel/fields'
import { amounts, isFault, type Percent, percents, quantities, type Rate, rates } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { daysBetween, type LocalDate } from '@jiamao/kernel/time'
import type { Prefill } from '@jiamao/platform/filing/define'
import type { PolicyInForce } from '@jiamao/platform/policy/in-force'
import { prefill as checklistPrefill } from '../checklist/index.ts'
import { textIn } from '../wire.ts'
import type { Sale, SaleWire } from './content.ts'
import { firstImport, imports } from './facts.ts'
import { customsValue, deferredInterest, duty, percentOf, vat } from './tax.ts'

const list = checklistPrefill('I')
const facts = { ...list.facts, imports, firstImport }

type Imports = Content<typeof imports.value>
type Line = Partial<SaleWire['lines'][number]>
type Tax = SaleWire['tax'][number]

/** The domestic side of a sale's list: no journey, all taxes levied. */
const journey = { transport: '9', country: 'CHN' }
const leviedInFull = '1'

export const prefill: Prefill<typeof Sale, typeof facts> = {
  facts,
  fill: ({ wire, facts: known, on, policy, about }) => {
    const tradeMode = wire.head?.tradeMode ?? (known.book[0]?.kind === 'B' ? '0245' : '0644')
    const priced = withPrices(wire, known.imports, tradeMode)
    const { head, lines } = list.fill({ wire: priced as never, facts: known, on, policy, about }) as Partial<SaleWire>
    const tax = (lines ?? []).flatMap((line) => taxOf(line, known.imports, known.firstImport[0]?.on, on, policy) ?? [])
    const first = { ...journey, ...(head?.competentCustoms ? { port: head.competentCustoms } : {}) }
    return {
      ...wire,
      head: { ...first, ...head },
      sale: { ...totalsOf(tax, policy), ...wire.sale },
      ...(lines ? { lines } : {}),
      tax: wire.tax ?? tax,
    } as Partial<SaleWire>
  },
}

/** Lines with the average price of their imports, which is what the list shows (R7.20). */
function withPrices(wire: Partial<SaleWire>, known: Imports, tradeMode: string) {
  const lines = (Array.isArray(wire.lines) ? wire.lines : []).map((line: Line) => {
    const average = averageOf(line.seq, known)
    if (!average) return { levyMode: leviedInFull, ...line }
    // 10⁻¹⁰ ÷ 10⁻⁵ = 10⁻⁵; the list carries four decimals.
    const price = roundHalfAway(average.value, average.quantity * 10n) * 10n
    return {
      price: amounts.print(price),
      currency: average.currency,
      country: average.country,
      destination: 'CHN',
      levyMode: leviedInFull,
      ...line,
    }
  })
  return { ...wire, head: { ...wire.head, tradeMode }, ...(wire.lines === undefined ? {} : { lines }) }
}

function averageOf(seq: unknown, known: Imports) {
  const found = known.find((row) => row.seq === seq)
  return found && { ...found, value: BigInt(found.value) }
}

/** What falls due for one line; undefined while something that it needs is not known. */
function taxOf(
  line: Line,
  known: Imports,
  from: LocalDate | undefined,
  on: LocalDate,
  policy: PolicyInForce,
): Tax | undefined {
  const average = averageOf(line.seq, known)
  const quantity = quantities.read(textIn(line.quantity))
  const tariff = policy.catalogue('tariff').get(textIn(line.hsCode))
  if (!average || isFault(quantity) || !tariff || !from) return undefined
  const exchange = exchangeRate(policy, average.currency)
  const interest = interestTerms(policy)
  if (!exchange || !interest) return undefined
  const value = customsValue(quantity, average, exchange)
  const [dutyRate, vatRate] = [percentOf(tariff.mfnRate || '0'), percentOf(tariff.vatRate || '0')]
  const dutyDue = duty(value, dutyRate)
  const vatDue = vat(value, dutyDue, vatRate)
  const due = interest.waived ? 0n : deferredInterest(dutyDue + vatDue, from, on, interest.rate, interest.dayBasis)
  return {
    no: line.no ?? 1,
    valueMethod: 'weightedAverage',
    currency: average.currency,
    exchangeRate: rates.print(exchange),
    customsValue: amounts.print(value),
    dutyRate: percents.print(dutyRate),
    duty: amounts.print(dutyDue),
    vatRate: percents.print(vatRate),
    vat: amounts.print(vatDue),
    interestFrom: from,
    interestTo: on,
    interestDays: daysBetween(from, on),
    interestRate: percents.print(interest.rate),
    interest: amounts.print(due),
    interestWaived: interest.waived,
  }
}

/** Yuan per unit of a currency, as customs fixed it for the day; undefined where nobody entered it (R7.21). */
export function exchangeRate(policy: PolicyInForce, currency: string): Rate | undefined {
  if (currency === 'CNY') return rates.one as Rate
  const found = rates.read(policy.catalogue('exchange-rate').get(currency)?.rate ?? '')
  return isFault(found) ? undefined : found
}

/** Rate, day basis and waiver of deferred interest by the policy of a day (R7.23, R7.24). */
export function interestTerms(policy: PolicyInForce): { rate: Percent; dayBasis: bigint; waived: boolean } | undefined {
  const rate = policy.setting('deferredInterest.rate')
  const basis = policy.setting('deferredInterest.dayBasis')
  if (!rate || !basis) return undefined
  return {
    rate: percents.parse(rate.value),
    dayBasis: BigInt(basis.value),
    waived: policy.setting('deferredInterest.waived') !== undefined,
  }
}

/** Sums of the taxes; a tax that comes to less than the least amount is not collected (R7.22). */
export function totalsOf(tax: readonly Pick<Tax, 'duty' | 'vat' | 'interest'>[], policy: PolicyInForce) {
  const least = amounts.parse(policy.setting('tax.leastCollected')?.value ?? '0')
  const sum = (field: 'duty' | 'vat' | 'interest') =>
    tax.reduce((total, line) => total + amounts.parse(line[field]), 0n)
  const collected = (total: bigint) => amounts.print(total < least ? 0n : total)
  return {
    dutyTotal: collected(sum('duty')),
    vatTotal: collected(sum('vat')),
    interestTotal: amounts.print(sum('interest')),
  }
}
