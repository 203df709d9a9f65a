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
  text,
  type Wire,
  whole,
} from './index.ts'

/** For tests: a content with every kind of field once. */
export const Sample = content({
  head: group(
    { zh: '表头', en: 'Head' },
    {
      ownNumber: text({ zh: '内部编号', en: 'Own number', max: 8 }),
      book: bookNumber({ zh: '手册编号', en: 'Book' }),
      firm: creditCode({ zh: '经营企业', en: 'Enterprise' }),
      registration: customsCode({ zh: '海关编码', en: 'Customs code' }),
      begins: day({ zh: '有效期自', en: 'Begins on' }),
      currency: code({ zh: '币制', en: 'Currency', list: 'currency' }),
      kind: choice({
        zh: '类型',
        en: 'Kind',
        of: { received: { zh: '来料', en: 'Received', code: '1' }, bought: { zh: '进料', en: 'Bought', code: '2' } },
      }),
      urgent: flag({ zh: '加急', en: 'Urgent' }),
      pages: whole({ zh: '页数', en: 'Pages', max: 99 }),
      checklist: optional(checklistNumber({ zh: '清单编号', en: 'Checklist' })),
      declaration: optional(declarationNumber({ zh: '报关单号', en: 'Declaration' })),
      preentry: optional(preentryNumber({ zh: '预录入号', en: 'Pre-entry' })),
    },
  ),
  lines: list(
    group(
      { zh: '明细行', en: 'Line' },
      {
        no: whole({ zh: '序号', en: 'Number', max: 999 }),
        goods: hsCode({ zh: '商品编号', en: 'HS code' }),
        quantity: quantity({ zh: '数量', en: 'Quantity' }),
        difference: quantity({ zh: '差异', en: 'Difference', signed: true }),
        net: consumption({ zh: '净耗', en: 'Net' }),
        loss: percent({ zh: '损耗率', en: 'Loss' }),
        price: amount({ zh: '单价', en: 'Price', decimals: 2 }),
      },
    ),
    { zh: '明细', en: 'Lines', max: 3, key: 'no' },
  ),
  remarks: optional(list(text({ zh: '备注', en: 'Remark', max: 4 }), { zh: '备注', en: 'Remarks', max: 2 })),
})

export const line = {
  no: 1,
  goods: '3908101200',
  quantity: '12.5',
  difference: '-0.00001',
  net: '1.25',
  loss: '3',
  price: '9.9',
}

/** A wire value of it without a fault. */
export const wire: Wire<typeof Sample> = {
  head: {
    ownNumber: 'A-1',
    book: 'C520719A0017',
    firm: '91441900791176562Y',
    registration: '4419960174',
    begins: '2026-11-23',
    currency: 'USD',
    kind: 'bought',
    urgent: false,
    pages: 0,
    checklist: 'QD311124E000097307',
    declaration: '520720190579438584',
    preentry: '202400000122534496',
  },
  lines: [line, { ...line, no: 2 }],
  remarks: ['急'],
}

export const lists: CodeLists = { has: (name, value) => name === 'currency' && ['USD', 'CNY'].includes(value) }

/** The value at a JSON pointer, read as RFC 6901 says. @throws Error where it leads nowhere */
export function at(value: unknown, pointer: string): unknown {
  if (pointer !== '' && !pointer.startsWith('/')) throw new Error(`not a pointer: ${pointer}`)
  let found = value
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) throw new Error(`no ${pointer}`)
    found = (found as Record<string, unknown>)[name]
  }
  return found
}

/** A copy of the valid wire value with another value at a pointer. */
export function changed(pointer: string, value: unknown): unknown {
  if (pointer === '') return value
  const copy = structuredClone(wire)
  const cut = pointer.lastIndexOf('/')
  const parent = at(copy, pointer.slice(0, cut)) as Record<string, unknown>
  // Defined, not assigned: `__proto__` has to become a member.
  const own = { value, writable: true, enumerable: true, configurable: true }
  Object.defineProperty(parent, pointer.slice(cut + 1), own)
  return copy
}
