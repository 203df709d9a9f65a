/** `queue`: a page of an officer's desk on which 200,000 cases wait, beside one page of an index by bare SQL. */
import { listTasks } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import pg from 'pg'
import type { Bench } from '../bench.ts'
import { type BenchDatabase, onDatabase } from '../database.ts'
import { clerkOf, openPlatform, type Platform } from '../intake/firms.ts'
import { inTurn, median, p99, short, spread, timed } from '../measure.ts'

const cases = 200_000
const firms = 8
const page = 50
const rounds = 7
/** Pages of a round, each from another place of the list. */
const pages = 300

export const desk: Bench = {
  name: 'queue',
  work: `a page of ${page} from anywhere in a desk of ${cases} cases over ${firms} firms: title, firm, limit, verdict, holder; p99 of ${pages}`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 3 },
  run: () =>
    onDatabase(async (db) => {
      const platform = await openPlatform(db.store, firms)
      const officer = await clerkOf(platform.engine, platform.customs, 'officer')
      await fill(db, officer)
      const places = await placesOf(db, officer)
      const bare = new pg.Client(db.owner)
      await bare.connect()
      try {
        const waits: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
        const { ours, theirs, ...medians } = await inTurn(
          rounds,
          () => slowest(places, waits.ours, (after) => ourPage(platform, officer, after)),
          () => slowest(places, waits.bare, (after) => barePage(bare, officer, after)),
        )
        const middle = short(median(waits.ours) / median(waits.bare))
        return {
          ...medians,
          reference: 'the same tasks by index, one prepared statement of the owner, no row security',
          note: `${spread(ours, theirs)}; medians of all pages ${middle}`,
        }
      } finally {
        await bare.end()
      }
    }),
}

interface Place {
  readonly at: string
  readonly id: Subject['person']
}

async function ourPage({ engine }: Platform, officer: Subject, after: Place): Promise<void> {
  const found = await listTasks(engine, officer, { after, limit: page })
  if (found.length !== page || found[0].ownNumber === null) throw new Error(`a page of ${found.length}`)
}

async function barePage(client: pg.Client, { organisation }: Subject, { at, id }: Place): Promise<void> {
  const { rowCount } = await client.query({
    name: 'page',
    text: `select id, filing_id, act, title, due_at, holder_id, holder_name from platform.task
            where organisation_id = $1 and state = 'open' and (due_at, id) > ($2, $3) order by due_at, id limit ${page}`,
    values: [organisation, at, id],
  })
  if (rowCount !== page) throw new Error(`a page of ${rowCount}`)
}

async function slowest(
  places: readonly Place[],
  all: number[],
  read: (after: Place) => Promise<void>,
): Promise<number> {
  const waits: number[] = []
  for (const place of places) waits.push(await timed(() => read(place)))
  all.push(...waits)
  return p99(waits)
}

/** Cases as submissions leave them: filing and task. What a filing says is not read by a list, and left out. */
async function fill({ ask }: BenchDatabase, { organisation }: Subject): Promise<void> {
  await ask(
    `insert into platform.filing (enterprise_id, id, document, type, own_number, state, revision, version, filer_id, organisation_id, title,
                                  filed_on, edition, route, known, effort, opened_at, updated_at)
       select o.id, uuidv7(), 'bench', 'enterprise.merge-relation', 'OWN-' || i, 'submitted', 1, 1, o.id, o.id,
              jsonb_build_object('zh', '归并关系 ' || i, 'en', 'Merging relation ' || i), '2020-03-02', '1', '[]', '{}', '{}', now(), now()
         from (select id, row_number() over (order by id) as n from platform.organisation where party = 'enterprise') as o,
              generate_series(1, $1::int) as i where i % $2::int = o.n - 1`,
    [cases, firms],
  )
  await ask(
    `insert into platform.task (enterprise_id, id, organisation_id, filing_id, act, title, due_at, state, at)
       select enterprise_id, uuidv7(), $1, id, 'decide', title || jsonb_build_object('number', own_number, 'type', type, 'filedOn', filed_on, 'strongest', 'warn'),
              '2020-03-09T23:59:59.999+08:00'::timestamptz + (random() * 30)::int * interval '1 day', 'open', now()
         from platform.filing where document = 'bench'`,
    [organisation],
  )
  await ask('vacuum analyze')
}

/** Places all over the list, none within a page of its end. */
const placesOf = ({ ask }: BenchDatabase, { organisation }: Subject): Promise<Place[]> =>
  ask<Place>(
    `select due_at as at, id from (select due_at, id, row_number() over (order by due_at, id) as n from platform.task where organisation_id = $1) as t
      where n % $2 = 0 and n < $3`,
    [organisation, Math.floor(cases / pages), cases - page],
  )
