/** Arbitrary books for property tests: few materials and pairs, figures chosen where arithmetic breaks. */
import { HUNDRED } from '@jiamao/kernel/numbers'
import fc from 'fast-check'
import { type KindId, movementKinds } from '../kinds.ts'
import type { Line, RecipeRow } from './from-objects.ts'

export interface SampleBook {
  readonly materials: number
  readonly pairs: number
  readonly rows: readonly RecipeRow[]
  readonly lines: readonly Line[]
}

const writeOffKinds = (Object.keys(movementKinds) as KindId[]).filter(
  (kind) => movementKinds[kind].goods !== 'equipment',
)
export const isProductKind = (kind: KindId) => movementKinds[kind].goods === 'product'

/** Net uses and quantities whose products fall on exact halves of the fifth decimal far more often than chance has it. */
const halves = {
  net: fc.constantFrom(5n, 15n, 500n, 125_000_000n, 500_000_000n, 1_250_000_000n),
  quantity: fc.constantFrom(1n, 2n, 4n, 100_000n, 100_000_000n, 300_000_000n, 12_500_000n),
  loss: fc.constantFrom(0n, 20_000_000_000n, 50_000_000_000n, 75_000_000_000n, 97_500_000_000n),
}
const ordinary = {
  net: fc.bigInt(0n, 10n ** 10n),
  quantity: fc.bigInt(1n, 10n ** 12n),
  loss: fc.oneof(fc.constantFrom(0n, 10n ** 9n, 15n * 10n ** 8n), fc.bigInt(0n, HUNDRED / 3n)),
}
/** Beyond what the estimate can prove, up to what the columns can hold; many of these books must be refused. */
const extreme = {
  net: fc.bigInt(0n, 2n ** 63n - 1n),
  quantity: fc.bigInt(1n, 2n ** 62n),
  loss: fc.oneof(fc.constantFrom(0n, HUNDRED - 1n), fc.bigInt(0n, HUNDRED - 1n)),
}

const share = fc.oneof(fc.constantFrom(HUNDRED, 0n, 35_500_000_000n), fc.bigInt(0n, HUNDRED))

const bookOf = ({ net, quantity, loss }: typeof ordinary | typeof halves | typeof extreme) =>
  fc.record({ materials: fc.integer({ min: 1, max: 4 }), pairs: fc.integer({ min: 1, max: 5 }) }).chain((size) => {
    const row = fc
      .record({ pair: upTo(size.pairs), material: upTo(size.materials), net, loss, part: fc.bigInt(0n, 4n), share })
      .map(({ pair, material, net, loss, part, share }): RecipeRow => {
        const tangible = (loss * part) / 4n
        return { pair, material, net, tangible, intangible: loss - tangible, share }
      })
    const line = fc.constantFrom(...writeOffKinds).chain((kind) =>
      fc.record({
        kind: fc.constant(kind),
        item: upTo(isProductKind(kind) ? size.pairs : size.materials),
        quantity: fc.oneof({ weight: 9, arbitrary: quantity }, { weight: 1, arbitrary: quantity.map((q) => -q) }),
      }),
    )
    return fc.record({
      materials: fc.constant(size.materials),
      pairs: fc.constant(size.pairs),
      rows: fc.uniqueArray(row, { maxLength: 12, selector: ({ pair, material }) => `${pair} ${material}` }),
      lines: fc.array(line, { maxLength: 25 }),
    })
  })

const upTo = (count: number) => fc.integer({ min: 0, max: count - 1 })

/** Books whose figures fit. */
export const anyBook = (): fc.Arbitrary<SampleBook> => fc.oneof(bookOf(ordinary), bookOf(halves))
/** Books whose figures may not. */
export const anyExtremeBook = (): fc.Arbitrary<SampleBook> => bookOf(extreme)
