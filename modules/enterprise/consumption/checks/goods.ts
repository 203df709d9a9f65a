/** Are product and material what the row says they are (R2.7, R2.16, R2.17, R5.5)? */
import { percents } from '@jiamao/kernel/numbers'
import { defineCheck, type Hit } from '@jiamao/platform/policy/define'
import { items, linesOfNamedBook, namedBook, parts, relations } from '../../goods/index.ts'
import { Declaration } from '../content.ts'
import { declarationWith, exampleDeclaration, exampleGoods, rowsWith, versionOf } from '../example.ts'
import { versionRows, versions } from '../facts.ts'
import { itemsByPart } from '../prefill.ts'
import { netForm, versionsAfter } from '../versions.ts'

const none = { versions: [], versionRows: [] }
const roles = [
  ['productPart', '成品', 'product'],
  ['materialPart', '料件', 'material'],
] as const

/** R2.PART: both parts are registered and not ended. */
const registered = defineCheck({
  id: 'R2.PART',
  of: Declaration,
  facts: { parts },
  effect: 'reject',
  ground: 'R2.7',
  find: ({ content, facts }) => {
    const states = new Map(facts.parts.map((row) => [row.part, row.state]))
    return content.consumption.flatMap((row, i) =>
      roles.flatMap(([field, zh, en]): Hit[] => {
        const state = states.get(row[field])
        if (state === 'recorded') return []
        const fault = state ? ['已停用', 'was ended'] : ['没有登记', 'is not registered']
        const values = { no: row.no, zh, en, part: row[field], fault: fault[0], faultEn: fault[1] }
        return [{ at: `/consumption/${i}/${field}`, values }]
      }),
    )
  },
  says: {
    zh: ['第 {no} 行：{zh}料号 {part} {fault}。', '先办理商品备案登记该料号，或改为已登记的料号。'],
    en: ['Row {no}: {en} part {part} {faultEn}.', 'Register it first, or name one that is registered.'],
  },
  examples: [
    { content: exampleDeclaration, facts: { parts: exampleGoods.parts }, expect: 'pass' },
    { content: rowsWith({ materialPart: 'M9' }), facts: { parts: exampleGoods.parts }, expect: 'reject' },
    {
      content: exampleDeclaration,
      facts: { parts: exampleGoods.parts.map((row) => ({ ...row, state: 'ended' as const })) },
      expect: 'reject',
    },
  ],
})

