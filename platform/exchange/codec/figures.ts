import { type Fault, isFault, type Scale } from '@jiamao/kernel/numbers'

/**
 * A figure as real messages write it: no trailing zeros, no point where nothing follows it (`3.9`, `3894`). Reading is the
 * scale's own.
 *
 * @param decimals at most so many; all of the scale's by default (quantities 5, net consumption 9; prices of INV101 4)
 * @returns KERNEL_DIGITS as a fault where the figure needs more: nothing is rounded
 */
export function wireDecimal<T extends bigint>(scale: Scale<T>, value: T, decimals = scale.digits): string | Fault {
  const text = scale.print(value)
  const read = scale.read(text, decimals)
  if (isFault(read)) return read
  return scale.digits === 0 ? text : text.replace(/\.?0+$/, '')
}
