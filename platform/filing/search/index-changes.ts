/** Brings the index of one enterprise up to date with its filings and registers: in batches, each whole or not at all. */
import type { Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { maybe, rows, run, sql, type Tx } from '../../store/index.ts'
import type { Engine } from '../engine.ts'
import type { Searchable } from './searchable.ts'
import { searchText, termsOf } from './terms.ts'

/** What is found, with everything by which it is found. */
interface Document {
  readonly kind: string
  readonly key: string
  readonly revision: number
  readonly title: { readonly zh: string; readonly en: string }
  readonly note: string
  readonly path: string
  readonly texts: readonly string[]
  readonly viewers: readonly Uuid[]
  readonly at: Moment
}

interface ChangedFiling {
  readonly id: Uuid
  readonly type: string
  readonly revision: number
  readonly state: string
  readonly own_number: string | null
  readonly title: { readonly zh: string; readonly en: string } | null
  readonly book: string | null
  readonly known: Readonly<Record<string, string>>
  readonly updated_at: Moment
  readonly viewers: readonly Uuid[]
}

const batch = 500
// A transaction may last a minute (S8.4): one that began before the last look may have ended after it.
const overlapMs = 70_000
const first = '2000-01-01T00:00:00.000+08:00' as Moment

/** Indexes what changed. @returns whether there is more to do at once */
export function indexChanges(engine: Engine, searchables: readonly Searchable[], enterprise: Uuid): Promise<boolean> {
  return engine.store.tx({ enterprise, organisation: enterprise, stance: 'engine' }, async (tx) => {
    const now = engine.clock.machine()
    const from = await lockCursor(tx, enterprise, now)
    if (from === undefined) return false
    const changed = await changedSince(tx, enterprise, from)
    await write(
      tx,
      enterprise,
      changed.map((filing) => filingDocument(engine, filing)),
    )
    const accepted = changed.filter(({ state }) => state === 'accepted').map(({ id }) => id)
    if (accepted.length > 0) {
      const found = await Promise.all(searchables.map((one) => registerDocuments(tx, one, enterprise, accepted, now)))
      await write(tx, enterprise, found.flat())
    }
    const isMore = changed.length === batch
    const done = isMore ? changed.at(-1)!.updated_at : momentOf(msOf(now) - overlapMs)
    await run(
      tx,
      sql`update search_cursor set done_at = greatest(done_at, ${done}), checked_at = ${now} where enterprise_id = ${enterprise}`,
    )
    return isMore
  })
}

/** Holds the enterprise's cursor; undefined where another process is at it. */
async function lockCursor(tx: Tx, enterprise: Uuid, now: Moment): Promise<Moment | undefined> {
  await run(tx, sql`insert into search_cursor values (${enterprise}, ${first}, ${now}) on conflict do nothing`)
  const row = await maybe<{ done_at: Moment }>(
    tx,
    sql`select done_at from search_cursor where enterprise_id = ${enterprise} for update skip locked`,
  )
  return row?.done_at
}

/** Filings whose revision the index does not have, oldest first. */
const changedSince = (tx: Tx, enterprise: Uuid, from: Moment) =>
  rows<ChangedFiling>(
    tx,
    sql`
    select f.id, f.type, f.revision, f.state, f.own_number, f.title, f.book, f.known, f.updated_at,
           array(select f.enterprise_id union select s.organisation_id from sight s where s.enterprise_id = f.enterprise_id and s.filing_id = f.id) as viewers
      from filing f
      left join search_document d on d.enterprise_id = f.enterprise_id and d.kind = 'filing' and d.key = f.id::text
     where f.enterprise_id = ${enterprise} and f.updated_at >= ${from} and d.revision is distinct from f.revision
     order by f.updated_at, f.id limit ${batch}`,
  )

function filingDocument(engine: Engine, filing: ChangedFiling): Document {
  const { id, type, revision, own_number, title, book, known, updated_at, viewers } = filing
  const name = engine.catalogue.filing(type)?.name ?? { zh: type, en: type }
  const numbers = [own_number, ...Object.values(known), book].filter((text) => text !== null && text !== '') as string[]
  return {
    kind: 'filing',
    key: id,
    revision,
    title: title ?? { zh: `${name.zh} ${own_number ?? ''}`.trim(), en: `${name.en} ${own_number ?? ''}`.trim() },
    note: known.number ?? known.preentryNumber ?? '',
    path: `/filings/${id}`,
    texts: numbers,
    viewers,
    at: updated_at,
  }
}

async function registerDocuments(
  tx: Tx,
  { kind, path, find }: Searchable,
  enterprise: Uuid,
  filings: readonly Uuid[],
  at: Moment,
): Promise<Document[]> {
  const found = await rows<{
    key: string
    title: string
    note: string
    words: string[]
    vals: Record<string, string>
  }>(tx, find({ enterprise, filings }))
  return found.map(({ key, title, note, words, vals }) => ({
    kind,
    key,
    revision: 0,
    title: { zh: title, en: title },
    note,
    path: path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(vals[name]))),
    texts: words,
    viewers: [enterprise],
    at,
  }))
}

async function write(tx: Tx, enterprise: Uuid, documents: readonly Document[]): Promise<void> {
  if (documents.length === 0) return
  const shown = documents.map(({ texts, ...document }) => ({ ...document, words: searchText(texts) }))
  const terms = documents.flatMap(({ kind, key, texts, viewers }) =>
    termsOf(texts).flatMap((term) => viewers.map((viewer) => ({ kind, key, viewer, term }))),
  )
  await run(
    tx,
    sql`
    insert into search_document
      select ${enterprise}, d.kind, d.key, d.revision, d.title, d.note, d.path, d.words, d.viewers, d.at
        from jsonb_to_recordset(${JSON.stringify(shown)}::jsonb)
          as d(kind text, key text, revision bigint, title jsonb, note text, path text, words text, viewers uuid[], at timestamptz)
    on conflict (enterprise_id, kind, key) do update
      set revision = excluded.revision, title = excluded.title, note = excluded.note, path = excluded.path, words = excluded.words,
          viewers = excluded.viewers, at = excluded.at`,
  )
  await run(
    tx,
    sql`
    insert into search_term
      select ${enterprise}, t.kind, t.key, t.viewer, t.term
        from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as t(kind text, key text, viewer uuid, term text)
    on conflict do nothing`,
  )
}

/** Enterprises whose filings changed since their index was looked at. Runs as the carrier, which learns no more. */
export const enterprisesToIndex = (engine: Engine, limit: number): Promise<Uuid[]> =>
  engine.store
    .carry((tx) =>
      rows<{ id: Uuid }>(
        tx,
        sql`
        select o.id
          from organisation o
          cross join lateral (
            select f.updated_at from filing f where f.enterprise_id = o.id order by f.updated_at desc limit 1) f
          left join search_cursor c on c.enterprise_id = o.id
         where o.party = 'enterprise' and (c.checked_at is null or f.updated_at > c.checked_at - make_interval(secs => ${overlapMs / 1e3}))
         order by c.checked_at nulls first limit ${limit}`,
      ),
    )
    .then((found) => found.map(({ id }) => id))
