import type { LocalDate } from '@jiamao/kernel/time'
import { everyBook, type RelationRow } from './register.ts'

/** Where and when a relation is asked for: without a book, as one to be set up would take it. */
export interface RelationAsked {
  readonly on: LocalDate
  readonly book?: string
}

type Dated = Pick<RelationRow, 'book' | 'part' | 'validFrom' | 'filing' | 'state'>

/**
 * The relation that each part has on a day, by part: the book's own before the one for every book, and of each the last
 * that began; of two of one day the one filed later (filing ids sort by time). A part whose relation was ended has none.
 */
export function relationsOn<R extends Dated>(rows: readonly R[], { on, book }: RelationAsked): ReadonlyMap<string, R> {
  const found = new Map<string, R>()
  const isOwn = (row: R) => row.book !== everyBook
  for (const row of rows) {
    if (row.validFrom > on || (row.book !== everyBook && row.book !== book)) continue
    const known = found.get(row.part)
    if (!known || (isOwn(row) === isOwn(known) ? isLater(row, known) : isOwn(row))) found.set(row.part, row)
  }
  return new Map([...found].filter(([, { state }]) => state === 'inForce'))
}

const isLater = (a: Dated, b: Dated) => (a.validFrom === b.validFrom ? a.filing > b.filing : a.validFrom > b.validFrom)

/** The last relation that a part was given for a book, or for every book, ended or not, whenever it begins; by part. */
export function lastRelations<R extends Dated>(rows: readonly R[], book: string): ReadonlyMap<string, R> {
  const found = new Map<string, R>()
  for (const row of rows) {
    const known = found.get(row.part)
    if (row.book === book && (!known || isLater(row, known))) found.set(row.part, row)
  }
  return found
}
