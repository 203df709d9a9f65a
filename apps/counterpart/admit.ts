import { type Books, type Known, ownKey } from './books.ts'
import type { Now } from './clock.ts'
import { declarationOf, handbookNamedBy, type Message, type Reading, seqNoIn } from './read-upload.ts'

/** Under which number a document is taken, or why it is not. */
export type Admission = { readonly seqNo: string; readonly round: number } | { readonly refused: string }

/** States in which a document may be filed once more under its number. */
const open: readonly Known['state'][] = ['saved', 'notTakenIn', 'rejected']

/**
 * Whether customs imports a message. Own number and company tell documents apart: one that is known is refused by its
 * number, whatever it holds (messages §3.3), unless it brings that number along and may be filed again.
 */
export function admit(books: Books, { upload, ownNumber }: Reading, message: Message, now: Now): Admission {
  const declaration = declarationOf(message)
  const fault = kindFault(message, declaration) ?? handbookFault(books, upload.company, message, declaration)
  if (fault !== undefined) return { refused: fault }
  const before = books.underOwnNumber(ownKey(upload.company, message.type, ownNumber), declaration)
  const round = before ? before.filed.round + 1 : 0
  const brought = seqNoIn(message)
  if (brought !== undefined) {
    const known = books.underSeqNo(brought)
    const isTheirs = known?.filed.upload.company === upload.company && known.filed.type === message.type
    // Not named: whoever reads a refusal takes a number in it for one that customs has.
    if (!isTheirs) return { refused: '报文所带统一编号不存在' }
    const mayFile = declaration !== '1' || open.includes(known.state)
    return mayFile ? { seqNo: brought, round } : { refused: `统一编号${brought}的单证已申报，不能再次导入` }
  }
  const target = declaration === '3' ? deletedBy(books, message) : undefined
  if (declaration === '3' && !target) return { refused: '要删除的清单不存在' }
  if (!before) return { seqNo: target?.filed.seqNo ?? books.serials.seqNo(now.today), round }
  // Code Z means that customs does not have it; a report cannot bring its number along, its form has no place for one.
  const mayRepeat = before.state === 'notTakenIn' || (message.type === 'EML121' && before.state === 'rejected')
  const { seqNo } = before.filed
  return mayRepeat ? { seqNo, round } : { refused: existsUnder(seqNo) }
}

/** How customs says that it has a document already (I4.4). */
export const existsUnder = (seqNo: string): string => `该企业内部编号已存在，不能重复导入，统一编号为：${seqNo}`

function kindFault({ type }: Message, declaration: string): string | undefined {
  if (declaration === '1') return undefined
  if (type === 'NPTS001' && declaration === '2') return undefined
  if (type === 'INV101' && declaration === '3') return undefined
  return `${type}不受理申报类型${declaration}`
}

function handbookFault(books: Books, company: string, message: Message, declaration: string): string | undefined {
  if (message.type === 'NPTS001' && declaration === '1') return undefined
  const number = handbookNamedBy(message)
  return books.handbooks.get(number)?.company === company ? undefined : `手册${number}不存在或不属于本企业`
}

function deletedBy(books: Books, message: Message): Known | undefined {
  const number = message.type === 'INV101' ? message.body.InvtHeadType?.BondInvtNo : undefined
  return number === undefined ? undefined : books.checklist(number)
}
