/** May these parts be merged into one item (R2.9, R2.10)? What a breach does is a dated parameter (R2.11). */
import { defineCheck } from '@jiamao/platform/policy/define'
import { Relation } from '../content.ts'
import { exampleItems, exampleRelation, exampleRelations, relationWith } from '../example.ts'
import { items, relations } from '../facts.ts'
import { keyOf } from '../prefill.ts'
import { relationsOn } from '../relations.ts'
import { breach, merged } from './merged.ts'

const facts = { items, relations }
const seen = { items: exampleItems, relations: exampleRelations }
const firstLine = (change: Partial<(typeof exampleRelation)['lines'][number]>) =>
  relationWith(({ lines }) => {
    Object.assign(lines[0], change)
  })

/** Conditions 1 to 3: the part is what the item is, in code, declared unit and name. */
const sameAsItem = (no: 1 | 2 | 3, field: 'hsCode' | 'declaredUnit' | 'name', zh: string, en: string, other: string) =>
  defineCheck({
    id: `R2.MERGE_${no}`,
    of: Relation,
    facts,
    parameter: 'R2.MERGE',
    measure: ({ content, facts: known }) =>
      merged(content, known).flatMap(({ line, at, item }) =>
        line[field] === item[field]
          ? []
          : [
              breach(
                `${at}/${field}`,
                { part: line.part, item: item.item, filed: line[field] ?? '—', items: item[field] },
                item[field],
              ),
            ],
      ),
    says: {
      zh: [
        `归并条件（${no}）：料号 {part} 的${zh} {filed} 与项号 {item} 的 {items} 不同。`,
        `只有${zh}同为 {passes} 的料号可归入该项；否则归入另一项号。`,
      ],
      en: [
        `Condition (${no}) of merging: part {part} has ${en} {filed}, item {item} has {items}.`,
        `Only parts with ${en} {passes} belong to it; merge this one into another item.`,
      ],
    },
    examples: [
      { content: exampleRelation, facts: seen, expect: 'pass' },
      { content: firstLine({ [field]: other }), facts: seen, expect: 'warn', on: '2020-01-02' },
      { content: firstLine({ [field]: other }), facts: seen, expect: 'hold', on: '2019-12-31' },
    ],
  })

/** Condition 4: main material stays apart from auxiliary material. */
const sameTreatment = defineCheck({
  id: 'R2.MERGE_4',
  of: Relation,
  facts,
  parameter: 'R2.MERGE',
  measure: ({ content, facts: known }) =>
    merged(content, known).flatMap(({ line, at, item }) =>
      line.kind === 'product' || line.mainMaterial === item.mainMaterial
        ? []
        : [
            breach(
              `${at}/mainMaterial`,
              {
                part: line.part,
                item: item.item,
                filed: words[line.mainMaterial ?? 'none'].zh,
                filedEn: words[line.mainMaterial ?? 'none'].en,
                items: words[item.mainMaterial ?? 'none'].zh,
                itemsEn: words[item.mainMaterial ?? 'none'].en,
              },
              item.mainMaterial,
            ),
          ],
    ),
  says: {
    zh: [
      '归并条件（4）：料号 {part} 为{filed}，项号 {item} 为{items}。',
      '主料与辅料分开归并；或先更正该项号或该料号的主料标志。',
    ],
    en: [
      'Condition (4) of merging: part {part} is {filedEn}, item {item} is {itemsEn}.',
      'Main and auxiliary material are merged apart; or correct the mark of the item or the part.',
    ],
  },
  examples: [
    { content: exampleRelation, facts: seen, expect: 'pass' },
    { content: firstLine({ mainMaterial: 'auxiliaryMaterial' }), facts: seen, expect: 'warn' },
    { content: firstLine({ mainMaterial: 'auxiliaryMaterial' }), facts: seen, on: '2019-06-03', expect: 'hold' },
  ],
})
const words = {
  mainMaterial: { zh: '主料', en: 'main material' },
  auxiliaryMaterial: { zh: '辅料', en: 'auxiliary material' },
  none: { zh: '未标主辅料', en: 'neither main nor auxiliary' },
}

