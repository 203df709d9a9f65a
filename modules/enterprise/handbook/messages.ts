/** 手册 → NPTS001 (messages §6.2). Wire spellings stay in this file. */
import { membersOf } from '@jiamao/kernel/fields'
import { type Bodies, wireDate } from '@jiamao/platform/exchange/codec'
import type { MessageGiven, ReceiptMap } from '@jiamao/platform/filing/define'
import { choiceCode, country, currency, wireAmount, wireConsumption, wirePercent, wireQuantity } from '../wire.ts'
import type { AmendmentContent } from './amendment.ts'
import {
  type ConsumptionContent,
  Handbook,
  type HandbookContent,
  type MaterialContent,
  type ProductContent,
} from './content.ts'
import { ConsumptionRow, Material } from './lines.ts'
import { netForm } from './planned.ts'

type Body = Bodies['NPTS001']
type Head = NonNullable<Body['NptsEmlHead']>
type Goods = NonNullable<Body['NptsEmlImg']>[number]
type Consume = NonNullable<Body['NptsEmlConsume']>[number]

const headSchema = membersOf(Handbook)!.head
const code = (field: string, value: string | undefined) => choiceCode(headSchema, field, value)
const optionalDate = (date: MessageGiven['on'] | undefined) => (date === undefined ? undefined : wireDate(date))

// 1 电子口岸申报 (code-lists §5.1).
const declarationSource = '1'

/** Numbers that customs gave and that a message must bring along. */
interface Numbers {
  readonly seqNo: string | undefined
  readonly book: string | undefined
}

function headOf(
  { head }: HandbookContent,
  filingKind: 'establish' | 'amend',
  { seqNo, book }: Numbers,
  given: MessageGiven,
): Head {
  const { operatingEnterprise: operating, processingEnterprise: processing, declarant, inputBy } = head
  return {
    SeqNo: seqNo,
    EmlNo: book,
    EmlType: code('bookKind', head.bookKind),
    EtpsPreentNo: head.ownNumber,
    DclTypecd: code('filingKind', filingKind),
    MasterCuscd: head.competentCustoms,
    BizopEtpsSccd: operating.creditCode,
    BizopEtpsno: operating.customsCode,
    BizopEtpsNm: operating.name,
    RvsngdEtpsSccd: processing.creditCode,
    RcvgdEtpsno: processing.customsCode,
    RcvgdEtpsNm: processing.name,
    RcvgdEtpsDtcd: processing.district,
    DclEtpsTypecd: code('declarantKind', head.declarantKind ?? 'enterprise'),
    DclEtpsSccd: declarant.creditCode,
    DclEtpsno: declarant.customsCode,
    DclEtpsNm: declarant.name,
    DclTime: wireDate(given.on),
    SupvModecd: head.tradeMode,
    ApcretNo: head.approvalCertificate,
    ImpCtrtNo: head.importContract,
    ExpCtrtNo: head.exportContract,
    ValidDate: wireDate(head.validTo),
    ReduNatrcd: head.levyNature,
    ProduceTypecd: head.processingType,
    ImpexpPortcd: head.ports,
    UcnsDclSegcd: code('declarationStage', head.declarationStage),
    StndbkBankcd: code('purpose', head.purpose),
    ProductRatio: wireQuantity(head.capacity),
    ImpCurrcd: currency(head.importCurrency),
    ExpCurrcd: currency(head.exportCurrency),
    DclTypeMarkcd: declarationSource,
    PauseImpexpMarkcd: code('pauseMark', head.pauseMark),
    InputEtpsNm: inputBy.name,
    InputEtpsSccd: inputBy.creditCode,
    InputEtpsTypecd: inputBy.customsCode,
    Rmk: head.remark,
    InputTime: optionalDate(head.inputOn) ?? wireDate(given.on),
    LinkMan: head.contact,
    LinkManTel: head.contactPhone,
  }
}

const textOf = (value: string | number | undefined) => (value === undefined ? undefined : String(value))

function goodsOf(line: MaterialContent | ProductContent, kind: 'I' | 'E', { seqNo }: Numbers): Goods {
  return {
    SeqNo: seqNo,
    GdsSeqno: String(line.seq),
    MtpckEndprdTypecd: kind,
    GdsMtno: line.part,
    Gdecd: line.hsCode,
    GdsNm: line.name,
    EndprdGdsSpcfModelDesc: line.specification,
    DclUnitcd: line.declaredUnit,
    LawfUnitcd: line.legalUnit,
    SecdLawfUnitcd: line.secondLegalUnit,
    DclQty: wireQuantity(line.quantity),
    DclUprcAmt: wireAmount(line.price),
    DclTotalAmt: wireAmount(line.total),
    DclCurrcd: currency(line.currency),
    Natcd: country(line.country),
    LvyrlfModecd: line.levyMode,
    AdjmtrMarkcd: 'mainMaterial' in line ? choiceCode(Material, 'mainMaterial', line.mainMaterial) : undefined,
    GdsAtrcd: choiceCode(Material, 'goodsAttribute', line.goodsAttribute),
    ModfMarkcd: choiceCode(Material, 'changeMark', line.changeMark ?? 'added'),
    Rmk: line.remark,
  }
}

