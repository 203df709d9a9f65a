/** Does a merging relation fit what is registered and used (R2.7, R2.8, R2.12)? */
import { quantities } from '@jiamao/kernel/numbers'
import { defineCheck } from '@jiamao/platform/policy/define'
import { Relation } from '../content.ts'
import { exampleItems, exampleParts, exampleRelation, exampleRelations, relationWith } from '../example.ts'
import { items, linesOfNamedBook, namedBook, parts, relations } from '../facts.ts'
import { keyOf } from '../prefill.ts'
import { everyBook } from '../register.ts'
import { lastRelations, relationsOn } from '../relations.ts'
import { metricFactor } from '../units.ts'

const inBook = relationWith(({ head }) => {
  head.book = 'C520720A0001'
})
const openBook = { book: 'C520720A0001', state: 'active', declarationStage: 'beforeExport' as const }

/** R2.BOOK: the book that a relation is for exists and is not closed. */
const book = defineCheck({
  id: 'R2.BOOK',
  of: Relation,
  facts: { namedBook },
  effect: 'reject',
  ground: 'R2.7, R5.13',
  find: ({ content: { head }, facts }) => {
    const state = facts.namedBook[0]?.state
    const closed = state === 'closed' || state === 'cancelled'
    return head.book === undefined || (state && !closed)
      ? []
      : [
          {
            at: '/head/book',
            values: {
              book: head.book,
              fault: closed ? '已结案' : '不存在',
              faultEn: closed ? 'is closed' : 'does not exist',
            },
          },
        ]
  },
  says: {
    zh: ['手(账)册 {book} {fault}。', '核对编号；为将要设立的手册归并的，不填手册编号。'],
    en: ['Book {book} {faultEn}.', 'Check the number; leave it out to merge for books that are still to be set up.'],
  },
  examples: [
    { content: exampleRelation, facts: { namedBook: [] }, expect: 'pass' },
    { content: inBook, facts: { namedBook: [openBook] }, expect: 'pass' },
    { content: inBook, facts: { namedBook: [] }, expect: 'reject' },
    { content: inBook, facts: { namedBook: [{ ...openBook, state: 'closed' }] }, expect: 'reject' },
  ],
})

/** R2.PART: the part is registered and not ended. */
const part = defineCheck({
  id: 'R2.PART',
  of: Relation,
  facts: { parts },
  effect: 'reject',
  ground: 'R2.7',
  find: ({ content, facts }) => {
    const states = new Map(facts.parts.map((row) => [row.part, row.state]))
    return content.lines.flatMap(({ part: number, mark }, i) => {
      const state = states.get(number)
      return state === 'recorded' || mark === 'end'
        ? []
        : [
            {
              at: `/lines/${i}/part`,
              values: {
                part: number,
                fault: state ? '已停用' : '没有登记',
                faultEn: state ? 'was ended' : 'is not registered',
              },
            },
          ]
    })
  },
  says: {
    zh: ['料号 {part} {fault}。', '先办理商品备案登记该料号，或改为已登记的料号。'],
    en: ['Part {part} {faultEn}.', 'Register it first, or name one that is registered.'],
  },
  examples: [
    { content: exampleRelation, facts: { parts: exampleParts }, expect: 'pass' },
    { content: exampleRelation, facts: { parts: exampleParts.slice(1) }, expect: 'reject' },
    {
      content: exampleRelation,
      facts: { parts: exampleParts.map((row) => ({ ...row, state: 'ended' as const })) },
      expect: 'reject',
    },
  ],
})

