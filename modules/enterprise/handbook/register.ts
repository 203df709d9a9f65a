/** 手册. The register of handbooks. */
import {
  bookNumber,
  type Content,
  choice,
  code,
  creditCode,
  customsCode,
  day,
  group,
  optional,
  preentryNumber,
  text,
  whole,
} from '@jiamao/kernel/fields'
import { defineMachine, defineRegister } from '@jiamao/platform/filing/define'
import { headFields } from './content.ts'

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
    { no: 7, from: 'active', on: 'amend', to: 'active', by: 'an accepted change' },
    { no: 8, from: 'paused', on: 'amend', to: 'paused', by: 'an accepted change' },
    { no: 9, from: 'reporting', on: 'amend', to: 'reporting', by: 'a change that was under way before the report' },
  ],
  ignores: [
    {
      in: ['closed', 'cancelled'],
      on: ['pause', 'resume', 'report', 'return', 'close', 'cancel', 'amend'],
      why: 'a closed book is history',
    },
    { in: ['paused', 'reporting'], on: ['pause', 'cancel', 'report'], why: 'it must be running first' },
    { in: ['active', 'reporting'], on: 'resume', why: 'it is not paused' },
    { in: 'active', on: 'close', why: 'no report is open' },
    { in: 'paused', on: ['return', 'close'], why: 'no report is open' },
  ],
})

/** What else the head holds, as it was last filed: a change begins with it. */
const changeable = {
  processingDistrict: optional(headFields.processingEnterprise.properties.district),
  importContract: optional(headFields.importContract),
  exportContract: optional(headFields.exportContract),
  levyNature: optional(headFields.levyNature),
  processingType: optional(headFields.processingType),
  ports: headFields.ports,
  purpose: headFields.purpose,
  capacity: headFields.capacity,
  approvalCertificate: headFields.approvalCertificate,
  declarantKind: headFields.declarantKind,
  contact: optional(headFields.contact),
  contactPhone: optional(headFields.contactPhone),
  pauseMark: headFields.pauseMark,
}

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
      extensions: optional(whole({ zh: '延期次数', en: 'Extensions', max: 99, ground: 'R5.6' })),
      ...changeable,
    },
  ),
})

export type HandbookRow = Content<typeof handbooks.columns>
