/**
 * The one place that divides scaled integers (R4.6). A division is the last step of a calculation; everything before it
 * is exact.
 */

const abs = (x: bigint) => (x < 0n ? -x : x)

/** n ÷ d to the nearest integer, half away from zero: for figures ≥ 0 this is half up (R4.6). d ≠ 0. */
export function roundHalfAway(n: bigint, d: bigint): bigint {
  const size = (2n * abs(n) + abs(d)) / (2n * abs(d))
  return n < 0n !== d < 0n ? -size : size
}

/** n ÷ d, towards minus infinity. d ≠ 0. */
export function floor(n: bigint, d: bigint): bigint {
  const q = n / d
  return n % d !== 0n && n < 0n !== d < 0n ? q - 1n : q
}

/** n ÷ d, towards plus infinity. d ≠ 0. */
export const ceil = (n: bigint, d: bigint): bigint => -floor(-n, d)

/**
 * Shown figures that add up to `total` (R4.7): each exact share n/d is floored, the missing units go to the largest
 * remainders, ties to the earlier share. Shown figures are never inputs.
 *
 * @param shares exact fractions, d > 0, whose sum rounds to `total`
 * @throws Error if it does not: shown figures that do not add up would be printed
 */
export function spread(shares: readonly { readonly n: bigint; readonly d: bigint }[], total: bigint): bigint[] {
  const shown = shares.map(({ n, d }) => floor(n, d))
  const rest = shares.map(({ n, d }, at) => ({ at, n: n - shown[at] * d, d }))
  rest.sort((a, b) => {
    const difference = b.n * a.d - a.n * b.d
    return difference > 0n ? 1 : difference < 0n ? -1 : a.at - b.at
  })
  let missing = total - shown.reduce((sum, x) => sum + x, 0n)
  for (const { at, n } of rest) {
    if (missing <= 0n || n === 0n) break
    shown[at] += 1n
    missing -= 1n
  }
  if (missing !== 0n) throw new Error(`shares do not add up to ${total}`)
  return shown
}
