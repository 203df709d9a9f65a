/** Used lines of a book stay what they are (R5.8). */
import { quantities } from '@jiamao/kernel/numbers'
import { bookRecipes, drawn } from '@jiamao/platform/ledger/facts'
import { defineCheck } from '@jiamao/platform/policy/define'
import type { PolicyInForce } from '@jiamao/platform/policy/in-force'
import { Amendment, type AmendmentContent } from '../amendment.ts'
import { recipeKey, rowKey } from '../compare-consumption.ts'
import { amendmentWith, exampleAmendment, exampleDrawn, exampleLines, exampleRecipe } from '../example-amendment.ts'
import { linesInForce } from '../facts.ts'
import { alteredFields } from '../impact.ts'
import type { HandbookLineRow } from '../line-registers.ts'
import { ceilingOf } from '../line-rows.ts'
import { domesticMaterials } from '../planned.ts'
import { standing } from '../standing.ts'

const sides = [
  { part: 'materials', side: 'I', zh: '料件', en: 'Material' },
  { part: 'products', side: 'E', zh: '成品', en: 'Product' },
] as const

const words: Readonly<Record<ReturnType<typeof alteredFields>[number], readonly [zh: string, en: string]>> = {
  part: ['料号', 'part number'],
  hsCode: ['商品编码', 'HS code'],
  declaredUnit: ['申报计量单位', 'declared unit'],
  legalUnit: ['法定计量单位', 'legal unit'],
  secondLegalUnit: ['法定第二计量单位', 'second legal unit'],
  goodsAttribute: ['商品属性', 'goods attribute'],
  mainMaterial: ['主料标志', 'main or auxiliary'],
}

/** Fields that follow from the code. */
const ofTheCode: readonly string[] = ['hsCode', 'legalUnit', 'secondLegalUnit']

/** The tariff no longer has the old code and has the new one: the line keeps its place, and both codes are kept (R5.8). */
function isForced(policy: PolicyInForce, before: string, after: string): boolean {
  const tariff = policy.catalogue('tariff')
  return tariff.get(before) === undefined && tariff.get(after) !== undefined
}

/** R5.CHANGE_USED: a used line keeps code, units and kind, stays, and holds at least what was drawn (R5.8). */
export const usedLines = defineCheck({
  id: 'R5.CHANGE_USED',
  of: Amendment,
  facts: { lines: linesInForce, drawn },
  effect: 'reject',
  ground: 'R5.8',
  find: ({ content, facts, policy }) => {
    const used = new Map(facts.drawn.flatMap((line) => (line.moved ? [[`${line.side}${line.seq}`, line.drawn]] : [])))
    const known = new Map(facts.lines.map((row) => [`${row.side}${row.seq}`, row]))
    const domestic = domesticMaterials(standing(content).after.consumption)
    return sides.flatMap(({ part, side, zh, en }) =>
      content[part].flatMap((line, i) => {
        const [before, out] = [known.get(`${side}${line.seq}`), used.get(`${side}${line.seq}`)]
        if (!before || out === undefined) return []
        const found = (field: string, fault: string, faultEn: string, passes: string) => ({
          at: `/${part}/${i}/${field}`,
          values: { zh, en, seq: line.seq, used: quantities.print(out), fault, faultEn },
          passes,
        })
        if (line.changeMark === 'deleted')
          return [found('changeMark', '不能删除', 'cannot be deleted', quantities.print(before.quantity))]
        const ceiling = ceilingOf(line.quantity, side === 'I' && domestic.has(line.seq))
        const short = ceiling < out
        return [
          ...(short
            ? [
                found(
                  'quantity',
                  `变更后可用 ${quantities.print(ceiling)}，少于已用`,
                  `would hold ${quantities.print(ceiling)}, less than was used`,
                  quantities.print(out),
                ),
              ]
            : []),
          ...alteredOf(line, before, policy).map((field) => {
            const [name, nameEn] = words[field]
            return found(field, `不能改变${name}`, `keeps its ${nameEn}`, String(before[field]))
          }),
        ]
      }),
    )
  },
  says: {
    zh: ['{zh} {seq} 已使用 {used}，{fault}。', '改为 {passes}（至少为已用数量，或与手册相同）；不同的货物另增一项。'],
    en: [
      '{en} {seq} was used ({used}): it {faultEn}.',
      'Put {passes} (at least what was used, or what the book says); add another line for other goods.',
    ],
  },
  examples: [
    { content: exampleAmendment, facts: { lines: exampleLines, drawn: exampleDrawn }, expect: 'pass' },
    {
      content: amendmentWith(({ materials }) => {
        Object.assign(materials[0], { quantity: '400', total: '3400' })
      }),
      facts: { lines: exampleLines, drawn: exampleDrawn },
      expect: 'pass',
    },
    {
      content: amendmentWith(({ materials }) => {
        Object.assign(materials[0], { quantity: '399.99999', total: '3399.99992' })
      }),
      facts: { lines: exampleLines, drawn: exampleDrawn },
      expect: 'reject',
    },
    {
      content: amendmentWith(({ products }) => {
        products[0].changeMark = 'deleted'
      }),
      facts: { lines: exampleLines, drawn: exampleDrawn },
      expect: 'reject',
    },
    {
      content: amendmentWith(({ materials }) => {
        materials[0].declaredUnit = '036'
      }),
      facts: { lines: exampleLines, drawn: exampleDrawn },
      expect: 'reject',
    },
    // The same line, never used, may become anything.
    {
      content: amendmentWith(({ materials }) => {
        materials[0].declaredUnit = '036'
      }),
      facts: {
        lines: exampleLines,
        drawn: exampleDrawn.map((line) => ({ ...line, drawn: '0', moved: false })),
      },
      expect: 'pass',
    },
    // A code that the tariff of the year no longer has: R5.8 keeps the seq.
    {
      content: exampleAmendment,
      facts: { lines: [{ ...exampleLines[0], hsCode: '3907300009' }, exampleLines[1]], drawn: exampleDrawn },
      expect: 'pass',
    },
  ],
})

