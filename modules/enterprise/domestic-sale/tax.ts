/** 内销税款. Customs value, duty, VAT and deferred interest of bonded material sold at home (R7.20–R7.24). */
import { type Amount, HUNDRED, type Percent, type Quantity, type Rate, rates } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { daysBetween, type LocalDate } from '@jiamao/kernel/time'

/** One hundredth of a currency in the units of an amount, 10⁻⁵: taxes are rounded to fen. */
const fen = 1_000n

/**
 * Customs value (完税价格) of feeding-trade goods whose batches cannot be told apart: quantity × weighted average price of
 * the same item imported on the book × exchange rate, rounded once, to fen (R7.20, R7.21).
 *
 * @param average value imported, 10⁻¹⁰ of the currency, over quantity imported, 10⁻⁵; both > 0
 */
export function customsValue(
  quantity: Quantity,
  average: { readonly value: bigint; readonly quantity: bigint },
  rate: Rate,
): Amount {
  // 10⁻⁵ × 10⁻¹⁰ ÷ 10⁻⁵ × 10⁻⁹ = 10⁻¹⁹ of a yuan; a fen is 10⁻².
  return (roundHalfAway(quantity * average.value * rate, average.quantity * 10n ** 17n) * fen) as Amount
}

/** Duty (关税) on the customs value, to fen (R7.22). */
export const duty = (value: Amount, dutyRate: Percent): Amount =>
  (roundHalfAway(value * dutyRate, HUNDRED * fen) * fen) as Amount

/** Import VAT (进口环节增值税) on value and duty, to fen (R7.22). */
export const vat = (value: Amount, dutyAmount: Amount, vatRate: Percent): Amount =>
  (roundHalfAway((value + dutyAmount) * vatRate, HUNDRED * fen) * fen) as Amount

/** Deferred interest (缓税利息): taxes × days × yearly rate ÷ day basis, to fen (R7.23). The first day does not count. */
export function deferredInterest(
  taxes: bigint,
  from: LocalDate,
  to: LocalDate,
  yearly: Percent,
  dayBasis: bigint,
): Amount {
  const days = BigInt(Math.max(0, daysBetween(from, to)))
  return (roundHalfAway(taxes * days * yearly, dayBasis * HUNDRED * fen) * fen) as Amount
}

/** A rate of the tariff, a fraction such as `0.065`, in per cent. */
export const percentOf = (fraction: string): Percent => (rates.parse(fraction) * 100n) as unknown as Percent
