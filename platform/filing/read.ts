import type { Json } from '@jiamao/kernel/canonical'
import type { Uuid } from '@jiamao/kernel/ids'
import { fill, type Words } from '@jiamao/kernel/words'
import { leafOf, record } from '../audit/index.ts'
import type { Subject } from '../identity/index.ts'
import { maybe, rows, type Scope, sql, type Tx } from '../store/index.ts'
import { locate, type Place } from './decide.ts'
import { type FilingRow, writtenContent } from './drafts.ts'
import type { Engine } from './engine.ts'
import { readFiled } from './parts.ts'
import { notFound } from './problems.ts'

/** A filing as it is shown: where it stands, who has it, what was learned of it. */
export interface FilingView {
  readonly id: Uuid
  readonly type: string
  readonly document: string
  readonly ownNumber: string | null
  readonly title: Json
  readonly state: string
  readonly stage: string | null
  readonly revision: number
  readonly version: number
  readonly filedOn: string | null
  readonly decidedOn: string | null
  readonly edition: string | null
  readonly route: Json
  readonly book: string | null
  readonly about: Uuid | null
  readonly known: Json
  readonly effort: Json
  readonly openedAt: string
  readonly updatedAt: string
}

const view = sql`
  id, type, document, own_number as "ownNumber", title, state, stage, revision, version, filed_on as "filedOn", decided_on as "decidedOn",
  edition, route, book, about_id as about, known, effort, opened_at as "openedAt", updated_at as "updatedAt"`

/** The scope in which a subject reads: the owner all of its own, another party what its sights let through. */
export const readingScope = (subject: Subject, { enterprise }: Place): Scope => ({
  enterprise,
  organisation: subject.organisation,
  stance: enterprise === subject.organisation ? 'owner' : 'party',
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
    if (scope.stance === 'party') await noteLook(engine, tx, subject, place, what)
    return result
  })
}

async function noteLook(engine: Engine, tx: Tx, subject: Subject, { enterprise, id }: Place, what: string) {
  const seen = await rows<{ view: string; ground: string }>(
    tx,
    sql`
    select view, ground from sight where enterprise_id = ${enterprise} and filing_id = ${id} and organisation_id = ${subject.organisation}`,
  )
  const purpose = seen.map(({ ground }) => ground).join('; ')
  const detail = { what, views: seen.map((sight) => sight.view) }
  const act = {
    enterprise,
    organisation: subject.organisation,
    actor: subject.person,
    act: 'look',
    subject: id,
    purpose,
    detail,
  }
  await record(tx, leafOf(act, engine.clock))
}

/** @throws NOT_FOUND, also for what is not the subject's to see */
export async function readView(tx: Tx, { enterprise, id }: Place): Promise<FilingView> {
  const found = await maybe<FilingView>(
    tx,
    sql`select ${view} from filing where enterprise_id = ${enterprise} and id = ${id}`,
  )
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

/** Everything that happened to a filing, in order. */
export const readHistory = (tx: Tx, { enterprise, id }: Place) =>
  rows<{
    n: number
    event: string
    from: string | null
    to: string
    reason: string | null
    values: Json
    businessAt: string
    at: string
  }>(
    tx,
    sql`
    select n, event, from_state as "from", to_state as "to", reason, vals as values, business_at as "businessAt", at
      from filing_event where enterprise_id = ${enterprise} and filing_id = ${id} order by n limit 1000`,
  )

/** What a list of filings is asked by. */
export interface Filter {
  readonly type?: string
  readonly state?: string
  readonly book?: string
  readonly about?: Uuid
  /** Place of the last row of the page before: time and id. */
  readonly after?: { readonly at: string; readonly id: Uuid }
  readonly limit: number
}

/** An enterprise's own filings, newest first. */
export const listFilings = (
  engine: Engine,
  subject: Subject,
  { type, state, book, about, after, limit }: Filter,
): Promise<FilingView[]> =>
  engine.store.tx({ enterprise: subject.organisation, organisation: subject.organisation, stance: 'owner' }, (tx) =>
    rows<FilingView>(
      tx,
      sql`
      select ${view} from filing
       where enterprise_id = ${subject.organisation}
         and (${type ?? null}::text is null or type = ${type ?? null})
         and (${state ?? null}::text is null or state = ${state ?? null})
         and (${book ?? null}::text is null or book = ${book ?? null})
         and (${about ?? null}::uuid is null or about_id = ${about ?? null})
         and (${after?.at ?? null}::timestamptz is null or (updated_at, id) < (${after?.at ?? null}, ${after?.id ?? null}))
       order by updated_at desc, id desc limit ${limit}`,
    ),
  )

/** An open task of an organisation's desk. */
export interface TaskView {
  readonly id: Uuid
  readonly filing: Uuid
  readonly act: string
  readonly title: Json
  readonly dueAt: string
  readonly state: string
}

/** What waits on a desk, soonest due first: the only list that goes over enterprises. */
export const listTasks = (engine: Engine, subject: Subject, limit: number): Promise<TaskView[]> =>
  engine.store.tx({ organisation: subject.organisation, stance: 'party' }, (tx) =>
    rows<TaskView>(
      tx,
      sql`
      select id, filing_id as filing, act, title, due_at as "dueAt", state from task
       where organisation_id = ${subject.organisation} and state = 'open' order by due_at, id limit ${limit}`,
    ),
  )

/** What an organisation was told, newest first. */
export const listNotices = (engine: Engine, subject: Subject, limit: number) =>
  engine.store
    .tx({ organisation: subject.organisation, stance: 'party' }, (tx) =>
      rows<{ id: Uuid; filing: Uuid | null; key: string; values: Record<string, string>; businessAt: string }>(
        tx,
        sql`
      select id, filing_id as filing, key, vals as values, business_at as "businessAt" from notice
       where organisation_id = ${subject.organisation} order by at desc, id desc limit ${limit}`,
      ),
    )
    .then((found) => found.map((notice) => ({ ...notice, message: sayNotice(engine, notice) })))

/** A notice in both languages; one whose words are gone is shown by its key. */
function sayNotice({ catalogue }: Engine, { key, values }: { key: string; values: Record<string, string> }): Words {
  const words = catalogue.notice(key)
  return { zh: fill(words?.zh ?? key, values), en: fill(words?.en ?? key, values) }
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
