/** 核注清单 → INV101 (messages §6.1). Wire spellings stay in this file. */
import { membersOf } from '@jiamao/kernel/fields'
import { type Bodies, wireDate } from '@jiamao/platform/exchange/codec'
import type { MessageGiven, ReceiptMap } from '@jiamao/platform/filing/define'
import type { Direction } from '@jiamao/platform/ledger/kinds'
import { choiceCode, country, currency, wireAmount, wireQuantity } from '../wire.ts'
import { Checklist, type ChecklistContent, type ChecklistLine, Line } from './content.ts'
import { sideOf } from './movement.ts'

type Body = Bodies['INV101']
type Head = NonNullable<Body['InvtHeadType']>
type Lines = NonNullable<Body['InvtListType']>

const headSchema = membersOf(Checklist)!.head
const code = (field: string, value: string | undefined) => choiceCode(headSchema, field, value)

// B1 加工贸易手册 (code-lists §5.5); 1 存并申报.
const handbooks = 'B1'
const saveAndDeclare = '1'
/** 报关单类型: 1 import, 2 export declaration. 报关类型: 2 corresponding, by the list's own declarant. */
const declarationForm = { I: '1', E: '2' } as const
const corresponding = '2'

function headOf({ head }: ChecklistContent, direction: Direction, given: MessageGiven): Head {
  const { operatingEnterprise: operating, processingEnterprise: processing, declarant, inputBy } = head
  const isDeclared = head.declared === 'declared'
  return {
    SeqNo: given.known.preentryNumber === undefined ? undefined : String(given.known.preentryNumber),
    ChgTmsCnt: '0',
    PutrecNo: head.book,
    InvtType: code('listKind', head.listKind),
    EtpsInnerInvtNo: head.ownNumber,
    BizopEtpsno: operating.customsCode,
    BizopEtpsSccd: operating.creditCode,
    BizopEtpsNm: operating.name,
    RcvgdEtpsno: processing.customsCode,
    RvsngdEtpsSccd: processing.creditCode,
    RcvgdEtpsNm: processing.name,
    DclEtpsno: declarant.customsCode,
    DclEtpsSccd: declarant.creditCode,
    DclEtpsNm: declarant.name,
    InputCode: inputBy.customsCode,
    InputCreditCode: inputBy.creditCode,
    InputName: inputBy.name,
    InputTime: wireDate(head.inputOn ?? given.on),
    RltInvtNo: head.relatedList,
    RltPutrecNo: head.relatedBook,
    CorrEntryDclEtpsNo: isDeclared ? declarant.customsCode : undefined,
    CorrEntryDclEtpsSccd: isDeclared ? declarant.creditCode : undefined,
    CorrEntryDclEtpsNm: isDeclared ? declarant.name : undefined,
    ImpexpPortcd: head.port,
    DclPlcCuscd: head.competentCustoms,
    ImpexpMarkcd: direction,
    MtpckEndprdMarkcd: sideOf({ head }),
    SupvModecd: head.tradeMode,
    TrspModecd: head.transport,
    DclcusFlag: code('declared', head.declared),
    DclcusTypecd: isDeclared ? corresponding : undefined,
    DecType: isDeclared ? declarationForm[direction] : undefined,
    Rmk: head.remark,
    StshipTrsarvNatcd: country(head.country),
    DclTypecd: '1',
    GenDecFlag: isDeclared ? '1' : '2',
    InvtDclTime: wireDate(given.on),
  }
}

const lineOf = (line: ChecklistLine): Lines[number] => ({
  GdsSeqno: String(line.no),
  PutrecSeqno: String(line.seq),
  GdsMtno: line.part,
  Gdecd: line.hsCode,
  GdsNm: line.name,
  GdsSpcfModelDesc: line.specification ?? line.name.slice(0, 255),
  DclUnitcd: line.declaredUnit,
  LawfUnitcd: line.legalUnit,
  SecdLawfUnitcd: line.secondLegalUnit,
  Natcd: country(line.country),
  DclUprcAmt: wireAmount(line.price, 4),
  DclTotalAmt: wireAmount(line.total, 2),
  DclCurrcd: currency(line.currency),
  LawfQty: wireQuantity(line.legalQuantity),
  SecdLawfQty: wireQuantity(line.secondLegalQuantity),
  FstSfVal: wireQuantity(line.factor),
  DclQty: wireQuantity(line.quantity),
  GrossWt: wireQuantity(line.grossWeight),
  NetWt: wireQuantity(line.netWeight),
  LvyrlfModecd: line.levyMode,
  UcnsVerno: line.version,
  ClyMarkcd: choiceCode(Line, 'dangerous', line.dangerous),
  EntryGdsSeqno: String(line.no),
  DestinationNatcd: country(line.destination),
  ModfMarkcd: '3',
  Rmk: line.remark,
})

/** A checklist as customs reads it. */
export const toInv101 =
  (direction: Direction) =>
  (content: ChecklistContent, given: MessageGiven): Body => ({
    InvtHeadType: headOf(content, direction, given),
    InvtListType: content.lines.map(lineOf),
    OperCusRegCode: content.head.declarant.customsCode,
    SysId: handbooks,
    DelcareFlag: saveAndDeclare,
  })

/** Receipts of INV101 (messages §4.2): provisional deduction is a stage, final deduction is acceptance (R6.6). */
export const receiptsOfChecklist: readonly ReceiptMap[] = [
  {
    type: 'CommonResponeMessage',
    rank: { 0: { level: 'T1', stage: 'imported' }, '-1': { level: 'T1', event: 'sendBack' } },
  },
  {
    type: 'INV201',
    rank: {
      Y: { level: 'B0', event: 'takenIn' },
      Z: { level: 'B0', event: 'sendBack' },
      2: { level: 'B1', stage: 'manual' },
      4: { level: 'B1', stage: 'reserved' },
      5: { level: 'B1', stage: 'notDeducted' },
      1: { level: 'B2', event: 'accept' },
      3: { level: 'B2', event: 'reject' },
    },
  },
  { type: 'INV202', rank: { 1: { level: 'B3', stage: 'declared' }, 2: { level: 'B3', stage: 'declarationFailed' } } },
  { type: 'INV211', rank: { '': { level: 'B3', stage: 'booked' } } },
]

export const stagesOfChecklist = {
  imported: { zh: '已导入海关客户端', en: 'Imported by the customs client' },
  manual: { zh: '转人工', en: 'In manual review' },
  reserved: { zh: '预核扣', en: 'Provisionally deducted' },
  notDeducted: { zh: '通过，未核扣', en: 'Passed, not deducted' },
  declared: { zh: '报关单已生成', en: 'Declaration made' },
  declarationFailed: { zh: '报关单生成失败', en: 'Declaration failed' },
  booked: { zh: '已记账', en: 'Booked' },
} as const
