/** What the platform adds to parts and items: what it holds of the number, what the tariff says, what follows (R8.6). */
import { encode, type Wire } from '@jiamao/kernel/fields'
import { hsCodes } from '@jiamao/kernel/ids'
import { isFault, quantities } from '@jiamao/kernel/numbers'
import type { Prefill } from '@jiamao/platform/filing/define'
import type { PolicyInForce } from '@jiamao/platform/policy/in-force'
import { textIn } from '../wire.ts'
import type { Goods, GoodsWire } from './content.ts'
import { items, parts } from './facts.ts'
import { type ItemRow, items as itemRegister, type PartRow, parts as partRegister } from './register.ts'
import { metricFactor } from './units.ts'

type PartLine = Partial<NonNullable<GoodsWire['parts']>[number]>
type ItemLine = Partial<NonNullable<GoodsWire['items']>[number]>

const facts = { items, parts }

/** A line of a number that is registered keeps what it leaves out; so a correction names only what changes. */
export const prefill: Prefill<typeof Goods, typeof facts> = {
  facts,
  fill: ({ wire, facts: known, policy }) => {
    const partRows = new Map(known.parts.map((row) => [row.part as string, row]))
    const itemRows = new Map(known.items.map((row) => [keyOf(row), row]))
    return {
      ...wire,
      ...eachLine<PartLine>(wire.parts, 'parts', (line) => partOf(line, partRows.get(textIn(line.part)))),
      ...eachLine<ItemLine>(wire.items, 'items', (line) => itemOf(line, itemRows.get(keyOf(line)), policy)),
    } as Partial<GoodsWire>
  },
}

/** Name of an item in maps. */
export const keyOf = ({ kind, item }: { readonly kind?: unknown; readonly item?: unknown }) => `${kind} ${item}`

/** A list with every line completed; what is no line stays, for the shape to tell of it. */
export function eachLine<L extends object>(list: unknown, name: string, complete: (line: L, i: number) => L) {
  if (!Array.isArray(list)) return {}
  const isLine = (line: unknown): line is L => typeof line === 'object' && line !== null && !Array.isArray(line)
  return { [name]: list.map((line: unknown, i) => (isLine(line) ? complete(line, i) : line)) }
}

/** Without what is empty: sheets and forms send empty texts for "nothing". */
export const withoutMissing = <T extends object>(from: T): T =>
  Object.fromEntries(
    Object.entries(from).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  ) as T

function partOf(line: PartLine, row: PartRow | undefined): PartLine {
  return { mark: 'record', ...(row ? heldPart(row) : {}), ...withoutMissing(line) }
}

function heldPart(row: PartRow): PartLine {
  const { state: _, changedOn: _on, endedOn: _end, filing: _filing, ...held } = encode(partRegister.columns, row)
  return held
}

type Fields = Omit<Wire<typeof itemRegister.columns>, 'state' | 'changedOn' | 'endedOn' | 'filing'>

function itemOf(line: ItemLine, row: ItemRow | undefined, policy: PolicyInForce): ItemLine {
  const held = row ? heldItem(row) : undefined
  // A factor is held for a pair of units: it is taken up below, where the pair is still the same.
  const { factor: _first, secondFactor: _second, ...kept } = held ?? {}
  const given = withoutMissing(line)
  const specification = given.declarationElements ?? held?.specification
  const filled: ItemLine = {
    mark: 'record',
    averageWeight: false,
    consumable: false,
    domestic: false,
    ...kept,
    ...withoutMissing({ specification }),
    ...byTariff(given.hsCode ?? held?.hsCode, held, policy),
    ...given,
  }
  return withoutMissing({ ...factorsOf(filled, held), ...filled, ...byCode(filled, held, policy) })
}

function heldItem(row: ItemRow): Fields {
  const { state: _, changedOn: _on, endedOn: _end, filing: _filing, ...held } = encode(itemRegister.columns, row)
  return held
}

/** Legal units and supervision letters are the tariff's (R2.2); under another code nothing of the old one stays. */
function byTariff(hsCode: string | undefined, held: Fields | undefined, policy: PolicyInForce): ItemLine {
  const line = policy.catalogue('tariff').get(textIn(hsCode))
  if (line)
    return {
      legalUnit: line.legalUnit,
      secondLegalUnit: line.secondLegalUnit,
      supervisionLetters: line.supervision,
    }
  return held && held.hsCode !== hsCode
    ? { legalUnit: undefined, secondLegalUnit: undefined, supervisionLetters: undefined }
    : {}
}

/** Factors that the units decide, and such as were registered for the same pair of units (R2.4). */
function factorsOf(line: ItemLine, held: Fields | undefined): ItemLine {
  // A draft may hold anything in the place of a unit.
  const [declaredUnit, legalUnit, secondLegalUnit] = [line.declaredUnit, line.legalUnit, line.secondLegalUnit].map(
    textIn,
  )
  const of = (legal: string, kept: string | undefined, before: string | undefined) => {
    const metric = metricFactor(declaredUnit, legal)
    if (metric !== undefined) return quantities.print(metric)
    return held?.declaredUnit === declaredUnit && before === legal ? kept : undefined
  }
  return {
    factor: legalUnit && of(legalUnit, held?.factor, held?.legalUnit),
    secondFactor: secondLegalUnit && of(secondLegalUnit, held?.secondFactor, held?.secondLegalUnit),
  }
}

/** What the lists of the day say of the code (R2.13–R2.15). A list that nobody has entered says nothing. */
function byCode(line: ItemLine, held: Fields | undefined, policy: PolicyInForce): ItemLine {
  const direction = line.kind === 'product' ? 'E' : 'I'
  const isOn = (id: string) => {
    const list = policy.catalogue(id)
    if (list.isEmpty || isFault(hsCodes.read(textIn(line.hsCode)))) return undefined
    return list.prefixesOf(textIn(line.hsCode)).some((row) => [direction, 'both', undefined].includes(row.direction))
  }
  const mark = isOn('key-goods') ? 'keyGoods' : 'none'
  return withoutMissing({
    keyGoodsMark: line.keyGoodsMark ?? held?.keyGoodsMark ?? mark,
    prohibitedCatalogue: isOn('prohibited'),
    restrictedCatalogue: isOn('restricted'),
  })
}
