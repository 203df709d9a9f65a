/** An exact fraction, d > 0. */
export interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

/** A ratio against the decimal text of a threshold, exactly: negative, zero or positive. */
export function compare(value: Ratio, threshold: string): number {
  const [whole, fraction = ''] = threshold.split('.')
  const scale = 10n ** BigInt(fraction.length)
  const difference = value.n * scale - BigInt(whole + fraction) * value.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