/** R2.ITEM: the item is registered, of that kind, and not ended. */
const item = defineCheck({
  id: 'R2.ITEM',
  of: Relation,
  facts: { items },
  effect: 'reject',
  ground: 'R2.7',
  find: ({ content, facts }) => {
    const states = new Map(facts.items.map((row) => [keyOf(row), row.state]))
    return content.lines.flatMap((line, i) => {
      const state = states.get(keyOf(line))
      if (state === 'recorded' || line.mark === 'end') return []
      const isBoth = line.kind === undefined && facts.items.filter((row) => row.item === line.item).length > 1
      const fault = state ? faults.ended : isBoth ? faults.both : faults.unknown
      const values = { part: line.part, item: line.item ?? '—', ...kinds[line.kind ?? 'either'], ...fault }
      return [{ at: `/lines/${i}/item`, values }]
    })
  },
  says: {
    zh: ['料号 {part}：{kind}项号 {item} {fault}。', '先办理商品备案登记该项号，或改为已登记的项号。'],
    en: ['Part {part}: {kindEn}item {item} {faultEn}.', 'Register the item first, or name one that is registered.'],
  },
  examples: [
    { content: exampleRelation, facts: { items: exampleItems }, expect: 'pass' },
    { content: exampleRelation, facts: { items: exampleItems.slice(1) }, expect: 'reject' },
    {
      content: relationWith(({ lines }) => {
        lines[0].kind = undefined
      }),
      facts: { items: exampleItems },
      expect: 'reject',
    },
  ],
})

const kinds = {
  material: { kind: '料件', kindEn: 'material ' },
  product: { kind: '成品', kindEn: 'product ' },
  either: { kind: '', kindEn: '' },
}
const faults = {
  unknown: { fault: '没有登记', faultEn: 'is not registered' },
  ended: { fault: '已停用', faultEn: 'was ended' },
  both: { fault: '料件和成品都有，须填写料件成品标记', faultEn: 'is both a material and a product: say which' },
}

/** R2.PART_FACTOR: 1 for the same unit, the metric factor for metric masses, else one of its own, above 0 (R2.12, R2.4). */
const partFactor = defineCheck({
  id: 'R2.PART_FACTOR',
  of: Relation,
  facts: {},
  effect: 'reject',
  ground: 'R2.12, R2.4',
  find: ({ content }) =>
    content.lines.flatMap(({ part: number, partUnit, declaredUnit, partFactor: filed, mark }, i) => {
      // Without a unit the part or the item is not registered: that is told already.
      if (mark === 'end' || !partUnit || !declaredUnit) return []
      const right = metricFactor(partUnit, declaredUnit)
      if (right === undefined ? filed !== undefined && filed > 0n : filed === right) return []
      const values = {
        part: number,
        from: partUnit,
        to: declaredUnit,
        filed: filed === undefined ? '—' : quantities.print(filed),
      }
      return [{ at: `/lines/${i}/partFactor`, values, passes: right === undefined ? '> 0' : quantities.print(right) }]
    }),
  says: {
    zh: ['料号 {part}：单位 {from} 换算为申报单位 {to} 的归并系数不能是 {filed}。', '填写 {passes}。'],
    en: ['Part {part}: {filed} is not the factor from unit {from} to declared unit {to}.', 'Put {passes}.'],
  },
  examples: [
    { content: exampleRelation, facts: {}, expect: 'pass' },
    {
      content: relationWith(({ lines }) => Object.assign(lines[0], { partUnit: '007', partFactor: '0.025' })),
      facts: {},
      expect: 'pass',
    },
    {
      content: relationWith(({ lines }) => Object.assign(lines[0], { partUnit: '007', partFactor: '0' })),
      facts: {},
      expect: 'reject',
    },
    {
      content: relationWith(({ lines }) => Object.assign(lines[0], { partUnit: '007', partFactor: undefined })),
      facts: {},
      expect: 'reject',
    },
    {
      content: relationWith(({ lines }) => Object.assign(lines[0], { partUnit: '036', partFactor: '1' })),
      facts: {},
      expect: 'reject',
    },
  ],
})

