import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import * as promises from 'node:fs/promises'
import { join } from 'node:path'
import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrations as storeMigrations } from '../store/index.ts'
import type { Sent } from './define.ts'
import { migrations } from './index.ts'
import { effectTable, makeWorld, type World } from './testing.ts'

const account = '4419960001'
const minute = 60_000
const file = 'INV101_I_N1_v1_t-1.zip'

describe.each(serverVersions())('delivery on PostgreSQL %s', (version) => {
  let db: Awaited<ReturnType<typeof makeDatabase>>
  let world: World
  beforeAll(async () => {
    db = await makeDatabase([storeMigrations, migrations], version)
    await ask(db.owner, effectTable)
  })
  afterAll(() => db.drop())
  beforeEach(() => {
    world = makeWorld(db)
  })
  afterEach(() => world.close())

  const box = (name: string) => world.client.folder(account, name)
  const submit = (own = 'N1', given = {}) =>
    world.submit([...world.accounts.keys()][0] ?? world.enterprise(account), own, given)
  const failing = (outcome: Sent) => async () => outcome

  test('a name that is taken by the same bytes is this message; by others it is a clash for the operator', async () => {
    const { id, bytes } = await submit()
    for (const name of ['OutBox', 'SentBox']) mkdirSync(box(name), { recursive: true })
    writeFileSync(join(box('OutBox'), file), Buffer.concat([Buffer.from('INV101_I_N1_v1_t-1\n'), bytes]))
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    expect(await world.stateOf(id)).toBe('sent')

    const clash = await submit('N2')
    writeFileSync(join(box('SentBox'), 'INV101_I_N2_v1_t-1.zip'), 'another')
    await world.settle(exchange, 1)
    expect(await world.message(clash.id)).toMatchObject({
      state: 'parked',
      owner: 'operator',
      why: 'nameClash',
      left_at: null,
    })
    expect(readFileSync(join(box('SentBox'), 'INV101_I_N2_v1_t-1.zip'), 'utf8')).toBe('another')

    // Between the look and the link: the link itself never overwrites.
    const race = await submit('N3')
    const racing = await world.engine({
      disk: {
        ...promises,
        link: async (from, to) => {
          if (String(to).includes('N3')) writeFileSync(to, 'quicker')
          return promises.link(from, to)
        },
      },
    })
    await world.settle(racing, 1)
    expect(await world.message(race.id)).toMatchObject({ state: 'parked', why: 'nameClash' })
    expect(readFileSync(join(box('OutBox'), 'INV101_I_N3_v1_t-1.zip'), 'utf8')).toBe('quicker')
    expect(readdirSync(box('.jiamao-tmp'))).toEqual([])
  })

  test('what the client could not upload goes again under the next name, three times, then to the operator', async () => {
    const { id } = await submit()
    const exchange = await world.engine()
    for (const n of [1, 2, 3]) {
      await world.settle(exchange)
      world.advance(8000)
      await world.settle(exchange, 1)
      expect(world.client.upload(account, 'FailBox')).toEqual([`INV101_I_N1_v1_t-${n}`])
    }
    await world.settle(exchange)
    expect(await world.message(id)).toMatchObject({ state: 'parked', owner: 'operator', why: 'cameBack' })
    expect(world.client.list(account, 'FailBox')).toEqual([])
    expect(await world.effects(id)).toEqual([])
    const by = { organisation: world.here, reason: '客户端已修复' }
    await exchange.desk.resend({ kind: 'outgoing', enterprise: [...world.accounts.keys()][0], id }, by)
    await world.settle(exchange, 1)
    expect(world.client.list(account, 'OutBox')).toEqual(['INV101_I_N1_v1_t-4.zip'])
  })

  test('a card or client failure reported by a receipt is the same case', async () => {
    const { id } = await submit()
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    const [base] = world.client.upload(account)
    world.client.put(
      account,
      `Failed_${base}_20261123090000001.xml`,
      JSON.stringify({ type: 'Root', code: 'card', about: {}, values: {} }),
    )
    await world.settle(exchange)
    expect(world.client.list(account, 'OutBox')).toEqual(['INV101_I_N1_v1_t-2.zip'])
    expect((await world.trail(id))[3]).toBe('9 again → queued')
  })

  test('left in the outbox the client has stalled: nothing more is given to it until it lives again', async () => {
    const { id } = await submit()
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    world.advance(10 * minute)
    await world.settle(exchange, 1)
    expect(await world.message(id)).toMatchObject({ state: 'sent', owner: 'operator', why: 'stalled' })
    const next = await submit('N2')
    await world.settle(exchange)
    expect(await world.stateOf(next.id)).toBe('queued')
    const [status] = await exchange.status()
    expect(status).toMatchObject({ queued: 1, unanswered: 1, parked: 0, breaker: { state: 'open', why: 'stalled' } })
    expect(
      (await exchange.desk.list({ limit: 10, owner: 'operator' })).items.filter(
        (item) => item.link === world.links[0].id,
      ),
    ).toMatchObject([
      { kind: 'outgoing', id, state: 'sent', why: 'stalled', says: { en: expect.stringContaining('stalled') } },
    ])
    const [base] = world.client.upload(account)
    world.client.respond(account, base, '0')
    await world.settle(exchange)
    expect([await world.stateOf(id), await world.stateOf(next.id)]).toEqual(['delivered', 'sent'])
  })

  test('at most 200 files wait in the outbox', async () => {
    mkdirSync(box('OutBox'), { recursive: true })
    for (let n = 0; n < 200; n++) writeFileSync(join(box('OutBox'), `${n}.zip`), '')
    const { id } = await submit()
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    expect(await world.stateOf(id)).toBe('queued')
    unlinkSync(join(box('OutBox'), '7.zip'))
    await world.settle(exchange, 3)
    expect(await world.stateOf(id)).toBe('sent')
  })

  test('overdue and in SentBox with the same bytes: delivered; gone without a trace: again, three times', async () => {
    const [there, gone] = [await submit('THERE'), await submit('GONE')]
    const exchange = await world.engine()
    for (let n = 1; n <= 3; n++) {
      await world.settle(exchange, 1)
      world.client.upload(account)
      rmSync(join(box('SentBox'), `INV101_I_GONE_v1_t-${n}.zip`))
      world.advance(10 * minute)
      await world.settle(exchange, 1)
    }
    expect(await world.stateOf(there.id)).toBe('delivered')
    expect(await world.message(gone.id)).toMatchObject({ state: 'parked', owner: 'operator', why: 'lost' })
  })

  test('transient failures wait ever longer and are never given up; five in a row open the breaker, three successes close it', async () => {
    const { id } = await submit()
    await submit('N2')
    let outcome: Sent | undefined = { is: 'transient', detail: 'EIO' }
    let tries = 0
    const exchange = await world.engineThat(async (send, message) => {
      tries++
      return outcome ?? send(message)
    })
    const waits: number[] = []
    for (let minutes = 0; minutes < 60; minutes++) {
      await world.settle(exchange, 1)
      waits.push(tries)
      world.advance(minute)
    }
    expect((await exchange.status())[0].breaker).toMatchObject({
      state: expect.stringMatching(/open|halfOpen/),
      why: 'EIO',
    })
    expect(tries).toBeGreaterThan(8)
    expect(tries).toBeLessThan(25)
    expect(await world.stateOf(id)).toBe('queued')
    for (let minutes = 0; minutes < 200; minutes += 10) {
      await world.settle(exchange, 1)
      world.advance(10 * minute)
    }
    expect(await world.message(id)).toMatchObject({ state: 'queued', owner: 'operator', why: 'late' })
    outcome = undefined
    await submit('N3')
    await submit('N4')
    for (let round = 0; round < 4; round++) {
      world.advance(20 * minute)
      await world.settle(exchange, 1)
      for (const base of world.client.upload(account)) world.client.respond(account, base, '0')
    }
    expect((await exchange.status())[0].breaker).toEqual({ state: 'closed' })
    expect(await world.stateOf(id)).not.toBe('queued')
  })

  test('a share that is not there opens the breaker at once, makes no folders, and messages stay queued', async () => {
    const { id } = await submit()
    const exchange = await world.engine()
    renameSync(world.root, `${world.root}-away`)
    await exchange.step()
    expect(String(world.reported[0])).toContain('ENOENT')
    expect(await world.stateOf(id)).toBe('queued')
    expect((await exchange.status())[0].breaker).toMatchObject({ state: 'open' })
    renameSync(`${world.root}-away`, world.root)
    world.advance(minute)
    await world.settle(exchange, 2)
    expect(await world.stateOf(id)).toBe('sent')
  })

  test('a lease that ran out is probed first; the late writer changes nothing', async () => {
    const { id } = await submit()
    const other = await world.engine()
    const slow = await world.engineThat(async (send, message) => {
      world.advance(61_000)
      await world.settle(other, 3)
      expect(await world.stateOf(id)).toBe('sent')
      const late = await send(message)
      expect(late.is).toBe('proof')
      return late
    })
    await slow.step()
    expect(await world.trail(id)).toEqual([
      '1 sequenced → queued',
      '2 taken → leased',
      '5 outcomeUnknown → queued',
      '2 taken → leased',
      '3 handedOver → sent',
    ])
    expect(world.client.list(account, 'OutBox')).toEqual([file])
    expect(readdirSync(box('.jiamao-tmp'))).toEqual([])
  })

  test('an unknown outcome is probed: what was handed over is not handed over again', async () => {
    const { id } = await submit()
    const exchange = await world.engineThat(async (send, message) => {
      await send(message)
      throw new Error('connection lost')
    })
    await world.settle(exchange, 1)
    expect(await world.message(id)).toMatchObject({ state: 'queued', first: 'probe' })
    await world.settle(exchange, 3)
    expect(await world.stateOf(id)).toBe('sent')
    expect(world.client.list(account, 'OutBox')).toEqual([file])
  })

  test('leases of a slow round are renewed, and those that were lost meanwhile are left alone', async () => {
    for (const own of ['A', 'B', 'C']) {
      await submit(own)
      world.advance(1)
    }
    const tries: string[] = []
    const exchange = await world.engineThat(async (send, message) => {
      tries.push(message.name)
      world.advance(25_000)
      // Somebody else takes over the last one in the meantime.
      if (tries.length === 1)
        await ask(db.owner, 'update platform.message set fence = 99 where link = $1 and seq = 3', [world.links[0].id])
      return send(message)
    })
    await exchange.step()
    expect(tries).toEqual(['INV101_I_A_v1_t-1', 'INV101_I_B_v1_t-1'])
    const states = await ask<{ state: string }>(
      db.owner,
      'select state from platform.message where link = $1 order by seq',
      [world.links[0].id],
    )
    expect(states.map(({ state }) => state)).toEqual(['sent', 'sent', 'leased'])
  })

  test('permanent failures go to the operator and hold up nobody else', async () => {
    const { id } = await submit('N1', { type: 'EML999' })
    const other = await submit('N2')
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    expect(await world.message(id)).toMatchObject({
      state: 'parked',
      owner: 'operator',
      why: 'noFolder',
      detail: 'EML999',
    })
    expect(await world.stateOf(other.id)).toBe('sent')
    const refusing = await world.engineThat(failing({ is: 'permanent', why: 'notPacked', detail: 'x' }))
    const third = await submit('N3')
    await world.settle(refusing, 1)
    expect(await world.message(third.id)).toMatchObject({ state: 'parked', why: 'notPacked' })
  })
})
