/** 核注清单. The voucher that draws a bonded book down, and what customs makes declarations of (R6.1). */
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
  preentryNumber,
  quantity,
  text,
  type Wire,
  whole,
} from '@jiamao/kernel/fields'
import { firm } from '../registry/index.ts'

export const Head = group(
  { zh: '表头', en: 'Head' },
  {
    preentryNumber: optional(
      preentryNumber({ zh: '预录入统一编号', en: 'Pre-entry number', source: 'o', ground: 'R6.6' }),
    ),
    number: optional(checklistNumber({ zh: '保税清单编号', en: 'Checklist number', source: 'o', ground: 'R6.6' })),
    book: bookNumber({ zh: '手(账)册编号', en: 'Book', source: 'e', ground: 'R6.1', titles: ['手册编号', '备案编号'] }),
    listKind: choice({
      zh: '清单类型',
      en: 'Kind of list',
      source: 'c',
      ground: 'R6.2',
      of: {
        ordinary: { zh: '普通清单', en: 'Ordinary', code: '0' },
        collective: { zh: '集报清单', en: 'Collective', code: '1' },
        enterFirst: { zh: '先入区后报关', en: 'Enter first, declare later', code: '3' },
        simpleProcessing: { zh: '简单加工', en: 'Simple processing', code: '4' },
        bondedDisplay: { zh: '保税展示交易', en: 'Bonded display', code: '5' },
        insideZone: { zh: '区内流转', en: 'Inside a zone', code: '6' },
        portLink: { zh: '区港联动', en: 'Zone and port', code: '7' },
        eCommerce: { zh: '保税电商', en: 'E-commerce', code: '8' },
        productSale: { zh: '一纳成品内销', en: 'Product sale', code: '9' },
      },
    }),
    ownNumber: text({
      zh: '企业内部清单编号',
      en: 'Own number',
      max: 64,
      source: 'e',
      once: true,
      ground: 'R6.10',
      titles: ['企业内部编号'],
    }),
    operatingEnterprise: firm('经营企业', 'Operating enterprise'),
    processingEnterprise: firm('加工企业', 'Processing enterprise'),
    declarant: firm('申报单位', 'Declarant'),
    inputBy: firm('录入单位', 'Entered by'),
    inputOn: optional(day({ zh: '录入日期', en: 'Entered on', source: 'c', ground: 'R6.1' })),
    relatedList: optional(
      checklistNumber({ zh: '关联清单编号', en: 'Related list', source: 'e', once: true, ground: 'R6.3' }),
    ),
    relatedBook: optional(bookNumber({ zh: '关联手(账)册编号', en: 'Related book', source: 'e', ground: 'R6.3' })),
    port: code({ zh: '进出境关别', en: 'Port', list: 'customs-district', source: 'e', ground: 'R6.1' }),
    competentCustoms: code({
      zh: '主管海关',
      en: 'Competent customs',
      list: 'customs-district',
      source: 'h:handbooks',
      ground: 'R6.1',
    }),
    goodsKind: choice({
      zh: '料件成品标记',
      en: 'Goods',
      source: 'c',
      ground: 'R6.1',
      of: { material: { zh: '料件', en: 'Material', code: 'I' }, product: { zh: '成品', en: 'Product', code: 'E' } },
    }),
    tradeMode: code({ zh: '监管方式', en: 'Trade mode', list: 'trade-mode', source: 'e', ground: 'R6.2, R4.2' }),
    transport: code({ zh: '运输方式', en: 'Transport', list: 'transport-mode', source: 'e', ground: 'R6.1' }),
    country: code({
      zh: '起运运抵国(地区)',
      en: 'Country of departure or destination',
      list: 'country',
      source: 'e',
      ground: 'R6.3',
      titles: ['起运国(地区)', '运抵国(地区)'],
    }),
    declared: choice({
      zh: '是否报关',
      en: 'With declaration',
      source: 'c',
      ground: 'R6.5',
      of: {
        declared: { zh: '报关', en: 'Declared', code: '1' },
        notDeclared: { zh: '非报关', en: 'Not declared', code: '2' },
      },
    }),
    filedOn: optional(day({ zh: '清单申报日期', en: 'Filed on', source: 'c', ground: 'R3.7' })),
    remark: optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e', ground: 'R6.1' })),
  },
)

