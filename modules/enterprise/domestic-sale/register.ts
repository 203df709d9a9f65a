/** 内销. The register of sales and what fell due. */
import { amount, bookNumber, type Content, choice, day, group, optional, text, whole } from '@jiamao/kernel/fields'
import { type Amount, amounts } from '@jiamao/kernel/numbers'
import { daysBetween, type LocalDate, parseDate } from '@jiamao/kernel/time'
import { type Act, type ActGiven, defineRegister } from '@jiamao/platform/filing/define'
import type { SaleContent } from './content.ts'
import { interestTerms } from './prefill.ts'
import { deferredInterest } from './tax.ts'

const yuan = { unit: 'CNY', decimals: 2 }

export const sales = defineRegister({
  id: 'sale',
  name: { zh: '内销', en: 'Domestic sales' },
  table: 'register.sale',
  key: ['filing'],
  columns: group(
    { zh: '内销', en: 'Sale' },
    {
      filing: text({ zh: '申报', en: 'Filing', max: 36 }),
      ownNumber: text({ zh: '企业内部编号', en: 'Own number', max: 64 }),
      book: bookNumber({ zh: '手册编号', en: 'Book' }),
      duty: amount({ zh: '关税', en: 'Duty', ...yuan }),
      vat: amount({ zh: '增值税', en: 'VAT', ...yuan }),
      interest: amount({ zh: '缓税利息', en: 'Deferred interest', ...yuan }),
      interestDays: whole({ zh: '计息天数', en: 'Days of interest', max: 100_000 }),
      paymentMemo: optional(text({ zh: '税款缴款书号', en: 'Payment memo', max: 32 })),
      memoOn: optional(day({ zh: '填发日期', en: 'Memo issued' })),
      paidOn: optional(day({ zh: '缴款日期', en: 'Paid' })),
      releasedOn: optional(day({ zh: '放行日期', en: 'Released' })),
      state: choice({
        zh: '状态',
        en: 'State',
        ground: 'R7.15',
        of: {
          declared: { zh: '已申报', en: 'Declared', code: 'declared' },
          due: { zh: '待缴税', en: 'Tax due', code: 'due' },
          paid: { zh: '已缴税', en: 'Paid', code: 'paid' },
          released: { zh: '已放行', en: 'Released', code: 'released' },
          final: { zh: '已核扣', en: 'Final', code: 'final' },
        },
      }),
    },
  ),
})

type SaleRow = Content<typeof sales.columns>

/** The sale as it stands now, from everything that was learned of it. */
export function asSold(content: SaleContent, state: SaleRow['state'], given: ActGiven): Act {
  const { known } = given
  const date = (name: string) => (known[name] === undefined ? undefined : parseDate(String(known[name])))
  const memoOn = date('memoOn')
  const row: SaleRow = {
    filing: given.filing,
    ownNumber: content.head.ownNumber,
    book: content.head.book,
    duty: content.sale.dutyTotal,
    vat: content.sale.vatTotal,
    ...interestDue(content, memoOn, given),
    paymentMemo: known.paymentMemo === undefined ? undefined : String(known.paymentMemo),
    memoOn,
    paidOn: date('paidOn'),
    releasedOn: date('releasedOn'),
    state,
  }
  return { act: 'put', register: sales.id, rows: [row] }
}

/**
 * Interest is due to the day of the payment memo, at the rate in force on that day for all days (R7.23); until there is
 * one, what was computed at filing stands.
 */
function interestDue(
  { sale, tax }: SaleContent,
  memoOn: LocalDate | undefined,
  { policy }: ActGiven,
): Pick<SaleRow, 'interest' | 'interestDays'> {
  const [first] = tax
  const terms = interestTerms(policy)
  if (memoOn === undefined || !first || !terms)
    return { interest: sale.interestTotal, interestDays: first?.interestDays ?? 0 }
  const due = tax.reduce(
    (sum, line) =>
      sum +
      (line.interestWaived
        ? 0n
        : deferredInterest(line.duty + line.vat, line.interestFrom, memoOn, terms.rate, terms.dayBasis)),
    0n,
  )
  return { interest: amounts.of(due) as Amount, interestDays: daysBetween(first.interestFrom, memoOn) }
}
