import type { ProblemItem } from '@jiamao/kernel/problem'
import { type Bodies, codecs, type Envelope, recognise, unpack } from '@jiamao/platform/exchange/codec'
import { type FiledType, taken, type Upload } from './facts.ts'

/** What a file held: a message that customs takes here. */
export type Message = { readonly [Type in FiledType]: { readonly type: Type; readonly body: Bodies[Type] } }[FiledType]

/** A file of `OutBox`, read. */
export interface Reading {
  readonly upload: Upload
  /** The file's name without its ending: answers bear it. */
  readonly baseName: string
  /** Empty where there is none to be seen. */
  readonly ownNumber: string
  /** What was found in it, or why it cannot be taken. */
  readonly content: Message | { readonly fault: string }
}

/** Reads a file as the client and the import gate of customs do: unpacks, recognises by content, holds it to its table. */
export async function readUpload(upload: Upload, bytes: Uint8Array): Promise<Reading> {
  const baseName = upload.name.replace(/\.[A-Za-z]+$/, '')
  const unreadable = (fault: string) => ({
    upload,
    baseName,
    ownNumber: ownNumberIn(baseName) ?? '',
    content: { fault },
  })
  const unpacked = upload.name.toLowerCase().endsWith('.xml') ? { xml: bytes } : await unpack(bytes)
  if (!('xml' in unpacked)) return unreadable(wordsOf(unpacked))
  const type = recognise(unpacked.xml)
  if (typeof type !== 'string') return unreadable(wordsOf(type))
  if (!isTaken(type)) return unreadable(`不受理报文类型${type}`)
  const decoded = codecs[type].decode(unpacked.xml)
  if (!('body' in decoded)) return unreadable(wordsOf(decoded))
  const message = { type, body: decoded.body } as Message
  const ownNumber = ownNumberOf(message, baseName, decoded.envelope)
  const fault = faultOf(message, upload, ownNumber)
  return { upload, baseName, ownNumber, content: fault === undefined ? message : { fault } }
}

const isTaken = (type: string): type is FiledType => Object.hasOwn(taken, type)

const wordsOf = (problems: readonly ProblemItem[]): string =>
  problems
    .slice(0, 5)
    .map(({ pointer, message }) => (pointer ? `${pointer} ${message.zh}` : message.zh))
    .join('；')

function faultOf(message: Message, { company, business }: Upload, ownNumber: string): string | undefined {
  const { type, body } = message
  if (taken[type] !== business) return `报文${type}不由${business}目录导入`
  // The codecs' types differ, their check does not.
  const problems = (codecs[type] as { check(body: unknown): readonly ProblemItem[] }).check(body)
  if (problems.length > 0) return wordsOf(problems)
  if (ownNumber === '') return '企业内部编号为空'
  const written = companyOf(message)
  return written === company ? undefined : `经营企业编号${written ?? ''}与导入目录${company}不符`
}

function companyOf({ type, body }: Message): string | undefined {
  if (type === 'NPTS001') return body.NptsEmlHead?.BizopEtpsno
  return type === 'INV101' ? body.InvtHeadType?.BizopEtpsno : body.EmlChgoffBsc?.bizopEtpsno
}

/**
 * A write-off report has no element for its own number (messages §6.4): it stands in the file's name where that has our
 * form (I9.2), else the message's own number must do.
 */
function ownNumberOf({ type, body }: Message, baseName: string, envelope: Envelope | undefined): string {
  if (type === 'NPTS001') return body.NptsEmlHead?.EtpsPreentNo ?? ''
  if (type === 'INV101') return body.InvtHeadType?.EtpsInnerInvtNo ?? ''
  return ownNumberIn(baseName) ?? envelope?.EnvelopInfo.message_id ?? body.EmlChgoffBsc?.emlNo ?? ''
}

const ownNumberIn = (baseName: string): string | undefined => /^[A-Z0-9]+_[IEN]_(.+)_v\d+_t-\d+$/.exec(baseName)?.[1]

/** 申报类型 of a message: 1 set-up or filing, 2 change, 3 deletion. Reports have one kind. */
export function declarationOf({ type, body }: Message): string {
  if (type === 'NPTS001') return body.NptsEmlHead?.DclTypecd ?? '1'
  return type === 'INV101' ? (body.InvtHeadType?.DclTypecd ?? '1') : '1'
}

/** The handbook that a message names; a set-up names none. */
export function handbookNamedBy({ type, body }: Message): string {
  if (type === 'NPTS001') return body.NptsEmlHead?.EmlNo ?? ''
  return (type === 'INV101' ? body.InvtHeadType?.PutrecNo : body.EmlChgoffBsc?.emlNo) ?? ''
}

/** The pre-entry number that a message brings along, if any. */
export function seqNoIn({ type, body }: Message): string | undefined {
  if (type === 'NPTS001') return body.NptsEmlHead?.SeqNo
  return type === 'INV101' ? body.InvtHeadType?.SeqNo : undefined
}
