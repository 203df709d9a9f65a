/** 手册. The registers of handbooks and their lines. */
import {
  amount,
  bookNumber,
  type Content,
  choice,
  code,
  creditCode,
  customsCode,
  day,
  flag,
  group,
  hsCode,
  optional,
  preentryNumber,
  quantity,
  text,
  whole,
} from '@jiamao/kernel/fields'
import { defineMachine, defineRegister } from '@jiamao/platform/filing/define'

/** 手册生命周期 (R5.13). Due is not a state: it is the day after validity, read from the calendar. */
const life = defineMachine({
  id: 'handbook',
  start: 'active',
  final: ['closed', 'cancelled'],
  rows: [
    { no: 1, from: 'active', on: 'pause', to: 'paused', by: 'customs' },
    { no: 2, from: 'paused', on: 'resume', to: 'active', by: 'customs' },
    { no: 3, from: 'active', on: 'report', to: 'reporting', by: 'accepted into review: write-off report' },
    { no: 4, from: ['reporting', 'active'], on: 'return', to: 'active', by: 'customs sends the report back' },
    { no: 5, from: 'reporting', on: 'close', to: 'closed', by: 'customs closes the case' },
    { no: 6, from: 'active', on: 'cancel', to: 'cancelled', by: 'never used' },
  ],
  ignores: [
    {
      in: ['closed', 'cancelled'],
      on: ['pause', 'resume', 'report', 'return', 'close', 'cancel'],
      why: 'a closed book is history',
    },
    { in: ['paused', 'reporting'], on: ['pause', 'cancel', 'report'], why: 'it must be running first' },
    { in: ['active', 'reporting'], on: 'resume', why: 'it is not paused' },
    { in: 'active', on: 'close', why: 'no report is open' },
    { in: 'paused', on: ['return', 'close'], why: 'no report is open' },
  ],
})

/** State of a handbook's life (R5.13). */
const handbookState = choice({
  zh: '手册状态',
  en: 'State',
  ground: 'R5.13',
  of: {
    active: { zh: '执行中', en: 'Active', code: 'active' },
    paused: { zh: '暂停', en: 'Paused', code: 'paused' },
    reporting: { zh: '报核中', en: 'Reporting', code: 'reporting' },
    closed: { zh: '已结案', en: 'Closed', code: 'closed' },
    cancelled: { zh: '已注销', en: 'Cancelled', code: 'cancelled' },
  },
})

export const handbooks = defineRegister({
  id: 'handbook',
  name: { zh: '手册', en: 'Handbooks' },
  table: 'register.handbook',
  key: ['book'],
  machine: life,
  columns: group(
    { zh: '手册', en: 'Handbook' },
    {
      book: bookNumber({ zh: '手册编号', en: 'Handbook' }),
      ownNumber: text({ zh: '企业内部编号', en: 'Own number', max: 64 }),
      preentryNumber: optional(preentryNumber({ zh: '预录入统一编号', en: 'Pre-entry number' })),
      kind: choice({
        zh: '手册类型',
        en: 'Kind',
        of: {
          B: { zh: '来料加工', en: 'Supplied materials', code: 'B' },
          C: { zh: '进料加工', en: 'Imported materials', code: 'C' },
        },
      }),
      tradeMode: code({ zh: '监管方式', en: 'Trade mode', list: 'trade-mode' }),
      operatingCustomsCode: customsCode({ zh: '经营单位编码', en: 'Operating enterprise: customs code' }),
      operatingCreditCode: creditCode({ zh: '经营单位社会信用代码', en: 'Operating enterprise: credit code' }),
      operatingName: text({ zh: '经营单位名称', en: 'Operating enterprise', max: 512 }),
      processingCustomsCode: customsCode({ zh: '加工单位编码', en: 'Processing enterprise: customs code' }),
      processingCreditCode: creditCode({ zh: '加工单位社会信用代码', en: 'Processing enterprise: credit code' }),
      processingName: text({ zh: '加工单位名称', en: 'Processing enterprise', max: 512 }),
      declarantCustomsCode: customsCode({ zh: '申报单位编码', en: 'Declarant: customs code' }),
      declarantCreditCode: creditCode({ zh: '申报单位社会信用代码', en: 'Declarant: credit code' }),
      declarantName: text({ zh: '申报单位名称', en: 'Declarant', max: 512 }),
      competentCustoms: code({ zh: '主管海关', en: 'Competent customs', list: 'customs-district' }),
      importCurrency: code({ zh: '进口币制', en: 'Import currency', list: 'currency' }),
      exportCurrency: code({ zh: '出口币制', en: 'Export currency', list: 'currency' }),
      declarationStage: choice({
        zh: '单耗申报环节',
        en: 'Stage at which consumption is declared',
        of: {
          beforeExport: { zh: '出口前', en: 'Before export', code: '1' },
          beforeWriteOff: { zh: '报核前', en: 'Before write-off', code: '2' },
        },
      }),
      validFrom: day({ zh: '有效期起', en: 'Valid from' }),
      validTo: day({ zh: '有效期', en: 'Valid to' }),
      amendments: whole({ zh: '变更次数', en: 'Changes', max: 9_999 }),
      state: handbookState,
      filing: text({ zh: '设立申报', en: 'Set-up filing', max: 36 }),
      closedOn: optional(day({ zh: '结案日期', en: 'Closed on' })),
    },
  ),
})

export const handbookLines = defineRegister({
  id: 'handbook-line',
  name: { zh: '手册明细', en: 'Handbook lines' },
  table: 'register.handbook_line',
  key: ['book', 'side', 'seq'],
  columns: group(
    { zh: '手册明细', en: 'Handbook line' },
    {
      book: bookNumber({ zh: '手册编号', en: 'Handbook' }),
      side: choice({
        zh: '料件成品标记',
        en: 'Side',
        of: { I: { zh: '料件', en: 'Material', code: 'I' }, E: { zh: '成品', en: 'Product', code: 'E' } },
      }),
      seq: whole({ zh: '备案序号', en: 'Book item', max: 999_999_999 }),
      part: text({ zh: '料号', en: 'Part', max: 32 }),
      hsCode: hsCode({ zh: '商品编码', en: 'HS code' }),
      name: text({ zh: '商品名称', en: 'Name', max: 512 }),
      specification: optional(text({ zh: '规格型号', en: 'Specification', max: 255 })),
      declaredUnit: code({ zh: '申报计量单位', en: 'Declared unit', list: 'unit' }),
      legalUnit: code({ zh: '法定计量单位', en: 'Legal unit', list: 'unit' }),
      secondLegalUnit: optional(code({ zh: '法定第二计量单位', en: 'Second legal unit', list: 'unit' })),
      factor: optional(quantity({ zh: '比例因子', en: 'Factor' })),
      secondFactor: optional(quantity({ zh: '第二比例因子', en: 'Second factor' })),
      price: amount({ zh: '单价', en: 'Price' }),
      currency: code({ zh: '币制', en: 'Currency', list: 'currency' }),
      quantity: quantity({ zh: '备案数量', en: 'Filed quantity' }),
      total: amount({ zh: '总价', en: 'Total' }),
      country: code({ zh: '产销国', en: 'Country', list: 'country' }),
      levyMode: code({ zh: '征免方式', en: 'Levy mode', list: 'levy-mode' }),
      domestic: flag({ zh: '内购', en: 'Bought at home', ground: 'R2.17' }),
    },
  ),
})

export type HandbookRow = Content<typeof handbooks.columns>
export type HandbookLineRow = Content<typeof handbookLines.columns>
