import type { Moment } from '@jiamao/kernel/time'
import { type Bodies, wireMoment } from '@jiamao/platform/exchange/codec'
import type { Known } from './books.ts'
import { echo } from './echo.ts'
import type { Declaration, FiledChecklist, FiledHandbook, FiledReport } from './facts.ts'
import type { Posting } from './handbook.ts'
import { type Handbook, written } from './handbook.ts'
import { type Line, lineKey } from './handbook-content.ts'

/** Receipts of customs, by message type. */
type ReceiptType = 'INV201' | 'INV202' | 'INV211' | 'EML211' | 'EML221'
/** A receipt (回执) before it is written. */
export type Receipt = {
  readonly [Type in ReceiptType]: { readonly type: Type; readonly body: Bodies[Type]; readonly businessId?: string }
}[ReceiptType]

/** What a result says beyond its code. */
interface Said {
  readonly code: string
  readonly on: Moment
  /** Number that customs gave, where it has one by now. */
  readonly number?: string
  /** 变更次数 or 报核次数 */
  readonly times?: number
  readonly notes?: readonly string[]
  /** Real receipts hold the lines where something is booked. */
  readonly lines?: boolean
  readonly declaration?: Declaration
}

/** `manageResult` and what goes with it (messages §4.2): `etpsPreentNo` holds the SeqNo, not the own number. */
function headOf({ filed }: Known, { code, on, number, times = 0, notes = [] }: Said) {
  return {
    HdeApprResult: {
      etpsPreentNo: filed.seqNo,
      businessId: number,
      tmsCnt: String(times),
      typecd: filed.declaration,
      manageResult: code,
      manageDate: wireMoment(on),
    },
    // A note holds 255 characters.
    CheckInfo: notes.map((note) => ({ note: [...note].slice(0, 255).join('') })),
  }
}

/** The result of a document, whatever its kind. */
export function resultOf(known: Known, said: Said): Receipt {
  const { filed } = known
  const businessId = said.number
  const head = headOf(known, said)
  switch (filed.type) {
    case 'INV101':
      return { type: 'INV201', businessId, body: { ...head, ...checklistData(filed, said) } }
    case 'NPTS001':
      return { type: 'EML211', businessId, body: { ...head, EmlPutrecBsc: handbookData(filed, said) } }
    case 'EML121':
      return { type: 'EML221', businessId, body: { ...head, EmlChgoffBsc: reportData(filed, said) } }
  }
}

/** 核扣标记 and 清单状态 (code-lists §5.2) that go with a checklist's code. */
const checklistMarks: Readonly<Record<string, readonly [deduction: string, state: string]>> = {
  Y: ['0', '1'],
  Z: ['0', '1'],
  2: ['0', '1'],
  4: ['1', '0'],
  1: ['2', '0'],
  3: ['0', '2'],
}
const deletion = '3'
const deletedMarks = ['0', '3'] as const

function checklistData(filed: FiledChecklist, { code, on, number, lines, declaration }: Said) {
  const { InvtHeadType: head, InvtListType: list = [] } = filed.body
  const isDeleted = filed.declaration === deletion && code === '1'
  const [vrfdedMarkcd, invtStucd] = isDeleted ? deletedMarks : (checklistMarks[code] ?? [])
  return {
    BondInvtBsc: {
      ...echo(head, 'INV201/BondInvtBsc'),
      bondInvtNo: number,
      invtPreentNo: filed.seqNo,
      bondInvtTypecd: head?.InvtType,
      dclTypecd: filed.declaration,
      vrfdedMarkcd,
      invtStucd,
      ...(code === '4' ? { prevdTime: wireMoment(on) } : {}),
      ...(code === '1' && !isDeleted ? { formalVrfdedTime: wireMoment(on) } : {}),
      ...(declaration ? { entryNo: declaration.entryNumber } : {}),
    },
    BondInvtDt: lines
      ? list.map((line) => ({
          ...echo(line, 'INV201/BondInvtDt'),
          bondInvtNo: number,
          chgTmsCnt: '0',
          destinationNatcd: line.DestinationNatcd,
        }))
      : [],
  }
}

const handbookData = (filed: FiledHandbook, { code, on, number, times = 0 }: Said) => ({
  ...echo(filed.body.NptsEmlHead, 'EML211/EmlPutrecBsc'),
  emlNo: number,
  chgTmsCnt: String(times),
  emapvStucd: code,
  ...(code !== '1' ? {} : times === 0 ? { putrecApprTime: wireMoment(on) } : { chgApprTime: wireMoment(on) }),
})

const reportData = ({ body }: FiledReport, { code, number }: Said) => ({
  ...echo(body.EmlChgoffBsc, 'EML221/EmlChgoffBsc'),
  emlNo: number ?? body.EmlChgoffBsc?.emlNo,
  emapvMarkcd: code,
})

/** 生成报关单: the declaration's 统一编号. Its number comes with the final deduction, as the release does. */
export const declarationReceipt = (
  { filed }: Known,
  number: string,
  { preentryNumber }: Declaration,
  on: Moment,
): Receipt => ({
  type: 'INV202',
  businessId: number,
  body: {
    InvApprResult: {
      invPreentNo: filed.seqNo,
      businessId: number,
      entrySeqNo: preentryNumber,
      manageResult: '1',
      createDate: wireMoment(on),
    },
  },
})

/** How the balances are to be read: the schema of 2017 has no element for a handbook's. */
const balanceMark = 'assumed@2017 dclQty=备案数量 apprMaxSurpQty=备案余量 vclrPridInitQty=理论结余'

/**
 * 记账: the new balances of the handbook lines that a checklist moved. The schema only knows lines of account books
 * (`EmsPutrecDt`); they stand in here, marked: `dclQty` what was filed, `apprMaxSurpQty` what of it is left when
 * deductions count, `vclrPridInitQty` the theoretical balance T of a material.
 */
export function bookingReceipt(
  filed: FiledChecklist,
  number: string,
  book: Handbook,
  moved: readonly Posting[],
): Receipt {
  const lines = [...new Set(moved.map(({ line }) => line))].flatMap((key) => book.content.lines.get(key) ?? [])
  const firstOf = (line: Line) => moved.findIndex((posting) => posting.line === lineKey(line.goods, line.seq))
  const { InvtHeadType: head } = filed.body
  return {
    type: 'INV211',
    businessId: number,
    body: {
      BondInvtBsc: {
        ...echo(head, 'INV211/BondInvtBsc'),
        bondInvtNo: number,
        invtPreentNo: filed.seqNo,
        bondInvtTypecd: head?.InvtType,
        vrfdedMarkcd: '2',
        invtStucd: '0',
      },
      EmsPutrecDt: lines.map((line) => ({
        ...echo(line.record, 'INV211/EmsPutrecDt'),
        emsNo: book.number,
        gdsSeqno: line.seq,
        mtpckEndprdTypecd: line.goods,
        dclQty: written(line.filed),
        apprMaxSurpQty: written(book.left(line)),
        ...(line.goods === 'I' ? { vclrPridInitQty: written(book.remaining(line.seq)) } : {}),
        rmk: balanceMark,
        invtNo: number,
        invtGNo: filed.body.InvtListType?.[firstOf(line)]?.GdsSeqno,
      })),
    },
  }
}
