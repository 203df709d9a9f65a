/** 余额不足 (R4.11): would a posting take more of a material than the imports can have left? Pure. */
import { HUNDRED, type Quantity, quantityTotals } from '@jiamao/kernel/numbers'
import { floor, roundHalfAway } from '@jiamao/kernel/round'
import type { Posting } from './define.ts'
import { type Positions, type RecipeRows, recipesOf } from './facts.ts'
import { movementKinds } from './kinds.ts'

/** A material that a posting would overdraw. Quantities are 10⁻⁵ of its declared unit. */
export interface Overdrawn {
  readonly material: number
  readonly before: Quantity
  readonly after: Quantity
  /** The products of the posting that take more of it, and the most of each that the balance before it allows. */
  readonly takers: readonly {
    readonly product: number
    readonly version: string
    readonly line: number
    readonly largest: Quantity
  }[]
  /** The line of the posting that takes the material itself, where one does. */
  readonly line?: number
}

/** Consumption of one material: Q·n per share and what is left after loss, and the rest of its equation. */
interface Position {
  base: bigint
  readonly uses: Map<string, { readonly share: bigint; readonly left: bigint; taken: bigint }>
}

const billion = 1_000_000_000n

/** T = base − Σ Q·n·s ÷ D, rounded once, half away from zero (R4.6). @throws KERNEL_RANGE */
function theoretical({ base, uses }: Position): Quantity {
  let [n, d] = [0n, 1n]
  for (const { share, left, taken } of uses.values()) {
    n = n * left + taken * share * d
    d *= left
  }
  return quantityTotals.of(base - roundHalfAway(n, d * billion))
}

function positionsBySeq(rows: Positions): Map<number, Position> {
  const found = new Map<number, Position>()
  for (const { seq, base, bondedShare, left, taken } of rows) {
    const position = found.get(seq) ?? { base, uses: new Map() }
    if (bondedShare !== undefined && left !== undefined && taken !== undefined) {
      position.uses.set(`${bondedShare}/${left}`, { share: bondedShare, left, taken: BigInt(taken) })
    }
    found.set(seq, position)
  }
  return found
}

/**
 * The materials whose theoretical balance the postings make negative. Only what lowers a balance counts: what raises it
 * counts when it is final. A balance that is negative already holds only what lowers it further.
 *
 * @param rows positions of all materials that the postings touch
 * @param recipes rows of all products that the postings name
 */
export function overdrawn(rows: Positions, recipes: RecipeRows, postings: readonly Posting[]): Overdrawn[] {
  const positions = positionsBySeq(rows)
  const before = new Map([...positions].map(([seq, position]) => [seq, theoretical(position)]))
  const takers = new Map<number, { product: number; version: string; line: number; take: bigint; left: bigint }[]>()
  const lines = new Map<number, number>()
  for (const { line, seq, kind, recipe = '', quantity } of postings) {
    const { effect } = movementKinds[kind]
    if (effect === '-') {
      positionOf(positions, seq).base -= quantity
      lines.set(seq, line)
    } else if (effect === '-c') {
      for (const row of recipesOf(recipes, seq)) {
        if (row.version !== recipe) continue
        const left = HUNDRED - row.tangible - row.intangible
        takeOf(positionOf(positions, row.material), row.bondedShare, left, quantity * row.net)
        const more = takers.get(row.material) ?? []
        more.push({ product: seq, version: recipe, line, take: row.net * row.bondedShare, left })
        takers.set(row.material, more)
      }
    }
  }
  return [...positions].flatMap(([material, position]): Overdrawn[] => {
    const [was, after] = [before.get(material) ?? (0n as Quantity), theoretical(position)]
    if (after >= 0n || after >= was) return []
    const found = (takers.get(material) ?? []).flatMap(({ take, left, ...taker }) =>
      take === 0n ? [] : [{ ...taker, largest: headroom(was, take, left) }],
    )
    return [{ material, before: was, after, takers: found, line: lines.get(material) }]
  })
}

function positionOf(positions: Map<number, Position>, seq: number): Position {
  const known = positions.get(seq)
  if (known) return known
  const made: Position = { base: 0n, uses: new Map() }
  positions.set(seq, made)
  return made
}

function takeOf({ uses }: Position, share: bigint, left: bigint, taken: bigint) {
  const use = uses.get(`${share}/${left}`)
  if (use) use.taken += taken
  else uses.set(`${share}/${left}`, { share, left, taken })
}

/**
 * The largest product quantity that a balance allows, ⌊T·D·10⁹ ÷ (n·s)⌋ in 10⁻⁵; nothing where T is negative (R4.11).
 * Since C is rounded, half a unit more may pass; the formula of the rulebook is kept.
 *
 * @param take net × share of the row, > 0
 */
export const headroom = (balance: bigint, take: bigint, left: bigint): Quantity =>
  (balance < 0n ? 0n : floor(balance * left * billion, take)) as Quantity
