/** `intake.single`: one checklist a call through the real engine, fsync on, beside a function that only writes the same rows, as safely. */
import type { Bench } from '../bench.ts'
import { type BenchDatabase, inFolder, onDatabase } from '../database.ts'
import { atOnce, inTurn, short, spread } from '../measure.ts'
import { type Direction, fileOne, openPlatform } from './firms.ts'
import { pgbench, prepareReference, requirePgbench } from './pgbench.ts'
import { rowsWritten } from './rows-written.ts'

const clients = 8
const seconds = 3
const rounds = 5

const singleOf = (direction: Direction, what: string): Bench => ({
  name: 'intake.single',
  work: `${what} of 20 lines, validated, gated, posted, outboxed, fsync; ${clients} clients`,
  unit: 'filings/s',
  better: 'higher',
  goal: { ratio: 0.5 },
  run() {
    requirePgbench()
    return onDatabase((db) => inFolder((folder) => beside(db, folder, direction)))
  },
})

export const singleImport = singleOf('I', 'import checklist')
export const singleExport = singleOf('E', 'export checklist')

async function beside(db: BenchDatabase, folder: string, direction: Direction) {
  const platform = await openPlatform(db.store, clients)
  await prepareReference(db, platform)
  const first = await fileOne(platform, 0, direction)
  const reference = await pgbench(db, folder, first)
  // Plans that were made on nearly empty tables scan them: both sides meet tables that are in use.
  await reference.perSecond(clients, seconds)
  await db.ask('analyze')
  const rows = await rowsWritten(db, () => fileOne(platform, 0, direction))
  const theirRows = await rowsWritten(db, () => reference.once())
  if (rows !== theirRows) throw new Error(`rows differ: ours ${rows}; the reference ${theirRows}`)

  const waits: number[] = []
  const { ours, theirs, ...medians } = await inTurn(
    rounds,
    async () => {
      const done = await atOnce(clients, seconds, (client) => fileOne(platform, client, direction))
      waits.push(...done.waits)
      return done.perSecond
    },
    () => reference.perSecond(clients, seconds),
  )
  const slowest = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)]
  return {
    ...medians,
    reference:
      'PostgreSQL function under pgbench: the same rows, bytes and guarantees; nothing completed, judged or encoded',
    note: `rows each: ${rows}, balance 20 updated; p99 ${short(slowest)} ms; ${spread(ours, theirs)}`,
  }
}
