/** 报核. A book's whole balance, reported to customs in full and to commerce as head and balance, from one filing (R4.18). */
import {
  amount,
  bookNumber,
  type Content,
  checklistNumber,
  choice,
  code,
  content,
  day,
  group,
  hsCode,
  list,
  optional,
  percent,
  quantity,
  text,
  type Wire,
  whole,
} from '@jiamao/kernel/fields'
import { firm } from '../registry/index.ts'

const computed = { source: 'c' as const }
const held = { source: 'h:handbooks' as const }
const figure = (zh: string, en: string, ground = 'R4.2') =>
  quantity({ zh, en, unit: 'declaredUnit', signed: true, ground, ...computed })
const most = 100_000

const Head = group(
  { zh: '表头', en: 'Head' },
  {
    book: bookNumber({ zh: '手(账)册编号', en: 'Book', source: 'e', ground: 'R4.16' }),
    reportNo: whole({ zh: '报核次数', en: 'Report no.', max: 99, ground: 'R4.17', ...computed }),
    reportKind: choice({
      zh: '报核类型',
      en: 'Kind of report',
      ground: 'R4.17',
      ...computed,
      of: {
        normal: { zh: '正常申报', en: 'Normal', code: '1' },
        supplement: { zh: '补充申报', en: 'Supplement', code: '2' },
        byCustoms: { zh: '海关处置', en: 'By customs', code: '3' },
      },
    }),
    from: day({ zh: '报核开始日期', en: 'From', ground: 'R5.11', ...computed }),
    to: day({ zh: '报核截止日期', en: 'To', ground: 'R5.11', ...computed }),
    competentCustoms: code({
      zh: '主管海关',
      en: 'Competent customs',
      list: 'customs-district',
      ground: 'R4.17',
      ...held,
    }),
    operatingEnterprise: firm('经营企业', 'Operating enterprise'),
    processingEnterprise: firm('加工企业', 'Processing enterprise'),
    importLists: whole({ zh: '进口清单总数', en: 'Import lists', max: most, ground: 'R4.17', ...computed }),
    exportLists: whole({ zh: '出口清单总数', en: 'Export lists', max: most, ground: 'R4.17', ...computed }),
    materialCount: whole({ zh: '报核料件总数', en: 'Materials', max: most, ground: 'R4.17', ...computed }),
    productCount: whole({ zh: '报核成品总数', en: 'Products', max: most, ground: 'R4.17', ...computed }),
    importValue: amount({ zh: '进口料件总金额', en: 'Value imported', ground: 'R8.14', ...computed }),
    exportValue: amount({ zh: '出口成品总金额', en: 'Value exported', ground: 'R8.14', ...computed }),
    consumptionMethod: choice({
      zh: '耗用核算方法',
      en: 'Method of consumption',
      ground: 'R4.20',
      ...computed,
      of: {
        unitConsumption: { zh: '单耗', en: 'Unit consumption', code: '1' },
        workOrder: { zh: '工单', en: 'Work orders', code: '2' },
        selfReported: { zh: '自核', en: 'Self-reported', code: '3' },
      },
    }),
    dueOn: day({ zh: '报核期限', en: 'Report due', ground: 'R4.16, CUS-12', ...computed }),
    remark: optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e', ground: 'R4.17' })),
  },
)

const List = group(
  { zh: '清单', en: 'List' },
  {
    list: checklistNumber({ zh: '清单编号', en: 'Checklist', source: 'h:checklists', ground: 'R4.17' }),
    direction: choice({
      zh: '进出口标志',
      en: 'Direction',
      source: 'h:checklists',
      ground: 'R6.1',
      of: { I: { zh: '进口', en: 'Import', code: 'I' }, E: { zh: '出口', en: 'Export', code: 'E' } },
    }),
  },
)

const item = {
  seq: whole({ zh: '料件序号', en: 'Material', max: 999_999_999, ground: 'R4.4', ...held }),
  hsCode: hsCode({ zh: '商品编码', en: 'HS code', ground: 'R4.4', ...held }),
  name: text({ zh: '商品名称', en: 'Name', max: 512, ground: 'R4.4', ...held }),
  declaredUnit: code({ zh: '计量单位', en: 'Unit', list: 'unit', ground: 'R2.3', ...held }),
}

