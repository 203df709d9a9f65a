import type { Known } from './books.ts'
import type { FiledHandbook } from './facts.ts'
import type { Handbook } from './handbook.ts'
import { written } from './handbook.ts'
import { contentFaults, contentOf, type HandbookContent } from './handbook-content.ts'
import { type Given, judged, type Outcome } from './outcome.ts'
import { resultOf } from './receipts.ts'

/** 手册设立: a number, or what speaks against it. */
export function decideSetUp(known: Known, filed: FiledHandbook, { books, now }: Given): Outcome {
  const { EmlType: kind = '', MasterCuscd: district = '' } = filed.body.NptsEmlHead ?? {}
  const faults = contentFaults(contentOf(filed.body), now.today)
  if (kind !== 'B' && kind !== 'C') faults.push(`手册类型${kind}不是B、C`)
  if (district === '') faults.push('主管海关为空')
  const notes = judged(faults, known.steering)
  if (notes.length > 0) return rejected(known, notes, { on: now.on })
  // Only a document that is accepted whatever it says may lack either.
  const number = books.serials.handbook(kind || 'C', district || '0000', now.today)
  return {
    facts: [{ fact: 'handbookSetUp', document: filed.id, number, kind: kind || 'C' }],
    receipts: [resultOf(known, { code: '1', on: now.on, number })],
  }
}

/** 手册变更: against the book, as it would be then. */
export function decideChange(known: Known, filed: FiledHandbook, { books, now }: Given): Outcome {
  const book = books.handbook(filed.body.NptsEmlHead?.EmlNo ?? '')
  const content = contentOf(filed.body, book.content)
  const faults = [...contentFaults(content, now.today), ...usedFaults(book, content)]
  if (book.isClosed) faults.push(`手册${book.number}已结案`)
  const notes = judged(faults, known.steering)
  const { number } = book
  if (notes.length > 0) return rejected(known, notes, { on: now.on, number, times: book.changes })
  return {
    facts: [{ fact: 'handbookChanged', document: filed.id, number }],
    receipts: [resultOf(known, { code: '1', on: now.on, number, times: book.changes + 1 })],
  }
}

/** Lines that would hold less than was drawn already, or go though they were used (R5.8). */
function usedFaults(book: Handbook, after: HandbookContent): string[] {
  return [...book.content.lines].flatMap(([key, { goods, seq }]) => {
    const what = `${goods === 'I' ? '料件' : '成品'}${seq}`
    const line = after.lines.get(key)
    if (!line) return book.isUsed(key) ? [`${what}已使用，不能删除`] : []
    const drawn = book.drawn(key)
    return line.filed < drawn ? [`${what}变更后数量${written(line.filed)}低于已用数量${written(drawn)}`] : []
  })
}

function rejected(known: Known, notes: readonly string[], said: Omit<Parameters<typeof resultOf>[1], 'code'>): Outcome {
  return {
    facts: [{ fact: 'rejected', document: known.filed.id }],
    receipts: [resultOf(known, { ...said, code: '3', notes })],
    isRejected: true,
  }
}
