/** `api.search`: an answer of the search over HTTP, rights and all, beside its bare statement without row security. */
import { join } from 'node:path'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import pg from 'pg'
import { searchStatement } from '../../platform/filing/search/find.ts'
import { type Account, World } from '../../tests/system/world.ts'
import type { Bench } from '../bench.ts'
import { median, p99, short, timed } from '../measure.ts'
import { documents, enterprises, fill, queryOf } from './documents.ts'

const asked = 600
const warm = 60
const most = 100
const limit = 20

export const search: Bench = {
  name: 'api.search',
  work: `one field over ${documents / 1e6} M documents of ${enterprises} enterprises, p99; a firm and customs in turn`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 3, also: `p99 ≤ ${most} ms` },
  async run() {
    const world = new World()
    await world.start()
    const client = new pg.Client({ host: join(world.home, 'postgres/socket'), user: 'jiamao', database: 'jiamao' })
    try {
      await client.connect()
      return await measure(world, client)
    } finally {
      await client.end()
      await world.end()
    }
  },
}

async function measure(world: World, client: pg.Client) {
  const [firm, office] = ['electronics', 'customs'].map((login) => world.accounts().find((one) => one.login === login)!)
  const ids = await Promise.all([firm, office].map((account) => idOf(world, account)))
  const firms = [ids[0], ...Array.from({ length: enterprises - 1 }, newUuid)]
  const terms = await fill(client, firms, ids[1])
  // As the platform reads it: in the order of the index.
  await client.query(`set enable_bitmapscan = off; set jit = off; set plan_cache_mode = force_generic_plan`)
  const overHttp: number[] = []
  const bare: number[] = []
  let hits = 0
  for (let n = 0; n < asked + warm; n++) {
    const isOffice = n % 2 === 1
    const query = queryOf(Math.floor(n / 2), isOffice)
    const http = await timed(async () => {
      hits += await overApi(world, isOffice ? office : firm, query)
    })
    const { text, values } = searchStatement(isOffice ? ids[1] : ids[0], query, limit)!
    const sql = await timed(() => client.query({ name: 'search', text, values: values as unknown[] }))
    if (n < warm) continue
    overHttp.push(http)
    bare.push(sql)
  }
  if (hits < asked) throw new Error(`${asked} searches found ${hits} documents: they were to find some each`)
  const value = p99(overHttp)
  return {
    value,
    reference: 'the bare SQL, without row security and HTTP',
    referenceValue: p99(bare),
    note: `${short(terms / 1e6)} M terms; median ${short(median(overHttp))} beside ${short(median(bare))} ms; ${short(hits / (asked + warm))} found a search`,
    also: value <= most,
  }
}

async function overApi(world: World, account: Account, query: string): Promise<number> {
  const { status, body } = await world.ask<{ items: unknown[] }>(
    `/api/v1/search?limit=${limit}&q=${encodeURIComponent(query)}`,
    { token: account.token },
  )
  if (status !== 200) throw new Error(`the search answered ${status}`)
  return body.items.length
}

async function idOf(world: World, account: Account): Promise<Uuid> {
  const { body } = await world.ask<{ organisation: Uuid }>('/api/v1/me', { token: account.token })
  return body.organisation
}
