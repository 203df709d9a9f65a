/** Consumption rows of parts that become one item: what the item takes on average, exact, rounded once (R3.8, R2.12). */
import { consumptions, type Fault, isFault, percents } from '@jiamao/kernel/numbers'
import { explode, figuresOf, inUnits, type Leaf, printed, sum } from './explode.ts'
import type { Use } from './versions.ts'

/** The figures of a row as wire text, and how much of the product it stands for. */
export interface RowToMerge {
  readonly net?: string
  readonly unitConsumption?: string
  readonly tangible?: string
  readonly intangible?: string
  readonly bondedShare?: string
  /** Planned quantity of the row's product, 10⁻⁵. */
  readonly weight: bigint
}

/**
 * One row for several: of a merged material the sum over its parts, of a merged product the mean over its parts by their
 * planned quantities. Rates that all rows have in common stay to the digit.
 *
 * @param whole planned quantity of all parts of the merged product, also of those without such a row
 * @returns the figures as wire text; undefined where a row is no consumption yet, such as one with a loss of 100 %
 */
export function mergedRow(rows: readonly RowToMerge[], whole: bigint) {
  const uses = rows.map((row) => ({ use: useOf(row), weight: row.weight }))
  if (whole <= 0n || uses.some(({ use }) => use === undefined)) return undefined
  let merged: Leaf | undefined
  for (const { use, weight } of uses) {
    const [leaf] = explode(use ? [use] : [], () => undefined)
    const here = inUnits(leaf, { n: weight, d: whole })
    merged = merged ? sum(merged, here) : here
  }
  if (!merged) return undefined
  const figures = printed(figuresOf(merged))
  const [first] = rows
  const isAlike = rows.every(
    (row) =>
      row.net !== undefined &&
      (['tangible', 'intangible', 'bondedShare'] as const).every((rate) => row[rate] === first[rate]),
  )
  if (!isAlike || figures.net === undefined) return figures
  const { tangible, intangible, bondedShare } = first
  return shareIsWhole(bondedShare) ? { net: figures.net, tangible, intangible, bondedShare } : figures
}

const shareIsWhole = (share: string | undefined) =>
  share === undefined || percents.read(share) === percents.parse('100')

const read = <T>(value: T | Fault): T | undefined => (isFault(value) ? undefined : (value as T))

function useOf({ net, unitConsumption, tangible, intangible, bondedShare }: RowToMerge): Use | undefined {
  const [n, u] = [net, unitConsumption].map((text) =>
    text === undefined || text === '' ? undefined : read(consumptions.read(text)),
  )
  const rate = (text: string | undefined) => read(percents.read(text === undefined || text === '' ? '0' : text))
  const [t, i] = [rate(tangible), rate(intangible)]
  const share = bondedShare === undefined || bondedShare === '' ? percents.parse('100') : rate(bondedShare)
  if ((n === undefined && u === undefined) || t === undefined || i === undefined || share === undefined)
    return undefined
  if (t + i >= percents.parse('100')) return undefined
  return {
    material: '',
    ...(n === undefined ? {} : { net: n }),
    ...(u === undefined ? {} : { unitConsumption: u }),
    tangible: t,
    intangible: i,
    bondedShare: share,
  } as Use
}
