/** 核注清单. The registers of checklists and their lines. */
import {
  amount,
  bookNumber,
  type Content,
  checklistNumber,
  choice,
  code,
  day,
  group,
  hsCode,
  optional,
  preentryNumber,
  quantity,
  text,
  whole,
} from '@jiamao/kernel/fields'
import type { Act, ActGiven } from '@jiamao/platform/filing/define'
import { defineMachine, defineRegister } from '@jiamao/platform/filing/define'
import type { Direction } from '@jiamao/platform/ledger/kinds'
import type { ChecklistContent } from './content.ts'
import { sideOf } from './movement.ts'

const filing = text({ zh: '申报', en: 'Filing', max: 36 })
const direction = choice({
  zh: '进出口标记',
  en: 'Direction',
  of: { I: { zh: '进口', en: 'Import', code: 'I' }, E: { zh: '出口', en: 'Export', code: 'E' } },
})
const side = choice({
  zh: '料件成品标记',
  en: 'Goods',
  of: { I: { zh: '料件', en: 'Material', code: 'I' }, E: { zh: '成品', en: 'Product', code: 'E' } },
})

/** 核扣标记 (R6.9). What customs says puts the whole row; only the closing of the book moves it by itself. */
const life = defineMachine({
  id: 'checklist',
  start: 'imported',
  final: ['writtenOff'],
  rows: [{ no: 1, from: 'final', on: 'writeOff', to: 'writtenOff', by: 'the write-off that closes the book' }],
  ignores: [
    { in: ['imported', 'reserved'], on: 'writeOff', why: 'a book with lists that are not final is not closed (R4.17)' },
    { in: 'writtenOff', on: 'writeOff', why: 'already written off' },
  ],
})

export const checklists = defineRegister({
  id: 'checklist',
  name: { zh: '核注清单', en: 'Checklists' },
  table: 'register.checklist',
  key: ['filing'],
  machine: life,
  columns: group(
    { zh: '核注清单', en: 'Checklist' },
    {
      filing,
      ownNumber: text({ zh: '企业内部清单编号', en: 'Own number', max: 64 }),
      preentryNumber: optional(preentryNumber({ zh: '预录入统一编号', en: 'Pre-entry number' })),
      number: optional(checklistNumber({ zh: '保税清单编号', en: 'Checklist number' })),
      book: bookNumber({ zh: '手册编号', en: 'Book' }),
      direction,
      goodsKind: choice({
        zh: '料件成品标记',
        en: 'Goods',
        of: { material: { zh: '料件', en: 'Material', code: 'I' }, product: { zh: '成品', en: 'Product', code: 'E' } },
      }),
      tradeMode: code({ zh: '监管方式', en: 'Trade mode', list: 'trade-mode' }),
      declaration: optional(text({ zh: '报关单统一编号', en: 'Declaration', max: 64 })),
      state: choice({
        zh: '清单状态',
        en: 'State',
        ground: 'R6.9',
        of: {
          imported: { zh: '已入库', en: 'Taken in', code: '0' },
          reserved: { zh: '预核扣', en: 'Reserved', code: '1' },
          final: { zh: '已核扣', en: 'Final', code: '2' },
          writtenOff: { zh: '已核销', en: 'Written off', code: '3' },
        },
      }),
      filedOn: day({ zh: '申报日期', en: 'Filed on' }),
      finalOn: optional(day({ zh: '核扣日期', en: 'Final on' })),
    },
  ),
})

export const checklistLines = defineRegister({
  id: 'checklist-line',
  name: { zh: '核注清单表体', en: 'Checklist lines' },
  table: 'register.checklist_line',
  key: ['filing', 'no'],
  columns: group(
    { zh: '核注清单表体', en: 'Checklist line' },
    {
      filing,
      no: whole({ zh: '商品序号', en: 'Line', max: 999_999 }),
      book: bookNumber({ zh: '手册编号', en: 'Book' }),
      side,
      seq: whole({ zh: '备案序号', en: 'Book item', max: 999_999_999 }),
      hsCode: hsCode({ zh: '商品编码', en: 'HS code' }),
      quantity: quantity({ zh: '申报数量', en: 'Quantity' }),
      price: amount({ zh: '单价', en: 'Price' }),
      total: amount({ zh: '总价', en: 'Total' }),
      currency: code({ zh: '币制', en: 'Currency', list: 'currency' }),
      country: code({ zh: '原产国', en: 'Origin', list: 'country' }),
      direction,
    },
  ),
})

type ChecklistRow = Content<typeof checklists.columns>
type LineRow = Content<typeof checklistLines.columns>
type State = ChecklistRow['state']

/** What customs has of a list now: the whole row each time, so that a receipt that comes first or twice does no harm. */
export function asRegistered(
  content: ChecklistContent,
  way: Direction,
  state: State,
  { filing: id, known, on }: ActGiven,
): Act[] {
  const { head, lines } = content
  const row: ChecklistRow = {
    filing: id,
    ownNumber: head.ownNumber,
    preentryNumber: known.preentryNumber as ChecklistRow['preentryNumber'],
    number: known.number as ChecklistRow['number'],
    book: head.book,
    direction: way,
    goodsKind: head.goodsKind,
    tradeMode: head.tradeMode,
    declaration: known.declaration === undefined ? undefined : String(known.declaration),
    state,
    filedOn: head.filedOn ?? on,
    ...(state === 'final' ? { finalOn: on } : {}),
  }
  const rows = lines.map(
    ({ no, seq, hsCode: code, quantity: q, price, total, currency, country }): LineRow => ({
      filing: id,
      no,
      book: head.book,
      side: sideOf(content),
      seq,
      hsCode: code,
      quantity: q,
      price,
      total,
      currency,
      country,
      direction: way,
    }),
  )
  return [
    { act: 'put', register: checklists.id, rows: [row] },
    { act: 'put', register: checklistLines.id, rows },
  ]
}
