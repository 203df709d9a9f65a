import { type Field, field, type Group, type Part, wrap } from './parts.ts'
import type { Message } from './table.ts'

/** Texts by element name; what says nothing is absent. */
export type Texts<Names extends string> = { readonly [Name in Names]?: string }

/**
 * What stands around a message (messages §2.1, misspelling included). Every element may be absent: production takes
 * an envelope that holds only `message_type`, which the codec writes itself.
 */
export interface Envelope {
  readonly EnvelopInfo: Texts<
    | 'version'
    | 'business_id'
    | 'message_id'
    | 'file_name'
    | 'message_type'
    | 'sender_id'
    | 'receiver_id'
    | 'send_time'
    | 'Ic_Card'
  >
  readonly PocketInfo?: Texts<'pocket_id' | 'total_pocket_qty' | 'cur_pocket_no' | 'is_unstructured'>
}

const group = (name: string, meaning: string, required: boolean, parts: readonly Field[]): Group => ({
  role: 'group',
  name,
  meaning,
  required,
  many: false,
  parts,
})

/** Lengths by the schema of 2017; receipts leave out `send_time`, so nothing is required. */
const envelopInfo = group('EnvelopInfo', '报文头', true, [
  field('version', { min: 3, max: 11 }, '版本'),
  field('business_id', { max: 128 }, '业务单证号', false),
  field('message_id', { min: 1, max: 128 }, '报文唯一编号'),
  field('file_name', { min: 4, max: 128 }, '原始报文名'),
  field('message_type', { min: 3, max: 16 }, '报文类型'),
  field('sender_id', { min: 4, max: 16 }, '发送方'),
  field('receiver_id', { min: 4, max: 16 }, '接收方'),
  field('send_time', { form: 'isoTime' }, '发送时间'),
  field('Ic_Card', { max: 20 }, '操作员卡号', false),
])
const pocketInfo = group('PocketInfo', '分包信息', false, [
  field('pocket_id', { max: 64 }, '包标识'),
  field('total_pocket_qty', { form: 'integer', digits: 19 }, '总包数'),
  field('cur_pocket_no', { form: 'integer', digits: 19 }, '当前包序号'),
  field('is_unstructured', { max: 1 }, '非结构化标志'),
])

const packageOf = ({ node, parts, beside }: Message, attributes: string) =>
  wrap(
    'Package',
    [envelopInfo, wrap('DataInfo', [pocketInfo, wrap('BussinessData', [wrap(node, parts, ''), ...beside])])],
    '/Package',
    attributes,
  )

/** The signature that the import client fills with the operator's card (§2.2): written empty, as in all real requests. */
const unsigned: readonly Part[] = [
  {
    role: 'fixed',
    name: 'SignedInfo',
    xml:
      '<SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"></CanonicalizationMethod>' +
      '<SignatureMethod Algorithm="http://www.w3.org/2000/09/xmldsig#rsa-sha1"></SignatureMethod>' +
      '<Reference URI="String"><DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha1"></DigestMethod>' +
      '<DigestValue></DigestValue></Reference></SignedInfo>',
  },
  { role: 'fixed', name: 'SignatureValue', xml: '<SignatureValue></SignatureValue>' },
  // Any name is taken; this one stands in real files.
  { role: 'fixed', name: 'KeyInfo', xml: '<KeyInfo><KeyName>aa</KeyName></KeyInfo>' },
]

/** What a codec writes, and the roots that it reads: a receipt may come signed, a filing without signature. */
export interface Document {
  readonly root: Part
  readonly roots: readonly Part[]
  readonly enveloped: boolean
}

function signature(message: Message): Part {
  const attributes =
    ' schemaLocation="http://www.chinaport.gov.cn/sas SAS101.xsd" xmlns:sas="http://www.chinaport.gov.cn/sas"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
  const object = wrap('Object', [packageOf(message, '')], '/Object', ' Id="String"')
  return wrap('Signature', [...unsigned, object], '/Signature', attributes)
}

/** A filing: in the full form of §2.1, with the signature left empty. */
export function signed(message: Message): Document {
  const root = signature(message)
  return { root, roots: [root, packageOf(message, '')], enveloped: true }
}

/** A receipt: without signature, in the namespace that live receipts of checklists have (§2.4). */
export function packaged(message: Message): Document {
  const root = packageOf(message, ' xmlns="http://www.w3.org/2000/09/xmldsig#"')
  return { root, roots: [root, signature(message)], enveloped: true }
}

/** A message that is its own root. */
export function bare({ node, parts }: Message): Document {
  const root = wrap(node, parts, '')
  return { root, roots: [root], enveloped: false }
}
