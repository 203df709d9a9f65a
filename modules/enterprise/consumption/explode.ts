/** Multi-level bills of materials down to the last material (R3.8), in exact fractions, rounded once at the end. */
import { consumptions, HUNDRED, percents } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { leftOf, netForm, type Use } from './versions.ts'

/** An exact fraction, d > 0. */
interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

/** What one unit of product takes of one last material, over all ways that lead to it. */
export interface Leaf {
  readonly material: string
  /** Total use, and the part of it that ends in the product, each with the bonded shares of its way. */
  readonly unit: Ratio
  readonly net: Ratio
  /** The same without the shares: of material that is bonded on no way. */
  readonly unbonded: { readonly unit: Ratio; readonly net: Ratio }
  /** Scrap exists on some way; else what is lost is lost without a trace. */
  readonly hasScrap: boolean
  /** The row itself, where the product takes the material directly and in no other way. */
  readonly direct?: Use
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}
/** In lowest terms: without it, a chain of 64 levels has figures of a thousand digits. */
const lowest = (n: bigint, d: bigint): Ratio => {
  const by = n === 0n ? d : gcd(n, d)
  return { n: n / by, d: d / by }
}
const times = (a: Ratio, b: Ratio): Ratio => lowest(a.n * b.n, a.d * b.d)
const plus = (a: Ratio, b: Ratio): Ratio => lowest(a.n * b.d + b.n * a.d, a.d * b.d)

/** Rows of what a part is made of on the day; undefined for a last material. */
export type UsesOf = (part: string) => readonly Use[] | undefined

/**
 * The last materials of a version.
 *
 * Every part is exploded once, whatever number of ways lead through it: ways double with every level that is used twice.
 *
 * @param uses its rows
 * @returns materials in the order in which they are met
 * @throws Error for an impossible loss, which the gate refuses (R3.LOSS)
 */
export function explode(uses: readonly Use[], usesOf: UsesOf): Leaf[] {
  const known = new Map<string, readonly Leaf[]>()
  const open = new Set<string>()
  const leavesOf = (rows: readonly Use[]): Leaf[] => {
    const sums = new Map<string, Leaf>()
    for (const use of rows) {
      for (const leaf of below(use)) {
        const before = sums.get(leaf.material)
        sums.set(leaf.material, before ? sum(before, leaf) : leaf)
      }
    }
    return [...sums.values()]
  }
  const below = (use: Use): readonly Leaf[] => {
    const { material } = use
    const under = usesOf(material)
    // The gate refuses a ring (R3.CYCLE); two filings at once could still close one. It ends where it would begin again.
    if (!under || open.has(material)) return [leafOf(use)]
    open.add(material)
    const leaves = known.get(material) ?? leavesOf(under)
    open.delete(material)
    known.set(material, leaves)
    return leaves.map((leaf) => through(leafOf(use), leaf))
  }
  return leavesOf(uses)
}

/** A row as if its material were the last. */
function leafOf(use: Use): Leaf {
  const { net, tangible } = netForm(use)
  const left = leftOf(use)
  if (left <= 0n) throw new Error(`material ${use.material} is lost to the last`)
  const share = lowest(use.bondedShare, HUNDRED)
  const ends = lowest(net, consumptions.one)
  const taken = times(ends, lowest(HUNDRED, left))
  return {
    material: use.material,
    unit: times(taken, share),
    net: times(ends, share),
    unbonded: { unit: taken, net: ends },
    hasScrap: tangible > 0n,
    direct: use,
  }
}

/** What a unit takes of a last material by way of a part: the part's share of the unit times the material's of the part. */
const through = (part: Leaf, leaf: Leaf): Leaf => ({
  material: leaf.material,
  unit: times(part.unit, leaf.unit),
  net: times(part.net, leaf.net),
  unbonded: {
    unit: times(part.unbonded.unit, leaf.unbonded.unit),
    net: times(part.unbonded.net, leaf.unbonded.net),
  },
  hasScrap: part.hasScrap || leaf.hasScrap,
})

/** Two ways to the same material; also two parts that are merged into one item. */
export const sum = (a: Leaf, b: Leaf): Leaf => ({
  material: a.material,
  unit: plus(a.unit, b.unit),
  net: plus(a.net, b.net),
  unbonded: { unit: plus(a.unbonded.unit, b.unbonded.unit), net: plus(a.unbonded.net, b.unbonded.net) },
  hasScrap: a.hasScrap || b.hasScrap,
})

/** A leaf in other units: of the material, of the product, or both (R2.12). */
export const inUnits = (leaf: Leaf, by: Ratio): Leaf =>
  by.n === by.d
    ? leaf
    : {
        material: leaf.material,
        unit: times(leaf.unit, by),
        net: times(leaf.net, by),
        unbonded: { unit: times(leaf.unbonded.unit, by), net: times(leaf.unbonded.net, by) },
        hasScrap: leaf.hasScrap,
      }

/** The figures of a consumption row: in net form, or in unit form where the net form cannot say them exactly enough. */
export interface Figures {
  readonly net?: bigint
  readonly unitConsumption?: bigint
  readonly tangible?: bigint
  readonly intangible?: bigint
  readonly bondedShare: bigint
}

/** Loss rates of an explosion carry five decimals (R3.8): the step, in 10⁻⁹ %. */
const lossStep = 10_000n

/**
 * A leaf as a row: net and unit to 9 decimals, loss to 5, each rounded once. The shares of the way are in the figures, so
 * the row is wholly bonded; material that is bonded on no way keeps its full use and share 0 (R2.17). What is lost counts
 * as scrap where there is scrap on some way, so that it must be accounted for.
 */
export function figuresOf(leaf: Leaf): Figures {
  const isBonded = leaf.unit.n > 0n
  const { unit, net } = isBonded ? leaf : leaf.unbonded
  const bondedShare = isBonded ? HUNDRED : 0n
  const rounded = roundHalfAway(net.n * consumptions.one, net.d)
  // 1 − net ÷ unit, in 10⁻⁹ % by steps of 10⁻⁵ %.
  const lost = unit.n * net.d - net.n * unit.d
  const loss = roundHalfAway(lost * HUNDRED, unit.n * net.d * lossStep) * lossStep
  if (!givesBack(rounded, loss, unit)) {
    return { unitConsumption: roundHalfAway(unit.n * consumptions.one, unit.d), bondedShare }
  }
  const rates = leaf.hasScrap ? { tangible: loss, intangible: 0n } : { tangible: 0n, intangible: loss }
  return { net: rounded, ...rates, bondedShare }
}

/** |net ÷ (1 − loss) − unit| ≤ 0.5·10⁻⁹, without a division. */
function givesBack(net: bigint, loss: bigint, unit: Ratio): boolean {
  const left = HUNDRED - loss
  if (left <= 0n) return false
  // Both sides × left × unit.d × 10⁹ × 2.
  const difference = net * HUNDRED * unit.d - unit.n * consumptions.one * left
  const size = difference < 0n ? -difference : difference
  return 2n * size <= left * unit.d
}

/** A row's figures as wire text. Beside net use, a unit consumption was only a column to compare (R3.4). */
export const printed = ({ net, unitConsumption, tangible, intangible, bondedShare }: Figures) => ({
  ...(net === undefined ? {} : { net: consumptions.print(net) }),
  ...(net !== undefined || unitConsumption === undefined
    ? {}
    : { unitConsumption: consumptions.print(unitConsumption) }),
  ...(tangible === undefined ? {} : { tangible: percents.print(tangible) }),
  ...(intangible === undefined ? {} : { intangible: percents.print(intangible) }),
  bondedShare: percents.print(bondedShare),
})