export const Line = group(
  { zh: '表体', en: 'Line' },
  {
    no: whole({ zh: '商品序号', en: 'Line', max: 999_999, source: 'c', ground: 'R6.1' }),
    seq: whole({ zh: '备案序号', en: 'Book item', max: 999_999_999, source: 'e', ground: 'R6.3' }),
    part: text({ zh: '商品料号', en: 'Part', max: 32, source: 'h:parts', ground: 'R2.7', titles: ['料号'] }),
    hsCode: hsCode({ zh: '商品编码', en: 'HS code', source: 'h:handbooks', ground: 'R6.3' }),
    name: text({ zh: '商品名称', en: 'Name', max: 512, source: 'h:handbooks', ground: 'R6.3' }),
    specification: optional(
      text({
        zh: '商品规格型号',
        en: 'Specification',
        max: 255,
        source: 'h:handbooks',
        ground: 'R2.6',
        titles: ['规格型号'],
      }),
    ),
    declaredUnit: code({
      zh: '申报计量单位',
      en: 'Declared unit',
      list: 'unit',
      source: 'h:handbooks',
      ground: 'R6.3',
    }),
    legalUnit: code({ zh: '法定计量单位', en: 'Legal unit', list: 'unit', source: 'h:tariff', ground: 'R2.2' }),
    secondLegalUnit: optional(
      code({ zh: '第二法定计量单位', en: 'Second legal unit', list: 'unit', source: 'h:tariff', ground: 'R2.2' }),
    ),
    quantity: quantity({
      zh: '申报数量',
      en: 'Quantity',
      unit: 'declaredUnit',
      source: 'e',
      ground: 'R6.3',
      titles: ['数量'],
    }),
    legalQuantity: quantity({ zh: '法定数量', en: 'Legal quantity', unit: 'legalUnit', source: 'c', ground: 'R2.4' }),
    secondLegalQuantity: optional(
      quantity({
        zh: '第二法定数量',
        en: 'Second legal quantity',
        unit: 'secondLegalUnit',
        source: 'e',
        ground: 'R2.4',
      }),
    ),
    factor: optional(quantity({ zh: '第一比例因子', en: 'Factor', source: 'h:items', ground: 'R2.4' })),
    grossWeight: optional(quantity({ zh: '毛重', en: 'Gross weight', unit: '035', source: 'e', ground: 'R6.1' })),
    netWeight: optional(quantity({ zh: '净重', en: 'Net weight', unit: '035', source: 'e', ground: 'R6.1' })),
    price: amount({ zh: '企业申报单价', en: 'Unit price', decimals: 4, source: 'e', ground: 'R6.3', titles: ['单价'] }),
    total: amount({ zh: '企业申报总价', en: 'Total', decimals: 2, source: 'c', ground: 'R6.3', titles: ['总价'] }),
    currency: code({
      zh: '申报币制',
      en: 'Currency',
      list: 'currency',
      source: 'h:handbooks',
      ground: 'R6.3',
      titles: ['币制'],
    }),
    country: code({
      zh: '原产国（地区）',
      en: 'Country of origin',
      list: 'country',
      source: 'h:handbooks',
      ground: 'R6.3',
    }),
    destination: code({
      zh: '最终目的国（地区）',
      en: 'Final destination',
      list: 'country',
      source: 'c',
      ground: 'R6.4',
    }),
    levyMode: code({ zh: '征免方式', en: 'Levy mode', list: 'levy-mode', source: 'h:handbooks', ground: 'R6.1' }),
    version: optional(
      text({ zh: '单耗版本号', en: 'Consumption version', max: 8, source: 'h:versions', ground: 'R3.6' }),
    ),
    dangerous: choice({
      zh: '危化品标志',
      en: 'Dangerous chemical',
      source: 'c',
      ground: 'R6.1',
      of: { no: { zh: '否', en: 'No', code: '0' }, yes: { zh: '是', en: 'Yes', code: '1' } },
    }),
    remark: optional(text({ zh: '备注', en: 'Remark', max: 4000, source: 'e', ground: 'R6.1' })),
  },
)

export const Checklist = content({
  head: Head,
  lines: list(Line, { zh: '表体', en: 'Lines', key: 'no', max: 10_000 }),
})

export type ChecklistContent = Content<typeof Checklist>
export type ChecklistWire = Wire<typeof Checklist>
export type ChecklistLine = ChecklistContent['lines'][number]
