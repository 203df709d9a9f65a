import type { Uuid } from '@jiamao/kernel/ids'
import type { Words } from '@jiamao/kernel/words'
import type { Subject } from '../../identity/index.ts'
import { rows, run, type Scope, type Sql, sql } from '../../store/index.ts'
import type { Engine } from '../engine.ts'
import { noteLines } from '../looks.ts'
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

const scopeOf = ({ organisation, party }: Subject): Scope =>
  party === 'enterprise'
    ? { enterprise: organisation, organisation, stance: 'owner' }
    : { organisation, stance: 'party' }

/**
 * What the subject may see by the words of a query. Rights come first: the range that is read is the subject's own, and
 * row security stands behind it. Among what was found, an exact number leads, then what changed last.
 */
export async function find(engine: Engine, subject: Subject, query: string, limit: number): Promise<Found[]> {
  const statement = searchStatement(subject.organisation, query, limit)
  if (!statement) return []
  const [, found] = await engine.store.ask(scopeOf(subject), (tx) =>
    Promise.all([run(tx, inOrder), rows<Found>(tx, statement)]),
  )
  await noteFound(engine, subject, found)
  return found
}

/** An office that finds what is somebody else's has looked at it. */
const noteFound = (engine: Engine, subject: Subject, found: readonly Found[]) =>
  subject.party === 'enterprise'
    ? Promise.resolve()
    : noteLines(
        engine,
        subject,
        'search',
        found.map(({ kind, key, enterprise }) => ({ enterprise, filing: kind === 'filing' ? (key as Uuid) : null })),
      )

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
        from search_document where enterprise_id = ${enterprise} and kind = 'filing' order by at desc limit ${limit}`,
    ),
  )
  await noteFound(engine, subject, found)
  return found
}
