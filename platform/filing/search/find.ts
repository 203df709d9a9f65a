import type { Uuid } from '@jiamao/kernel/ids'
import type { Words } from '@jiamao/kernel/words'
import { ownerOf, type Subject } from '../../identity/index.ts'
import { one, rows, run, type Scope, type Sql, sql } from '../../store/index.ts'
import type { Engine } from '../engine.ts'
import { noteLines, noteShown } from '../looks.ts'
import { endOf, wordsOf } from './terms.ts'

/** 检索结果. Something that a search found and its searcher may see. */
export interface Found {
  readonly kind: string
  readonly key: string
  readonly enterprise: Uuid
  readonly title: Words
  readonly note: string
  readonly path: string
  readonly at: string
}

// The range is read in its order and left after so many: a bitmap would read it whole, 70,000 terms of a common beginning.
const inOrder = sql`select set_config('enable_bitmapscan', 'off', true)`
// So many beginnings are looked at: a word of one character begins half a register, and nobody reads so far.
const looked = 400

// Who acts for an enterprise searches in its terms; what leaves is what `withinMandate` lets through.
const scopeOf = (subject: Subject): Scope =>
  subject.party === 'enterprise'
    ? { enterprise: ownerOf(subject), organisation: ownerOf(subject), stance: 'owner' }
    : { organisation: subject.organisation, stance: 'party' }

/**
 * What the subject may see by the words of a query. Rights come first: the range that is read is the subject's own, and
 * row security stands behind it. Among what was found, an exact number leads, then what changed last.
 */
export async function find(engine: Engine, subject: Subject, query: string, limit: number): Promise<Found[]> {
  const most = subject.mandate ? limit * 4 : limit
  const statement = searchStatement(ownerOf(subject), query, most)
  if (!statement) return []
  const [, found] = await engine.store.ask(scopeOf(subject), (tx) =>
    Promise.all([run(tx, inOrder), rows<Found>(tx, statement)]),
  )
  return leave(engine, subject, found, limit)
}

/** What may leave of what was found, written down where it is somebody else's. */
async function leave(engine: Engine, subject: Subject, found: readonly Found[], limit: number): Promise<Found[]> {
  const shown = (subject.mandate ? await withinMandate(engine, subject, found) : [...found]).slice(0, limit)
  const lines = shown.map(({ kind, key, enterprise }) => ({
    enterprise,
    filing: kind === 'filing' ? (key as Uuid) : null,
  }))
  if (subject.mandate)
    await noteShown(engine, subject, { what: 'search', ground: `mandate ${subject.mandate.id}`, lines })
  else if (subject.party !== 'enterprise') await noteLines(engine, subject, 'search', lines)
  return shown
}

/** Asks row security, in the holder's own scope, which filings and books its mandate opens. */
async function withinMandate(engine: Engine, subject: Subject, found: readonly Found[]): Promise<Found[]> {
  const enterprise = ownerOf(subject)
  const ids = found.flatMap(({ kind, key }) => (kind === 'filing' ? [key] : []))
  const { filings, books } = await engine.store.tx(
    { enterprise, organisation: subject.organisation, stance: 'owner' },
    (tx) =>
      one<{ filings: string[]; books: string[] }>(
        tx,
        sql`
        select array(select id::text from filing where enterprise_id = ${enterprise} and id = any (${ids}::uuid[])) as filings,
               books_held() as books`,
      ),
  )
  // What is no filing is of a book, by the first word of its key, or of no book: then only a mandate of all books opens it.
  const isOpen = ({ kind, key }: Found) =>
    kind === 'filing' ? filings.includes(key) : books.includes('*') || books.includes(key.split(' ')[0] ?? '')
  return found.filter((one) => one.enterprise === enterprise && isOpen(one))
}

/** The one statement of a search; nothing where the query has no word. */
export function searchStatement(viewer: Uuid, query: string, limit: number): Sql | undefined {
  const words = wordsOf(query)
  const [word] = words
  if (word === undefined) return undefined
  return sql`
    select d.kind, d.key, d.enterprise_id as enterprise, d.title, d.note, d.path, d.at
      from (select enterprise_id, kind, key, min(term) = ${word} as exact
              from (select enterprise_id, kind, key, term from search_term
                     where viewer_id = ${viewer} and term >= ${word} and term < ${endOf(word)}
                     order by term limit ${looked}) t
             group by enterprise_id, kind, key) b
      cross join lateral (
        select * from search_document d where d.enterprise_id = b.enterprise_id and d.kind = b.kind and d.key = b.key offset 0) d
     where not exists (select from unnest(${words}::text[]) as o(word) where position(o.word in d.words) = 0)
     order by b.exact desc, d.at desc, d.key limit ${limit}`
}

/** What the subject may see of one enterprise, newest first. */
export async function findOf(engine: Engine, subject: Subject, enterprise: Uuid, limit: number): Promise<Found[]> {
  const found = await engine.store.ask(scopeOf(subject), (tx) =>
    rows<Found>(
      tx,
      sql`
      select kind, key, enterprise_id as enterprise, title, note, path, at
        from search_document where enterprise_id = ${enterprise} and kind = 'filing' order by at desc limit ${subject.mandate ? limit * 4 : limit}`,
    ),
  )
  return leave(engine, subject, found, limit)
}
