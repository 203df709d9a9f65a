/** May a registered number be corrected or ended (R2.3, R2.7)? */
import { encode } from '@jiamao/kernel/fields'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Goods, type GoodsContent } from '../content.ts'
import { exampleGoods, exampleItems, exampleParts, goodsWith } from '../example.ts'
import { items, parts, uses } from '../facts.ts'
import { Item, Part } from '../lines.ts'
import { keyOf } from '../prefill.ts'
import { type ItemRow, items as itemRegister, type PartRow, parts as partRegister } from '../register.ts'

interface Registered {
  readonly items: readonly ItemRow[]
  readonly parts: readonly PartRow[]
}

/** Every line with its place, its name for people, and the registered row it corrects or ends. */
function corrected(content: GoodsContent, known: Registered) {
  const itemRows = new Map(known.items.map((row) => [keyOf(row), row]))
  const partRows = new Map(known.parts.map((row) => [row.part, row]))
  return [
    ...(content.parts ?? []).map((line, i) => ({
      at: `/parts/${i}`,
      of: 'part' as const,
      line,
      row: partRows.get(line.part),
      name: { zh: `料号 ${line.part}`, en: `part ${line.part}` },
      unit: 'partUnit' as const,
      key: line.part,
    })),
    ...(content.items ?? []).map((line, i) => ({
      at: `/items/${i}`,
      of: 'item' as const,
      line,
      row: itemRows.get(keyOf(line)),
      name: {
        zh: `${line.kind === 'material' ? '料件' : '成品'}项号 ${line.item}`,
        en: `${line.kind} item ${line.item}`,
      },
      unit: 'declaredUnit' as const,
      key: keyOf(line),
    })),
  ]
}

type Use = {
  readonly part?: string
  readonly kind?: string
  readonly item?: number
  readonly by: string
  readonly number: string
}
const by = {
  relation: ['归并关系', 'merging relation'],
  consumption: ['单耗版本', 'consumption version'],
  book: ['手(账)册', 'book'],
} as const
const usesByKey = (found: readonly Use[]) => Map.groupBy(found, (use) => use.part ?? keyOf(use))
const usedBy = (use: Use) => {
  const [zh, en] = by[use.by as keyof typeof by]
  return { by: `${zh} ${use.number}`, byEn: `${en} ${use.number}` }
}

const registered = { items: exampleItems, parts: exampleParts }
const inRelation = [{ part: 'M1', by: 'relation' as const, number: '1' }]
const inBook = [{ kind: 'material' as const, item: 1, by: 'book' as const, number: 'C520720A0001' }]

/** R2.REPLACES: what a correction changes of the register is said field by field (R2.7). */
const replaces = defineCheck({
  id: 'R2.REPLACES',
  of: Goods,
  facts: { items, parts },
  effect: 'warn',
  ground: 'R2.7, ours',
  find: ({ content, facts }) =>
    corrected(content, facts).flatMap((found) => {
      if (!found.row || found.line.mark === 'end') return []
      const [before, after] = printed(found)
      return comparable(found.of).flatMap((field) =>
        before[field] === after[field]
          ? []
          : [
              {
                at: `${found.at}/${field}`,
                values: {
                  zh: found.name.zh,
                  en: found.name.en,
                  before: before[field] ?? '—',
                  after: after[field] ?? '—',
                },
              },
            ],
      )
    }),
  says: {
    zh: ['{zh} 已登记为“{before}”，本次更正为“{after}”。', '如不是更正，请改用新的编号；已设立的手册不随之改变。'],
    en: [
      'This corrects {en} from "{before}" to "{after}".',
      'If it is no correction, use a new number; books that are set up do not change with it.',
    ],
  },
  examples: [
    { content: exampleGoods, facts: { items: [], parts: [] }, expect: 'pass' },
    { content: exampleGoods, facts: registered, expect: 'pass' },
    {
      content: goodsWith(({ parts: lines = [] }) => {
        lines[0].lastPrice = '9'
      }),
      facts: registered,
      expect: 'warn',
    },
    {
      content: goodsWith(({ items: lines = [] }) => {
        lines[0].consumable = true
      }),
      facts: registered,
      expect: 'warn',
    },
    {
      content: goodsWith(({ parts: lines = [] }) => {
        lines[0].hsCode = undefined
      }),
      facts: registered,
      expect: 'warn',
    },
  ],
})

