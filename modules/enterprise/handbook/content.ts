/** 手册. One contract's bonded goods as they are filed: head, materials, products, consumption (R5.2). */
import {
  bookNumber,
  type Content,
  choice,
  code,
  content,
  day,
  group,
  list,
  optional,
  preentryNumber,
  quantity,
  text,
  type Wire,
  whole,
} from '@jiamao/kernel/fields'
import { firm, firmFields } from '../registry/index.ts'
import { ConsumptionRow, Material, Product } from './lines.ts'

/** What a head may hold, of a set-up and of a change (R5.2). */
export const headFields = {
  preentryNumber: optional(
    preentryNumber({ zh: '预录入统一编号', en: 'Pre-entry number', source: 'o', ground: 'R5.2' }),
  ),
  number: optional(
    bookNumber({ zh: '加工贸易手册编号', en: 'Handbook number', source: 'o', ground: 'R5.1', titles: ['手册编号'] }),
  ),
  ownNumber: text({ zh: '企业内部编号', en: 'Own number', max: 64, source: 'e', once: true, ground: 'R6.10' }),
  competentCustoms: code({
    zh: '主管海关',
    en: 'Competent customs',
    list: 'customs-district',
    source: 'h:enterprises',
    ground: 'R5.2',
  }),
  bookKind: choice({
    zh: '手册类型',
    en: 'Kind of handbook',
    source: 'e',
    ground: 'R5.1',
    of: {
      suppliedMaterials: { zh: '来料加工', en: 'Supplied materials', code: 'B' },
      importedMaterials: { zh: '进料加工', en: 'Imported materials', code: 'C' },
    },
  }),
  filingKind: optional(
    choice({
      zh: '申报类型',
      en: 'Kind of filing',
      source: 'c',
      ground: 'R5.8',
      of: {
        establish: { zh: '备案', en: 'Set-up', code: '1', also: ['备案申请'] },
        amend: { zh: '变更', en: 'Change', code: '2', also: ['变更申请'] },
      },
    }),
  ),
  operatingEnterprise: firm('经营单位', 'Operating enterprise'),
  processingEnterprise: group(
    { zh: '加工单位', en: 'Processing enterprise' },
    {
      ...firmFields('加工单位', 'Processing enterprise'),
      district: code({
        zh: '加工企业地区代码',
        en: 'Processing enterprise: district',
        list: 'domestic-district',
        source: 'h:enterprises',
        ground: 'R5.2',
      }),
    },
  ),
  declarant: firm('申报单位', 'Declarant'),
  declarantKind: optional(
    choice({
      zh: '申报企业类型',
      en: 'Kind of declarant',
      source: 'c',
      ground: 'R5.2',
      of: {
        enterprise: { zh: '企业', en: 'Enterprise', code: '1' },
        agent: { zh: '代理公司', en: 'Agent', code: '2' },
        broker: { zh: '报关行', en: 'Customs broker', code: '3', also: ['报关企业'] },
      },
    }),
  ),
  filedOn: optional(day({ zh: '申报日期', en: 'Filed on', source: 'c', ground: 'R8.1' })),
  tradeMode: code({ zh: '监管方式', en: 'Trade mode', list: 'trade-mode', source: 'e', ground: 'R5.2' }),
  approvalCertificate: optional(
    text({
      zh: '业务批准证编号',
      en: 'Approval certificate',
      max: 80,
      source: 'h:commerce.approval',
      once: true,
      ground: 'R8.1',
    }),
  ),
  importContract: text({ zh: '进口合同号', en: 'Import contract', max: 30, source: 'e', once: true, ground: 'R5.2' }),
  exportContract: text({ zh: '出口合同号', en: 'Export contract', max: 30, source: 'e', once: true, ground: 'R5.2' }),
  validTo: day({ zh: '有效期', en: 'Valid to', source: 'e', once: true, ground: 'R5.6, CUS-04' }),
  levyNature: code({ zh: '征免性质', en: 'Levy nature', list: 'levy-nature', source: 'c', ground: 'R5.2' }),
  processingType: code({
    zh: '加工种类',
    en: 'Kind of processing',
    list: 'processing-type',
    source: 'h:enterprises',
    ground: 'R5.2',
  }),
  ports: optional(code({ zh: '进出口岸', en: 'Port', list: 'customs-district', source: 'e', ground: 'R5.2' })),
  importCurrency: code({ zh: '进口币制', en: 'Import currency', list: 'currency', source: 'e', ground: 'R5.2' }),
  exportCurrency: code({ zh: '出口币制', en: 'Export currency', list: 'currency', source: 'e', ground: 'R5.2' }),
  declarationStage: choice({
    zh: '单耗申报环节代码',
    en: 'Stage at which consumption is declared',
    source: 'e',
    ground: 'R3.10',
    of: {
      beforeExport: { zh: '出口前', en: 'Before export', code: '1' },
      beforeWriteOff: { zh: '报核前', en: 'Before write-off', code: '2' },
    },
  }),
  purpose: optional(
    choice({
      // The element and the sheet still say 台账银行代码; what it holds is the purpose (messages §6.2).
      zh: '手册用途',
      en: 'Purpose',
      source: 'e',
      ground: 'R5.2',
      titles: ['台账银行代码'],
      of: {
        bondedProcessing: { zh: '保税加工', en: 'Bonded processing', code: '1' },
        specialIndustry: { zh: '特殊行业', en: 'Special industry', code: '2' },
        bondedRepair: { zh: '保税维修', en: 'Bonded repair', code: '3' },
        bondedResearch: { zh: '保税研发', en: 'Bonded research', code: '4' },
        other: { zh: '其他', en: 'Other', code: '9' },
      },
    }),
  ),
  capacity: optional(quantity({ zh: '加工生产能力', en: 'Capacity', source: 'h:DS-11', ground: 'R8.11' })),
  pauseMark: optional(
    choice({
      zh: '暂停进出口标记',
      en: 'Pause mark',
      source: 'o',
      ground: 'R5.13',
      of: {
        notBegun: { zh: '未开始执行', en: 'Not begun', code: '0' },
        normal: { zh: '正常执行', en: 'Normal', code: '1', also: ['未暂停'] },
        resumed: { zh: '恢复执行', en: 'Resumed', code: '2' },
        changePaused: { zh: '暂停变更', en: 'Change paused', code: '5' },
        bothPaused: { zh: '暂停进出口', en: 'Import and export paused', code: '6' },
        importPaused: { zh: '暂停进口', en: 'Import paused', code: '7' },
        exportPaused: { zh: '暂停出口', en: 'Export paused', code: '8' },
        allPaused: { zh: '全部暂停', en: 'All paused', code: '9' },
      },
    }),
  ),
  inputBy: firm('录入单位', 'Entered by'),
  inputOn: optional(day({ zh: '录入日期', en: 'Entered on', source: 'c', ground: 'R5.2' })),
  firstExportOn: optional(day({ zh: '首次出口日期', en: 'First export', source: 'c', ground: 'R3.11' })),
  pauseChangeMark: optional(
    text({ zh: '暂停变更标记', en: 'Change-pause mark', max: 16, source: 'o', ground: 'R5.13' }),
  ),
  extensions: optional(whole({ zh: '延期次数', en: 'Extensions', max: 99, source: 'c', ground: 'R5.6' })),
  contact: text({ zh: '企业联系人', en: 'Contact', max: 64, source: 'h:enterprises', ground: 'R5.2' }),
  contactPhone: text({ zh: '联系人手机号', en: 'Contact phone', max: 32, source: 'h:enterprises', ground: 'R5.2' }),
  selfReconciliation: optional(
    text({ zh: '自核资格标记', en: 'Self-reconciliation mark', max: 16, source: 'o', ground: 'R4.20' }),
  ),
  amendments: optional(whole({ zh: '手册变更次数', en: 'Changes so far', max: 9_999, source: 'c', ground: 'R5.8' })),
  remark: optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e', ground: 'R5.2' })),
}

