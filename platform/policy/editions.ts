import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dataFolder, readTable } from '@jiamao/data'
import { type Moment, momentOf } from '@jiamao/kernel/time'
import type { Words } from '@jiamao/kernel/words'
import { type Store, sql } from '../store/index.ts'

/** One dated row of an edition, before it is known. */
export interface EditionRow {
  readonly kind: 'parameter' | 'catalogue' | 'setting' | 'route' | 'calendar' | 'paper'
  readonly id: string
  /** Code of a catalogue row or a paper, party and act of a route, day of a calendar; empty where the id says it all. */
  readonly key: string
  readonly validFrom: string
  readonly validTo?: string
  readonly body: object
}

export interface Edition {
  readonly id: string
  readonly name: Words
  readonly ground: string
  readonly rows: readonly EditionRow[]
}

const folder = 'policy/edition-1/'
const json = <T>(name: string): T => JSON.parse(readFileSync(new URL(`${folder}${name}.json`, dataFolder), 'utf8')) as T

interface CatalogueSource {
  readonly id: string
  readonly table: string
  readonly key: string
  readonly name: string
  readonly nameEn?: string
  readonly wire?: string
  readonly validFrom?: string
  readonly more?: Readonly<Record<string, string>>
}

// The code lists carry no dates of their own: they hold from the first day that the platform can judge (R0).
const always = '2004-04-01'

function catalogueRows(source: CatalogueSource, aliases: ReadonlyMap<string, string[]>): EditionRow[] {
  return readTable(source.table).map((row) => {
    const key = row[source.key]
    const body: Record<string, string> = { name: row[source.name] }
    if (source.nameEn) body.nameEn = row[source.nameEn]
    if (source.wire) body.wire = row[source.wire]
    const also = aliases.get(`${source.id} ${key}`)
    if (also) body.also = also.join('|')
    for (const [name, column] of Object.entries(source.more ?? {})) body[name] = row[column]
    return { kind: 'catalogue', id: source.id, key, validFrom: source.validFrom ?? always, body }
  })
}

/** The first edition, from the tables in `data/`: what the law was where we have its text, what we read where not. */
export function firstEdition(): Edition {
  const aliases = Map.groupBy(readTable(`${folder}aliases`), ({ list, code }) => `${list} ${code}`)
  const words = new Map([...aliases].map(([key, found]) => [key, found.map(({ alias }) => alias)]))
  const dated = ({ validFrom, validTo }: { validFrom: string; validTo?: string }) => ({
    validFrom,
    ...(validTo ? { validTo } : {}),
  })
  const parameters = json<{ id: string; validFrom: string }[]>('parameters')
  const settings = json<{ id: string; validFrom: string; validTo?: string }[]>('settings')
  const papers = json<{ type: string; code: string; validFrom: string; validTo?: string }[]>('papers')
  const routes = json<{ type: string; party: string; does: string; validFrom: string }[]>('routes')
  return {
    id: '1',
    name: { zh: '第 1 版', en: 'Edition 1' },
    ground: 'docs/domain/rulebook.md, docs/domain/rulebook-parties.md',
    rows: [
      ...json<CatalogueSource[]>('catalogues').flatMap((source) => catalogueRows(source, words)),
      ...parameters.map((body): EditionRow => ({ kind: 'parameter', id: body.id, key: '', ...dated(body), body })),
      ...settings.map((body): EditionRow => ({ kind: 'setting', id: body.id, key: '', ...dated(body), body })),
      ...routes.map(
        (body): EditionRow => ({
          kind: 'route',
          id: body.type,
          key: `${body.party} ${body.does}`,
          ...dated(body),
          body,
        }),
      ),
      ...papers.map((body): EditionRow => ({ kind: 'paper', id: body.type, key: body.code, ...dated(body), body })),
      ...readTable(`${folder}calendar`).map(
        (body): EditionRow => ({ kind: 'calendar', id: 'CN', key: body.day, validFrom: body.day, body }),
      ),
    ],
  }
}

/**
 * What an edition has and the database has no row of at all, as an edition of its own; undefined where nothing is missing.
 * A platform that was begun on an earlier version learns what came since, and what it knew before stays as it is.
 */
export async function supplement(store: Store, { name, ground, rows }: Edition): Promise<Edition | undefined> {
  const column = <T>(of: (row: EditionRow) => T) => rows.map(of)
  const found = await store.call<{ n: number }>(sql`
    select r.n::int - 1 as n
      from unnest(${column((r) => r.kind)}::text[], ${column((r) => r.id)}::text[], ${column((r) => r.key)}::text[])
             with ordinality as r(kind, id, key, n)
     where not exists (select from policy_row p where (p.kind, p.id, p.key) = (r.kind, r.id, r.key))
     order by r.n`)
  const missing = found.map(({ n }) => rows[n])
  if (missing.length === 0) return undefined
  const hash = createHash('sha256').update(JSON.stringify(missing)).digest('hex').slice(0, 8)
  return {
    id: `1-${hash}`,
    name: { zh: `${name.zh}（补充）`, en: `${name.en}, supplement` },
    ground,
    rows: missing,
  }
}

/** Writes an edition: from this moment its rows are known. Nothing that was known before is changed. */
export async function publish(store: Store, edition: Edition, signedBy: readonly string[], at: Moment): Promise<void> {
  const { id, name, ground } = edition
  const column = <T>(of: (row: EditionRow) => T) => edition.rows.map(of)
  await store.call(sql`
    with signed as (
      insert into edition values (${id}, ${JSON.stringify(name)}, ${ground}, ${signedBy}, ${at}) on conflict do nothing returning id)
    insert into policy_row
      select r.kind, r.id, r.key, coalesce((select max(p.n) from policy_row p where (p.kind, p.id, p.key) = (r.kind, r.id, r.key)), 0)
               + row_number() over (partition by r.kind, r.id, r.key order by r.valid_from),
             r.valid_from, r.valid_to, ${at}, null, signed.id, r.body
        from signed, unnest(${column((r) => r.kind)}::text[], ${column((r) => r.id)}::text[], ${column((r) => r.key)}::text[],
               ${column((r) => r.validFrom)}::date[], ${column((r) => r.validTo ?? null)}::date[], ${column((r) => JSON.stringify(r.body))}::jsonb[])
               as r(kind, id, key, valid_from, valid_to, body)`)
}

/** A row as it lies in the database. */
export interface PolicyRow {
  readonly kind: EditionRow['kind']
  readonly id: string
  readonly key: string
  readonly valid_from: string
  readonly valid_to: string | null
  readonly known_from: Moment
  readonly known_to: Moment | null
  readonly edition: string
  readonly body: Readonly<Record<string, unknown>>
}

/** An edition's rows as they would lie in the database, known since ever. */
export const knownRows = (edition: Edition): PolicyRow[] =>
  edition.rows.map(({ kind, id, key, validFrom, validTo = null, body }) => ({
    kind,
    id,
    key,
    valid_from: validFrom,
    valid_to: validTo,
    known_from: momentOf(0),
    known_to: null,
    edition: edition.id,
    body: body as PolicyRow['body'],
  }))

export const allRows = (store: Store): Promise<PolicyRow[]> =>
  store.call<PolicyRow>(sql`
    select kind, id, key, valid_from, valid_to, known_from, known_to, edition, body from policy_row order by kind, id, key, n`)
