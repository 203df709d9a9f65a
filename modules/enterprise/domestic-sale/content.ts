/** 内销. Bonded material is sold at home: the list that draws the book down, and what falls due for it (R7.13). */
import {
  amount,
  type Content,
  choice,
  code,
  content,
  day,
  flag,
  group,
  list,
  optional,
  percent,
  rate,
  text,
  type Wire,
  whole,
} from '@jiamao/kernel/fields'
import { Head, Line } from '../checklist/index.ts'

const yuan = { unit: 'CNY', decimals: 2, source: 'c' as const }

const SaleHead = group(
  { zh: '内销', en: 'Sale' },
  {
    reason: text({ zh: '内销原因', en: 'Reason', max: 4000, source: 'e', ground: 'R7.13' }),
    dutyTotal: amount({ zh: '关税合计', en: 'Duty in all', ground: 'R7.22', ...yuan }),
    vatTotal: amount({ zh: '增值税合计', en: 'VAT in all', ground: 'R7.22', ...yuan }),
    interestTotal: amount({ zh: '缓税利息合计', en: 'Deferred interest in all', ground: 'R7.23', ...yuan }),
  },
)

const TaxLine = group(
  { zh: '税款', en: 'Tax line' },
  {
    no: whole({ zh: '商品序号', en: 'Line', max: 999_999, source: 'c', ground: 'R7.22' }),
    valueMethod: choice({
      zh: '完税价格方法',
      en: 'Method of valuation',
      source: 'c',
      ground: 'R7.20',
      of: { weightedAverage: { zh: '进口加权平均价', en: 'Weighted average of imports', code: 'average' } },
    }),
    currency: code({ zh: '进口币制', en: 'Currency of import', list: 'currency', source: 'c', ground: 'R7.20' }),
    exchangeRate: rate({ zh: '汇率', en: 'Exchange rate', source: 'h:rates', ground: 'R7.21' }),
    customsValue: amount({ zh: '完税价格', en: 'Customs value', ground: 'R7.21', ...yuan }),
    dutyRate: percent({ zh: '关税税率', en: 'Duty rate, %', source: 'h:tariff', ground: 'R7.22' }),
    duty: amount({ zh: '关税', en: 'Duty', ground: 'R7.22', ...yuan }),
    vatRate: percent({ zh: '增值税税率', en: 'VAT rate, %', source: 'h:tariff', ground: 'R7.22' }),
    vat: amount({ zh: '进口环节增值税', en: 'Import VAT', ground: 'R7.22', ...yuan }),
    interestFrom: day({ zh: '计息起始日', en: 'Interest from', source: 'c', ground: 'R7.23' }),
    interestTo: day({ zh: '计息终止日', en: 'Interest to', source: 'c', ground: 'R7.23' }),
    interestDays: whole({ zh: '计息天数', en: 'Days', max: 100_000, source: 'c', ground: 'R7.23' }),
    interestRate: percent({ zh: '缓税利息率', en: 'Interest rate, % a year', source: 'c', ground: 'R7.24' }),
    interest: amount({ zh: '缓税利息', en: 'Deferred interest', ground: 'R7.23', ...yuan }),
    interestWaived: flag({ zh: '免缓税利息', en: 'Interest waived', source: 'c', ground: 'R0' }),
  },
)

export const Sale = content({
  head: Head,
  sale: SaleHead,
  lines: list(Line, { zh: '表体', en: 'Lines', key: 'no', max: 10_000 }),
  tax: list(TaxLine, { zh: '税款', en: 'Taxes', key: 'no', max: 10_000 }),
})

/** 税款缴款书: what customs says when the memo is issued. */
export const Memo = content({
  paymentMemo: text({ zh: '税款缴款书号', en: 'Payment memo', max: 32, source: 'o', ground: 'R7.23' }),
  memoOn: day({ zh: '填发日期', en: 'Issued on', source: 'o', ground: 'R7.23' }),
})
export const Payment = content({ paidOn: day({ zh: '缴款日期', en: 'Paid on', source: 'o', ground: 'R7.15' }) })
export const Release = content({
  releasedOn: day({ zh: '放行日期', en: 'Released on', source: 'o', ground: 'R7.15' }),
  remark: optional(text({ zh: '备注', en: 'Remark', max: 400 })),
})

export type SaleContent = Content<typeof Sale>
export type SaleWire = Wire<typeof Sale>
