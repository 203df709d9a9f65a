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

  const firsts: number[] = []
  const classStart = new Int32Array(materials + 1)
  for (let at = 0; at < order.length; at++) {
    const row = order[at]
    const isNew = at === 0 || material[row] !== material[order[at - 1]] || ids[row] !== ids[order[at - 1]]
    if (isNew) firsts.push(at)
    classStart[material[row] + 1] = firsts.length
  }
  // A material without rows has no classes: it ends where the one before it ends.
  for (let m = 0; m < materials; m++) classStart[m + 1] = Math.max(classStart[m], classStart[m + 1])

  const [tangible, intangible, share] = rates.map((rate) =>
    new Float64Array(firsts.length).map((_, c) => rate[order[firsts[c]]]),
  )
  const left = tangible.map((t, c) => hundred - t - intangible[c])
  const { high, low } = quotient(share, left)
  const rowStart = Int32Array.from([...firsts, order.length])
  const net = gathered(columns.net, order)
  const netDouble = doubles(net)
  return {
    classStart,
    rowStart,
    pair: pairsOf(columns, order),
    net,
    netDouble,
    mostNet: netDouble.reduce((most, x) => Math.max(most, x), 0),
    mostRows: rowStart.reduce((most, end, c) => Math.max(most, c > 0 ? end - rowStart[c - 1] : 0), 0),
    tangible,
    intangible,
    share,
    left,
    weightHigh: high,
    weightLow: low,
  }
}
function pairsOf({ start }: RecipeColumns, order: Int32Array): Int32Array {
  const ofRow = new Int32Array(order.length)
  for (let pair = 0; pair + 1 < start.length; pair++) ofRow.fill(pair, start[pair], start[pair + 1])
  return order.map((row) => ofRow[row])
}

function gathered(column: BigInt64Array, order: Int32Array): BigInt64Array {
  const out = new BigInt64Array(order.length)
  for (let at = 0; at < out.length; at++) out[at] = column[order[at]]
  return out
}

/** Numbers the distinct tuples of some columns, in order of appearance. */
function numbered(columns: readonly Float64Array[]): { ids: Int32Array; count: number } {
  const none = { ids: new Int32Array(columns[0].length) as Int32Array, count: 1 }
  return columns.reduce((before, column) => numberedValues(combined(before.ids, numberedValues(column))), none)
}

/** One number for two. Exact below 2⁵³, and neither count passes the number of rows: good for 94 million of them. */
function combined(ids: Int32Array, { ids: others, count }: { ids: Int32Array; count: number }): Float64Array {
  const keys = new Float64Array(ids.length)
  for (let row = 0; row < keys.length; row++) keys[row] = ids[row] * count + others[row]
  return keys
}

function numberedValues(values: Float64Array): { ids: Int32Array; count: number } {
  const known = new Map<number, number>()
  const ids = new Int32Array(values.length)
  for (let at = 0; at < values.length; at++) {
    let id = known.get(values[at])
    if (id === undefined) {
      id = known.size
      known.set(values[at], id)
    }
    ids[at] = id
  }
  return { ids, count: known.size }
}

/** Row numbers in ascending order of their key; rows of equal keys keep the order they come in. */
function sortedBy(keys: Int32Array, buckets: number, rows: Int32Array = keys.map((_, row) => row)): Int32Array {
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
