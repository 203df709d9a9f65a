/** `reference.sql` under pgbench: the content of one of our filings, sent again and again by its clients. */
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Uuid } from '@jiamao/kernel/ids'
import { Skipped } from '../bench.ts'
import type { BenchDatabase } from '../database.ts'
import type { Platform } from './firms.ts'

/** @throws Skipped where there is no pgbench */
export function requirePgbench(): void {
  if (spawnSync('pgbench', ['--version']).error)
    throw new Skipped('no pgbench: scripts/install-bench-tools.sh brings it')
}

/** Makes the function, and a client for every firm. */
export async function prepareReference(db: BenchDatabase, { firms, customs }: Platform): Promise<void> {
  await db.ask('create schema bench')
  await db.ask(readFileSync(new URL('reference.sql', import.meta.url), 'utf8'))
  for (const [n, { clerk, book }] of firms.entries()) {
    const client = [n, clerk.organisation, customs.id, clerk.person, book]
    await db.ask('insert into bench.client values ($1, $2, $3, $4, $5)', client)
  }
}

/** What one filing of ours wrote, as the parameters of `bench.take`. */
async function contentOf(db: BenchDatabase, filing: Uuid): Promise<Record<string, string>> {
  const [found] = await db.ask<Record<string, string>>(
    `select f.type, e.side[1] as side, e.kind[1]::text as kind, e.recipe[1] as recipe, e.seq::text as seq, e.quantity::text as quantity,
            (select body::text from platform.filing_part p where p.filing_id = f.id and part = 'head') as head,
            (select body::text from platform.filing_part p where p.filing_id = f.id and part = 'lines') as lines,
            j.facts::text as facts, j.findings::text as findings, f.title::text as title, f.route::text as route, f.effort::text as effort,
            n.body::text as answer, a.detail::text as detail, y.name, y.bytes::text as bytes, y.salt::text as salt
       from platform.filing f
       join platform.entry e on e.filing_id = f.id
       join platform.judgement j on j.filing_id = f.id
       join platform.answer n on n.body->>'id' = f.id::text
       join platform.audit a on a.subject = f.id
       join platform.outbox o on o.cause = f.id
       join platform.payload y on y.id = o.id
      where f.id = $1`,
    [filing],
  )
  return found
}

/** The reference with the content of one of our filings. */
export interface Reference {
  /** Filings a second of so many clients; connecting is not counted. */
  perSecond(clients: number, seconds: number): Promise<number>
  /** One call. */
  once(): Promise<void>
}

export async function pgbench(db: BenchDatabase, folder: string, filing: Uuid): Promise<Reference> {
  const content = Object.entries(await contentOf(db, filing))
  const script = join(folder, 'take.sql')
  // A variable of pgbench cannot be empty, as the recipe of a material is.
  const given = content.map(([name, value]) => (value === '' ? "''" : `:${name}`))
  writeFileSync(script, `select bench.take(:client_id, ${given.join(', ')});\n`)
  const defined = content.flatMap(([name, value]) => (value === '' ? [] : ['-D', `${name}=${value}`]))
  const { host = '', port, user = '', database = '' } = db.owner
  const fixed = ['-n', '-M', 'prepared', '-f', script, ...defined, '-h', host, '-p', `${port}`, '-U', user, database]
  const run = async (...options: string[]) => {
    const env = { ...process.env, PGOPTIONS: '-c role=jiamao_app' }
    const said = promisify(execFile)('pgbench', [...options, ...fixed], { env })
    const { stdout, stderr = '' } = await said.catch((error) => error)
    const [, rate] = /tps = ([\d.]+) \(without initial connection time\)/.exec(stdout) ?? []
    if (rate === undefined || !/number of failed transactions: 0 /.test(stdout)) throw new Error(`pgbench: ${stderr}`)
    return +rate
  }
  return {
    perSecond: (clients, seconds) => run('-c', `${clients}`, '-j', '2', '-T', `${seconds}`),
    once: async () => void (await run('-c', '1', '-t', '1')),
  }
}
