import { readTable } from '@jiamao/data'
import {
  amount,
  bookNumber,
  type CodeLists,
  checklistNumber,
  choice,
  code,
  consumption,
  content,
  creditCode,
  customsCode,
  day,
  declarationNumber,
  flag,
  group,
  hsCode,
  list,
  optional,
  percent,
  preentryNumber,
  quantity,
  rate,
  text,
  whole,
} from '@jiamao/kernel/fields'
import type { CodeNames, Layout } from './book/layout.ts'

const seq = whole({ zh: '序号', en: 'No.', max: 999_999_999, titles: ['备案序号'] })
const remark = optional(text({ zh: '备注', en: 'Remark', max: 4000 }))
const mark = (zh: string, yes: string, no: string) =>
  optional(choice({ zh, en: zh, of: { yes: { zh: yes, en: 'yes', code: '1' }, no: { zh: no, en: 'no', code: '0' } } }))

const Head = group(
  { zh: '表头', en: 'Head' },
  {
    preentryNumber: optional(preentryNumber({ zh: '预录入统一编号', en: 'Pre-entry number' })),
    number: optional(bookNumber({ zh: '加工贸易手册编号', en: 'Handbook number' })),
    ownNumber: text({ zh: '企业内部编号', en: 'Own number', max: 64, ground: 'R6.10' }),
    competentCustoms: code({ zh: '主管海关', en: 'Competent customs', list: 'customs-district' }),
    bookKind: choice({
      zh: '手册类型',
      en: 'Kind of handbook',
      help: { zh: '来料或进料', en: 'Supplied or imported' },
      of: {
        suppliedMaterials: { zh: '来料加工', en: 'Supplied materials', code: 'B' },
        importedMaterials: { zh: '进料加工', en: 'Imported materials', code: 'C' },
      },
    }),
    operatingEnterprise: group(
      { zh: '经营单位', en: 'Operating enterprise' },
      {
        customsCode: customsCode({ zh: '编码', en: 'Customs code', titles: ['经营单位编码'] }),
        creditCode: optional(creditCode({ zh: '社会信用代码', en: 'Credit code', titles: ['经营单位社会信用代码'] })),
        name: text({ zh: '名称', en: 'Name', max: 512, titles: ['经营单位名称'] }),
      },
    ),
    processingEnterprise: optional(
      group(
        { zh: '加工单位', en: 'Processing enterprise' },
        {
          customsCode: customsCode({ zh: '编码', en: 'Customs code' }),
          name: text({ zh: '名称', en: 'Name', max: 512 }),
        },
      ),
    ),
    tradeMode: code({ zh: '监管方式', en: 'Trade mode', list: 'trade-mode' }),
    importContract: optional(text({ zh: '进口合同号', en: 'Import contract', max: 30 })),
    validTo: day({ zh: '有效期', en: 'Valid to', ground: 'R5.6' }),
    levyNature: code({ zh: '征免性质', en: 'Levy nature', list: 'levy-nature' }),
    importCurrency: code({ zh: '进口币制', en: 'Import currency', list: 'currency' }),
    extensions: optional(whole({ zh: '延期次数', en: 'Extensions', max: 99 })),
    urgent: optional(flag({ zh: '加急', en: 'Urgent' })),
    checklist: optional(checklistNumber({ zh: '清单编号', en: 'Checklist' })),
    declaration: optional(declarationNumber({ zh: '报关单号', en: 'Declaration' })),
    remark,
  },
)

const goods = {
  seq,
  part: text({ zh: '料号', en: 'Part number', max: 32 }),
  hsCode: hsCode({ zh: '商品编号', en: 'HS code', titles: ['商品编码'] }),
  name: text({ zh: '商品名称', en: 'Name', max: 512 }),
  specification: optional(text({ zh: '规格型号', en: 'Specification', max: 255 })),
  declaredUnit: code({ zh: '申报计量单位', en: 'Declared unit', list: 'unit' }),
  price: amount({ zh: '申报单价', en: 'Unit price' }),
  currency: code({ zh: '币制', en: 'Currency', list: 'currency' }),
  quantity: quantity({ zh: '申报数量', en: 'Quantity', unit: 'declaredUnit' }),
  total: optional(amount({ zh: '申报总价', en: 'Total' })),
  country: code({ zh: '产销国（地区）', en: 'Country', list: 'country' }),
  levyMode: code({ zh: '征免方式', en: 'Levy mode', list: 'levy-mode' }),
  difference: optional(quantity({ zh: '差异', en: 'Difference', signed: true })),
  changeMark: mark('修改标志', '已修改', '未修改'),
}

