/** A list of 15 columns as customs papers have them, and 100,000 lines of it, the same in every run. */
import {
  amount,
  choice,
  code,
  content,
  group,
  hsCode,
  list,
  quantity,
  text,
  type Wire,
  whole,
} from '@jiamao/kernel/fields'
import type { Layout } from '@jiamao/platform/files'

const unit = { list: 'unit' }
const Line = group(
  { zh: '明细', en: 'Line' },
  {
    no: whole({ zh: '序号', en: 'No.', max: 999_999_999 }),
    seq: whole({ zh: '备案序号', en: 'Item', max: 999_999_999 }),
    part: text({ zh: '料号', en: 'Part number', max: 32 }),
    hsCode: hsCode({ zh: '商品编码', en: 'HS code' }),
    name: text({ zh: '商品名称', en: 'Name', max: 512 }),
    specification: text({ zh: '规格型号', en: 'Specification', max: 255 }),
    declaredUnit: code({ zh: '申报计量单位', en: 'Declared unit', ...unit }),
    legalUnit: code({ zh: '法定计量单位', en: 'Legal unit', ...unit }),
    price: amount({ zh: '申报单价', en: 'Unit price' }),
    currency: code({ zh: '币制', en: 'Currency', list: 'currency' }),
    quantity: quantity({ zh: '申报数量', en: 'Quantity' }),
    total: amount({ zh: '申报总价', en: 'Total' }),
    country: code({ zh: '产销国（地区）', en: 'Country', list: 'country' }),
    levyMode: code({ zh: '征免方式', en: 'Levy mode', list: 'levy-mode' }),
    mark: choice({
      zh: '修改标志',
      en: 'Change mark',
      of: { unchanged: { zh: '未修改', en: 'Unchanged', code: '0' }, added: { zh: '增加', en: 'Added', code: '3' } },
    }),
  },
)
export const Lines = content({ lines: list(Line, { zh: '表体', en: 'Lines', key: 'no', max: 200_000 }) })

export const layout: Layout = [{ part: 'lines', sheet: ['表体'], form: 'table' }]

export const lineCount = 100_000

export function sampleLines(): Wire<typeof Lines> {
  const lines = Array.from({ length: lineCount }, (_, i) => ({
    no: i + 1,
    seq: (i % 200) + 1,
    part: `P${i % 5_000}`,
    hsCode: '6815992090',
    name: `碳纤维丝${i % 300}`,
    specification: '用于运动器材产品',
    declaredUnit: '035',
    legalUnit: '035',
    price: `${i % 97}.25`,
    currency: 'USD',
    quantity: `${i}.${((i * 7_919) % 90_000) + 10_000}`,
    total: `${i * 3}.${((i * 104_729) % 90_000) + 10_000}`,
    country: 'TWN',
    levyMode: '3',
    mark: i % 50 ? ('unchanged' as const) : ('added' as const),
  }))
  return { lines }
}
