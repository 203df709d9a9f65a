import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Uuid } from '@jiamao/kernel/ids'
import { Problem } from '@jiamao/kernel/problem'
import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrations as storeMigrations } from '../store/index.ts'
import type { Exchange } from './engine.ts'
import { incoming } from './incoming.ts'
import { migrations } from './index.ts'
import { type Machine, next } from './machine.ts'
import { Killed, mortal } from './mortal.ts'
import { outgoing } from './outgoing.ts'
import { effectTable, makeWorld, type World } from './testing.ts'

const account = '4419960001'
const owns = ['A', 'B', 'C']
const codes = ['Y', 'Z', '2', '4', '1', '3', 'Q']

/** What may happen next, in any order. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const), own: fc.constantFrom(...owns) }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('step' as const), engine: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('kill' as const), after: fc.integer({ min: 1, max: 120 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('upload' as const),
      to: fc.constantFrom('SentBox' as const, 'SentBox' as const, 'FailBox' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('respond' as const),
      which: fc.nat(5),
      code: fc.constantFrom('0', '0', '0', '-1'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      own: fc.constantFrom(...owns, 'NOBODY'),
      code: fc.constantFrom(...codes),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1100, 1100, 2200, 61_000, 600_000, 7_200_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      which: fc.nat(5),
      act: fc.constantFrom('resend' as const, 'cancel' as const, 'dismiss' as const),
    }),
  },
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

describe.each(serverVersions())('any order of events on PostgreSQL %s', (version) => {
  let db: Awaited<ReturnType<typeof makeDatabase>>
  beforeAll(async () => {
    db = await makeDatabase([storeMigrations, migrations], version)
    await ask(db.owner, effectTable)
  })
  afterAll(() => db.drop())

  async function live(world: World, events: readonly Happening[]): Promise<Exchange> {
    const e = world.enterprise(account)
    const engines = [await world.engine(), await world.engine()]
    const versions = new Map<string, number>()
    const uploaded: string[] = []
    const happen = async (event: Happening): Promise<unknown> => {
      switch (event.do) {
        case 'submit': {
          const versionNo = (versions.get(event.own) ?? 0) + 1
          versions.set(event.own, versionNo)
          return world.submit(e, event.own, { version: versionNo })
        }
        case 'step':
          return engines[event.engine].step()
        case 'kill': {
          const doomed = await world.engine(mortal(db.store, event.after)).catch(dead)
          return doomed?.step().catch(dead)
        }
        case 'upload':
          return uploaded.push(...world.client.upload(account, event.to))
        case 'lose':
          return world.client
            .list(account, 'OutBox')
            .map((file) => rmSync(join(world.client.folder(account, 'OutBox'), file)))
        case 'respond': {
          const base = uploaded[event.which]
          return base && world.client.respond(account, base, event.code)
        }
        case 'answer':
          return world.client.answer(account, {
            type: 'INV201',
            code: event.code,
            about: { ownNumber: event.own },
            notes: [String(uploaded.length)],
          })
        case 'wait':
          return world.advance(event.ms)
        case 'act':
          return actOn(world, engines[0], event.which, event.act)
      }
    }
    for (const event of events) await happen(event)
    return engines[1]
  }

  const dead = (error: unknown) => {
    if (!(error instanceof Killed)) throw error
    return undefined
  }

  async function actOn(world: World, exchange: Exchange, which: number, act: 'resend' | 'cancel' | 'dismiss') {
    const { items } = await exchange.desk.list({ limit: 200 })
    const item = items.filter(({ link }) => world.links.some(({ id }) => id === link))[which]
    if (!item) return
    const by = { organisation: world.here, reason: '随机处理' }
    const ref =
      item.kind === 'raw'
        ? { kind: item.kind, link: item.link, id: item.id }
        : { kind: item.kind, enterprise: item.enterprise as Uuid, id: item.id as Uuid }
    if (act === 'cancel' && ref.kind === 'raw') return
    await exchange.desk[act](ref as never, by).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
    })
  }

  /** Every transition is a row of the table, each begins where the one before ended, and the last is where it stands. */
  async function expectPaths(world: World, machine: Machine, table: 'message' | 'inbox', link: string) {
    const events = await ask<{ id: string; state: string; no: number; event: string; from: string; to: string }>(
      db.owner,
      `select m.id, m.state, e.no, e.event, e.from_state as from, e.to_state as to
         from platform.${table} m join platform.message_event e on e.enterprise_id = m.enterprise_id and e.message_id = m.id
        where m.link = $1 order by m.id, e.n`,
      [link],
    )
    const stands = new Map<string, string>()
    for (const { id, no, event, from, to } of events) {
      expect([id, from]).toEqual([id, stands.get(id) ?? (table === 'message' ? 'nothing' : 'raw')])
      expect(next(machine, from, event)).toMatchObject({ no, to })
      stands.set(id, to)
    }
    for (const { id, state } of events) expect([id, state]).toEqual([id, stands.get(id)])
    return world
  }

  test('no message leaves its machine’s table, no effect happens twice, no number is missing', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 20, maxLength: 60 }), async (events) => {
        const world = makeWorld(db)
        try {
          const exchange = await live(world, events)
          // What a dead process held becomes free again, and everything comes to rest.
          world.advance(61_000)
          await world.settle(exchange)
          const [out, back] = world.links.map(({ id }) => id)
          await expectPaths(world, outgoing, 'message', out)
          await expectPaths(world, incoming, 'inbox', back)
          const bad = await ask(
            db.owner,
            `select 'effect twice' from platform.effect f join platform.inbox i on i.enterprise_id = f.enterprise_id and i.id = f.incoming
              where i.link = $2 group by f.incoming having count(*) > 1
             union all select 'seq' from platform.message where link = $1 having count(*) <> coalesce(max(seq), 0)
             union all select 'keySeq' from platform.message where link = $1 group by key having count(*) <> max(key_seq)
             union all select 'left behind' from platform.outbox o join platform.link l on l.to_id = o.receiver where l.id = $1
             union all select 'leased for ever' from platform.message where link = $1 and state = 'leased'
             union all select 'not applied' from platform.inbox i join platform.lane n using (enterprise_id, link, key)
              where i.link = $2 and i.state = 'stored' and n.stopped_by is null`,
            [out, back],
          )
          expect(bad).toEqual([])
        } finally {
          world.close()
        }
      }),
      { numRuns: process.env.JIAMAO_LONG ? 400 : 15 },
    )
  })
})
