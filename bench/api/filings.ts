/** A running platform with a million filings, people in sessions on it, and how what they read is set beside bare SQL. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Uuid } from '@jiamao/kernel/ids'
import pg from 'pg'
import { type Account, World } from '../../tests/system/world.ts'
import { inTurn, median, p99, short, spread, timed } from '../measure.ts'
import { type Reader, readerFor } from './browser.ts'
import { fill } from './filings-copied.ts'

const [rounds, asked] = [7, 300]

/** An organisation with a person of it who is signed in. */
export interface Desk {
  readonly id: Uuid
  readonly person: Uuid
  readonly read: Reader
}
/** Where a filing stands in its firm's list. */
export interface Place {
  readonly at: string
  readonly id: Uuid
}
export interface Data {
  readonly firms: readonly Desk[]
  readonly customs: Desk
  /** The copies of each firm, newest first. */
  readonly places: ReadonlyMap<Uuid, readonly Place[]>
  /** One prepared statement of the owner, whom no row security stops. @returns its rows */
  sql<R extends object>(name: string, text: string, values?: readonly unknown[]): Promise<R[]>
}
/** One question asked both ways; each says how much it was answered. */
export interface Question {
  http(): Promise<number>
  sql(): Promise<number>
}

/** @param isWhole with all that hangs on filings */
export async function onFilings<T>(isWhole: boolean, act: (data: Data) => Promise<T>): Promise<T> {
  const world = new World()
  await world.start()
  const owner = { host: join(world.home, 'postgres/socket'), user: 'jiamao', database: 'jiamao' }
  // Pipelined as the platform's own connections, which the library's types do not know.
  const settings = { ...owner, pipeline: true }
  const client = new pg.Client(settings)
  try {
    await client.connect()
    const firms = await firmsOf(world)
    const ids = firms.map(({ id }) => id)
    await fill(client, world, ids, isWhole)
    return await act(await dataOf(client, firms, await deskOf(world, world.account('customs'))))
  } finally {
    await client.end()
    await world.end()
  }
}

export const firmsOf = (world: World): Promise<Desk[]> =>
  Promise.all(
    world
      .accounts()
      .filter(({ party, roles }) => party === 'enterprise' && roles.includes('customsClerk'))
      .map((account) => deskOf(world, account)),
  )

export async function deskOf(world: World, account: Account): Promise<Desk> {
  const read = await readerFor(world, account)
  const { organisation: id, person } = await read<{ organisation: Uuid; person: Uuid }>('/session')
  return { id, person, read }
}

export async function dataOf(client: pg.Client, firms: readonly Desk[], customs: Desk): Promise<Data> {
  // By callback, as the platform asks.
  const sql = <R extends object>(name: string, text: string, values: readonly unknown[] = []) =>
    new Promise<R[]>((done, fail) => {
      client.query<R>({ name, text, values: [...values] }, (error, result) => (error ? fail(error) : done(result.rows)))
    })
  const places = await sql<Place & { firm: Uuid }>(
    'places',
    `select enterprise_id as firm, to_json(updated_at) #>> '{}' as at, id from platform.filing
      where enterprise_id = any ($1) and own_number like 'B-%' order by updated_at desc`,
    [firms.map(({ id }) => id)],
  )
  return { firms, customs, sql, places: Map.groupBy(places, ({ firm }) => firm) }
}

/**
 * Asks both ways, in rounds, and insists that both were answered the same.
 *
 * @param restMs between two questions: an organisation may ask so many a second and no more
 */
export async function beside(question: (n: number) => Question, restMs = 0) {
  const all: Record<keyof Question, number[]> = { http: [], sql: [] }
  const answered: Record<keyof Question, number> = { http: 0, sql: 0 }
  const round = (way: keyof Question) => async () => {
    const waits: number[] = []
    for (let n = 0; n < asked; n++) {
      const ask = question(n)[way]
      if (restMs > 0) await pause(restMs)
      waits.push(
        await timed(async () => {
          answered[way] += await ask()
        }),
      )
    }
    all[way].push(...waits)
    return p99(waits)
  }
  const { ours, theirs, ...medians } = await inTurn(rounds, round('http'), round('sql'))
  if (answered.http === 0 || answered.http !== answered.sql)
    throw new Error(`answered ${answered.http} over HTTP, ${answered.sql} by SQL`)
  const note = `${spread(ours, theirs)} of ${asked}; median ${short(median(all.http))} beside ${short(median(all.sql))} ms`
  return { ...medians, note }
}

/** The columns of a filing as it is shown. */
export const columns = `id, type, document, organisation_id, own_number, title, state, stage, revision, version, filed_on, decided_on,
  encode(content_hash, 'hex') as content_hash, edition, route, book, about_id, known, effort, opened_at, updated_at`
