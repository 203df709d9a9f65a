import type { DemoFirm, DemoUse } from './goods.ts'
import { takenBy } from './taken.ts'

/** So much of one material or product: `quantity` > 0, 10⁻⁵ of its declared unit. */
export interface Lot {
  readonly seq: number
  readonly quantity: bigint
}

type Amounts = Map<number, bigint>

/** What a firm has brought in, made and sent out on its book, and what must be left of it (R4.4). */
export class Stock {
  readonly imported: Amounts = new Map()
  readonly exported: Amounts = new Map()
  /** Sold at home. */
  readonly sold: Amounts = new Map()
  /** Sent back as it came. */
  readonly returned: Amounts = new Map()
  readonly #uses: readonly DemoUse[]

  constructor({ uses }: DemoFirm) {
    this.#uses = uses
  }

  /** Theoretical balance of every material that came in. */
  left(): Map<number, bigint> {
    const taken = takenBy(this.#uses, this.exported)
    const of = (amounts: Amounts, seq: number) => amounts.get(seq) ?? 0n
    return new Map(
      Array.from(this.imported, ([seq, quantity]) => [
        seq,
        quantity - of(taken, seq) - of(this.sold, seq) - of(this.returned, seq),
      ]),
    )
  }

  /** The most of what was wanted, in sixteenths, that the imports can have made; whole units stay whole. */
  makeable(wanted: readonly Lot[], whole: (quantity: bigint) => bigint): readonly Lot[] {
    const [taken, left] = [takenBy(this.#uses, this.exported), this.left()]
    for (let part = 16n; part > 0n; part--) {
      const lots = wanted.flatMap(({ seq, quantity }) => {
        const some = whole((quantity * part) / 16n)
        return some > 0n ? [{ seq, quantity: some }] : []
      })
      const made = new Map(this.exported)
      enter(made, lots)
      const more = Array.from(takenBy(this.#uses, made), ([seq, all]) => [seq, all - (taken.get(seq) ?? 0n)] as const)
      if (more.every(([seq, takes]) => takes <= (left.get(seq) ?? 0n))) return lots
    }
    return []
  }
}

export function enter(amounts: Amounts, lots: readonly Lot[]): void {
  for (const { seq, quantity } of lots) amounts.set(seq, (amounts.get(seq) ?? 0n) + quantity)
}
