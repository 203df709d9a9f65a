/** Consumption that was declared and used stays as it was (R3.12). */
import { consumptions, percents } from '@jiamao/kernel/numbers'
import { bookRecipes } from '@jiamao/platform/ledger/facts'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Amendment } from '../amendment.ts'
import { hasFigures, type Recipe, recipeKey, rowKey } from '../compare-consumption.ts'
import type { ConsumptionContent } from '../content.ts'
import { amendmentWith, exampleAmendment, exampleRecipe } from '../example-amendment.ts'
import { stateOf } from '../line-rows.ts'

/** Declared rows are fixed once their product moved in the version, and those that customs determined at once (R3.12). */
const isFixed = ({ state, moved }: Recipe) => state === 3 || (state === 2 && moved)

/** R3.FROZEN: declared consumption that was used is not corrected: what changes is a new version from a day (R3.12). */
export const frozen = defineCheck({
  id: 'R3.FROZEN',
  of: Amendment,
  facts: { recipes: bookRecipes },
  effect: 'reject',
  ground: 'Order 155; R3.12',
  find: ({ content, facts }) => {
    const known = new Map(facts.recipes.map((recipe) => [recipeKey(recipe), recipe]))
    const fixedVersions = new Set(
      facts.recipes.flatMap(({ product, version, state, moved }) =>
        moved && state > 1 ? [`${product} ${version}`] : [],
      ),
    )
    return content.consumption.flatMap((row, i) => {
      const before = known.get(rowKey(row))
      const fault = before ? faultOf(row, before) : undefined
      if (fault) return [{ at: `/consumption/${i}/${fault.field}`, values: valuesOf(row, fault) }]
      if (before || row.changeMark === 'deleted' || !fixedVersions.has(`${row.productSeq} ${row.version}`)) return []
      return [
        {
          at: `/consumption/${i}/version`,
          values: valuesOf(row, { what: '不能增加料件', whatEn: 'takes no further material', held: '—' }),
        },
      ]
    })
  },
  says: {
    zh: [
      '成品 {product} 版本 {version} 的单耗已申报并使用或已确定，{what}（料件 {material}，手册为 {held}）。',
      '保留该版本，以新的版本号和有效期起日增加单耗；此后的出口使用新版本。',
    ],
    en: [
      'Consumption of product {product}, version {version}, was declared and used, or determined: it {whatEn} (material {material}, the book says {held}).',
      'Leave that version and add one with a new number and its first day; exports from then on use it.',
    ],
  },
  examples: [
    { content: exampleAmendment, facts: { recipes: [exampleRecipe] }, expect: 'pass' },
    { content: corrected(), facts: { recipes: [exampleRecipe] }, expect: 'reject' },
    { content: corrected(), facts: { recipes: [{ ...exampleRecipe, moved: false }] }, expect: 'pass' },
    // Declared before the write-off only (R3.10): until then it is recorded, and may be corrected.
    { content: corrected(), facts: { recipes: [{ ...exampleRecipe, state: 1 }] }, expect: 'pass' },
    { content: corrected(), facts: { recipes: [{ ...exampleRecipe, moved: false, state: 3 }] }, expect: 'reject' },
    {
      content: amendmentWith(({ consumption }) => {
        consumption[0].changeMark = 'deleted'
      }),
      facts: { recipes: [exampleRecipe] },
      expect: 'reject',
    },
    { content: withSecond('0'), facts: { recipes: [exampleRecipe] }, expect: 'reject' },
    { content: withSecond('2'), facts: { recipes: [exampleRecipe] }, expect: 'pass' },
  ],
})

function corrected() {
  return amendmentWith(({ consumption }) => {
    Object.assign(consumption[0], { net: '1.01', changeMark: 'changed' })
  })
}

function withSecond(version: string) {
  return amendmentWith(({ consumption }) => {
    consumption.push({ ...consumption[0], no: 2, materialSeq: 2, version, changeMark: 'added' })
  })
}

interface Fault {
  readonly what: string
  readonly whatEn: string
  readonly held: string
}

function faultOf(row: ConsumptionContent, before: Recipe): (Fault & { readonly field: string }) | undefined {
  if (!isFixed(before)) return undefined
  const held = `${consumptions.print(before.net)} / ${percents.print(before.tangible)} % / ${percents.print(before.intangible)} % / ${percents.print(before.bondedShare)} %`
  if (row.changeMark === 'deleted') return { field: 'changeMark', what: '不能删除', whatEn: 'cannot be deleted', held }
  if (!hasFigures(row, before))
    return {
      field: row.net === undefined ? 'unitConsumption' : 'net',
      what: '不能修改',
      whatEn: 'cannot be corrected',
      held,
    }
  if (stateOf(row) < before.state)
    return { field: 'declarationState', what: '不能撤回申报', whatEn: 'cannot be withdrawn', held }
  return undefined
}

const valuesOf = ({ productSeq, materialSeq, version }: ConsumptionContent, { what, whatEn, held }: Fault) => ({
  product: productSeq,
  material: materialSeq,
  version,
  what,
  whatEn,
  held,
})
