import type { Bodies } from './bodies.ts'
import type { Definition } from './define.ts'
import { bare, packaged, signed } from './frame.ts'
import { field } from './parts.ts'
import { type Amendments, customsMessage, enterpriseMessage } from './table.ts'

const required = { required: true }

/** What the head of every business receipt is read for (messages §4.2); the rest live receipts leave empty at times. */
const receiptHead: Amendments = {
  HdeApprResult: required,
  'HdeApprResult/etpsPreentNo': required,
  'HdeApprResult/manageResult': required,
  'HdeApprResult/manageDate': required,
}
const storedHead: Amendments = {
  MsgReceResult: required,
  'MsgReceResult/manageResult': required,
  'MsgReceResult/manageDate': required,
}
/** The schema wants exactly 64 characters, which no checklist number has. */
const stockList: Amendments = { 'SasCentDclStock/bondInvtNo': { length: undefined, max: 64 } }

/** Behind the elements of 2017 in live receipts of 2019 and 2024, in this order (messages §4.2). */
const liveHead = [
  field('needEntryModified', { max: 1 }, '报关单同步修改标志'),
  field('levyBlAmt', { form: 'decimal', digits: 25, decimals: 5 }, '计征金额'),
  field('dclTypecd', { max: 1 }, '申报类型'),
]
const liveLine = [
  field('destinationNatcd', { max: 3 }, '最终目的国（地区）代码'),
  field('modfMarkcd', { max: 1 }, '修改标志'),
]
/** One bridge reads these spellings, so some receipts have them. */
const checklistAliases = {
  BondInvtDt: 'BondInvtDtl',
  passportUsedQty: 'passportUsed',
  passportUsedTypecd: 'passportUsedTypeCd',
}

/** 保税核注清单 */
const INV101: Definition = {
  version: '2024-07',
  document: signed(
    enterpriseMessage(
      'INV101',
      {
        InvtHeadType: 'INV101/BondInvtBsc',
        InvtListType: 'INV101/BondInvtDt',
        InvtDecListType: 'INV101/BondInvtDt',
      },
      {
        // Marked required by one source, empty by the rule of another, left out in real requests: there is no value for "none".
        'InvtHeadType/ListType': { required: false },
        // What a bridge in production checks: prices to 4 decimals, totals to 2, quantities above zero.
        'InvtListType/DclUprcAmt': { decimals: 4 },
        'InvtListType/DclTotalAmt': { decimals: 2 },
        'InvtListType/DclQty': { positive: true },
        'InvtListType/LawfQty': { positive: true },
        'InvtListType/SecdLawfQty': { positive: true },
        // Several at once, `@1,@2`.
        'InvtDecListType/PutrecSeqno': { form: 'text', digits: undefined },
      },
    ),
  ),
}

/** 加工贸易手册 备案/变更 */
const NPTS001: Definition = {
  version: '2020',
  document: bare(
    enterpriseMessage('NPTS001', {
      NptsEmlHead: 'EML111/EmlPutrecBsc',
      NptsEmlImg: 'EML111/EmlPutrecDt',
      NptsEmlExg: 'EML111/EmlPutrecDt',
      NptsEmlConsume: 'EML111/EmlPutrecUcnsDt',
    }),
  ),
}

/** 导入回执, seconds after an upload */
const CommonResponeMessage: Definition = {
  version: '2024-07',
  document: bare(
    enterpriseMessage(
      'import response',
      {},
      {
        // Absent from real refusals.
        SeqNo: { blank: false },
        DealFlag: required,
      },
    ),
  ),
}

/** 客户端失败: the import client could not upload. No table has it; these are the elements seen (messages §4.1). */
const Root: Definition = {
  version: '2019-11',
  document: bare({
    node: 'Root',
    parts: [
      field('resultFlag', required, '结果标志'),
      field('failCode', {}, '失败代码'),
      field('failInfo', {}, '失败信息'),
      field('retData', {}, '返回数据'),
    ],
    beside: [],
  }),
}

/** 核注清单审核回执 */
const INV201: Definition = {
  version: '2024-07',
  document: packaged(
    customsMessage(
      'INV201',
      'amended',
      { ...receiptHead, ...stockList },
      { BondInvtBsc: liveHead, BondInvtDt: liveLine, BondInvtDtSimple: liveLine },
    ),
  ),
  aliases: checklistAliases,
}

/** 核注清单生成报关单回执 */
const INV202: Definition = {
  version: '2024-07',
  document: packaged(
    enterpriseMessage(
      'INV202',
      {},
      {
        'InvApprResult/invPreentNo': required,
        'InvApprResult/manageResult': required,
        'InvApprResult/createDate': { form: 'dateTime', required: true },
      },
    ),
  ),
}

/** 核注清单记账回执 */
const INV211: Definition = {
  version: '2024-07',
  document: packaged(
    customsMessage(
      'INV211',
      'amended',
      { BondInvtBsc: required, 'BondInvtBsc/bondInvtNo': required },
      { BondInvtBsc: liveHead },
    ),
  ),
  aliases: checklistAliases,
}

/** 手册设立/变更审核回执 */
const EML211: Definition = {
  version: '2017',
  mark: 'assumed@2017',
  document: packaged(customsMessage('EML211', 'amended', receiptHead)),
}

/** 手册子报文入库回执 */
const EML200: Definition = {
  version: '2017',
  mark: 'assumed@2017',
  document: packaged(customsMessage('EML200', 'amended', storedHead)),
}

/** 手册报核 */
const EML121: Definition = {
  version: '2017',
  mark: 'assumed@2017',
  document: signed(customsMessage('EML121', 'schema', { EmlChgoffBsc: required, 'EmlChgoffBsc/emlNo': required })),
}

/** 手册核销审核回执 */
const EML221: Definition = {
  version: '2017',
  mark: 'assumed@2017',
  document: packaged(customsMessage('EML221', 'amended', receiptHead)),
}

/** 报关单回执 */
const DEC_RESULT: Definition = {
  version: '2019-12',
  document: bare(
    enterpriseMessage(
      'DEC receipt',
      {},
      {
        CUS_CIQ_NO: required,
        NOTICE_DATE: { form: 'isoTime', required: true },
        CHANNEL: required,
      },
    ),
  ),
}

/** All messages that the platform and its counterparts speak, by type. */
export const messages: Readonly<Record<keyof Bodies, Definition>> = {
  NPTS001,
  INV101,
  CommonResponeMessage,
  Root,
  INV201,
  INV202,
  INV211,
  EML200,
  EML121,
  EML211,
  EML221,
  DEC_RESULT,
}