/** Fields that a line and its row have in common. */
function comparable(of: 'part' | 'item'): string[] {
  const [line, row] = of === 'part' ? [Part, partRegister] : [Item, itemRegister]
  return Object.keys(line.properties).filter((field) => field in row.columns.properties)
}

/** The registered row and the filed line in print. A mark that is not set says what none says. */
function printed({ of, row, line }: ReturnType<typeof corrected>[number]): Record<string, string | undefined>[] {
  const wires =
    of === 'part'
      ? [encode(partRegister.columns, row as PartRow), encode(Part, line as never)]
      : [encode(itemRegister.columns, row as ItemRow), encode(Item, line as never)]
  return wires.map((wire) =>
    Object.fromEntries(
      Object.entries(wire).flatMap(([field, value]) =>
        value === undefined || value === false || value === 'none' ? [] : [[field, String(value)]],
      ),
    ),
  )
}

/** R2.UNIT_USED: the unit in which something is counted does not change once it is counted (R2.3). */
const unitUsed = defineCheck({
  id: 'R2.UNIT_USED',
  of: Goods,
  facts: { items, parts, uses },
  effect: 'reject',
  ground: 'R2.3',
  find: ({ content, facts }) => {
    const used = usesByKey(facts.uses)
    return corrected(content, facts).flatMap(({ at, line, row, name, unit, key }) => {
      const [before, after] = [row, line].map((from) => (from as Record<string, unknown> | undefined)?.[unit])
      const use = used.get(key)?.[0]
      if (!row || !use || line.mark === 'end' || before === after) return []
      const values = { zh: name.zh, en: name.en, after: String(after), ...usedBy(use) }
      return [{ at: `${at}/${unit}`, values, passes: String(before) }]
    })
  },
  says: {
    zh: ['{zh} 已被{by}使用，计量单位不能改为 {after}。', '保留 {passes}；确需换单位的，另登记一个编号。'],
    en: [
      'Unit {after}: {en} is in use by {byEn}, and its unit stays.',
      'Keep {passes}; where another unit is needed, register another number.',
    ],
  },
  examples: [
    { content: exampleGoods, facts: { ...registered, uses: inBook }, expect: 'pass' },
    { content: unitChanged(), facts: { ...registered, uses: [] }, expect: 'pass' },
    { content: unitChanged(), facts: { ...registered, uses: inBook }, expect: 'reject' },
    {
      content: goodsWith(({ parts: lines = [] }) => {
        lines[0].partUnit = '036'
      }),
      facts: { ...registered, uses: inRelation },
      expect: 'reject',
    },
  ],
})

function unitChanged() {
  return goodsWith(({ items: lines = [] }) => {
    Object.assign(lines[0], { declaredUnit: '036', factor: '0.001' })
  })
}

/** R2.IN_USE: what a relation, a consumption version or an open book names is not ended; nor is what was never registered. */
const inUse = defineCheck({
  id: 'R2.IN_USE',
  of: Goods,
  facts: { items, parts, uses },
  effect: 'reject',
  ground: 'R2.7, R2.8',
  find: ({ content, facts }) => {
    const used = usesByKey(facts.uses)
    return corrected(content, facts).flatMap(({ at, line, row, name, key }) => {
      if (line.mark !== 'end') return []
      const faults = row
        ? (used.get(key) ?? []).map((use) => {
            const { by: zh, byEn } = usedBy(use)
            return { fault: `仍被${zh}使用`, faultEn: `is in use by ${byEn}` }
          })
        : [{ fault: '没有登记', faultEn: 'is not registered' }]
      return faults.map((fault) => ({ at: `${at}/mark`, values: { zh: name.zh, en: name.en, ...fault } }))
    })
  },
  says: {
    zh: ['{zh} {fault}，不能停用。', '先终止归并关系和单耗版本，手册结案后再停用。'],
    en: [
      'It cannot end: {en} {faultEn}.',
      'End the relation and the versions first, and wait until the book is closed.',
    ],
  },
  examples: [
    { content: ending(), facts: { ...registered, uses: [] }, expect: 'pass' },
    { content: ending(), facts: { ...registered, uses: inRelation }, expect: 'reject' },
    { content: ending(), facts: { items: [], parts: [], uses: [] }, expect: 'reject' },
  ],
})

function ending() {
  return goodsWith(({ parts: lines = [] }) => {
    lines[0].mark = 'end'
  })
}

export const correctionChecks = [replaces, unitUsed, inUse]
