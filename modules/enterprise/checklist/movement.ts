/** What a checklist moves: the kind of each line by trade mode, direction and goods (R4.2), and its postings. */
import type { BookNumber } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import type { Entry, Posting } from '@jiamao/platform/ledger/define'
import { type BookKind, type Direction, type KindId, movementKind } from '@jiamao/platform/ledger/kinds'
import type { ChecklistContent } from './content.ts'

/** Letter of a book, read from its number (R5.1). */
const bookKindOf = (book: BookNumber): BookKind => book[0] as BookKind

/** The movement kind of a checklist's lines; undefined where the book does not take such a list: R6.MODE. */
export const kindOf = ({ head }: ChecklistContent, direction: Direction): KindId | undefined =>
  movementKind({ tradeMode: head.tradeMode, direction, goods: head.goodsKind, bookKind: bookKindOf(head.book) })

export const sideOf = ({ head }: Pick<ChecklistContent, 'head'>) =>
  (head.goodsKind === 'material' ? 'I' : 'E') as 'I' | 'E'

/** The postings of a checklist: one a line. */
export function postingsOf(content: ChecklistContent, direction: Direction): Posting[] {
  const kind = kindOf(content, direction)
  if (kind === undefined) return []
  const side = sideOf(content)
  return content.lines.map(({ no, seq, quantity, version }) => ({
    line: no,
    side,
    seq,
    kind,
    ...(side === 'E' ? { recipe: version ?? '' } : {}),
    quantity,
  }))
}

export const entryOf = (content: ChecklistContent, direction: Direction, on: LocalDate): Entry[] => {
  const postings = postingsOf(content, direction)
  return postings.length === 0 ? [] : [{ book: content.head.book, cycle: 1, day: on, postings }]
}
