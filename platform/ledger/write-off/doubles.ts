/**
 * Sums and products of doubles with their exact errors. Nothing here is a figure: a figure is only taken from doubles
 * where a proven bound leaves one integer, and computed in integers otherwise (`consumption.ts`).
 *
 * JavaScript's doubles are IEEE 754 binary64, rounded to nearest, with u = 2⁻⁵³: fl(a ∘ b) = (a ∘ b)(1 + δ), |δ| ≤ u.
 * All values here lie between 2⁻²⁰⁰ and 2³⁰⁰ in size, or are 0: no overflow, no underflow.
 */

/**
 * The nearest doubles: exact up to 2⁵³, else within u. Both halves are exact and their sum is rounded once. Little-endian,
 * as every machine that Node runs on but one; ten times the speed of Number(bigint).
 */
export function doubles(column: BigInt64Array): Float64Array {
  const low = new Uint32Array(column.buffer, column.byteOffset, 2 * column.length)
  const high = new Int32Array(column.buffer, column.byteOffset, 2 * column.length)
  const out = new Float64Array(column.length)
  for (let i = 0; i < out.length; i++) out[i] = high[2 * i + 1] * 2 ** 32 + low[2 * i]
  return out
}

/** The exact error of s = fl(a + b): a + b = s + sumError(a, b, s) (Knuth). */
export function sumError(a: number, b: number, s: number): number {
  const bRounded = s - a
  return a - (s - bRounded) + (b - bRounded)
}

const splitter = 2 ** 27 + 1
/** The exact error of p = fl(a × b): a × b = p + productError(a, b, p) (Dekker, with Veltkamp's splitting in halves). */
export function productError(a: number, b: number, p: number): number {
  const aWide = splitter * a
  const aHigh = aWide - (aWide - a)
  const aLow = a - aHigh
  const bWide = splitter * b
  const bHigh = bWide - (bWide - b)
  const bLow = b - bHigh
  return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/**
 * Quotients n ÷ d as sums of two doubles, |high + low − n/d| ≤ 3u²·n/d. n ≥ 0 and d > 0 are integers below 2⁵³.
 * What high leaves of n is a double exactly, and low is its quotient, rounded once.
 */
export function quotient(n: Float64Array, d: Float64Array): { high: Float64Array; low: Float64Array } {
  const high = n.map((x, i) => x / d[i])
  const low = high.map((q, i) => {
    const p = q * d[i]
    return (n[i] - p - productError(q, d[i], p)) / d[i]
  })
  return { high, low }
}

/**
 * The integer nearest to x ÷ step, where x is only known as |x − (high + low)| ≤ error; NaN where that leaves two
 * integers possible, a half included, or where high ÷ step reaches 2⁵¹.
 *
 * The first guess is of high alone, the second of what it leaves; both may be off, for it is the last rest that decides.
 * guess·step = p + its error exactly; high − p is exact because p is 0 or within a factor 2 of high (Sterbenz). With
 * |more| < 32 the roundings of the two rests stay below step × 2⁻⁴⁰.
 *
 * @param step an integer of at most 47 bits times a power of 2, so that more·step is exact
 */
export function nearest(high: number, low: number, error: number, step: number): number {
  const guess = Math.floor(high / step + 0.5)
  const p = guess * step
  const rest = high - p - productError(guess, step, p) + low
  const more = Math.floor(rest / step + 0.5)
  const last = rest - more * step
  const isProven =
    Math.abs(guess) < 2 ** 51 && Math.abs(more) < 32 && Math.abs(last) + error + step * 2 ** -40 < step / 2
  return isProven ? guess + more : Number.NaN
}
