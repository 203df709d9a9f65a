import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate, Moment } from '@jiamao/kernel/time'
import { ownerOf, type Subject } from '../identity/index.ts'
import { join, maybe, rows, type Scope, type Sql, sql, type Tx } from '../store/index.ts'
import { locate, type Place } from './decide.ts'
import { type FilingRow, writtenContent } from './drafts.ts'
import type { Engine } from './engine.ts'
import { noteLook } from './looks.ts'
import { readFiled } from './parts.ts'
import { notFound } from './problems.ts'
import { patternOf } from './tasks.ts'

/** A filing as it is shown: where it stands, who has it, what was learned of it. */
export interface FilingView {
  readonly id: Uuid
  readonly type: string
  readonly document: string
  /** The organisation that opened it. */
  readonly organisation: Uuid
  readonly ownNumber: string | null
  readonly title: Json
  readonly state: string
  readonly stage: string | null
  readonly revision: number
  readonly version: number
  readonly filedOn: string | null
  readonly decidedOn: string | null
  /** SHA-256 of what was filed last: the proof on its print. */
  readonly contentHash: string | null
  /** 待补签: by when the version that was filed is still to be signed. */
  readonly countersignBy: string | null
  readonly edition: string | null
  readonly route: Json
  readonly book: string | null
  readonly about: Uuid | null
  readonly known: Json
  readonly effort: Json
  readonly openedAt: string
  readonly updatedAt: string
}

const viewWith = (json: (column: Sql) => Sql) => sql`
  id, type, document, organisation_id as organisation, own_number as "ownNumber", ${json(sql`title`)} as title, state, stage, revision, version,
  filed_on as "filedOn", decided_on as "decidedOn", encode(content_hash, 'hex') as "contentHash", edition, ${json(sql`route`)} as route, book,
  about_id as about, ${json(sql`known`)} as known, ${json(sql`effort`)} as effort,
  case when state in ('held', 'submitted', 'inReview', 'accepted') then countersign_by end as "countersignBy", opened_at as "openedAt", updated_at as "updatedAt"`
const view = viewWith((column) => column)

/** The scope in which a subject reads: the owner all of its own, another party what its sights let through. */
export const readingScope = (subject: Subject, { enterprise }: Place): Scope => ({
  enterprise,
  organisation: subject.organisation,
  stance: enterprise === ownerOf(subject) ? 'owner' : 'party',
})

/** Reads in the subject's scope; a look at somebody else's data is written down in the same transaction (S9.1). */
export async function look<T>(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  what: string,
  read: (tx: Tx, place: Place) => Promise<T>,
): Promise<T> {
  const place = await locate(engine, subject, id)
  const scope = readingScope(subject, place)
  return engine.store.tx(scope, async (tx) => {
    const result = await read(tx, place)
    if (scope.stance === 'party' || subject.mandate) await noteLook(engine, tx, subject, place, what)
    return result
  })
}

/** The filing, where it is the asker's to see. */
export const maybeView = (tx: Tx, { enterprise, id }: Place) =>
  maybe<FilingView>(tx, sql`select ${view} from filing where enterprise_id = ${enterprise} and id = ${id}`)

/** @throws NOT_FOUND, also for what is not the subject's to see */
export async function readView(tx: Tx, place: Place): Promise<FilingView> {
  const found = await maybeView(tx, place)
  if (!found) throw notFound()
  return found
}

/** The content: what is being written for its owner, what was filed for everybody else; only the parts that may be seen. */
export async function readContent(
  tx: Tx,
  { enterprise, id }: Place,
  filing: FilingView,
): Promise<Record<string, unknown>> {
  const writing = filing.state === 'draft' || filing.state === 'returned'
  return writing
    ? writtenContent(tx, enterprise, filing as unknown as FilingRow)
    : readFiled(tx, enterprise, id, filing.version)
}

/** The last judgement with its findings; undefined where none was made or may be seen. */
export const readJudgement = (tx: Tx, { enterprise, id }: Place) =>
  maybe<{ edition: string; strongest: string | null; findings: Json; at: string }>(
    tx,
    sql`
    select edition, strongest, findings, at from judgement where enterprise_id = ${enterprise} and filing_id = ${id} order by n desc limit 1`,
  )

