/** Can the imports have made what goes out (R3.6, R3.11, R4.11)? */

import type { Wire } from '@jiamao/kernel/fields'
import { quantities, quantityTotals } from '@jiamao/kernel/numbers'
import { type Positions, positions, type RecipeRows, recipes, recipesOf } from '@jiamao/platform/ledger/facts'
import type { Direction } from '@jiamao/platform/ledger/kinds'
import { overdrawn } from '@jiamao/platform/ledger/over-balance'
import { type CheckExample, defineCheck } from '@jiamao/platform/policy/define'
import { book } from '../../handbook/index.ts'
import { Checklist } from '../content.ts'
import { checklistWith, exampleBook, exampleExport, exampleRecipe, exampleReexport } from '../example.ts'
import { postingsOf } from '../movement.ts'

/** R3.EMPTY: a product without any consumption row (R3.11). */
export const empty = defineCheck({
  id: 'R3.EMPTY',
  of: Checklist,
  facts: { recipes },
  effect: 'reject',
  ground: 'Order 155; R3.11',
  find: ({ content, facts }) =>
    content.head.goodsKind !== 'product'
      ? []
      : content.lines.flatMap(({ no, seq }, i) =>
          recipesOf(facts.recipes, seq).length > 0 ? [] : [{ at: `/lines/${i}/seq`, values: { no, seq } }],
        ),
  says: {
    zh: ['第 {no} 行：成品 {seq} 没有单耗，无法计算耗用。', '先办理手册变更，补充单损耗。'],
    en: [
      'Line {no}: product {seq} has no consumption row; nothing can be computed.',
      'Amend the book and add its consumption.',
    ],
  },
  examples: [
    { content: exampleExport, facts: { recipes: [exampleRecipe] }, expect: 'pass' },
    { content: exampleExport, facts: { recipes: [] }, expect: 'reject' },
  ],
})

/** R3.VERSION: the line's consumption version is known, by its name or by its date. Without it nothing can be posted. */
export const version = defineCheck({
  id: 'R3.VERSION',
  of: Checklist,
  facts: { recipes },
  effect: 'reject',
  ground: 'R3.6',
  find: ({ content, facts }) =>
    content.head.goodsKind !== 'product'
      ? []
      : content.lines.flatMap(({ no, seq, version: named }, i) => {
          const versions = new Set(recipesOf(facts.recipes, seq).map((row) => row.version))
          const known = named !== undefined && versions.has(named)
          return versions.size === 0 || known
            ? []
            : [
                {
                  at: `/lines/${i}/version`,
                  values: { no, seq, named: named ?? '—', versions: [...versions].join('、') },
                },
              ]
        }),
  says: {
    zh: ['第 {no} 行：成品 {seq} 的单耗版本“{named}”不明确。', '填写一个版本：{versions}。'],
    en: ['Line {no}: consumption version "{named}" of product {seq} is not clear.', 'Name one of: {versions}.'],
  },
  examples: [
    { content: exampleExport, facts: { recipes: [exampleRecipe] }, expect: 'pass' },
    {
      content: checklistWith(exampleExport, ({ lines }) => {
        lines[0].version = undefined
      }),
      facts: { recipes: [exampleRecipe] },
      expect: 'reject',
    },
    {
      content: checklistWith(exampleExport, ({ lines }) => {
        lines[0].version = '9'
      }),
      facts: { recipes: [exampleRecipe] },
      expect: 'reject',
    },
  ],
})

/** R3.VERSION_DATE: the version named is valid on the list's date (R3.6). */
export const versionDate = defineCheck({
  id: 'R3.VERSION_DATE',
  of: Checklist,
  facts: { recipes },
  effect: 'hold',
  ground: 'R3.6',
  find: ({ content, facts, on }) =>
    content.head.goodsKind !== 'product'
      ? []
      : content.lines.flatMap(({ no, seq, version: named }, i) => {
          const row = recipesOf(facts.recipes, seq).find((found) => found.version === named)
          const valid = !row || (row.validFrom <= on && (row.validTo === undefined || on <= row.validTo))
          return valid
            ? []
            : [
                {
                  at: `/lines/${i}/version`,
                  values: { no, seq, named: named ?? '—', on, from: row.validFrom, to: row.validTo ?? '…' },
                },
              ]
        }),
  says: {
    zh: ['第 {no} 行：成品 {seq} 的单耗版本 {named} 有效期为 {from} 至 {to}，{on} 不在其中。', '改用当日有效的版本。'],
    en: [
      'Line {no}: version {named} of product {seq} is valid from {from} to {to}, not on {on}.',
      'Use the version of that day.',
    ],
  },
  examples: [
    { content: exampleExport, facts: { recipes: [exampleRecipe] }, expect: 'pass' },
    { content: exampleExport, facts: { recipes: [{ ...exampleRecipe, validTo: '2020-02-28' }] }, expect: 'hold' },
  ],
})

