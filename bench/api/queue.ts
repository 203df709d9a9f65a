/** `queue`: an officer's desk with two hundred thousand open cases, whole, beside one page of its index. */
import { dues } from '@jiamao/modules'
import { readDesk } from '@jiamao/platform/filing'
import type { Bench } from '../bench.ts'
import { type BenchDatabase, onDatabase } from '../database.ts'
import { clerkOf, fileOne, openPlatform } from '../intake/firms.ts'
import { median, p99, short, timed } from '../measure.ts'

const cases = 200_000
const [asked, warm] = [400, 40]
const page = 50

export const queue: Bench = {
  name: 'queue',
  work: `an officer's desk with ${cases} open cases: figures, ${page} matters, fourteen days; p99`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 3 },
  run: () => onDatabase(measure),
}

async function measure(db: BenchDatabase) {
  const platform = await openPlatform(db.store, 1)
  const { engine, customs } = platform
  await fileOne(platform, 0, 'I')
  const officer = await clerkOf(engine, customs, 'officer')
  // Limits over sixty days around the business day, as they end: many cases share one.
  await db.ask(
    `insert into platform.task
       select f.enterprise_id, gen_random_uuid(), $1, f.id, 'decide', f.title, $2::timestamptz + make_interval(days => (n % 60)::int - 10), 1, 'open', null, 0, now()
         from generate_series(1, ${cases}) n, (select * from platform.filing order by id desc limit 1) f`,
    [customs.id, `${engine.clock.today()}T23:59:59.999+08:00`],
  )
  await db.ask('vacuum analyze platform.task')
  const onePage = () =>
    db.ask(
      `select act, id, due_at, filing_id, title from platform.task where organisation_id = $1 and state = 'open' order by due_at, id limit ${page}`,
      [customs.id],
    )
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let n = 0; n < asked + warm; n++) {
    const desk = await timed(() => readDesk(engine, dues, officer, { show: 'all', limit: page }))
    const bare = await timed(onePage)
    if (n < warm) continue
    ours.push(desk)
    theirs.push(bare)
  }
  return {
    value: p99(ours),
    reference: 'one page of the index, without row security',
    referenceValue: p99(theirs),
    note: `median ${short(median(ours))} beside ${short(median(theirs))} ms`,
  }
}
