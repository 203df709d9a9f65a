/** 变更影响. What a change does to lines of the book, and what of them it holds while it is open (R5.8). Pure. */
import { encode } from '@jiamao/kernel/fields'
import type { Quantity } from '@jiamao/kernel/numbers'
import type { Posting } from '@jiamao/platform/ledger/define'
import type { Drawn } from '@jiamao/platform/ledger/facts'
import { Amendment, type AmendmentContent } from './amendment.ts'
import { type ComparedConsumption, hasFigures } from './compare-consumption.ts'
import type { ComparedGoods } from './compare-goods.ts'
import type { HandbookLineRow } from './line-registers.ts'
import { ceilingOf } from './line-rows.ts'
import { domesticMaterials } from './planned.ts'

type ImpactLine = AmendmentContent['impact'][number]

/** A change, line by line, against the book. */
interface Difference {
  readonly materials: readonly ComparedGoods[]
  readonly products: readonly ComparedGoods[]
  readonly consumption: readonly ComparedConsumption[]
  readonly drawn: Drawn
}

/** The fields that a used line keeps (R5.8): code, units, kind, and its part (R2.8). */
const keptFields = [
  'part',
  'hsCode',
  'declaredUnit',
  'legalUnit',
  'secondLegalUnit',
  'goodsAttribute',
  'mainMaterial',
] as const

/** Where a line becomes other goods. What the book left empty may be filled in. */
export const alteredFields = (line: Partial<HandbookLineRow>, before: HandbookLineRow) =>
  keptFields.filter((field) => before[field] !== undefined && line[field] !== before[field])

/** The lines of the book that a change touches, in wire form: those that it changes, takes out, limits or holds. */
export function impactOf({ materials, products, consumption, drawn }: Difference) {
  const used = new Map(drawn.map((line) => [`${line.side}${line.seq}`, line]))
  const domestic = domesticMaterials(consumption.flatMap(({ line }) => (line && stands(line) ? [line] : [])))
  const corrected = correctedProducts(consumption)
  return encode(impactSchema, [
    ...materials.flatMap((goods) =>
      impactOn(goods, used, { domestic: domestic.has(goods.before?.seq ?? 0), holdsAll: false }),
    ),
    ...products.flatMap((goods) =>
      impactOn(goods, used, { domestic: false, holdsAll: corrected.has(goods.before?.seq ?? 0) }),
    ),
  ])
}

const stands = ({ changeMark }: { readonly changeMark?: string }) => changeMark !== 'deleted'

/** What becomes of one line of the book: nothing, or how much is given up and held until the change is decided. */
function impactOn(
  { line, before }: ComparedGoods,
  used: ReadonlyMap<string, Drawn[number]>,
  { domestic, holdsAll }: { readonly domestic: boolean; readonly holdsAll: boolean },
): ImpactLine[] {
  if (!before) return []
  const { side, seq, quantity: oldQuantity } = before
  const { ceiling, drawn: usedQuantity = none } = used.get(`${side}${seq}`) ?? {}
  const after = line && stands(line) ? ceilingOf(line.quantity, domestic) : none
  // A line that goes or becomes other goods may not be drawn any more, whatever is left of it.
  const whole = holdsAll || !line || !stands(line) || alteredFields(line, before).length > 0
  const given = ceiling === undefined ? 0n : ceiling - (whole ? usedQuantity : after)
  const held = (given > 0n ? given : 0n) as Quantity
  if (line?.changeMark === 'unchanged' && held === 0n && (ceiling ?? after) === after) return []
  const formerHsCode = line && line.hsCode !== before.hsCode ? before.hsCode : before.formerHsCode
  return [{ side, seq, usedQuantity, oldQuantity, held, formerHsCode }]
}

const none = 0n as Quantity

/**
 * Products that have other consumption after the change, in a version that they have already. What a product takes may
 * not change under an export: until the change is decided, none of them leaves.
 */
function correctedProducts(consumption: readonly ComparedConsumption[]): ReadonlySet<number> {
  const versions = new Set(consumption.flatMap(({ before }) => (before ? [`${before.product} ${before.version}`] : [])))
  return new Set(
    consumption.flatMap(({ line, before }) => {
      if (before) return line && stands(line) && hasFigures(line, before) ? [] : [before.product]
      return line && versions.has(`${line.productSeq} ${line.version}`) ? [line.productSeq] : []
    }),
  )
}

const impactSchema = Amendment.properties.impact

/** What an open change holds, as postings: reserved with it, released when it is decided. */
export const holdOf = ({ impact }: AmendmentContent): Posting[] =>
  impact.flatMap(({ side, seq, held }, i) =>
    held > 0n ? [{ line: i + 1, side, seq, kind: 'AMENDMENT_HOLD' as const, quantity: held }] : [],
  )
