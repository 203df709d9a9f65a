import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

/** The migrations of one engine or module: forward only, `0001-what-it-does.sql`. */
export interface Migrations {
  readonly of: string
  readonly folder: URL
}

interface Step {
  readonly of: string
  readonly number: number
  readonly file: string
  readonly text: string
  readonly checksum: string
}

const table = `
create schema if not exists platform;
create schema if not exists register;
create table if not exists platform.migration (
  of text not null, number int not null, file text not null, checksum text not null, at timestamptz not null,
  primary key (of, number));`

/** Reads a folder's steps. @throws Error for a gap, a repeated number or a name of another form */
function stepsOf({ of, folder }: Migrations): Step[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return files.map((file, i) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(file)?.[1])
    if (number !== i + 1) throw new Error(`${of}: expected migration ${i + 1}, found ${file}`)
    const text = readFileSync(new URL(file, folder), 'utf8')
    return { of, number, file, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

/**
 * Brings a database up to date: all steps in the order given, each its own transaction. Refused, with nothing done,
 * where history differs: a step that was applied has changed or is gone.
 *
 * @returns the files applied now
 */
export async function migrate(owner: pg.ClientConfig, sources: readonly Migrations[], at: string): Promise<string[]> {
  const steps = sources.flatMap(stepsOf)
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query(table)
    const pending = await differing(client, steps, new Set(sources.map(({ of }) => of)))
    for (const step of pending) await apply(client, step, at)
    return pending.map(({ of, file }) => `${of}/${file}`)
  } finally {
    await client.end()
  }
}

async function differing(client: pg.Client, steps: readonly Step[], known: ReadonlySet<string>): Promise<Step[]> {
  const { rows } = await client.query<Step>('select of, number, file, checksum from platform.migration')
  const applied = new Map(rows.map((row) => [`${row.of} ${row.number}`, row]))
  for (const step of steps) {
    const row = applied.get(`${step.of} ${step.number}`)
    if (row && row.checksum !== step.checksum) {
      throw new Error(
        `history differs: ${step.of}/${step.file} was changed after it was applied. Restore the file and add a new step.`,
      )
    }
    applied.delete(`${step.of} ${step.number}`)
  }
  for (const row of applied.values()) {
    if (known.has(row.of))
      throw new Error(
        `history differs: ${row.of}/${row.file} was applied but is gone. This database is newer than this program.`,
      )
  }
  const done = new Set(rows.map((row) => `${row.of} ${row.number}`))
  return steps.filter((step) => !done.has(`${step.of} ${step.number}`))
}

async function apply(client: pg.Client, step: Step, at: string) {
  await client.query('begin')
  try {
    await client.query(`set local lock_timeout = '10s'`)
    // Two processes that start at once: the second waits here and then finds the step done.
    await client.query('lock table platform.migration in exclusive mode')
    const { rowCount } = await client.query('select from platform.migration where of = $1 and number = $2', [
      step.of,
      step.number,
    ])
    if (rowCount === 0) {
      await client.query('set local search_path = platform, register')
      await client.query(step.text)
      await client.query('insert into platform.migration values ($1, $2, $3, $4, $5)', [
        step.of,
        step.number,
        step.file,
        step.checksum,
        at,
      ])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${step.of}/${step.file}: ${(error as Error).message}`, { cause: error })
  }
}
