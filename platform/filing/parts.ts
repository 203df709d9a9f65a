import type { Uuid } from '@jiamao/kernel/ids'
import { rows, run, type Sql, sql, type Tx } from '../store/index.ts'

/** Lines of one chunk: a list of 100,000 lies in 50 rows. */
const chunkLines = 2_000

/** The parts of a content as they lie in the database: a single part in one chunk, a list in chunks. */
export interface PartRows {
  readonly part: readonly string[]
  readonly chunk: readonly number[]
  readonly body: readonly string[]
}

/** Cuts a wire content into part rows; those that hold the same as in another state are left out. */
export function toParts(wire: object, besides: Readonly<Record<string, unknown>> = {}): PartRows {
  const part: string[] = []
  const chunk: number[] = []
  const body: string[] = []
  for (const [name, value] of Object.entries(wire)) {
    const known = Object.hasOwn(besides, name) ? piecesOf(besides[name]) : []
    for (const [i, piece] of piecesOf(value).entries()) {
      if (i in known && isSame(known[i], piece)) continue
      part.push(name)
      chunk.push(i)
      body.push(JSON.stringify(piece))
    }
  }
  return { part, chunk, body }
}

/** Part rows as one JSON text, for `jsonb_to_recordset`: an array of texts would be quoted here and unquoted there. */
export const partsText = ({ part, chunk, body }: PartRows): string =>
  `[${part.map((name, i) => `{"part":${JSON.stringify(name)},"chunk":${chunk[i]},"body":${body[i]}}`).join(',')}]`

const piecesOf = (value: unknown) => (Array.isArray(value) ? chunksOf(value) : [value])

/** Whether two pieces are the same objects; a list is cut anew each time, its lines stay what they are. */
const isSame = (one: unknown, other: unknown): boolean =>
  one === other ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((line, i) => line === other[i]))

// An empty list is one empty chunk: it was filled in, with nothing.
const chunksOf = (list: readonly unknown[]) =>
  Array.from({ length: Math.max(1, Math.ceil(list.length / chunkLines)) }, (_, i) =>
    list.slice(i * chunkLines, (i + 1) * chunkLines),
  )

/** Puts part rows back together. */
function fromParts(found: readonly { readonly part: string; readonly body: unknown }[]): Record<string, unknown> {
  const wire: Record<string, unknown> = {}
  for (const { part, body } of found) {
    const known = wire[part]
    wire[part] = Array.isArray(known) && Array.isArray(body) ? known.concat(body) : body
  }
  return wire
}

const read = async (tx: Tx, question: Sql) => fromParts(await rows<{ part: string; body: unknown }>(tx, question))

/** What is being written, faults and all. */
export const readDraft = (tx: Tx, enterprise: Uuid, filing: Uuid) =>
  read(
    tx,
    sql`select part, body from draft_part where enterprise_id = ${enterprise} and filing_id = ${filing} order by part, chunk`,
  )

/** What was filed in a version, as far as row security lets the asker see it. */
export const readFiled = (tx: Tx, enterprise: Uuid, filing: Uuid, version: number) =>
  read(
    tx,
    sql`
    select part, body from filing_part
     where enterprise_id = ${enterprise} and filing_id = ${filing} and version = ${version} order by part, chunk`,
  )

/**
 * What is shown of a filing, whatever its state: what is being written, or what was filed last. Asked before the filing
 * is known, in one statement; nothing where its revision is the one that the asker has.
 */
export const readShown = (tx: Tx, enterprise: Uuid, filing: Uuid, had: number | null) =>
  read(
    tx,
    sql`
    with f as (
      select state, version from filing where enterprise_id = ${enterprise} and id = ${filing} and revision is distinct from ${had}::int),
    d as (
      select part, chunk, body from draft_part
       where enterprise_id = ${enterprise} and filing_id = ${filing} and exists (select from f where state in ('draft', 'returned')))
    select part, body
      from (select part, chunk, body from d
            union all
            select part, chunk, body from filing_part
             where enterprise_id = ${enterprise} and filing_id = ${filing} and version = (select version from f where state <> 'draft')
               and not exists (select from d)) shown
     order by part, chunk`,
  )

/** Writes a new draft. */
export const writeDraft = (tx: Tx, enterprise: Uuid, filing: Uuid, wire: object): Promise<void> =>
  rewriteDraft(tx, enterprise, filing, {}, wire)

/**
 * Writes what is new in a draft. A cell of a draft of 100,000 lines is one chunk of fifty.
 *
 * @param before as it lies there; `wire` shares with it what did not change
 */
export async function rewriteDraft(
  tx: Tx,
  enterprise: Uuid,
  filing: Uuid,
  before: Readonly<Record<string, unknown>>,
  wire: object,
): Promise<void> {
  const parts = toParts(wire, before)
  const names = Object.keys(wire)
  const counts = Object.values(wire).map((value) => piecesOf(value).length)
  await run(
    tx,
    sql`
    delete from draft_part d
     where enterprise_id = ${enterprise} and filing_id = ${filing}
       and not exists (select from unnest(${names}::text[], ${counts}::int[]) as k(part, chunks)
                        where k.part = d.part and d.chunk < k.chunks)`,
  )
  await run(
    tx,
    sql`
    insert into draft_part
      select ${enterprise}, ${filing}, r.part, r.chunk, r.body
        from jsonb_to_recordset(${partsText(parts)}::jsonb) as r(part text, chunk int, body jsonb)
    on conflict (enterprise_id, filing_id, part, chunk) do update set body = excluded.body`,
  )
}
