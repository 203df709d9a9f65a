/** 商品. The registers of parts, items and merging relations. */
import {
  amount,
  type Content,
  choice,
  code,
  day,
  flag,
  group,
  hsCode,
  optional,
  quantity,
  text,
} from '@jiamao/kernel/fields'
import { defineRegister } from '@jiamao/platform/filing/define'
import { item, keyGoodsMark, kind, mainMaterial } from './lines.ts'

const filing = text({ zh: '申报', en: 'Filing', max: 36 })
const state = choice({
  zh: '状态',
  en: 'State',
  ground: 'R2.7',
  of: {
    recorded: { zh: '已登记', en: 'Recorded', code: 'recorded' },
    ended: { zh: '已停用', en: 'Ended', code: 'ended' },
  },
})
const life = {
  state,
  changedOn: day({ zh: '登记日期', en: 'Recorded or corrected on' }),
  endedOn: optional(day({ zh: '停用日期', en: 'Ended on' })),
  filing,
}

/** 料号. One row a part, as its last filing left it; the filings are its history. */
export const parts = defineRegister({
  id: 'part',
  name: { zh: '料号', en: 'Parts' },
  table: 'register.part',
  key: ['part'],
  columns: group(
    { zh: '料号', en: 'Part' },
    {
      part: text({ zh: '料号', en: 'Part', max: 32 }),
      partName: text({ zh: '名称', en: 'Name', max: 255 }),
      partSpecification: optional(text({ zh: '规格型号', en: 'Specification', max: 255 })),
      partUnit: code({ zh: '单位', en: 'Unit', list: 'unit' }),
      hsCode: optional(hsCode({ zh: '商品编码', en: 'HS code' })),
      netWeight: optional(quantity({ zh: '单位净重', en: 'Net weight, kg per unit' })),
      lastPrice: optional(amount({ zh: '参考单价', en: 'Last price' })),
      currency: optional(code({ zh: '币制', en: 'Currency', list: 'currency' })),
      country: optional(code({ zh: '常用产销国', en: 'Usual country', list: 'country' })),
      ...life,
    },
  ),
})

/** 备案商品. One row an item, as its last filing left it. */
export const items = defineRegister({
  id: 'item',
  name: { zh: '备案商品', en: 'Items' },
  table: 'register.item',
  key: ['kind', 'item'],
  columns: group(
    { zh: '备案商品', en: 'Item' },
    {
      kind,
      item,
      hsCode: hsCode({ zh: '商品编码', en: 'HS code' }),
      name: text({ zh: '商品名称', en: 'Name', max: 512 }),
      declarationElements: optional(text({ zh: '申报要素', en: 'Declaration elements', max: 255 })),
      specification: optional(text({ zh: '规格型号', en: 'Specification', max: 255 })),
      declaredUnit: code({ zh: '申报计量单位', en: 'Declared unit', list: 'unit' }),
      legalUnit: code({ zh: '法定计量单位', en: 'Legal unit', list: 'unit' }),
      secondLegalUnit: optional(code({ zh: '法定第二计量单位', en: 'Second legal unit', list: 'unit' })),
      factor: quantity({ zh: '比例因子', en: 'Factor' }),
      secondFactor: optional(quantity({ zh: '第二比例因子', en: 'Second factor' })),
      averageWeight: flag({ zh: '平均重量', en: 'Average weight' }),
      mainMaterial: mainMaterial('e'),
      consumable: flag({ zh: '消耗性物料', en: 'Consumable' }),
      domestic: flag({ zh: '内购', en: 'Bought at home', ground: 'R2.17' }),
      keyGoodsMark,
      supervisionLetters: optional(text({ zh: '监管条件', en: 'Supervision letters', max: 32 })),
      consumptionStandard: optional(text({ zh: '单耗标准号', en: 'Consumption standard', max: 32 })),
      ...life,
    },
  ),
})

/** Stands for a book in a relation or a consumption version that holds wherever none is said for the book itself. */
export const everyBook = '*'

/**
 * 归并关系. Dated and append-only (R2.8): the filing is part of the key, so nothing is ever written over. Which row holds
 * on a day is answered by `relationOf`.
 */
export const mergeRelations = defineRegister({
  id: 'merge-relation',
  name: { zh: '归并关系', en: 'Merging relations' },
  table: 'register.merge_relation',
  key: ['book', 'part', 'validFrom', 'filing'],
  columns: group(
    { zh: '归并关系', en: 'Merging relation' },
    {
      book: text({ zh: '手(账)册编号，* 为不限', en: 'Book, or * for all', max: 12 }),
      part: text({ zh: '料号', en: 'Part', max: 32 }),
      validFrom: day({ zh: '生效日期', en: 'Valid from' }),
      filing,
      kind,
      item,
      partFactor: quantity({ zh: '归并系数', en: 'Part factor' }),
      hsCode: hsCode({ zh: '商品编码', en: 'HS code' }),
      name: text({ zh: '商品名称', en: 'Name', max: 512 }),
      declaredUnit: code({ zh: '申报计量单位', en: 'Declared unit', list: 'unit' }),
      mainMaterial: mainMaterial('e'),
      consumable: flag({ zh: '消耗性物料', en: 'Consumable' }),
      consumptionStandard: optional(text({ zh: '单耗标准号', en: 'Consumption standard', max: 32 })),
      price: optional(amount({ zh: '单价', en: 'Price' })),
      currency: optional(code({ zh: '币制', en: 'Currency', list: 'currency' })),
      keptSingle: flag({ zh: '单独归类', en: 'Kept single' }),
      state: choice({
        zh: '状态',
        en: 'State',
        of: {
          inForce: { zh: '生效', en: 'In force', code: 'inForce' },
          ended: { zh: '已终止', en: 'Ended', code: 'ended' },
        },
      }),
    },
  ),
})

export type PartRow = Content<typeof parts.columns>
export type ItemRow = Content<typeof items.columns>
export type RelationRow = Content<typeof mergeRelations.columns>
