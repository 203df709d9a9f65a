/**
 * Consumption per material by wrapped integers and doubles: about twenty times faster than big integers, and it either
 * proves its figure or says that it cannot. `consumption.ts` computes what is left open exactly.
 *
 * For a material, C = Σ over its classes of N·s/D, N = Σ over the class's rows of Q·n (R4.5); the figures wanted are
 * C ÷ 10⁹, and Σ N·s/D·t ÷ 10²⁰ for a loss t in 10⁻⁹ %, each rounded once (R4.6, R4.8). u = 2⁻⁵³.
 *
 * 1. N exactly. Q·n is added modulo 2⁶⁴ (a BigInt64Array keeps the low 64 bits of every sum: `low`) and in doubles
 *    (`about`). With r rows and B = max|Q|·max n·r, the doubles err by at most (r + 3)·u·B: one rounding each for Q, n
 *    and their product, r for the sum. `inRange` asks B < 2¹⁰³ and (r + 3)·B < 2¹¹⁴, so the error is below 2⁶¹·(1 + u)
 *    and N is the only number ≡ low mod 2⁶⁴ that near to `about`: N = k·2⁶⁴ + low, k the integer nearest to
 *    (about − low) ÷ 2⁶⁴, whose own roundings, u·|about − low| ≤ 2⁵¹ and 2⁹ for low, do no harm.
 *    With low = top·2³² + bottom, a = k·2⁶⁴ + top·2³² loses at most 2⁵¹ when rounded (|N| < 2¹⁰⁴), a multiple of 2³²,
 *    so that loss + bottom is a double exactly: N = high + rest, and after one more exact sum |rest| ≤ u·|high|.
 * 2. A term N·s/D is p + e. s/D = w + w' within 3u² of itself, |w'| ≤ u·w. p = fl(high·w) with its error exact; rest·w' is
 *    left out (u²), fl(high·w') and fl(rest·w) err by u² each, their sum by 2u² and the sum with p's error by 3u²: the term
 *    is within 16u² of itself, and |e| ≤ 4u·|p|. Times t, which is exact, it errs by 9u² more, and |e| ≤ 6u·|p|.
 * 3. The sum over k classes, with size = Σ|p|. Each p is added with the exact error of that sum, ≤ 2u·size; error and e are
 *    added first to each other (8u²·size) and then to what such there was, ≤ 8k·u·size (8k·u²·size). All in all the sum is
 *    within (25 + 8k + 8k²)·u²·size < 64·k²·u²·size of the truth: `error` = k²·2⁻¹⁰⁰·size, times max t < 10¹¹ for a loss.
 */
import { nearest, productError, sumError } from './doubles.ts'
import type { Uses } from './uses.ts'

/** Net flow of every pair, Q (R4.5), exact and as the nearest doubles. */
export interface Flow {
  readonly exact: BigInt64Array
  readonly double: Float64Array
}

/** Figures of 10⁻⁵ of a material's unit, NaN where the doubles leave them open. */
interface Estimate {
  readonly consumption: Float64Array
  readonly tangible: Float64Array
  readonly intangible: Float64Array
}

const hundred = 1e11
const step = 1e9
// Words of a 64-bit cell, as this machine lays them out.
const bottom = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 0 : 1
const top = 1 - bottom

/** Whether 1. of the proof holds for every class. One bit of slack in both limits covers the roundings of B itself. */
export function inRange({ mostNet, mostRows }: Uses, { double }: Flow): boolean {
  const size = double.reduce((most, x) => Math.max(most, Math.abs(x)), 0) * mostNet * mostRows
  return size < 2 ** 103 && size * (mostRows + 3) < 2 ** 114
}

/** Estimates of the wanted materials, by their place. */
export function estimate(uses: Uses, flow: Flow, wanted: Int32Array): Estimate {
  const consumption = new Float64Array(wanted.length)
  const tangible = new Float64Array(wanted.length)
  const intangible = new Float64Array(wanted.length)
  const work = workspace()
  const { sums } = work
  for (let at = 0; at < wanted.length; at++) {
    const classes = uses.classStart[wanted[at] + 1] - uses.classStart[wanted[at]]
    const size = addClasses(uses, flow, wanted[at], work)
    const error = classes * classes * 2 ** -100 * size
    consumption[at] = nearest(sums[0], sums[1], error, step)
    tangible[at] = nearest(sums[2], sums[3], error * hundred, step * hundred)
    intangible[at] = nearest(sums[4], sums[5], error * hundred, step * hundred)
  }
  return { consumption, tangible, intangible }
}

/**
 * Sums in array cells, not in variables: stored into a BigInt64Array, the compiler takes a BigInt for the 64-bit machine
 * integer that it is, which is 3.5 times as fast. `tops` and `bottoms` see the two words of `low`.
 */
function workspace() {
  const low = new BigInt64Array(1)
  const tops = new Int32Array(low.buffer)
  const bottoms = new Uint32Array(low.buffer)
  return { low, tops, bottoms, n: new Float64Array(2), sums: new Float64Array(6) }
}
type Workspace = ReturnType<typeof workspace>

/** 3. of the proof: `sums` of consumption, tangible and intangible loss, each in two doubles. @returns size */
function addClasses(uses: Uses, flow: Flow, material: number, work: Workspace): number {
  const { weightHigh, weightLow, tangible, intangible } = uses
  const { n, sums } = work
  let size = 0
  sums.fill(0)
  for (let k = uses.classStart[material]; k < uses.classStart[material + 1]; k++) {
    addRows(uses, flow, k, work)
    const w = weightHigh[k]
    const p = n[0] * w
    const e = productError(n[0], w, p) + (n[0] * weightLow[k] + n[1] * w)
    size += Math.abs(p)
    addTerm(sums, 0, p, e)
    addTimes(sums, 2, p, e, tangible[k])
    addTimes(sums, 4, p, e, intangible[k])
  }
  return size
}

/** 1. of the proof: `n` becomes N of a class, exactly, in two doubles. */
function addRows(uses: Uses, flow: Flow, k: number, { low, tops, bottoms, n }: Workspace): void {
  const { rowStart, pair, net, netDouble } = uses
  const { exact, double } = flow
  let about = 0
  low[0] = 0n
  for (let row = rowStart[k]; row < rowStart[k + 1]; row++) {
    const p = pair[row]
    low[0] += exact[p] * net[row]
    about += double[p] * netDouble[row]
  }
  const high32 = tops[top] * 2 ** 32
  const high64 = Math.floor((about - (high32 + bottoms[bottom])) / 2 ** 64 + 0.5) * 2 ** 64
  const a = high64 + high32
  const b = sumError(high64, high32, a) + bottoms[bottom]
  n[0] = a + b
  n[1] = sumError(a, b, n[0])
}

/** 2. of the proof: adds (p + e) × rate. */
function addTimes(sums: Float64Array, at: number, p: number, e: number, rate: number): void {
  const times = p * rate
  addTerm(sums, at, times, productError(p, rate, times) + e * rate)
}

function addTerm(sums: Float64Array, at: number, p: number, e: number): void {
  const before = sums[at]
  const after = before + p
  sums[at] = after
  sums[at + 1] += sumError(before, p, after) + e
}
