/** Does what goes in weigh what comes out (R3.15)? */
import { consumptions, percents, quantities } from '@jiamao/kernel/numbers'
import type { LocalDate } from '@jiamao/kernel/time'
import { defineCheck } from '@jiamao/platform/policy/define'
import {
  type ItemRow,
  items,
  metricFactor,
  type PartRow,
  parts,
  type RelationRow,
  relations,
} from '../../goods/index.ts'
import { Declaration, type DeclarationContent } from '../content.ts'
import { exampleDeclaration, exampleGoods, rowsWith } from '../example.ts'
import { itemsByPart } from '../prefill.ts'
import { filedVersions, netForm, type Version } from '../versions.ts'

const facts = { items, parts, relations }
interface Known {
  readonly items: readonly ItemRow[]
  readonly parts: readonly PartRow[]
  readonly relations: readonly RelationRow[]
}

interface Weighed {
  readonly filed: Version
  /** What goes into one unit of product, and what that unit weighs: 10⁻¹⁴ kg. */
  readonly materials: bigint
  readonly product: bigint
  readonly allInKilograms: boolean
}

const kilogram = '035'

/** Kilograms per unit of a part, 10⁻⁵: by its unit, or as it was weighed. */
const weightOf = (part: PartRow | undefined) => part && (metricFactor(part.partUnit, kilogram) ?? part.netWeight)

/** The versions whose weights are all known. Consumables do not end in the product and do not count (R2.16). */
function weighed(content: DeclarationContent, known: Known, on: LocalDate): Weighed[] {
  const rows = new Map(known.parts.map((row) => [row.part, row]))
  const itemOf = itemsByPart(known.relations, known.items, { on, book: content.head.book })
  return filedVersions(content).flatMap((filed) => {
    const product = weightOf(rows.get(filed.product))
    const uses = filed.uses.filter(({ material }) => !itemOf(material)?.consumable)
    const weights = uses.flatMap(({ material }) => weightOf(rows.get(material)) ?? [])
    if (!product || uses.length === 0 || weights.length < uses.length) return []
    const materials = uses.reduce((sum, use, i) => sum + netForm(use).net * weights[i], 0n)
    const units = [filed.product, ...uses.map(({ material }) => material)].map((part) => rows.get(part)?.partUnit)
    const allInKilograms = units.every((unit) => unit === kilogram)
    return [{ filed, materials, product: product * consumptions.one, allInKilograms }]
  })
}

const placeOf = ({ at: rows = [] }: Version) => `/consumption/${rows[0] ?? 0}/net`
const termsOf = ({ filed, materials, product }: Weighed) => ({
  product: filed.product,
  version: filed.version,
  materials: consumptions.print(materials / quantities.one),
  weight: consumptions.print(product / quantities.one),
})

/** R3.MASS: where everything is counted in kilograms, net use per kilogram of product is 1. */
const inKilograms = defineCheck({
  id: 'R3.MASS',
  of: Declaration,
  facts,
  effect: 'warn',
  ground: 'R3.15',
  find: ({ content, facts: known, policy, on }) => {
    // 10⁻⁹ % of a kilogram, as a share of 10⁻¹⁴ kg.
    const tolerance = (percents.parse(policy.setting('mass.tolerance')?.value ?? '0') * quantities.one) / 100n
    return weighed(content, known, on).flatMap((found) => {
      const { filed, materials, product, allInKilograms } = found
      const off = materials > product ? materials - product : product - materials
      return allInKilograms && off > tolerance ? [{ at: placeOf(filed), values: termsOf(found) }] : []
    })
  },
  says: {
    zh: [
      '成品 {product}（版本 {version}）每 {weight} 千克净耗合计 {materials} 千克，应相等。',
      '核对净耗；有水分、气体等进出的，保留说明。',
    ],
    en: [
      'Product {product} (version {version}): net use sums to {materials} kg per {weight} kg; it should be the same.',
      'Check net use; where water or gas comes or goes, keep the explanation.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: exampleGoods, expect: 'pass' },
    { content: rowsWith({ net: '0.995' }), facts: exampleGoods, expect: 'pass' },
    { content: rowsWith({ net: '1.005' }), facts: exampleGoods, expect: 'pass' },
    { content: rowsWith({ net: '0.994999999' }), facts: exampleGoods, expect: 'warn' },
    { content: rowsWith({ net: '1.005000001' }), facts: exampleGoods, expect: 'warn' },
    { content: rowsWith({ net: '0.9' }), facts: inPieces('0.9', '1'), expect: 'pass' },
  ],
})

/** CUS-07: kilograms in ÷ kilograms out, wherever all weights are known. */
const massBalance = defineCheck({
  id: 'CUS-07',
  of: Declaration,
  facts,
  parameter: 'CUS-07',
  measure: ({ content, facts: known, on }) =>
    weighed(content, known, on).map((found) => ({
      at: placeOf(found.filed),
      value: { n: found.materials, d: found.product },
      terms: termsOf(found),
    })),
  says: {
    zh: [
      '成品 {product}（版本 {version}）重 {weight} 千克，料件净耗合计 {materials} 千克，比值超出 {threshold}。',
      '核对净耗和单位净重；确有原因的照常申报，并在期限内说明。',
    ],
    en: [
      'Product {product} (version {version}) weighs {weight} kg, its material {materials} kg: the ratio is outside {threshold}.',
      'Check net use and unit weights; where there is a reason, file as it is and explain in time.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: exampleGoods, expect: 'pass' },
    // The parameter's own vector: 0.88 kg into a product of 0.95 kg.
    { content: rowsWith({ net: '0.88' }), facts: inPieces('1', '0.95'), expect: 'explain' },
    { content: rowsWith({ net: '0.95' }), facts: inPieces('1', '1'), expect: 'pass' },
    { content: rowsWith({ net: '1.3' }), facts: inPieces('1', '1'), expect: 'pass' },
    { content: rowsWith({ net: '1.300000001' }), facts: inPieces('1', '1'), expect: 'explain' },
    { content: rowsWith({ net: '5' }), facts: { ...inPieces('1', '1'), items: consumables() }, expect: 'pass' },
  ],
})

/** The example's goods counted in pieces of these weights. */
function inPieces(material: string, product: string) {
  const [m, p] = exampleGoods.parts
  return {
    ...exampleGoods,
    parts: [
      { ...m, partUnit: '007', netWeight: material },
      { ...p, partUnit: '007', netWeight: product },
    ],
  }
}
function consumables() {
  return exampleGoods.items.map((row) => ({ ...row, consumable: row.kind === 'material' }))
}

export const massChecks = [inKilograms, massBalance]