function alteredOf(
  line: AmendmentContent['materials'][number] | AmendmentContent['products'][number],
  before: HandbookLineRow,
  policy: PolicyInForce,
) {
  const altered = alteredFields(line, before)
  return isForced(policy, before.hsCode, line.hsCode) ? altered.filter((field) => !ofTheCode.includes(field)) : altered
}

/** R5.CHANGE_LINE: what is taken out must be in the book. */
export const knownLines = defineCheck({
  id: 'R5.CHANGE_LINE',
  of: Amendment,
  facts: { lines: linesInForce, recipes: bookRecipes },
  effect: 'reject',
  ground: 'R5.8',
  find: ({ content, facts }) => {
    const known = new Set([
      ...facts.lines.map(({ side, seq }) => `${side}${seq}`),
      ...facts.recipes.map((recipe) => recipeKey(recipe)),
    ])
    const unknown = (part: string, lines: readonly { readonly changeMark?: string }[], key: (i: number) => string) =>
      lines.flatMap(({ changeMark }, i) =>
        changeMark === 'deleted' && !known.has(key(i))
          ? [{ at: `/${part}/${i}/changeMark`, values: { line: i + 1 } }]
          : [],
      )
    return [
      ...sides.flatMap(({ part, side }) => unknown(part, content[part], (i) => `${side}${content[part][i].seq}`)),
      ...unknown('consumption', content.consumption, (i) => rowKey(content.consumption[i])),
    ]
  },
  says: {
    zh: ['第 {line} 行标为删除，但手册中没有这一项。', '核对序号，或去掉该行。'],
    en: ['Line {line} is marked as deleted, but the book has no such line.', 'Check its number, or leave it out.'],
  },
  examples: [
    { content: exampleAmendment, facts: { lines: exampleLines, recipes: [exampleRecipe] }, expect: 'pass' },
    {
      content: amendmentWith(({ materials }) => {
        materials[1].changeMark = 'deleted'
      }),
      facts: { lines: exampleLines, recipes: [exampleRecipe] },
      expect: 'reject',
    },
    {
      content: amendmentWith(({ consumption }) => {
        consumption[0].changeMark = 'deleted'
      }),
      facts: { lines: exampleLines, recipes: [] },
      expect: 'reject',
    },
  ],
})