/** R3.UNDECLARED: consumption is declared before the product's first outflow, unless the book says before write-off (R3.11). */
export const undeclared = defineCheck({
  id: 'R3.UNDECLARED',
  of: Checklist,
  facts: { recipes, book },
  effect: 'reject',
  ground: 'Order 155; R3.10, R3.11',
  find: ({ content, facts }) =>
    content.head.goodsKind !== 'product'
      ? []
      : content.lines.flatMap(({ no, seq }, i) => {
          const open = recipesOf(facts.recipes, seq).filter(({ state, bondedShare }) => state === 1 && bondedShare > 0n)
          if (open.length === 0) return []
          const later = facts.book[0]?.declarationStage === 'beforeWriteOff'
          return [
            {
              at: `/lines/${i}/seq`,
              values: { no, seq, count: open.length },
              ...(later ? { effect: 'warn' } : {}),
            },
          ]
        }),
  says: {
    zh: ['第 {no} 行：成品 {seq} 有 {count} 行单耗未申报。', '先申报单耗，再出口。'],
    en: ['Line {no}: product {seq} has {count} undeclared consumption rows.', 'Declare the consumption first.'],
  },
  examples: [
    { content: exampleExport, facts: { recipes: [exampleRecipe], book: [exampleBook] }, expect: 'pass' },
    {
      content: exampleExport,
      facts: { recipes: [{ ...exampleRecipe, state: 1 }], book: [exampleBook] },
      expect: 'reject',
    },
    {
      content: exampleExport,
      facts: {
        recipes: [{ ...exampleRecipe, state: 1 }],
        book: [{ ...exampleBook, declarationStage: 'beforeWriteOff' }],
      },
      expect: 'warn',
    },
  ],
})

const stock = (base: string): Wire<typeof positions.value> => [{ seq: 1, base }]

type Cases = readonly CheckExample<typeof Checklist, { positions: typeof positions; recipes: typeof recipes }>[]

const outgoingCases: Cases = [
  {
    content: exampleExport,
    facts: { positions: stock('412.37113'), recipes: [exampleRecipe] },
    expect: 'pass' as const,
  },
  {
    content: exampleExport,
    facts: { positions: stock('412.37112'), recipes: [exampleRecipe] },
    expect: 'hold' as const,
  },
  {
    content: exampleExport,
    facts: {
      positions: [{ seq: 1, base: '824.74226', bondedShare: '100', left: '97', taken: '40000000000000000' }],
      recipes: [exampleRecipe],
    },
    expect: 'hold',
  },
  { content: exampleReexport, facts: { positions: stock('10'), recipes: [] }, expect: 'pass' },
  { content: exampleReexport, facts: { positions: stock('9.99999'), recipes: [] }, expect: 'hold' },
]
const sold = checklistWith(exampleReexport, ({ head }) => {
  head.tradeMode = '0644'
})
const saleCases: Cases = [
  { content: sold, facts: { positions: stock('10'), recipes: [] }, expect: 'pass' },
  { content: sold, facts: { positions: stock('9.99999'), recipes: [] }, expect: 'hold' },
]

/** What would be short, by material, with the arithmetic: T before, T after, what fits (R4.11). */
export const overBalanceOf = (direction: Direction) =>
  defineCheck({
    id: 'R4.OVER_BALANCE',
    of: Checklist,
    facts: { positions, recipes },
    effect: 'hold',
    ground: 'R4.11',
    find: ({ content, facts }) =>
      overdrawn(facts.positions as Positions, facts.recipes as RecipeRows, postingsOf(content, direction)).map(
        ({ material, before, after, takers, line }) => {
          const [first] = takers
          const at = lineIndex(content.lines, first?.line ?? line)
          const taken = before - after
          const values = {
            material,
            before: quantityTotals.print(before),
            after: quantityTotals.print(after),
            taken: quantityTotals.print(taken),
            no: first?.line ?? line ?? 0,
          }
          return {
            at: `/lines/${at}/quantity`,
            values,
            passes: first ? quantities.print(first.largest) : quantityTotals.print(before > 0n ? before : 0n),
          }
        },
      ),
    says: {
      zh: [
        '料件 {material}：理论结余 {before} − 本次耗用 {taken} = {after}，不足（第 {no} 行）。',
        '第 {no} 行至多 {passes}；或等在途的进口清单核扣后再申报。',
      ],
      en: [
        'Material {material}: balance {before} − this takes {taken} = {after}: more than the imports can have made (line {no}).',
        'Line {no}: at most {passes}; or wait until the imports under way are deducted.',
      ],
    },
    examples: direction === 'E' ? outgoingCases : saleCases,
  })

const lineIndex = (lines: readonly { readonly no: number }[], wanted: number | undefined) =>
  Math.max(
    0,
    lines.findIndex(({ no }) => no === wanted),
  )
