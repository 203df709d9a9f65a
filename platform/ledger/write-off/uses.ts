import { doubles, quotient } from './doubles.ts'
import type { RecipeColumns } from './recipe-columns.ts'

/**
 * The rows once more, by material. A *class* is all rows of one material with equal losses and share: R4.5 adds Q·n per
 * class before anything is divided, and a class is one term of the material's sum.
 */
export interface Uses {
  /** [materials + 1]: classes of material m are classStart[m] … classStart[m + 1] − 1. */
  readonly classStart: Int32Array
  /** [classes + 1]: rows of class c are rowStart[c] … rowStart[c + 1] − 1. */
  readonly rowStart: Int32Array
  /** [rows] pair of the row, ascending within a class. */
  readonly pair: Int32Array
  /** [rows] net use, 10⁻⁹, exact and as the nearest double. */
  readonly net: BigInt64Array
  readonly netDouble: Float64Array
  /** The largest net use, and the most rows of a class. */
  readonly mostNet: number
  readonly mostRows: number
  /** [classes] 10⁻⁹ %: integers up to 10¹¹, so exact in doubles. `left` is 100 % less both losses. */
  readonly tangible: Float64Array
  readonly intangible: Float64Array
  readonly share: Float64Array
  readonly left: Float64Array
  /** [classes] share ÷ left as the sum of two doubles. */
  readonly weightHigh: Float64Array
  readonly weightLow: Float64Array
}

const hundred = 1e11 // 100 % in 10⁻⁹ %, exactly

/** Two stable counting sorts, by class and then by material: no comparisons, so the time grows with the rows alone. */
export function usesOf(columns: RecipeColumns): Uses {
  const { materials, material } = columns
  const rates = [doubles(columns.tangible), doubles(columns.intangible), doubles(columns.share)] as const
  const { ids, count } = numbered(rates)
  const order = sortedBy(material, materials, sortedBy(ids, count))

  const bounds = new Int32Array(order.length + 1)
  const classStart = new Int32Array(materials + 1)
  let classes = 0
  for (let at = 0; at < order.length; at++) {
    const row = order[at]
    const isNew = at === 0 || material[row] !== material[order[at - 1]] || ids[row] !== ids[order[at - 1]]
    if (isNew) bounds[classes++] = at
    classStart[material[row] + 1] = classes
  }
  // A material without rows has no classes: it bounds where the one before it ends.
  for (let m = 0; m < materials; m++) classStart[m + 1] = Math.max(classStart[m], classStart[m + 1])
  bounds[classes] = order.length
  const rowStart = bounds.subarray(0, classes + 1)

  const [tangible, intangible, share] = rates.map((rate) => {
    const ofClass = new Float64Array(classes)
    for (let c = 0; c < classes; c++) ofClass[c] = rate[order[rowStart[c]]]
    return ofClass
  })
  const left = tangible.map((t, c) => hundred - t - intangible[c])
  const { high, low } = quotient(share, left)
  const net = gathered(columns.net, order)
  const netDouble = doubles(net)
  return {
    classStart,
    rowStart,
    pair: pairsOf(columns, order),
    net,
    netDouble,
    mostNet: largest(netDouble),
    mostRows: rowStart.reduce((most, end, c) => Math.max(most, c > 0 ? end - rowStart[c - 1] : 0), 0),
    tangible,
    intangible,
    share,
    left,
    weightHigh: high,
    weightLow: low,
  }
}
function largest(column: Float64Array): number {
  let most = 0
  for (const value of column) if (value > most) most = value
  return most
}

function pairsOf({ start }: RecipeColumns, order: Int32Array): Int32Array {
  const ofRow = new Int32Array(order.length)
  for (let pair = 0; pair + 1 < start.length; pair++) ofRow.fill(pair, start[pair], start[pair + 1])
  const out = new Int32Array(order.length)
  for (let at = 0; at < out.length; at++) out[at] = ofRow[order[at]]
  return out
}

/** The values of a column at some places, in their order. */
export function gathered(column: BigInt64Array, places: Int32Array): BigInt64Array {
  const out = new BigInt64Array(places.length)
  for (let at = 0; at < out.length; at++) out[at] = column[places[at]]
  return out
}

/**
 * Numbers the distinct triples of three columns, in order of appearance. An open hash table of row numbers: a Map would
 * need a key of one value, and takes a hundred times a comparison.
 */
function numbered([a, b, c]: readonly [Float64Array, Float64Array, Float64Array]): { ids: Int32Array; count: number } {
  const ids = new Int32Array(a.length)
  const mask = 2 ** Math.ceil(Math.log2(2 * a.length + 1)) - 1
  const firsts = new Int32Array(mask + 1).fill(-1)
  let count = 0
  for (let row = 0; row < ids.length; row++) {
    let at = hashOf(a[row], b[row], c[row]) & mask
    for (;;) {
      const first = firsts[at]
      if (first < 0) {
        firsts[at] = row
        ids[row] = count++
        break
      }
      if (a[first] === a[row] && b[first] === b[row] && c[first] === c[row]) {
        ids[row] = ids[first]
        break
      }
      at = (at + 1) & mask
    }
  }
  return { ids, count }
}

/** Rates lie below 2³⁷: the upper bits count as well as the lower 32. */
function hashOf(a: number, b: number, c: number): number {
  const mixed = Math.imul(folded(a), 0x9e3779b1) ^ Math.imul(folded(b), 0x85ebca6b) ^ Math.imul(folded(c), 0xc2b2ae35)
  return mixed ^ (mixed >>> 15)
}
const folded = (x: number) => (x | 0) ^ (x / 2 ** 32)

/** Row numbers in ascending order of their key; rows of equal keys keep the order they come in. */
function sortedBy(keys: Int32Array, buckets: number, rows: Int32Array = counting(keys.length)): Int32Array {
  const next = new Int32Array(buckets + 1)
  for (const key of keys) next[key + 1]++
  for (let key = 0; key < buckets; key++) next[key + 1] += next[key]
  const sorted = new Int32Array(rows.length)
  for (const row of rows) sorted[next[keys[row]]++] = row
  return sorted
}

/** The pairs that use a material, ascending. */
export const pairsUsing = ({ classStart, rowStart, pair }: Uses, material: number): Int32Array =>
  pair.slice(rowStart[classStart[material]], rowStart[classStart[material + 1]]).sort()

function counting(length: number): Int32Array {
  const out = new Int32Array(length)
  for (let at = 0; at < length; at++) out[at] = at
  return out
}