/** R2.MERGE_USED: a part that a posting of the book has used stays with its book item (R2.8). */
const used = defineCheck({
  id: 'R2.MERGE_USED',
  of: Relation,
  facts: { relations, linesOfNamedBook },
  effect: 'reject',
  ground: 'R2.8',
  find: ({ content: { head, lines }, facts, on }) => {
    if (head.book === undefined) return []
    const holds = relationsOn(facts.relations, { on, book: head.book })
    const booked = new Map(facts.linesOfNamedBook.map((row) => [`${row.side} ${row.part}`, row]))
    return lines.flatMap((line, i) => {
      const before = holds.get(line.part)
      const row = before && booked.get(`${before.kind === 'material' ? 'I' : 'E'} ${line.part}`)
      if (!before || !row?.used || (line.mark !== 'end' && keyOf(before) === keyOf(line))) return []
      const values = {
        part: line.part,
        seq: row.seq,
        book: String(head.book),
        from: row.usedOn ?? '—',
        item: before.item,
      }
      return [{ at: `/lines/${i}/item`, values, passes: String(before.item) }]
    })
  },
  says: {
    zh: [
      '料号 {part} 已在手(账)册 {book} 备案序号 {seq} 使用（首次 {from}），不能移出项号 {item}。',
      '保留项号 {passes}；新的归并关系用于以后设立的手册，不填手册编号。',
    ],
    en: [
      'Part {part} was used in book {book} as book item {seq} (first on {from}); it cannot leave item {item}.',
      'Keep item {passes}; for books still to be set up, leave the book out.',
    ],
  },
  examples: [
    { content: inBook, facts: { relations: exampleRelations, linesOfNamedBook: [booked(true)] }, expect: 'pass' },
    { content: elsewhere(), facts: { relations: exampleRelations, linesOfNamedBook: [booked(false)] }, expect: 'pass' },
    {
      content: elsewhere(),
      facts: { relations: exampleRelations, linesOfNamedBook: [booked(true)] },
      expect: 'reject',
    },
  ],
})

function booked(isUsed: boolean) {
  return { side: 'I' as const, seq: 1, part: 'M1', used: isUsed, ...(isUsed ? { usedOn: '2020-02-03' } : {}) }
}
function elsewhere() {
  return relationWith(({ head, lines }) => {
    head.book = 'C520720A0001'
    lines[0].item = 2
  })
}

/** R2.MERGE_ORDER: a part's relations follow each other; a row that begins before the last would never hold (R2.8). */
const order = defineCheck({
  id: 'R2.MERGE_ORDER',
  of: Relation,
  facts: { relations },
  effect: 'reject',
  ground: 'R2.8',
  find: ({ content: { head, lines }, facts }) => {
    const last = lastRelations(facts.relations, head.book ?? everyBook)
    return lines.flatMap(({ part: number, mark }, i) => {
      const before = last.get(number)
      if (mark === 'end' && before?.state !== 'inForce')
        return [
          {
            at: `/lines/${i}/part`,
            values: { part: number, fault: '没有可终止的归并关系', faultEn: 'has no relation that could end' },
            passes: '—',
          },
        ]
      if (!before || head.validFrom >= before.validFrom) return []
      const values = {
        part: number,
        fault: `已有自 ${before.validFrom} 起的归并关系，晚于 ${head.validFrom}`,
        faultEn: `has a relation from ${before.validFrom}, which is after ${head.validFrom}`,
      }
      return [{ at: `/lines/${i}/part`, values, passes: before.validFrom }]
    })
  },
  says: {
    zh: ['料号 {part} {fault}。', '生效日期不早于 {passes}；没有关系的料号不必终止。'],
    en: ['Part {part} {faultEn}.', 'Let it begin on {passes} or later; what has no relation needs no end.'],
  },
  examples: [
    { content: exampleRelation, facts: { relations: exampleRelations }, expect: 'pass' },
    { content: exampleRelation, facts: { relations: [] }, expect: 'pass' },
    {
      content: relationWith(({ head }) => {
        head.validFrom = '2020-01-01'
      }),
      facts: { relations: exampleRelations },
      expect: 'reject',
    },
    {
      content: relationWith(({ lines }) => {
        lines[0].mark = 'end'
      }),
      facts: { relations: [] },
      expect: 'reject',
    },
  ],
})

export const relationChecks = [book, part, item, partFactor, used, order]
