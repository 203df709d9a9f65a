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

/** Cuts a wire content into part rows. */
export function toParts(wire: object): PartRows {
  const part: string[] = []
  const chunk: number[] = []
  const body: string[] = []
  for (const [name, value] of Object.entries(wire)) {
    const pieces = Array.isArray(value) ? chunksOf(value) : [value]
    for (const [i, piece] of pieces.entries()) {
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

/** Replaces what is being written. */
export async function writeDraft(tx: Tx, enterprise: Uuid, filing: Uuid, wire: object): Promise<void> {
  await run(tx, sql`delete from draft_part where enterprise_id = ${enterprise} and filing_id = ${filing}`)
  await run(
    tx,
    sql`
    insert into draft_part
      select ${enterprise}, ${filing}, r.part, r.chunk, r.body
        from jsonb_to_recordset(${partsText(toParts(wire))}::jsonb) as r(part text, chunk int, body jsonb)`,
  )
}