/** What a list of filings is asked by. */
export interface Filter {
  readonly type?: string
  /** One state, or several with commas between them. */
  readonly state?: string
  readonly book?: string
  readonly about?: Uuid
  /** Part of a number or a title. */
  readonly search?: string
  /** Answered by another party since. */
  readonly answeredSince?: Moment
  readonly filedFrom?: LocalDate
  /** Of which something was typed although the platform held it (R8.6). */
  readonly typedTwice?: boolean
  /** Place of the last row of the page before: time and id. */
  readonly after?: { readonly at: string; readonly id: Uuid }
  readonly limit: number
}

/** A filing in a list: its view is JSON already, for nobody on the way looks into it. */
export interface Listed {
  readonly id: Uuid
  readonly updatedAt: Moment
  readonly view: string
}

/** An enterprise's own filings, newest first. */
export async function listFilings(engine: Engine, subject: Subject, filter: Filter): Promise<Listed[]> {
  const scope = { enterprise: ownerOf(subject), organisation: subject.organisation, stance: 'owner' } as const
  const found = await engine.store.ask(scope, (tx) =>
    rows<Unread>(
      tx,
      sql`
      select ${viewWith((column) => sql`${column}::text`)} from filing
       where ${join(conditionsOf(engine, subject, filter), ' and ')}
       order by updated_at desc, id desc limit ${filter.limit}`,
    ),
  )
  return found.map((row) => ({ id: row.id, updatedAt: row.updatedAt, view: viewOf(row) }))
}

/** A row whose JSON was not read: made into objects and written again, two hundred of them are most of a list's garbage. */
interface Unread extends Record<'title' | 'route', string | null>, Record<'known' | 'effort', string> {
  readonly id: Uuid
  readonly updatedAt: Moment
}

const viewOf = ({ title, route, known, effort, ...plain }: Unread): string =>
  `${JSON.stringify(plain).slice(0, -1)},"title":${title ?? 'null'},"route":${route ?? 'null'},"known":${known},"effort":${effort}}`

function conditionsOf(engine: Engine, subject: Subject, filter: Filter): Sql[] {
  const { type, state, book, about, search, answeredSince, filedFrom, typedTwice, after } = filter
  const like = search && patternOf(search)
  const firms = engine.catalogue.filings.flatMap(({ id, filer }) => (filer.party === 'enterprise' ? [id] : []))
  return [
    sql`enterprise_id = ${ownerOf(subject)}`,
    // What another party is still writing about it is theirs until it is filed.
    sql`(state <> 'draft' or type = any (${firms}::text[]))`,
    ...(type ? [sql`type = ${type}`] : []),
    ...(state ? [sql`state = any (string_to_array(${state}, ','))`] : []),
    ...(book ? [sql`book = ${book}`] : []),
    ...(about ? [sql`about_id = ${about}`] : []),
    ...(like
      ? [
          sql`(own_number ilike ${like} or book ilike ${like} or title->>'zh' ilike ${like} or title->>'en' ilike ${like}
               or known->>'number' ilike ${like} or known->>'preentryNumber' ilike ${like})`,
        ]
      : []),
    ...(filedFrom ? [sql`filed_on >= ${filedFrom}`] : []),
    ...(typedTwice ? [sql`(effort->>'typedTwice')::int > 0`] : []),
    ...(answeredSince
      ? [
          sql`updated_at > ${answeredSince} and exists (
            select from filing_event e where e.enterprise_id = filing.enterprise_id and e.filing_id = filing.id
               and e.at > ${answeredSince} and e.organisation_id not in (filing.enterprise_id, filing.organisation_id))`,
        ]
      : []),
    ...(after ? [sql`(updated_at, id) < (${after.at}, ${after.id})`] : []),
  ]
}

/** Values of all filings of a book by how they came (R8.6). The last figure is the platform's promise: 0. */
export async function readEffort(tx: Tx, enterprise: Uuid, book: string) {
  const [sum] = await rows<Record<'filings' | 'typed' | 'imported' | 'prefilled' | 'typedTwice', number>>(
    tx,
    sql`
    select count(*)::int as filings, coalesce(sum((effort->>'typed')::int), 0)::int as typed, coalesce(sum((effort->>'imported')::int), 0)::int as imported,
           coalesce(sum((effort->>'prefilled')::int), 0)::int as prefilled, coalesce(sum((effort->>'typedTwice')::int), 0)::int as "typedTwice"
      from filing
     where enterprise_id = ${enterprise} and effort ? 'prefilled' and (book = ${book} or known->>'number' = ${book})`,
  )
  return { book, ...sum }
}