/** Messages since 2017 carry only the net form: a row in unit form goes as net use without loss (R3.4). */
function consumeOf(row: ConsumptionContent, goods: { products: Lines; materials: Lines }, { seqNo }: Numbers): Consume {
  const { net, tangible, intangible } = netForm(row)
  const [product, material] = [goods.products.get(row.productSeq), goods.materials.get(row.materialSeq)]
  return {
    SeqNo: seqNo,
    EndprdSeqno: String(row.productSeq),
    EndprdGdsMtno: product?.part,
    MtpckSeqno: String(row.materialSeq),
    MtpckGdsMtno: material?.part,
    UcnsVerno: row.version,
    NetUseupQty: wireConsumption(net),
    TgblLossRate: wirePercent(tangible),
    IntgbLossRate: wirePercent(intangible),
    UcnsDclStucd: choiceCode(ConsumptionRow, 'declarationState', row.declarationState ?? 'declared'),
    ModfMarkcd: choiceCode(ConsumptionRow, 'changeMark', row.changeMark ?? 'added'),
    BondMtpckPrpr: wirePercent(row.bondedShare),
    EtpsExeMarkcd: choiceCode(ConsumptionRow, 'executionMark', row.executionMark ?? 'running'),
    Rmk: row.remark,
    GseqNo: String(row.no),
    EndprdGdecd: product?.hsCode,
    EndprdGdsNm: product?.name,
    MtpckGdecd: material?.hsCode,
    MtpckGdsNm: material?.name,
  }
}

type Lines = ReadonlyMap<number, MaterialContent | ProductContent>

/** A new handbook, whole. */
export const setUpMessage = (content: HandbookContent, given: MessageGiven): Body =>
  messageOf(content, 'establish', given, {
    seqNo: textOf(given.known.preentryNumber),
    book: textOf(given.known.number),
  })

/** A change: the head and the lines that are new, changed or taken out. Lines that stay as they are, are not sent. */
export function amendmentMessage(content: AmendmentContent, given: MessageGiven): Body {
  const { preentryNumber: seqNo, number: book } = content.head
  return messageOf(content, 'amend', given, { seqNo, book })
}

function messageOf(
  content: HandbookContent,
  filingKind: 'establish' | 'amend',
  given: MessageGiven,
  numbers: Numbers,
): Body {
  const goods = {
    products: new Map(content.products.map((line) => [line.seq, line])),
    materials: new Map(content.materials.map((line) => [line.seq, line])),
  }
  const sent = filingKind === 'establish' ? () => true : ({ changeMark }: Marked) => changeMark !== 'unchanged'
  return {
    NptsEmlHead: headOf(content, filingKind, numbers, given),
    NptsEmlImg: content.materials.filter(sent).map((line) => goodsOf(line, 'I', numbers)),
    NptsEmlExg: content.products.filter(sent).map((line) => goodsOf(line, 'E', numbers)),
    NptsEmlConsume: content.consumption.filter(sent).map((row) => consumeOf(row, goods, numbers)),
    OperCusRegCode: content.head.declarant.customsCode,
    ImportInfo: { MessageType: 'NPTS001', OpType: 'S', FileSize: '0' },
  }
}

interface Marked {
  readonly changeMark?: string
}

/** Receipts of NPTS001: the import's answer is seen, the review's is EML211 as of 2017 (messages §12.2). */
export const receiptsOfHandbook: readonly ReceiptMap[] = [
  {
    type: 'CommonResponeMessage',
    rank: { 0: { level: 'T1', stage: 'imported' }, '-1': { level: 'T1', event: 'sendBack' } },
  },
  {
    type: 'EML211',
    rank: {
      Y: { level: 'B0', event: 'takenIn' },
      Z: { level: 'B0', event: 'sendBack' },
      2: { level: 'B1', stage: 'manual' },
      1: { level: 'B2', event: 'accept' },
      3: { level: 'B2', event: 'reject' },
    },
  },
]

export const stagesOfHandbook = {
  imported: { zh: '已导入海关客户端', en: 'Imported by the customs client' },
  manual: { zh: '转人工审核', en: 'In manual review' },
}
