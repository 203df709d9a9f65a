import type { Known } from './books.ts'
import type { FiledChecklist } from './facts.ts'
import { type Given, judged, type Outcome } from './outcome.ts'
import { postingsOf, quantityFaults } from './postings.ts'
import { bookingReceipt, declarationReceipt, resultOf } from './receipts.ts'

const handbookOf = (filed: FiledChecklist) => filed.body.InvtHeadType?.PutrecNo ?? ''

/** Whether a declaration is due (是否报关标志). */
export const isDeclared = (filed: FiledChecklist): boolean => filed.body.InvtHeadType?.DclcusFlag === '1'

/** 预核扣 `4`, or 退单 `3`: against the own book, what is reserved counted. */
export function decideReserve(known: Known, filed: FiledChecklist, { books, now }: Given): Outcome {
  const book = books.handbook(handbookOf(filed))
  const { postings, faults } = postingsOf(filed.body, book)
  faults.push(...quantityFaults(postings, book))
  if (book.isClosed) faults.push(`手册${book.number}已结案`)
  const notes = judged(faults, known.steering)
  if (notes.length > 0) {
    return {
      facts: [{ fact: 'rejected', document: filed.id }],
      receipts: [resultOf(known, { code: '3', on: now.on, notes })],
      isRejected: true,
    }
  }
  const { DclPlcCuscd: district = '', ImpexpMarkcd: direction = '' } = filed.body.InvtHeadType ?? {}
  const number = books.serials.checklist(district, direction, now.today)
  const declaration = isDeclared(filed) ? books.serials.declaration(district, direction, now.today) : undefined
  const reserved = { fact: 'checklistReserved', document: filed.id, number, handbook: book.number } as const
  return {
    facts: [declaration ? { ...reserved, declaration } : reserved],
    receipts: [resultOf(known, { code: '4', on: now.on, number, lines: true })],
  }
}

/** The declaration that the checklist made. */
export function tellDeclaration(known: Known, { now }: Given): Outcome {
  const { declaration, number = '' } = known
  return { facts: [], receipts: declaration ? [declarationReceipt(known, number, declaration, now.on)] : [] }
}

/** 已核扣 `1` */
export function decideDeduct(known: Known, filed: FiledChecklist, { now }: Given): Outcome {
  const { number = '', declaration } = known
  return {
    facts: [{ fact: 'checklistDeducted', document: filed.id, number, handbook: handbookOf(filed) }],
    receipts: [resultOf(known, { code: '1', on: now.on, number, lines: true, declaration })],
  }
}

/** 记账: the new balances. */
export function tellBooking({ number = '' }: Known, filed: FiledChecklist, { books }: Given): Outcome {
  const book = books.handbook(handbookOf(filed))
  return { facts: [], receipts: [bookingReceipt(filed, number, book, book.postings(number))] }
}

/** 删单: while nothing is deducted yet. */
export function decideDelete(known: Known, filed: FiledChecklist, { books, now }: Given): Outcome {
  const target = books.underSeqNo(filed.seqNo)
  if (target?.filed.type !== 'INV101') throw new Error(`${filed.id} deletes no checklist`)
  const { number, state } = target
  const notes = judged(isOpen(state) ? [] : [`清单${number ?? filed.seqNo}${whyNot(state)}，不能删除`], known.steering)
  // A verdict by own number cannot undo what is deducted.
  if (notes.length > 0 || !isOpen(state)) {
    return {
      facts: [{ fact: 'rejected', document: filed.id }],
      receipts: [resultOf(known, { code: '3', on: now.on, number, notes })],
      isRejected: true,
    }
  }
  const deleted = { fact: 'checklistDeleted', document: filed.id, target: target.filed.id } as const
  const reserved =
    state === 'reserved' && number !== undefined ? { number, handbook: handbookOf(target.filed) } : undefined
  return {
    facts: [reserved ? { ...deleted, reserved } : deleted],
    receipts: [resultOf(known, { code: '1', on: now.on, number })],
  }
}

const isOpen = (state: Known['state']) => state === 'declared' || state === 'reserved' || state === 'saved'
const whyNot = (state: Known['state']) => (state === 'accepted' ? '已核扣' : '已退单或已删除')