/** Condition 5: products with a consumption standard stay apart from those without. */
const sameStandard = defineCheck({
  id: 'R2.MERGE_5',
  of: Relation,
  facts,
  parameter: 'R2.MERGE',
  measure: ({ content, facts: known }) =>
    merged(content, known).flatMap(({ line, at, item }) =>
      line.kind === 'material' || (line.consumptionStandard === undefined) === (item.consumptionStandard === undefined)
        ? []
        : [
            breach(`${at}/consumptionStandard`, {
              part: line.part,
              item: item.item,
              filed: line.consumptionStandard ?? '—',
              items: item.consumptionStandard ?? '—',
            }),
          ],
    ),
  says: {
    zh: [
      '归并条件（5）：成品料号 {part} 的单耗标准为“{filed}”，项号 {item} 为“{items}”。',
      '有单耗标准的成品与没有的分开归并。',
    ],
    en: [
      'Condition (5) of merging: product part {part} has standard "{filed}", item {item} has "{items}".',
      'Products with a consumption standard are merged apart from those without.',
    ],
  },
  examples: [
    { content: exampleRelation, facts: seen, expect: 'pass' },
    {
      content: relationWith(({ lines }) => {
        lines[1].consumptionStandard = 'HDB/DZ001-2007'
      }),
      facts: seen,
      expect: 'warn',
    },
  ],
})

/** R2.NEVER_MERGED: consumables with other material, and goods that somebody wants alone, whatever the year (R2.10). */
const neverMerged = defineCheck({
  id: 'R2.NEVER_MERGED',
  of: Relation,
  facts,
  effect: 'reject',
  ground: 'GAC 23/2018; R2.10',
  find: ({ content, facts: known }) => {
    const { book, validFrom: on } = content.head
    const filed = new Set(content.lines.map(({ part }) => part))
    const others = [...relationsOn(known.relations, { on, book }).values()].filter(({ part }) => !filed.has(part))
    const lines = merged(content, known)
    const byItem = Map.groupBy([...lines.map(({ line }) => line), ...others], keyOf)
    return lines.flatMap(({ line, at, item }) => {
      const { part } = line
      const number = item.item
      const beside = byItem.get(keyOf(line))?.find((other) => other.part !== part)
      const alone = beside && (line.keptSingle || beside.keptSingle)
      const mixed = (line.consumable ?? false) !== item.consumable
      return [
        ...(alone
          ? [
              {
                at: `${at}/item`,
                values: {
                  part,
                  item: number,
                  fault: `须单独归类，与料号 ${beside.part} 同项`,
                  faultEn: `kept single, yet beside part ${beside.part}`,
                },
              },
            ]
          : []),
        ...(mixed
          ? [
              {
                at: `${at}/consumable`,
                values: {
                  part,
                  item: number,
                  fault: '消耗性物料与其他料件同项',
                  faultEn: 'consumable and other material together',
                },
              },
            ]
          : []),
      ]
    })
  },
  says: {
    zh: ['料号 {part} 不得归入项号 {item}：{fault}。', '为其另设项号。'],
    en: ['Part {part} may not be merged into item {item}: {faultEn}.', 'Give it an item of its own.'],
  },
  examples: [
    { content: exampleRelation, facts: seen, expect: 'pass' },
    { content: firstLine({ consumable: true }), facts: seen, expect: 'reject' },
    { content: firstLine({ keptSingle: true }), facts: seen, expect: 'pass' },
    {
      content: relationWith(({ lines }) => {
        lines.push({ ...lines[0], part: 'M2', keptSingle: true })
      }),
      facts: seen,
      expect: 'reject',
    },
  ],
})

export const mergingChecks = [
  sameAsItem(1, 'hsCode', '商品编码', 'HS code', '3907300090'),
  sameAsItem(2, 'declaredUnit', '申报计量单位', 'declared unit', '036'),
  sameAsItem(3, 'name', '商品名称', 'name', '固化剂'),
  sameTreatment,
  sameStandard,
  neverMerged,
]
