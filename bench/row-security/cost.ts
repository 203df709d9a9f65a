/** `rls.cost`: what row security costs: one hot write and two hot reads, by the role that serves and by one it does not bind. */
import { listFilings, look, readContent, readJudgement, readView } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { openStore } from '@jiamao/platform/store'
import type { Bench } from '../bench.ts'
import { type BenchDatabase, onDatabase } from '../database.ts'
import { clerkOf, fileOne, openPlatform, type Platform } from '../intake/firms.ts'
import { atOnce, inTurn, spread } from '../measure.ts'

const clients = 8
const seconds = 2
const rounds = 7
/** Filings of every firm before anything is measured: lists have full pages, and plans are made on tables in use. */
const filed = 200
const page = 50

/** One thing that is done over and over by one client. */
type Act = (platform: Platform, client: number) => Promise<unknown>

const costOf = (what: string, prepare: (platform: Platform) => Promise<Act>): Bench => ({
  name: 'rls.cost',
  work: `${what}; ${clients} clients, ${filed} filings a firm`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 1.3 },
  run: () => onDatabase((db) => withAndWithout(db, prepare)),
})

export const write = costOf('import checklist of 20 lines filed', () =>
  Promise.resolve((platform, client) => fileOne(platform, client, 'I')),
)

export const list = costOf(`a firm lists its newest ${page} filings`, () =>
  Promise.resolve(({ engine, firms }, client) => listFilings(engine, firms[client].clerk, { limit: page })),
)

/** By sights: the policies ask them for every table, and the look is written down. */
export const opening = costOf('customs opens a filing: view, parts, judgement', async ({ engine, customs, firms }) => {
  const officer = await clerkOf(engine, customs, 'officer')
  const newest = await Promise.all(firms.map(({ clerk }) => listFilings(engine, clerk, { limit: page })))
  let turn = 0
  return (platform, client) => openFiling(platform, officer, newest[client][turn++ % page].id)
})

const openFiling = ({ engine }: Platform, officer: Subject, id: Subject['person']) =>
  look(engine, officer, id, 'filing', async (tx, place) => {
    const filing = await readView(tx, place)
    const content = await readContent(tx, place, filing)
    if (Object.keys(content).length === 0 || !(await readJudgement(tx, place))) throw new Error('customs saw nothing')
  })

async function withAndWithout(db: BenchDatabase, prepare: (platform: Platform) => Promise<Act>) {
  const bound = await openPlatform(db.store, clients)
  const act = await filedUp(db, bound, prepare)
  const store = openStore({ app: await unboundLogin(db), worker: db.owner })
  try {
    const free: Platform = { ...bound, engine: { ...bound.engine, store } }
    const { ours, theirs, ...medians } = await inTurn(
      rounds,
      () => msOf(bound, act),
      () => msOf(free, act),
    )
    return {
      ...medians,
      reference: 'the same statements by a role with BYPASSRLS',
      note: spread(ours, theirs),
    }
  } finally {
    await store.close()
  }
}

async function filedUp(db: BenchDatabase, platform: Platform, prepare: (platform: Platform) => Promise<Act>) {
  await Promise.all(
    platform.firms.map(async (_, client) => {
      for (let n = 0; n < filed; n++) await fileOne(platform, client, 'I')
    }),
  )
  await db.ask('analyze')
  return prepare(platform)
}

/** As the serving login in all but one thing: row security does not bind it. */
async function unboundLogin(db: BenchDatabase) {
  await db.ask('create role bench_unbound login inherit bypassrls')
  await db.ask('grant jiamao_app to bench_unbound')
  await db.ask('grant connect on database bench to bench_unbound')
  const settings = await db.ask<{ setting: string }>(
    `select unnest(s.setconfig) as setting from pg_db_role_setting s join pg_roles r on r.oid = s.setrole where r.rolname = 'bench_serves'`,
  )
  for (const { setting } of settings) {
    const [name, value] = setting.split('=')
    const quoted = value.split(', ').map((part) => `'${part}'`)
    await db.ask(`alter role bench_unbound in database bench set ${name} = ${quoted.join(', ')}`)
  }
  return { ...db.owner, user: 'bench_unbound' }
}

/** Milliseconds that one act takes of the whole machine. */
const msOf = async (platform: Platform, act: Act) =>
  1e3 / (await atOnce(clients, seconds, (client) => act(platform, client))).perSecond
