import type { Books, Known } from './books.ts'
import type { Fact, FiledChecklist, FiledHandbook } from './facts.ts'
import { Handbook } from './handbook.ts'
import { contentOf } from './handbook-content.ts'
import { postingsOf } from './postings.ts'

type Appliers = { readonly [Name in Fact['fact']]: (books: Books, fact: Extract<Fact, { fact: Name }>) => void }

/** Enters a fact into the books. The same facts in the same order make the same books. */
export function apply(books: Books, fact: Fact): void {
  const enter = appliers[fact.fact] as (books: Books, fact: Fact) => void
  enter(books, fact)
}

const appliers: Appliers = {
  stalled: (books, { identity, until }) => books.stalled.set(identity, until),
  failed: (books, { key }) => books.failures.set(key, (books.failures.get(key) ?? 0) + 1),
  window(books, { until }) {
    books.window = until
  },
  taken(books, { filed, steering, course, isMoved }) {
    books.take(filed, steering, course)
    books.serials.given('document', filed.id)
    books.serials.given('seqNo', filed.seqNo)
    books.stalled.delete(filed.upload.identity)
    if (!isMoved) books.held.add(filed.upload.identity)
  },
  moved: (books, { document }) => books.held.delete(books.known(document).filed.upload.identity),
  reached(books, { document, next, withheld = [] }) {
    Object.assign(books.known(document), { next, withheld })
  },
  saved: (books, { document }) => enter(books, document, 'saved'),
  notTakenIn: (books, { document }) => enter(books, document, 'notTakenIn'),
  rejected: (books, { document }) => enter(books, document, 'rejected'),

  handbookSetUp(books, { document, number, kind }) {
    const { upload, body } = handbookOf(books, document)
    books.handbooks.set(number, new Handbook(number, upload.company, kind, contentOf(body)))
    books.serials.given('handbook', number)
    enter(books, document, 'accepted', number)
  },
  handbookChanged(books, { document, number }) {
    const handbook = books.handbook(number)
    handbook.change(contentOf(handbookOf(books, document).body, handbook.content))
    enter(books, document, 'accepted', number)
  },

  checklistReserved(books, { document, number, handbook, declaration }) {
    const { body } = checklistOf(books, document)
    const book = books.handbook(handbook)
    book.reserve(number, body.InvtHeadType?.ImpexpMarkcd ?? '', postingsOf(body, book).postings)
    books.serials.given('checklist', number)
    if (declaration) {
      books.serials.given('preentry', declaration.preentryNumber)
      books.serials.given('entry', declaration.entryNumber)
      books.known(document).declaration = declaration
    }
    enter(books, document, 'reserved', number)
  },
  checklistDeducted(books, { document, number, handbook }) {
    books.handbook(handbook).deduct(number)
    enter(books, document, 'accepted', number)
  },
  checklistDeleted(books, { document, target, reserved }) {
    if (reserved) books.handbook(reserved.handbook).release(reserved.number)
    enter(books, target, 'deleted')
    books.known(target).next = undefined
    enter(books, document, 'accepted', reserved?.number)
  },

  reportPassed: (books, { document, handbook }) => enter(books, document, 'passed', handbook),
  handbookClosed(books, { document, handbook }) {
    books.handbook(handbook).isClosed = true
    enter(books, document, 'accepted', handbook)
  },
}

function enter(books: Books, document: string, state: Known['state'], number?: string): void {
  const known = books.known(document)
  known.state = state
  if (number !== undefined) known.number = number
}

function handbookOf(books: Books, document: string): FiledHandbook {
  const { filed } = books.known(document)
  if (filed.type !== 'NPTS001') throw new Error(`${document} is no handbook`)
  return filed
}

function checklistOf(books: Books, document: string): FiledChecklist {
  const { filed } = books.known(document)
  if (filed.type !== 'INV101') throw new Error(`${document} is no checklist`)
  return filed
}