/** R3.MATERIAL: a material is merged into an item, or made of others; else no book can take its consumption (R3.8). */
const leadsSomewhere = defineCheck({
  id: 'R3.MATERIAL',
  of: Declaration,
  facts: { items, relations, versions, versionRows },
  effect: 'warn',
  ground: 'R2.7, R3.8',
  find: ({ content, facts, on }) => {
    const itemOf = itemsByPart(facts.relations, facts.items, { on, book: content.head.book })
    const made = new Set(versionsAfter(content, facts).map(({ product }) => product))
    return content.consumption.flatMap(({ no, materialPart: part }, i) =>
      made.has(part) || itemOf(part)?.kind === 'material'
        ? []
        : [{ at: `/consumption/${i}/materialPart`, values: { no, part } }],
    )
  },
  says: {
    zh: [
      '第 {no} 行：料件料号 {part} 没有归并到料件项号，也没有自己的单耗，手册无法引用这一行。',
      '办理归并关系；半成品则申报其单耗。',
    ],
    en: [
      'Row {no}: material part {part} is merged into no material item and has no consumption of its own; no book can take this row.',
      'File its merging relation; of a semi-finished part, declare the consumption.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: { ...exampleGoods, ...none }, expect: 'pass' },
    { content: rowsWith({ materialPart: 'S1' }), facts: { ...exampleGoods, ...none }, expect: 'warn' },
    { content: rowsWith({ materialPart: 'S1' }), facts: { ...exampleGoods, ...versionOf('S1', 'M1') }, expect: 'pass' },
    {
      content: rowsWith({ materialPart: 'S1' }, { productPart: 'S1' }),
      facts: { ...exampleGoods, ...none },
      expect: 'pass',
    },
  ],
})

const inBook = declarationWith(({ head }) => {
  head.book = 'C520720A0001'
})
const openBook = { book: 'C520720A0001', state: 'active', declarationStage: 'beforeExport' as const }
const bookLines = [
  { side: 'I' as const, seq: 1, part: 'M1', used: false },
  { side: 'E' as const, seq: 1, part: 'P1', used: false },
]

/** R3.BOOK: the book that versions are declared for exists and is not closed. */
const book = defineCheck({
  id: 'R3.BOOK',
  of: Declaration,
  facts: { namedBook },
  effect: 'reject',
  ground: 'R3.10, R5.13',
  find: ({ content: { head }, facts }) => {
    const state = facts.namedBook[0]?.state
    const closed = state === 'closed' || state === 'cancelled'
    if (head.book === undefined || (state && !closed)) return []
    const fault = closed ? ['已结案', 'is closed'] : ['不存在', 'does not exist']
    return [{ at: '/head/book', values: { book: head.book, fault: fault[0], faultEn: fault[1] } }]
  },
  says: {
    zh: ['手(账)册 {book} {fault}。', '核对编号；为将要设立的手册申报的，不填手册编号。'],
    en: ['Book {book} {faultEn}.', 'Check the number; leave it out to declare for books that are still to be set up.'],
  },
  examples: [
    { content: exampleDeclaration, facts: { namedBook: [] }, expect: 'pass' },
    { content: inBook, facts: { namedBook: [openBook] }, expect: 'pass' },
    { content: inBook, facts: { namedBook: [] }, expect: 'reject' },
    { content: inBook, facts: { namedBook: [{ ...openBook, state: 'closed' }] }, expect: 'reject' },
  ],
})

/** R5.SPLIT: where a book is named, product and material are lines of it, under the numbers that the row gives (R5.5). */
const split = defineCheck({
  id: 'R5.SPLIT',
  of: Declaration,
  facts: { linesOfNamedBook, versions, versionRows },
  effect: 'reject',
  ground: 'R5.5',
  find: ({ content, facts }) => {
    if (content.head.book === undefined) return []
    const numbers = new Map(facts.linesOfNamedBook.map((row) => [`${row.side} ${row.part}`, row.seq]))
    const after = versionsAfter(content, facts)
    const made = new Set(after.map(({ product }) => product))
    const taken = new Set(after.flatMap(({ uses }) => uses.map(({ material }) => material)))
    return content.consumption.flatMap((row, i) =>
      roles.flatMap(([field, zh, en]): Hit[] => {
        const [side, number] =
          field === 'productPart' ? (['E', 'productSeq'] as const) : (['I', 'materialSeq'] as const)
        const seq = numbers.get(`${side} ${row[field]}`)
        // What is made here on the way to the product is no line of the book.
        const onTheWay = made.has(row[field]) && taken.has(row[field])
        if (seq === undefined ? onTheWay && row[number] === undefined : [undefined, seq].includes(row[number]))
          return []
        const values = {
          no: row.no,
          zh,
          en,
          part: row[field],
          seq: row[number] ?? '—',
          book: String(content.head.book),
        }
        return [{ at: `/consumption/${i}/${seq === undefined ? field : number}`, values, passes: String(seq ?? '—') }]
      }),
    )
  },
  says: {
    zh: [
      '第 {no} 行：{zh}料号 {part}（序号 {seq}）与手(账)册 {book} 的备案不符。',
      '按备案填写，序号为 {passes}；未备案的先办理手册变更。',
    ],
    en: [
      'Row {no}: {en} part {part} (no. {seq}) is not what book {book} says.',
      'Put what the book says, no. {passes}; amend the book first where it lacks the part.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: { linesOfNamedBook: [], ...none }, expect: 'pass' },
    { content: inBook, facts: { linesOfNamedBook: bookLines, ...none }, expect: 'pass' },
    { content: inBook, facts: { linesOfNamedBook: bookLines.slice(1), ...none }, expect: 'reject' },
    { content: numbered(1), facts: { linesOfNamedBook: bookLines, ...none }, expect: 'pass' },
    { content: numbered(2), facts: { linesOfNamedBook: bookLines, ...none }, expect: 'reject' },
    { content: halfway(), facts: { linesOfNamedBook: bookLines, ...none }, expect: 'pass' },
  ],
})

function numbered(materialSeq: number) {
  return declarationWith(({ head, consumption }) => {
    head.book = 'C520720A0001'
    consumption[0].materialSeq = materialSeq
  })
}
function halfway() {
  const wire = rowsWith({ materialPart: 'S1' }, { productPart: 'S1', materialPart: 'M1' })
  return { ...wire, head: { ...wire.head, book: 'C520720A0001' } }
}

/** R2.HOME: material bought at home is not bonded (R2.17). */
const home = defineCheck({
  id: 'R2.HOME',
  of: Declaration,
  facts: { items, relations },
  effect: 'reject',
  ground: 'R2.17, R3.5',
  find: ({ content, facts, on }) => {
    const itemOf = itemsByPart(facts.relations, facts.items, { on, book: content.head.book })
    return content.consumption.flatMap(({ no, materialPart: part, bondedShare }, i) => {
      const item = itemOf(part)
      return item?.domestic && bondedShare > 0n
        ? [
            {
              at: `/consumption/${i}/bondedShare`,
              values: { no, part, item: item.item, share: percents.print(bondedShare) },
              passes: '0',
            },
          ]
        : []
    })
  },
  says: {
    zh: [
      '第 {no} 行：料件 {part}（项号 {item}）为内购，保税料件比例不能是 {share}%。',
      '改为 {passes}；部分保税的，保税料件另设项号。',
    ],
    en: [
      'Row {no}: material {part} (item {item}) is bought at home; its bonded share cannot be {share} %.',
      'Put {passes}; where part of it is bonded, give the bonded material an item of its own.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: exampleGoods, expect: 'pass' },
    { content: rowsWith({ bondedShare: '0' }), facts: itemsWith({ domestic: true }), expect: 'pass' },
    { content: exampleDeclaration, facts: itemsWith({ domestic: true }), expect: 'reject' },
  ],
})

function itemsWith(change: Partial<(typeof exampleGoods)['items'][number]>) {
  const [material, product] = exampleGoods.items
  return { ...exampleGoods, items: [{ ...material, ...change }, product] }
}

/** R2.CONSUMABLE: what is wholly absent from the product has no process loss: it is filed in unit form (R2.16, R3.2). */
const consumable = defineCheck({
  id: 'R2.CONSUMABLE',
  of: Declaration,
  facts: { items, relations },
  effect: 'warn',
  ground: 'R2.16, R3.2',
  find: ({ content, facts, on }) => {
    const itemOf = itemsByPart(facts.relations, facts.items, { on, book: content.head.book })
    return content.consumption.flatMap((row, i) => {
      const { net, tangible, intangible } = netForm(row)
      const isNet = row.net !== undefined && net > 0n
      return isNet && itemOf(row.materialPart)?.consumable
        ? [
            {
              at: `/consumption/${i}/net`,
              values: { no: row.no, part: row.materialPart, loss: percents.print(tangible + intangible) },
            },
          ]
        : []
    })
  },
  says: {
    zh: [
      '第 {no} 行：{part} 是消耗性物料，按净耗和损耗率（{loss}%）申报。',
      '只填单耗，不填损耗率；或核销时按实际耗用申报。',
    ],
    en: [
      'Row {no}: {part} is a consumable, yet filed with net use and losses ({loss} %).',
      'Give unit consumption without rates, or report actual use at write-off.',
    ],
  },
  examples: [
    { content: exampleDeclaration, facts: exampleGoods, expect: 'pass' },
    { content: exampleDeclaration, facts: itemsWith({ consumable: true }), expect: 'warn' },
    {
      content: rowsWith({ net: undefined, tangible: undefined, intangible: undefined, unitConsumption: '1' }),
      facts: itemsWith({ consumable: true }),
      expect: 'pass',
    },
  ],
})

export const rowChecks = [registered, leadsSomewhere, book, split, home, consumable]