const Material = group(
  { zh: '料件', en: 'Material' },
  {
    ...goods,
    remark,
    mainMaterial: optional(
      choice({
        zh: '主料标志',
        en: 'Main or auxiliary',
        of: {
          main: { zh: '主料', en: 'Main material', code: '1' },
          auxiliary: { zh: '辅料', en: 'Auxiliary material', code: '2', also: ['非主料'] },
        },
      }),
    ),
  },
)
const Product = group(
  { zh: '成品', en: 'Product' },
  { ...goods, queryMark: mark('单耗质疑标志', '质疑', '不质疑'), remark },
)
const Consumption = group(
  { zh: '单损耗', en: 'Consumption row' },
  {
    no: whole({ zh: '序号', en: 'No.', max: 999_999_999 }),
    productSeq: whole({ zh: '成品序号', en: 'Product no.', max: 999_999_999 }),
    materialSeq: whole({ zh: '料件序号', en: 'Material no.', max: 999_999_999 }),
    version: text({ zh: '单耗版本号', en: 'Version', max: 8 }),
    net: optional(consumption({ zh: '净耗', en: 'Net use' })),
    tangible: optional(percent({ zh: '有形损耗率', en: 'Tangible loss, %' })),
    bondedShare: percent({ zh: '保税料件比例', en: 'Bonded share, %' }),
    exchange: optional(rate({ zh: '汇率', en: 'Rate of exchange' })),
  },
)

/**
 * For tests and benches: a content in the shape of the real handbook workbook, with every kind of field. Of two parties, one
 * gives its columns full titles, the other leaves them to the name of its group.
 */
export const Handbook = content({
  head: Head,
  materials: list(Material, { zh: '料件', en: 'Materials', key: 'seq', max: 200_000 }),
  products: list(Product, { zh: '成品', en: 'Products', key: 'seq', max: 200_000 }),
  consumption: optional(list(Consumption, { zh: '单损耗', en: 'Consumption', key: 'no', max: 200_000 })),
})

const goodsNeed = ['part', 'name', 'declaredUnit', 'quantity', 'price']
export const layout: Layout = [
  { part: 'head', sheet: ['表头'], form: 'pairs' },
  { part: 'materials', sheet: ['料件'], form: 'table', needs: goodsNeed },
  { part: 'products', sheet: ['成品'], form: 'table', needs: goodsNeed },
  { part: 'consumption', sheet: ['单损耗', '单耗'], form: 'table', needs: ['productSeq', 'materialSeq', 'net'] },
]

interface Entry {
  readonly code: string
  readonly name: string
}

const columns: Readonly<Record<string, readonly [code: string, name: string]>> = {
  country: ['code_iso3', 'name_zh'],
  currency: ['code', 'name_zh'],
  'levy-nature': ['code', 'short_name'],
}

function readEntries(name: string): Entry[] {
  const [codeColumn, nameColumn] = columns[name] ?? ['code', 'name']
  return readTable(`code-lists/${name}`).map((row) => ({ code: row[codeColumn], name: row[nameColumn] }))
}

const listed = new Map(
  ['unit', 'currency', 'country', 'customs-district', 'trade-mode', 'levy-nature', 'levy-mode'].map((name) => [
    name,
    readEntries(name),
  ]),
)
const formerly: Readonly<Record<string, string>> = { 台澎金马关税区: 'TWN' }

const entries = (name: string): readonly Entry[] => listed.get(name) ?? []
const byText = new Map(
  Array.from(listed, ([name, all]) => {
    const texts = new Map(all.map((entry) => [entry.name, entry.code]))
    for (const { code: own } of all) texts.set(own, own)
    if (name === 'country') for (const [text, own] of Object.entries(formerly)) texts.set(text, own)
    return [name, texts] as const
  }),
)
const byCode = new Map(
  Array.from(listed, ([name, all]) => [name, new Map(all.map((entry) => [entry.code, entry.name]))] as const),
)

export const names: CodeNames = {
  codeOf: (name, words) => byText.get(name)?.get(words),
  nameOf: (name, own) => byCode.get(name)?.get(own),
  entries,
}

export const lists: CodeLists = { has: (name, own) => byCode.get(name)?.has(own) ?? false }
