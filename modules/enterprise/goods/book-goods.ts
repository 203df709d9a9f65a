/** What a line of a book says once its part, or its item, is named: the wire text of its fields (R2.7, R8.6). */
import { amounts, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import { withoutMissing } from './prefill.ts'
import type { ItemRow, PartRow, RelationRow } from './register.ts'
import { type RelationAsked, relationsOn } from './relations.ts'

/** The values of the facts `items`, `parts` and `relations`. */
export interface KnownGoods {
  readonly items: readonly ItemRow[]
  readonly parts: readonly PartRow[]
  readonly relations: readonly RelationRow[]
}

/** Fields of a material or product line of a book, as far as they are known. */
export interface BookGoods {
  readonly seq?: number
  readonly part?: string
  readonly hsCode?: string
  readonly name?: string
  readonly specification?: string
  readonly declaredUnit?: string
  readonly legalUnit?: string
  readonly secondLegalUnit?: string
  readonly factor?: string
  readonly secondFactor?: string
  readonly mainMaterial?: 'mainMaterial' | 'auxiliaryMaterial'
  readonly goodsAttribute?: 'consumable'
  /** Of a part: a proposal, since the contract's price is typed. */
  readonly price?: string
  readonly currency?: string
  readonly country?: string
}

/** What is bought at home stands in a book at this price (R2.17). */
const homePrice = '0.00001'

/**
 * Completes the lines of one list of a book, materials or products: a line that names a part takes the item that the
 * part is merged into on that day; one that has only a `seq` takes the item of that number. Nothing is known of a line
 * whose part is not merged, is of the other kind, or has ended.
 */
export function bookGoods(known: KnownGoods, kind: ItemRow['kind'], asked: RelationAsked) {
  const holds = relationsOn(known.relations, asked)
  const live = { items: known.items.filter(isRecorded), parts: known.parts.filter(isRecorded) }
  const items = new Map(live.items.flatMap((row) => (row.kind === kind ? [[row.item, row] as const] : [])))
  const parts = new Map(live.parts.map((row) => [row.part, row]))
  const partsOfItem = Map.groupBy(
    [...holds.values()].filter((row) => row.kind === kind && parts.has(row.part)),
    (row) => row.item,
  )
  return (line: { readonly part?: unknown; readonly seq?: unknown }): BookGoods => {
    const isPart = typeof line.part === 'string' && line.part !== ''
    // An item by its number stands for its part where it has one only; of several, somebody must say which.
    const [only, ...others] = isPart ? [] : (partsOfItem.get(line.seq as number) ?? [])
    const relation = isPart ? holds.get(line.part as string) : others.length === 0 ? only : undefined
    if (isPart && (relation?.kind !== kind || !parts.has(relation.part))) return {}
    const item = items.get(relation?.item ?? (line.seq as number))
    return item ? fieldsOf(item, relation, relation && parts.get(relation.part)) : {}
  }
}

const isRecorded = ({ state }: { readonly state: string }) => state === 'recorded'

function fieldsOf(item: ItemRow, relation: RelationRow | undefined, part: PartRow | undefined): BookGoods {
  return withoutMissing({
    seq: item.item,
    part: part?.part,
    hsCode: item.hsCode,
    name: item.name,
    specification: item.specification,
    declaredUnit: item.declaredUnit,
    legalUnit: item.legalUnit,
    secondLegalUnit: item.secondLegalUnit,
    factor: quantities.print(item.factor),
    secondFactor: item.secondFactor === undefined ? undefined : quantities.print(item.secondFactor),
    mainMaterial: item.mainMaterial,
    goodsAttribute: item.consumable ? ('consumable' as const) : undefined,
    price: item.domestic ? homePrice : priceOf(relation, part),
    currency: part?.currency,
    country: part?.country,
  })
}

/** The part's price, per declared unit of the item: its own unit may be another (R2.12). */
function priceOf(relation: RelationRow | undefined, part: PartRow | undefined): string | undefined {
  if (!relation || part?.lastPrice === undefined || relation.partFactor === 0n) return undefined
  return amounts.print(roundHalfAway(part.lastPrice * quantities.one, relation.partFactor))
}
