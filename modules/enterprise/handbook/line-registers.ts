/** The registers of a handbook's lines: goods, and what the ledger does not keep of a consumption row. */
import {
  amount,
  bookNumber,
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
  whole,
} from '@jiamao/kernel/fields'
import { defineRegister } from '@jiamao/platform/filing/define'
import { enterpriseExecutionMark, goodsAttribute, mainMaterial, remark, rework } from './lines.ts'

const book = bookNumber({ zh: '手册编号', en: 'Handbook' })
const seq = (zh: string, en: string) => whole({ zh, en, max: 999_999_999 })
/** A line that a change took out stays, ended: nothing is deleted from a register. */
const endedOn = optional(day({ zh: '删除日期', en: 'Ended on', ground: 'R5.8' }))

/** Materials and products as checklists must name them (R6.LINE). */
export const handbookLines = defineRegister({
  id: 'handbook-line',
  name: { zh: '手册明细', en: 'Handbook lines' },
  table: 'register.handbook_line',
  key: ['book', 'side', 'seq'],
  columns: group(
    { zh: '手册明细', en: 'Handbook line' },
    {
      book,
      side: choice({
        zh: '料件成品标记',
        en: 'Side',
        of: { I: { zh: '料件', en: 'Material', code: 'I' }, E: { zh: '成品', en: 'Product', code: 'E' } },
      }),
      seq: seq('备案序号', 'Book item'),
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
      goodsAttribute,
      mainMaterial,
      remark,
      formerHsCode: optional(hsCode({ zh: '原商品编码', en: 'Former HS code', ground: 'R5.8' })),
      endedOn,
    },
  ),
})

/** Numbers and marks of the consumption rows. Their figures are the ledger's, which computes with them. */
export const handbookConsumption = defineRegister({
  id: 'handbook-consumption',
  name: { zh: '手册单损耗', en: 'Handbook consumption rows' },
  table: 'register.handbook_consumption',
  key: ['book', 'productSeq', 'version', 'materialSeq'],
  columns: group(
    { zh: '手册单损耗', en: 'Consumption row' },
    {
      book,
      productSeq: seq('成品序号', 'Product no.'),
      version: text({ zh: '单耗版本号', en: 'Version', max: 8 }),
      materialSeq: seq('料件序号', 'Material no.'),
      no: seq('序号', 'No.'),
      executionMark: enterpriseExecutionMark,
      rework,
      remark,
      endedOn,
    },
  ),
})

export type HandbookLineRow = Content<typeof handbookLines.columns>
export type HandbookConsumptionRow = Content<typeof handbookConsumption.columns>
