/** Parts, items, and the lines of a merging relation, as they are filed (R2.7). */
import { amount, choice, code, day, flag, group, hsCode, optional, quantity, text, whole } from '@jiamao/kernel/fields'

/** 料件成品标记: item numbers of materials and of products are two series, as in a book (R2.7). */
export const kind = choice({
  zh: '料件成品标记',
  en: 'Material or product',
  source: 'e',
  ground: 'R2.7',
  of: {
    material: { zh: '料件', en: 'Material', code: 'I' },
    product: { zh: '成品', en: 'Product', code: 'E' },
  },
})

/** 登记动作: a number that stands in the register already is corrected, or ended. */
const mark = choice({
  zh: '登记动作',
  en: 'Act',
  source: 'e',
  ground: 'R2.7, ours',
  of: {
    record: { zh: '登记', en: 'Record or correct', code: '1', also: ['更正', '新增'] },
    end: { zh: '停用', en: 'End', code: '2', also: ['终止'] },
  },
})

/** 料号 */
const part = text({ zh: '料号', en: 'Part number', max: 32, source: 'e', ground: 'R2.7', titles: ['商品料号'] })

/** 项号 */
export const item = whole({
  zh: '项号',
  en: 'Item',
  max: 999_999_999,
  source: 'e',
  ground: 'R2.7',
  titles: ['归并后项号'],
})

export const mainMaterial = (source: 'e' | 'h:items') =>
  optional(
    choice({
      zh: '主料标志',
      en: 'Main or auxiliary',
      source,
      ground: 'R2.9 (4)',
      of: {
        mainMaterial: { zh: '主料', en: 'Main material', code: '1' },
        auxiliaryMaterial: { zh: '辅料', en: 'Auxiliary material', code: '2', also: ['非主料'] },
      },
    }),
  )

/** 重点商品标识 */
export const keyGoodsMark = choice({
  zh: '重点商品标识',
  en: 'Key-goods mark',
  source: 'c',
  ground: 'R2.15',
  of: {
    none: { zh: '非重点商品', en: 'None', code: '0' },
    keyGoods: { zh: '重点商品', en: 'Key goods', code: '1' },
    ofKeyGoods: { zh: '重点商品加工的成品', en: 'Made of key goods', code: '2' },
    other: { zh: '其他', en: 'Other', code: '3' },
  },
})

/** 料号, 归并前: what the firm itself counts. */
export const Part = group(
  { zh: '料号', en: 'Part' },
  {
    mark: optional(mark),
    part,
    partName: text({ zh: '归并前名称', en: 'Name of the part', max: 255, source: 'e', ground: 'R2.7' }),
    partSpecification: optional(
      text({ zh: '归并前规格型号', en: 'Specification of the part', max: 255, source: 'e', ground: 'R2.7' }),
    ),
    partUnit: code({ zh: '归并前单位', en: 'Unit of the part', list: 'unit', source: 'e', ground: 'R2.12' }),
    // Not in the field list: without it the first condition of merging would compare an item with itself.
    hsCode: optional(hsCode({ zh: '归并前商品编码', en: 'HS code of the part', source: 'e', ground: 'R2.9 (1)' })),
    netWeight: optional(
      quantity({ zh: '单位净重', en: 'Net weight, kg per unit', unit: '035', source: 'e', ground: 'R3.15' }),
    ),
    lastPrice: optional(
      amount({ zh: '参考单价', en: 'Last price', source: 'e', ground: 'R2.9 (6)', titles: ['单价'] }),
    ),
    currency: optional(code({ zh: '币制', en: 'Currency', list: 'currency', source: 'e', ground: 'R2.9 (6)' })),
    // Not in the field list: with it a handbook line needs a part and a quantity only.
    country: optional(
      code({ zh: '常用产销国（地区）', en: 'Usual country', list: 'country', source: 'e', ground: 'R5.2' }),
    ),
  },
)

const unit = (zh: string, en: string, source: 'e' | 'h:tariff', titles: readonly string[] = []) =>
  code({ zh, en, list: 'unit', source, ground: 'R2.2', titles })

