import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { admit } from './admit.ts'
import { type Books, type Known, ownKey } from './books.ts'
import type { Now } from './clock.ts'
import { courseOf, dueOf } from './course.ts'
import type { Decided, Due, Effect, Fact, Filed, Upload, WriteEffect } from './facts.ts'
import type { Post } from './post.ts'
import { declarationOf, type Message, type Reading } from './read-upload.ts'
import { countIn, type Steering, steeringIn } from './steering.ts'

/** What the run's options say of all documents. */
export interface Manners {
  /** Treats documents that ask for nothing themselves. */
  readonly steering?: Steering
  readonly sendsTakenIn: boolean
}

/** Whether a file of `OutBox` is left there for now: it stalls, or its document was taken before its file moves. */
export const isLeft = (books: Books, { identity }: Upload, now: Now): boolean =>
  books.held.has(identity) || (books.stalled.get(identity) ?? '') > now.at

/** Whether a document's next stage is due. */
export function isDue(books: Books, { filed }: Known, { at, on, afterClosing }: Due, now: Now): boolean {
  if (at > now.at || (on ?? '') > now.today) return false
  return afterClosing !== true || books.handbooks.get(handbookOf(books, filed))?.isClosed === true
}

function handbookOf(books: Books, filed: Filed): string {
  if (filed.type === 'NPTS001') return books.known(filed.id).number ?? ''
  return (filed.type === 'INV101' ? filed.body.InvtHeadType?.PutrecNo : filed.body.EmlChgoffBsc?.emlNo) ?? ''
}

/** Client and import gate: what becomes of a file of `OutBox`. */
export function takeUpload(books: Books, reading: Reading, now: Now, manners: Manners, post: Post): Decided {
  const { upload, ownNumber, content } = reading
  const steering = steeringIn(ownNumber) ?? manners.steering
  if (steering?.upload === 'stalls' && !books.stalled.has(upload.identity)) {
    return { facts: [{ fact: 'stalled', identity: upload.identity, until: after(now, steering) }], effects: [] }
  }
  const key = ownKey(upload.company, 'type' in content ? content.type : 'NPTS001', ownNumber)
  if (steering?.upload === 'fails' && (books.failures.get(key) ?? 0) < countIn(steering, 1)) {
    return { facts: [{ fact: 'failed', key }], effects: [{ do: 'move', upload, to: 'FailBox' }] }
  }
  const sent: Effect = { do: 'move', upload, to: steering?.upload === 'vanishes' ? 'nowhere' : 'SentBox' }
  if (steering?.answer === 'never') return { facts: [], effects: [sent] }
  const refusal = (answer: WriteEffect) => ({ facts: [], effects: [sent, answer] })
  if (steering?.answer === 'refused') return refusal(refusedByNumber(reading, steering, post))
  if ('fault' in content) return refusal(refused(reading, content.fault, post))
  const admission = admit(books, reading, content, now)
  if ('refused' in admission) return refusal(refused(reading, admission.refused, post))

  const filed = filedOf(books, reading, content, admission)
  const isMoved = steering?.upload !== 'movesLast'
  const course = courseOf(filed, steering, manners.sendsTakenIn)
  const facts: Fact[] = [
    { fact: 'taken', filed, ...(steering ? { steering } : {}), course, isMoved },
    { fact: 'reached', document: filed.id, next: dueOf(filed, steering, { stage: 'imported' }, now) },
  ]
  if (steering?.window) facts.push({ fact: 'window', until: after(now, steering) })
  return { facts, effects: isMoved ? [sent] : [] }
}

const after = ({ at }: Now, { delayMs }: Steering): Moment => momentOf(msOf(at) + delayMs)

function refused({ upload, baseName, ownNumber }: Reading, why: string, post: Post, DealFlag = '-1'): WriteEffect {
  const body = { CheckInfo: why, DealFlag }
  return post.answer(upload, baseName, ownNumber === '' ? body : { ...body, EtpsPreentNo: ownNumber })
}

/** Letter B: the client's own failure, a DealFlag, or a code in the text. */
function refusedByNumber(reading: Reading, { arg = '99' }: Steering, post: Post): WriteEffect {
  const { upload, baseName } = reading
  if (arg === 'CARD') return post.clientFailure(upload, baseName, '读卡器无响应，报文未上传')
  return refused(reading, `导入失败，代码${arg}`, post, /^[1-9]$/.test(arg) ? arg : '-1')
}

const filedOf = (
  books: Books,
  { upload, ownNumber }: Reading,
  message: Message,
  { seqNo, round }: { readonly seqNo: string; readonly round: number },
): Filed => ({
  id: books.serials.document(),
  upload,
  declaration: declarationOf(message),
  ownNumber,
  seqNo,
  round,
  ...message,
})