/** Most lines of each kind: what one sheet may hold (S8.4). */
const most = 100_000

/** The lines of a handbook: materials, products, and what one takes of the other. */
export const lineParts = {
  materials: list(Material, { zh: '料件', en: 'Materials', key: 'seq', max: most }),
  products: list(Product, { zh: '成品', en: 'Products', key: 'seq', max: most }),
  consumption: list(ConsumptionRow, { zh: '单损耗', en: 'Consumption', key: 'no', max: most }),
}

export const Handbook = content({ head: group({ zh: '表头', en: 'Head' }, headFields), ...lineParts })

/** The sheets of a handbook's workbook, as the customs client exports them (messages §6.2). */
export const sheetsOfHandbook = [
  { part: 'head', sheet: ['表头'], form: 'pairs' },
  {
    part: 'materials',
    sheet: ['料件'],
    form: 'table',
    needs: ['part', 'name', 'declaredUnit', 'quantity', 'price'],
    fills: ['seq'],
  },
  {
    part: 'products',
    sheet: ['成品'],
    form: 'table',
    needs: ['part', 'name', 'declaredUnit', 'quantity', 'price'],
    fills: ['seq'],
  },
  {
    part: 'consumption',
    sheet: ['单损耗', '单耗'],
    form: 'table',
    needs: [
      ['productPart', 'productSeq'],
      ['materialPart', 'materialSeq'],
      ['net', 'unitConsumption'],
    ],
    fills: ['productSeq', 'materialSeq', 'version', 'bondedShare'],
  },
] as const

export type HandbookContent = Content<typeof Handbook>
export type HandbookWire = Wire<typeof Handbook>
export type MaterialContent = HandbookContent['materials'][number]
export type ProductContent = HandbookContent['products'][number]
export type ConsumptionContent = HandbookContent['consumption'][number]
