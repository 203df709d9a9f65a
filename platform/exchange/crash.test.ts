import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrations as storeMigrations } from '../store/index.ts'
import { migrations } from './index.ts'
import { mortal } from './mortal.ts'
import { effectTable, makeWorld, type World } from './testing.ts'

const account = '4419960001'
const seqNo = '202600000000000001'

/** The client and customs do what they do, once for each file that comes, and know by own number what they have. */
function counterparts(world: World) {
  const known = new Set<string>()
  return () => {
    for (const base of world.client.upload(account)) {
      const own = base.split('_')[2]
      if (known.has(own)) {
        world.client.respond(account, base, '-1', { existing: seqNo })
        continue
      }
      known.add(own)
      world.client.respond(account, base, '0', { values: { preentryNumber: seqNo } })
      world.client.answer(account, { type: 'INV201', code: 'Y', about: { preentryNumber: seqNo } })
      world.client.answer(account, { type: 'INV201', code: '1', about: { preentryNumber: seqNo } })
    }
  }
}

describe.each(serverVersions())('kill on PostgreSQL %s', (version) => {
  let db: Awaited<ReturnType<typeof makeDatabase>>
  beforeAll(async () => {
    db = await makeDatabase([storeMigrations, migrations], version)
    await ask(db.owner, effectTable)
  })
  afterAll(() => db.drop())

  /** One message's whole life, with a process that dies at step n of it and others that go on. @returns whether it died */
  async function life(n: number): Promise<boolean> {
    const world = makeWorld(db)
    try {
      const e = world.enterprise(account)
      const { id } = await world.submit(e, 'N1')
      const counterpart = counterparts(world)
      const doomed = mortal(db.store, n)
      let exchange = await world.engine(doomed).catch(() => undefined)
      let died = exchange === undefined
      exchange ??= await world.engine()
      for (let round = 0; round < 60 && (await world.stateOf(id)) !== 'accepted'; round++) {
        // A dead process is not asked to end in order: another one begins.
        const any = await exchange.step().catch((error: unknown) => error)
        if (doomed.dead() && !died) {
          died = true
          exchange = await world.engine()
          if (round % 2 === 0) world.advance(61_000)
        } else if (any instanceof Error) throw any
        counterpart()
        world.advance(1100)
      }
      await world.settle(await world.engine())
      expect(await world.stateOf(id)).toBe('accepted')
      expect((await world.effects(id)).map(({ level }) => level)).toEqual(['T1', 'B0', 'B2'])
      for (const box of ['InBox', 'OutBox', 'FailBox']) expect(world.client.list(account, box)).toEqual([])
      expect((await world.raws()).map(({ state }) => state)).toEqual(Array(3).fill('stored'))
      const chain = await ask<{ from_state: string; to_state: string }>(
        db.owner,
        'select from_state, to_state from platform.message_event where message_id = $1 order by n',
        [id],
      )
      for (const [i, { from_state }] of chain.entries()) expect(from_state).toBe(chain[i - 1]?.to_state ?? 'nothing')
      return died
    } finally {
      world.close()
    }
  }

  // Every fourth step, each server others; all of them in the long run. A life has some 390 steps.
  const stride = process.env.JIAMAO_LONG ? 1 : 4
  const first = 1 + (serverVersions().indexOf(version) % stride)

  test('killed at any step of a message’s life, another process finishes: nothing lost, nothing twice', {
    timeout: 600_000,
  }, async () => {
    const lives = async (n: number): Promise<number> => {
      const died = await life(n).catch((error: unknown) => {
        throw new Error(`killed at step ${n}`, { cause: error })
      })
      return died ? lives(n + stride) : n
    }
    // The whole life was walked: fewer steps would mean that the kills no longer reach it.
    expect(await lives(first)).toBeGreaterThan(200)
  })
})
