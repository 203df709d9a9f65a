import { quantityTotals } from '@jiamao/kernel/numbers'
import type { Known } from './books.ts'
import type { FiledReport } from './facts.ts'
import { type Handbook, written } from './handbook.ts'
import { figure, lineKey, plain } from './handbook-content.ts'
import { type Goods, materialFields, productFields } from './movements.ts'
import { type Given, judged, type Outcome } from './outcome.ts'
import { resultOf } from './receipts.ts'

type ReportLine = { readonly [field: string]: string | undefined }

const names: Readonly<Record<string, string>> = {
  impTotalQty: '进口数量',
  dprcsCrdwImpQty: '深加工进口数量',
  sdinQty: '内销数量',
  reexpQty: '复出口数量',
  mtpckDstryQty: '料件销毁数量',
  lfmtQty: '边角料数量',
  remainCrdwQty: '余料转出数量',
  csmTotalQty: '产品总耗用量',
  remainMtpckQty: '料件剩余数量',
  expTotalQty: '出口数量',
  dprcsCrdwExpQty: '深加工出口数量',
  endprdRetnExchImpQty: '成品退换进口数量',
  endprdRetnExchExpQty: '成品退换出口数量',
}

/** 报核通过 `2`, or 报核退单 `3`: the report is computed anew from the own book and must agree to the last digit. */
export function decideReport(known: Known, filed: FiledReport, { books, now }: Given): Outcome {
  const book = books.handbook(filed.body.EmlChgoffBsc?.emlNo ?? '')
  const notes = judged(reportFaults(filed, book), known.steering)
  const said = { on: now.on, number: book.number, times: 1 }
  if (notes.length > 0) {
    return {
      facts: [{ fact: 'rejected', document: filed.id }],
      receipts: [resultOf(known, { ...said, code: '3', notes })],
      isRejected: true,
    }
  }
  return {
    facts: [{ fact: 'reportPassed', document: filed.id, handbook: book.number }],
    receipts: [resultOf(known, { ...said, code: '2' })],
  }
}

/** 正式核算通过 `5`: the handbook is closed (结案). */
export function decideClose(known: Known, filed: FiledReport, { now }: Given): Outcome {
  const { number = '' } = known
  return {
    facts: [{ fact: 'handbookClosed', document: filed.id, handbook: number }],
    receipts: [resultOf(known, { code: '5', on: now.on, number, times: 1 })],
  }
}

function reportFaults({ body }: FiledReport, book: Handbook): string[] {
  if (book.isClosed) return [`手册${book.number}已结案`]
  const { I, E, open } = book.checklists()
  const { impInvtTotalCnt, expInvtTotalCnt } = body.EmlChgoffBsc ?? {}
  return [
    ...open.map((number) => `清单${number}尚未核扣`),
    ...countFaults('进口清单总数', impInvtTotalCnt, I.length),
    ...countFaults('出口清单总数', expInvtTotalCnt, E.length),
    ...listFaults(body.EmlChgoffInvt ?? [], [...I, ...E]),
    ...lineFaults('I', body.EmlChgoffMtpck ?? [], book),
    ...lineFaults('E', body.EmlChgoffEndprd ?? [], book),
  ]
}

function countFaults(what: string, reported = '0', ours: number): string[] {
  return plain(reported) === String(ours) ? [] : [`${what}：企业${reported}，海关${ours}`]
}

/** Where a report names its checklists, they are the deducted ones, all of them. */
function listFaults(reported: readonly { readonly bondInvtNo?: string }[], ours: readonly string[]): string[] {
  if (reported.length === 0) return []
  const named = new Set(reported.map(({ bondInvtNo = '' }) => bondInvtNo))
  return [
    ...ours.filter((number) => !named.has(number)).map((number) => `清单${number}未列入报核`),
    ...[...named].filter((number) => !ours.includes(number)).map((number) => `清单${number}不在手册中或未核扣`),
  ]
}

/** Every line of the book against the report's; a line that the report leaves out must have nothing in it. */
function lineFaults(goods: Goods, reported: readonly ReportLine[], book: Handbook): string[] {
  const what = goods === 'I' ? '料件' : '成品'
  const theirs = new Map(reported.map((line) => [plain(line.seqno ?? ''), line]))
  const ours = [...book.content.lines.values()].filter((line) => line.goods === goods)
  const unknown = [...theirs.keys()].filter((seq) => !book.content.lines.has(lineKey(goods, seq)))
  return [
    ...unknown.map((seq) => `${what}${seq}不在手册中`),
    ...ours.flatMap(({ seq }) =>
      figuresOf(goods, seq, book).flatMap(([field, figureHere]) => {
        const figureThere = figure(quantityTotals, theirs.get(seq)?.[field])
        if (figureThere === figureHere) return []
        return [`${what}${seq}${names[field]}：企业${written(figureThere)}，海关${written(figureHere)}`]
      }),
    ),
  ]
}

function figuresOf(goods: Goods, seq: string, book: Handbook): [field: string, quantity: bigint][] {
  const fields = goods === 'I' ? materialFields : productFields
  const sums = fields.map((field): [string, bigint] => [field, book.sum(field, lineKey(goods, seq))])
  if (goods === 'E') return sums
  return [...sums, ['csmTotalQty', book.consumed(seq)], ['remainMtpckQty', book.remaining(seq)]]
}