/** 备案商品, 归并后: what customs counts. */
export const Item = group(
  { zh: '备案商品', en: 'Item' },
  {
    mark: optional(mark),
    kind,
    item,
    hsCode: hsCode({ zh: '商品编码', en: 'HS code', source: 'e', ground: 'R2.1', titles: ['商品编号'] }),
    name: text({ zh: '商品名称', en: 'Name', max: 512, source: 'e', ground: 'R2.9 (3)', titles: ['归并后名称'] }),
    declarationElements: optional(
      text({ zh: '申报要素', en: 'Declaration elements', max: 255, source: 'e', ground: 'R2.6' }),
    ),
    specification: optional(text({ zh: '规格型号', en: 'Specification', max: 255, source: 'c', ground: 'R2.6' })),
    declaredUnit: unit('申报计量单位', 'Declared unit', 'e', ['申报单位', '计量单位']),
    // Optional, so that a code which the tariff lacks is told as such, and not as a missing unit.
    legalUnit: optional(unit('法定计量单位', 'Legal unit', 'h:tariff', ['法定单位'])),
    secondLegalUnit: optional(unit('法定第二计量单位', 'Second legal unit', 'h:tariff', ['第二单位'])),
    factor: optional(
      quantity({
        zh: '第一比例因子',
        en: 'Factor, legal units per declared unit',
        source: 'e',
        ground: 'R2.4',
        titles: ['比例因子'],
      }),
    ),
    secondFactor: optional(quantity({ zh: '第二比例因子', en: 'Second factor', source: 'e', ground: 'R2.4' })),
    averageWeight: optional(
      flag({ zh: '比例因子为平均重量', en: 'The factor is an average weight', source: 'e', ground: 'R2.5' }),
    ),
    mainMaterial: mainMaterial('e'),
    consumable: optional(flag({ zh: '消耗性物料', en: 'Consumable', source: 'e', ground: 'R2.16' })),
    domestic: optional(flag({ zh: '内购', en: 'Bought at home', source: 'e', ground: 'R2.17', titles: ['国内采购'] })),
    keyGoodsMark: optional(keyGoodsMark),
    prohibitedCatalogue: optional(
      flag({ zh: '禁止类', en: 'In the prohibited catalogue', source: 'c', ground: 'R2.13' }),
    ),
    restrictedCatalogue: optional(
      flag({ zh: '限制类', en: 'In the restricted catalogue', source: 'c', ground: 'R2.14' }),
    ),
    supervisionLetters: optional(
      text({ zh: '监管条件', en: 'Supervision letters', max: 32, source: 'h:tariff', ground: 'R5.5' }),
    ),
    consumptionStandard: optional(
      text({ zh: '单耗标准号', en: 'Consumption standard', max: 32, source: 'e', ground: 'R3.13' }),
    ),
  },
)

/**
 * 归并关系: one part and the item that it counts as. All that is held may be missing: where the part or the item is not
 * registered, that is what is told, and not that its name or its unit is missing.
 */
export const RelationLine = group(
  { zh: '归并关系', en: 'Line of the relation' },
  {
    mark: optional(mark),
    part,
    partName: optional(text({ zh: '归并前名称', en: 'Name of the part', max: 255, source: 'h:parts', ground: 'R2.7' })),
    partSpecification: optional(
      text({ zh: '归并前规格型号', en: 'Specification of the part', max: 255, source: 'h:parts', ground: 'R2.7' }),
    ),
    partUnit: optional(
      code({ zh: '归并前单位', en: 'Unit of the part', list: 'unit', source: 'h:parts', ground: 'R2.12' }),
    ),
    partFactor: optional(
      quantity({
        zh: '归并系数',
        en: 'Part factor, declared units per unit of the part',
        source: 'e',
        ground: 'R2.12',
      }),
    ),
    kind: optional(kind),
    item: optional(item),
    seq: optional(whole({ zh: '备案序号', en: 'Book item', max: 999_999_999, source: 'c', ground: 'R2.7' })),
    hsCode: optional(hsCode({ zh: '商品编码', en: 'HS code', source: 'h:items', ground: 'R2.9 (1)' })),
    name: optional(text({ zh: '商品名称', en: 'Name', max: 512, source: 'h:items', ground: 'R2.9 (3)' })),
    declaredUnit: optional(
      code({
        zh: '申报计量单位',
        en: 'Declared unit',
        list: 'unit',
        source: 'h:items',
        ground: 'R2.9 (2)',
      }),
    ),
    mainMaterial: mainMaterial('h:items'),
    consumable: optional(flag({ zh: '消耗性物料', en: 'Consumable', source: 'h:items', ground: 'R2.9 (4)' })),
    consumptionStandard: optional(
      text({ zh: '单耗标准号', en: 'Consumption standard', max: 32, source: 'h:items', ground: 'R2.9 (5)' }),
    ),
    price: optional(amount({ zh: '单价', en: 'Price', source: 'h:parts', ground: 'R2.9 (6)' })),
    currency: optional(code({ zh: '币制', en: 'Currency', list: 'currency', source: 'h:parts', ground: 'R2.9 (6)' })),
    keptSingle: optional(flag({ zh: '单独归类', en: 'Kept single', source: 'e', ground: 'R2.10' })),
    usedOn: optional(day({ zh: '首次使用日期', en: 'First used on', source: 'c', ground: 'R2.8' })),
  },
)