/** What commerce may see of a material: what should be left, what is, and the difference (R4.18). */
const Balance = group(
  { zh: '结余', en: 'Balance' },
  {
    ...item,
    theoretical: figure('理论结余', 'Theoretical balance', 'R4.4'),
    reported: figure('实际剩余', 'Reported balance', 'R4.12'),
    difference: figure('差异数量', 'Difference', 'R4.12'),
    ratio: percent({ zh: '差异率', en: 'Ratio, %', signed: true, ground: 'R4.13', ...computed }),
    overrideReason: optional(
      text({ zh: '与底账不符的理由', en: 'Reason for another figure', max: 4000, source: 'e', ground: 'R4.18' }),
    ),
  },
)

/** Every term of a material's equation (R4.4, R4.5, R4.8). */
const Terms = group(
  { zh: '核算', en: 'Terms' },
  {
    ...item,
    opening: figure('期初数量', 'Opening', 'R4.4'),
    materialImport: figure('料件进口', 'Material import'),
    transferIn: figure('深加工转入', 'Transfer in'),
    carryIn: figure('余料转入', 'Carry-over in'),
    exchangeIn: figure('料件换入', 'Exchange in'),
    exchangeOut: figure('料件退出', 'Exchange out'),
    materialReexport: figure('料件复出', 'Re-export of material'),
    carryOut: figure('余料转出', 'Carry-over out'),
    materialSale: figure('料件内销', 'Sale of material'),
    productSale: figure('成品折料内销', 'Sale of product, converted'),
    defectiveSale: figure('残次品折料内销', 'Sale of defectives, converted'),
    followUpDuty: figure('后续补税', 'Follow-up duty'),
    materialDestruction: figure('料件销毁', 'Destruction of material'),
    defectiveDestruction: figure('残次品折料销毁', 'Destruction of defectives, converted'),
    adjustAdd: figure('核增数量', 'Adjustment up'),
    adjustReduce: figure('核减数量', 'Adjustment down'),
    consumption: quantity({
      zh: '产品总耗用量',
      en: 'Consumption',
      unit: 'declaredUnit',
      signed: true,
      secret: true,
      ground: 'R4.5',
      ...computed,
    }),
    tangible: quantity({
      zh: '有形损耗数量',
      en: 'Tangible loss',
      unit: 'declaredUnit',
      signed: true,
      secret: true,
      ground: 'R4.8',
      ...computed,
    }),
    intangible: quantity({
      zh: '无形损耗数量',
      en: 'Intangible loss',
      unit: 'declaredUnit',
      signed: true,
      secret: true,
      ground: 'R4.8',
      ...computed,
    }),
    scrapDisposed: figure('边角料数量', 'Scrap disposed of', 'R4.8'),
    scrapBalance: figure('边角料结余', 'Scrap balance', 'R4.8'),
  },
)

const Product = group(
  { zh: '成品', en: 'Product' },
  {
    seq: whole({ zh: '成品序号', en: 'Product', max: 999_999_999, ground: 'R4.5', ...held }),
    hsCode: hsCode({ zh: '商品编码', en: 'HS code', ground: 'R4.5', ...held }),
    version: text({ zh: '单耗版本号', en: 'Version', max: 8, ground: 'R4.5', ...computed }),
    productExport: figure('成品出口数量', 'Export'),
    transferOut: figure('深加工出口数量', 'Transfer out'),
    productReturn: figure('成品退换进口数量', 'Return'),
    productReexport: figure('成品退换出口数量', 'Re-export after return'),
    productRelief: figure('成品转减免税', 'Into duty relief'),
    netQuantityOut: figure('净出口数量', 'Net quantity out', 'R4.5'),
  },
)

export const Report = content({
  head: Head,
  balance: list(Balance, { zh: '结余', en: 'Balance', key: 'seq', max: most }),
  terms: list(Terms, { zh: '核算', en: 'Terms', key: 'seq', max: most }),
  products: list(Product, { zh: '成品', en: 'Products', max: most }),
  lists: list(List, { zh: '清单', en: 'Lists', key: 'list', max: most }),
})

/** Groups that facts share with the content, so that a figure is described once. */
export const reportParts = { List, Terms, Product }

export type ReportContent = Content<typeof Report>
export type ReportWire = Wire<typeof Report>
export type TermsContent = ReportContent['terms'][number]
