/** The lines of a handbook: materials, products, consumption rows. */
import {
  amount,
  choice,
  code,
  consumption,
  day,
  flag,
  group,
  hsCode,
  optional,
  percent,
  preentryNumber,
  quantity,
  text,
  whole,
} from '@jiamao/kernel/fields'

/** 修改标志: what a line is against the book as it stands (R5.8). Only a deletion is for the filer to say. */
const changeMark = optional(
  choice({
    zh: '修改标志',
    en: 'Change mark',
    source: 'e',
    ground: 'R5.8',
    of: {
      unchanged: { zh: '未修改', en: 'Unchanged', code: '0' },
      changed: { zh: '修改', en: 'Changed', code: '1' },
      deleted: { zh: '删除', en: 'Deleted', code: '2' },
      added: { zh: '增加', en: 'Added', code: '3', also: ['新增'] },
    },
  }),
)

export const goodsAttribute = optional(
  choice({
    zh: '商品属性',
    en: 'Goods attribute',
    source: 'e',
    ground: 'R2.16',
    of: {
      consumable: { zh: '消耗性物料', en: 'Consumable', code: '1' },
      transfer: { zh: '深加工结转', en: 'Transferred', code: '2' },
      zoneProcessing: { zh: '区域实质加工', en: 'Zone processing', code: '3' },
      local: { zh: '现场自定义', en: 'Defined on site', code: '8' },
      other: { zh: '其他', en: 'Other', code: '9' },
    },
  }),
)

export const mainMaterial = optional(
  choice({
    zh: '主料标志',
    en: 'Main or auxiliary',
    source: 'h:items',
    ground: 'R2.9',
    of: {
      mainMaterial: { zh: '主料', en: 'Main material', code: '1' },
      auxiliaryMaterial: { zh: '辅料', en: 'Auxiliary material', code: '2', also: ['非主料'] },
    },
  }),
)

const executionMark = optional(
  text({ zh: '海关执行标志', en: 'Customs execution mark', max: 16, source: 'o', ground: 'R5.13' }),
)
export const remark = optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e' }))
const linePreentry = optional(preentryNumber({ zh: '统一编号', en: 'Pre-entry number', source: 'o', ground: 'R5.2' }))

/** What materials and products have in common (R5.2). */
const goods = {
  seq: whole({ zh: '序号', en: 'No.', max: 999_999_999, source: 'e', ground: 'R2.7', titles: ['备案序号'] }),
  preentryNumber: linePreentry,
  part: text({ zh: '料号', en: 'Part number', max: 32, source: 'h:parts', ground: 'R2.7', titles: ['商品料号'] }),
  hsCode: hsCode({ zh: '商品编码', en: 'HS code', source: 'h:items', ground: 'R2.1', titles: ['商品编号'] }),
  name: text({ zh: '商品名称', en: 'Name', max: 512, source: 'h:items', ground: 'R2.9' }),
  specification: optional(
    text({
      zh: '规格型号',
      en: 'Specification',
      max: 255,
      source: 'h:items',
      ground: 'R2.6',
      titles: ['商品规格型号'],
    }),
  ),
  declaredUnit: code({
    zh: '申报计量单位',
    en: 'Declared unit',
    list: 'unit',
    source: 'h:items',
    ground: 'R2.2',
    titles: ['申报单位', '计量单位'],
  }),
  legalUnit: code({
    zh: '法定计量单位',
    en: 'Legal unit',
    list: 'unit',
    source: 'h:tariff',
    ground: 'R2.2',
    titles: ['法定单位'],
  }),
  secondLegalUnit: optional(
    code({
      zh: '法定第二计量单位',
      en: 'Second legal unit',
      list: 'unit',
      source: 'h:tariff',
      ground: 'R2.2',
      titles: ['第二单位', '第二法定计量单位'],
    }),
  ),
  factor: optional(
    quantity({
      zh: '第一比例因子',
      en: 'Factor, legal units per declared unit',
      source: 'h:items',
      ground: 'R2.4',
      titles: ['比例因子'],
    }),
  ),
  secondFactor: optional(quantity({ zh: '第二比例因子', en: 'Second factor', source: 'h:items', ground: 'R2.4' })),
  price: amount({ zh: '申报单价', en: 'Unit price', source: 'e', ground: 'R5.3', titles: ['单价'] }),
  currency: code({ zh: '币制', en: 'Currency', list: 'currency', source: 'c', ground: 'R5.2' }),
  quantity: quantity({
    zh: '申报数量',
    en: 'Quantity',
    unit: 'declaredUnit',
    source: 'e',
    ground: 'R5.4',
    titles: ['数量'],
  }),
  total: amount({ zh: '申报总价', en: 'Total', source: 'c', ground: 'R5.3', titles: ['总价'] }),
  country: code({
    zh: '产销国（地区）',
    en: 'Country',
    list: 'country',
    source: 'e',
    ground: 'R5.2',
    titles: ['产销国', '原产国（地区）'],
  }),
  levyMode: code({ zh: '征免方式', en: 'Levy mode', list: 'levy-mode', source: 'c', ground: 'R5.2' }),
  goodsAttribute,
}

