/** 手册变更. A running handbook as it will be, and what becomes of its used lines (R5.8). */
import {
  bookNumber,
  type Content,
  choice,
  content,
  group,
  hsCode,
  list,
  optional,
  quantity,
  text,
  type Wire,
  whole,
} from '@jiamao/kernel/fields'
import { headFields, lineParts } from './content.ts'

const Head = group(
  { zh: '表头', en: 'Head' },
  {
    ...headFields,
    number: bookNumber({
      zh: '加工贸易手册编号',
      en: 'Handbook number',
      source: 'e',
      ground: 'R5.8',
      titles: ['手册编号'],
    }),
    ownNumber: text({ zh: '企业内部编号', en: 'Own number', max: 64, source: 'h:handbooks', ground: 'R6.10' }),
    reason: optional(text({ zh: '变更理由', en: 'Reason for the change', max: 4000, source: 'e', ground: 'R5.8' })),
    /** Counts what was filed, accepted or not: `amendments` counts what customs accepted. */
    filingNo: optional(
      whole({ zh: '变更申报序号', en: 'Filing of a change', max: 9_999, source: 'c', ground: 'R6.10' }),
    ),
  },
)

/** 变更影响: what a change does to a line that the book has. */
const Impact = group(
  { zh: '变更影响', en: 'Impact' },
  {
    side: choice({
      zh: '料件成品标记',
      en: 'Side',
      source: 'c',
      of: { I: { zh: '料件', en: 'Material', code: 'I' }, E: { zh: '成品', en: 'Product', code: 'E' } },
    }),
    seq: whole({ zh: '备案序号', en: 'Book item', max: 999_999_999, source: 'c', ground: 'R5.8' }),
    usedQuantity: quantity({
      zh: '已用数量（含预核扣）',
      en: 'Used, reserved included',
      signed: true,
      source: 'c',
      ground: 'R5.8',
    }),
    oldQuantity: quantity({ zh: '原数量', en: 'Old quantity', source: 'h:handbooks', ground: 'R5.8' }),
    /** Nobody may draw it while the change is open: else it could be used when the change is accepted. */
    held: quantity({ zh: '变更期间占用', en: 'Held while the change is open', source: 'c', ground: 'R5.8' }),
    formerHsCode: optional(hsCode({ zh: '原商品编码', en: 'Former HS code', source: 'h:handbooks', ground: 'R5.8' })),
  },
)

/** Lines that a change takes out stand in it, marked: it says all of the book before and after. */
export const Amendment = content({
  head: Head,
  ...lineParts,
  impact: list(Impact, { zh: '变更影响', en: 'Impact', max: 200_000 }),
})

export type AmendmentContent = Content<typeof Amendment>
export type AmendmentWire = Wire<typeof Amendment>
