import { defineProblem, type ProblemMaker } from './problem.ts'
import { quoted, type Values } from './words.ts'

declare const brand: unique symbol
/** Marks a plain value as checked. A set of names, so that two brands can be joined without becoming `never`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: { readonly [K in Name]: true } }

/** A quantity of goods (数量): integer of 10⁻⁵ of a unit. One line: |x| ≤ 2⁵³ − 1, so 90,071,992,547.40991. */
export type Quantity = Brand<bigint, 'quantity'>
/** Unit consumption (单耗, 净耗): integer of 10⁻⁹ material units per product unit (R3.9). */
export type Consumption = Brand<bigint, 'consumption'>
/** A percentage (损耗率, 比例): integer of 10⁻⁹ per cent; 100 % is 10¹¹ (R3.9). */
export type Percent = Brand<bigint, 'percent'>
/** A rate of exchange (汇率) or the like: integer of 10⁻⁹. */
export type Rate = Brand<bigint, 'rate'>
/** An amount of money (金额): integer of 10⁻⁵ of a currency; the currency is its own field. */
export type Amount = Brand<bigint, 'amount'>

/** Why a text is not a figure. Returned, not thrown, where reading goes on after a fault. */
export interface Fault {
  readonly fault: ProblemMaker
  readonly values: Values
}

export const isFault = (x: unknown): x is Fault => typeof x === 'object' && x !== null && 'fault' in x

const notDecimal = defineProblem({
  code: 'KERNEL_DECIMAL',
  status: 422,
  zh: { title: '不是数字', detail: '“{text}”不是数字。', remedy: '填写数字，如 12.5；不带单位和空格。' },
  en: {
    title: 'Not a number',
    detail: '"{text}" is not a number.',
    remedy: 'Write a number such as 12.5, without unit.',
  },
})
const excessDigits = defineProblem({
  code: 'KERNEL_DIGITS',
  status: 422,
  zh: {
    title: '小数位过多',
    detail: '“{text}”的小数超过 {digits} 位。',
    remedy: '最多保留 {digits} 位小数；平台不代为舍入。',
  },
  en: {
    title: 'Too many decimals',
    detail: '"{text}" has more than {digits} decimals.',
    remedy: 'Give at most {digits} decimals; the platform rounds nothing by itself.',
  },
})
const outOfRange = defineProblem({
  code: 'KERNEL_RANGE',
  status: 422,
  zh: {
    title: '数值超出范围',
    detail: '“{text}”超出可记录的范围（±{max}）。',
    remedy: '核对数值和单位；必要时改用较大的单位。',
  },
  en: {
    title: 'Number out of range',
    detail: '"{text}" is outside the range that can be kept (±{max}).',
    remedy: 'Check the figure and its unit; use a larger unit if need be.',
  },
})

/** One kind of scaled integer: how it is read, checked and printed. Nothing is ever cut, rounded or wrapped. */
export interface Scale<T extends bigint> {
  readonly digits: number
  readonly one: bigint
  readonly max: bigint
  /** Reads `-?digits[.digits]` with at most `decimals` of them (all of the scale's by default); trailing zeros do not count. */
  read(text: string, decimals?: number): T | Fault
  /** As `read`, but throws the problem KERNEL_DECIMAL, KERNEL_DIGITS or KERNEL_RANGE. */
  parse(text: string): T
  /** Always all decimals: `"12.50000"`. */
  print(value: bigint): string
  /** A result of integer arithmetic as this kind. @throws KERNEL_RANGE */
  of(scaled: bigint): T
  /** The exact sum. @throws KERNEL_RANGE */
  sum(values: Iterable<bigint>): T
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/

/** A scale with `digits` decimals whose integers stay within ±`max`. */
function scale<T extends bigint>(digits: number, max: bigint): Scale<T> {
  const one = 10n ** BigInt(digits)
  const range = (text: string): Fault => ({ fault: outOfRange, values: { text, max: print(max) } })

  function print(value: bigint): string {
    const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
    const cut = text.length - digits
    return (value < 0n ? '-' : '') + text.slice(0, cut) + (digits ? `.${text.slice(cut)}` : '')
  }
  function read(text: string, decimals = digits): T | Fault {
    const match = text.length > 64 ? null : decimal.exec(text)
    if (!match) return { fault: notDecimal, values: { text: quoted(text) } }
    const fraction = (match[3] ?? '').replace(/0+$/, '')
    if (fraction.length > decimals) return { fault: excessDigits, values: { text, digits: decimals } }
    const size = BigInt(match[2] + fraction.padEnd(digits, '0'))
    if (size > max) return range(text)
    return (match[1] ? -size : size) as T
  }
  function of(scaled: bigint): T {
    if (scaled > max || scaled < -max) throw outOfRange({ text: print(scaled), max: print(max) })
    return scaled as T
  }
  function parse(text: string): T {
    const value = read(text)
    if (isFault(value)) throw value.fault(value.values)
    return value
  }
  function sum(values: Iterable<bigint>): T {
    let total = 0n
    for (const value of values) total += value
    return of(total)
  }
  return { digits, one, max, read, parse, print, of, sum }
}

const line = 2n ** 53n - 1n
const total = 2n ** 63n - 1n

/** Quantities on one line. */
export const quantities: Scale<Quantity> = scale(5, line)
/** Sums of quantities: the same scale, up to 2⁶³ − 1. */
export const quantityTotals: Scale<Quantity> = scale(5, total)
export const consumptions: Scale<Consumption> = scale(9, total)
export const percents: Scale<Percent> = scale(9, total)
export const rates: Scale<Rate> = scale(9, total)
export const amounts: Scale<Amount> = scale(5, total)

/** 100 % in 10⁻⁹ per cent (R3.9). */
export const HUNDRED = 100_000_000_000n as Percent
