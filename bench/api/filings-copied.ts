/** A million filings of two thousand enterprises in a running platform: a real checklist of the demo, copied row by row. */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type pg from 'pg'
import type { World } from '../../tests/system/world.ts'

export const filings = 1_000_000
export const enterprises = 2_000

/** Enterprises, the first of them, whose filings have all that hangs on a filing: a tenth of them outgrows the caches too. */
export const whole = enterprises / 10
const hanging = ['filing_part', 'filing_event', 'judgement', 'sight']

/** What is a copy's own; everything else is as in the first. */
const own: Readonly<Record<string, string>> = {
  enterprise_id: 'c.enterprise_id',
  id: 'c.id',
  filing_id: 'c.id',
  own_number: `'B-' || lpad(c.n::text, 8, '0')`,
  organisation_id: 'case when t.organisation_id = t.enterprise_id then c.enterprise_id else t.organisation_id end',
  opened_at: 'c.at',
  updated_at: 'c.at',
}

/**
 * Copies them as a year brings them: the filings of an enterprise lie between those of all others.
 *
 * @param firms these, and as many more as make two thousand
 * @param isWhole with what hangs on them, which a list does not read
 */
export async function fill(client: pg.Client, world: World, firms: readonly Uuid[], isWhole: boolean): Promise<void> {
  const { status, err } = await world.command(['demo'])
  if (status !== 0) throw new Error(`the demo ended with ${status}: ${err}`)
  await client.query('set search_path = platform')
  const [template] = await rowsOf<{ id: Uuid }>(
    client,
    `select id from filing where type = 'enterprise.checklist.import' and state = 'accepted' order by opened_at limit 1`,
  )
  const all = [...firms, ...Array.from({ length: enterprises - firms.length }, newUuid)]
  await client.query(
    `create temporary table copy as
       select n, ($1::uuid[])[n % $2 + 1] as enterprise_id, uuidv7((n - $3) * interval '30 s') as id, now() + (n - $3) * interval '30 s' as at
         from generate_series(0, $3 - 1) n`,
    [all, enterprises, filings],
  )
  // What the search has seen already is not indexed while others are measured.
  await client.query(
    `insert into search_cursor select id, now(), now() from unnest($1::uuid[]) id
       on conflict (enterprise_id) do update set done_at = excluded.done_at, checked_at = excluded.checked_at`,
    [all],
  )
  await copyRows(client, 'filing', 'copy', `id = '${template.id}'`)
  for (const table of isWhole ? hanging : []) {
    await copyRows(
      client,
      table,
      `(select * from copy where n % ${enterprises} < ${whole})`,
      `filing_id = '${template.id}'`,
    )
  }
  await client.query('vacuum analyze')
  await client.query('checkpoint')
}

async function copyRows(client: pg.Client, table: string, copies: string, those: string): Promise<void> {
  const columns = await rowsOf<{ name: string }>(
    client,
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  )
  const names = columns.map(({ name }) => name)
  await client.query(
    `insert into ${table} (${names.join(', ')})
       select ${names.map((name) => own[name] ?? `t.${name}`).join(', ')} from ${copies} c, (select * from ${table} where ${those}) t order by c.n`,
  )
}

const rowsOf = async <R extends object>(client: pg.Client, text: string, values: unknown[] = []): Promise<R[]> =>
  (await client.query<R>(text, values)).rows