/** 料件 */
export const Material = group(
  { zh: '料件', en: 'Material' },
  {
    ...goods,
    changeMark,
    customsExecutionMark: executionMark,
    remark,
    mainMaterial,
  },
)

const mark = (zh: string, en: string, yes: string, no: string) =>
  optional(
    choice({
      zh,
      en,
      source: 'o',
      ground: 'R3.14',
      of: { yes: { zh: yes, en: 'yes', code: '1' }, no: { zh: no, en: 'no', code: '0' } },
    }),
  )

/** 成品 */
export const Product = group(
  { zh: '成品', en: 'Product' },
  {
    ...goods,
    changeMark,
    queryMark: mark('单耗质疑标志', 'Consumption questioned', '质疑', '不质疑'),
    customsExecutionMark: executionMark,
    negotiationMark: mark('磋商标志', 'Negotiated', '已磋商', '未磋商'),
    remark,
  },
)

export const enterpriseExecutionMark = optional(
  choice({
    zh: '企业执行标志',
    en: 'Execution mark',
    source: 'e',
    ground: 'R3.6',
    of: { running: { zh: '运行', en: 'Running', code: '1' }, stopped: { zh: '停用', en: 'Stopped', code: '2' } },
  }),
)
export const rework = optional(flag({ zh: '返修用', en: 'For rework', source: 'e', ground: 'R7.32' }))

/** 单损耗: what one unit of a product takes of a material, in net form or in unit form (R3.4). */
export const ConsumptionRow = group(
  { zh: '单损耗', en: 'Consumption row' },
  {
    no: whole({ zh: '序号', en: 'No.', max: 999_999_999, source: 'c', ground: 'R3.6' }),
    preentryNumber: linePreentry,
    productSeq: whole({ zh: '成品序号', en: 'Product no.', max: 999_999_999, source: 'e', ground: 'R3.6' }),
    productPart: optional(text({ zh: '成品料号', en: 'Product part', max: 32, source: 'h:parts', ground: 'R2.7' })),
    productHsCode: optional(hsCode({ zh: '成品商品编码', en: 'Product HS code', source: 'h:items', ground: 'R2.1' })),
    productName: optional(
      text({ zh: '成品商品名称', en: 'Product name', max: 512, source: 'h:items', ground: 'R2.9' }),
    ),
    materialSeq: whole({ zh: '料件序号', en: 'Material no.', max: 999_999_999, source: 'e', ground: 'R3.6' }),
    materialPart: optional(text({ zh: '料件料号', en: 'Material part', max: 32, source: 'h:parts', ground: 'R2.7' })),
    materialHsCode: optional(hsCode({ zh: '料件商品编码', en: 'Material HS code', source: 'h:items', ground: 'R2.1' })),
    materialName: optional(
      text({ zh: '料件商品名称', en: 'Material name', max: 512, source: 'h:items', ground: 'R2.9' }),
    ),
    version: text({ zh: '单耗版本号', en: 'Consumption version', max: 8, source: 'e', ground: 'R3.6' }),
    unitConsumption: optional(
      consumption({ zh: '单耗', en: 'Unit consumption', source: 'e', secret: true, ground: 'R3.4' }),
    ),
    net: optional(consumption({ zh: '净耗', en: 'Net use', source: 'e', secret: true, ground: 'R3.1' })),
    tangible: optional(
      percent({ zh: '有形损耗率', en: 'Tangible loss, %', source: 'e', secret: true, ground: 'R3.3' }),
    ),
    intangible: optional(
      percent({ zh: '无形损耗率', en: 'Intangible loss, %', source: 'e', secret: true, ground: 'R3.3' }),
    ),
    declarationState: optional(
      choice({
        zh: '单耗申报状态',
        en: 'Declaration state',
        source: 'c',
        ground: 'R3.14',
        of: {
          undeclared: { zh: '未申报', en: 'Undeclared', code: '1' },
          declared: { zh: '已申报', en: 'Declared', code: '2' },
          determined: { zh: '已确定', en: 'Determined', code: '3' },
        },
      }),
    ),
    bondedShare: percent({ zh: '保税料件比例', en: 'Bonded share, %', source: 'e', secret: true, ground: 'R3.5' }),
    changeMark,
    executionMark: enterpriseExecutionMark,
    validFrom: optional(day({ zh: '版本有效期起', en: 'Version valid from', source: 'e', ground: 'R3.6' })),
    validTo: optional(day({ zh: '版本有效期止', en: 'Version valid to', source: 'e', ground: 'R3.6' })),
    rework,
    remark,
  },
)
