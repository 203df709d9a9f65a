/** A report is made by the platform: the firm names the book and looks (R4.18). */
import { type Content, encode } from '@jiamao/kernel/fields'
import { percents, type Quantity, quantities } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import type { LocalDate } from '@jiamao/kernel/time'
import type { Prefill } from '@jiamao/platform/filing/define'
import { book } from '../handbook/index.ts'
import { Report, type ReportContent, type ReportWire, type TermsContent } from './content.ts'
import { lists, products, summary, terms } from './facts.ts'

const facts = { book, terms, products, lists, summary }
type Known = { readonly [K in keyof typeof facts]: Content<(typeof facts)[K]['value']> }

export const prefill: Prefill<typeof Report, typeof facts> = {
  facts,
  fill: ({ wire, facts: known, on }) => {
    const [row] = known.book
    const [values] = known.summary
    if (!row || !values) return wire
    const made = encode(Report, reportOf(known, row, values, on))
    return { ...made, ...wire, head: { ...made.head, ...wire.head } } as Partial<ReportWire>
  },
}

type BookRow = Known['book'][number]
type Values = Known['summary'][number]

function reportOf(known: Known, row: BookRow, values: Values, on: LocalDate): ReportContent {
  const head: ReportContent['head'] = {
    book: row.book,
    reportNo: values.reports + 1,
    reportKind: 'normal',
    from: row.validFrom,
    to: on,
    competentCustoms: row.competentCustoms,
    operatingEnterprise: {
      customsCode: row.operatingCustomsCode,
      creditCode: row.operatingCreditCode,
      name: row.operatingName,
    },
    processingEnterprise: {
      customsCode: row.processingCustomsCode,
      creditCode: row.processingCreditCode,
      name: row.processingName,
    },
    importLists: known.lists.filter(({ direction }) => direction === 'I').length,
    exportLists: known.lists.filter(({ direction }) => direction === 'E').length,
    materialCount: known.terms.length,
    productCount: new Set(known.products.map(({ seq }) => seq)).size,
    importValue: values.importValue,
    exportValue: values.exportValue,
    consumptionMethod: 'unitConsumption',
    dueOn: values.dueOn,
  }
  return { head, balance: known.terms.map(balanceOf), terms: known.terms, products: known.products, lists: known.lists }
}

/** The theoretical balance of a material from its terms (R4.4). */
export function theoreticalOf(t: TermsContent): Quantity {
  const ins = t.opening + t.materialImport + t.transferIn + t.carryIn + t.exchangeIn + t.adjustAdd
  const outs =
    t.exchangeOut + t.materialReexport + t.carryOut + t.materialSale + t.productSale + t.defectiveSale + t.followUpDuty
  return quantities.of(ins - outs - t.materialDestruction - t.defectiveDestruction - t.adjustReduce - t.consumption)
}

/** Without a stock-take the reported balance of a handbook is what should be left: all of it was treated (R4.14). */
function balanceOf(line: TermsContent): ReportContent['balance'][number] {
  const { seq, hsCode, name, declaredUnit } = line
  const theoretical = theoreticalOf(line)
  return {
    seq,
    hsCode,
    name,
    declaredUnit,
    theoretical,
    reported: theoretical,
    ...differenceOf(theoretical, theoretical, line),
  }
}

/** R − T, and its ratio to what came in, for display (R4.12, R4.13). */
function differenceOf(reported: Quantity, theoretical: Quantity, t: TermsContent) {
  const difference = quantities.of(reported - theoretical)
  const base = t.opening + t.materialImport + t.transferIn + t.carryIn + t.exchangeIn
  const ratio = base === 0n ? percents.of(0n) : percents.of(roundHalfAway(difference * percents.one * 100n, base))
  return { difference, ratio }
}
