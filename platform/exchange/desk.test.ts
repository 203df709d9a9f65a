import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { Problem } from '@jiamao/kernel/problem'
import { spoken } from '@jiamao/kernel/testing'
import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrations as storeMigrations } from '../store/index.ts'
import { migrations, recall, withdrawn } from './index.ts'
import { putOutbox } from './outbox.ts'
import { effectTable, makeWorld, type World } from './testing.ts'

const account = '4419960001'
const minute = 60_000

describe.each(serverVersions())('desk on PostgreSQL %s', (version) => {
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

  const by = (reason = '已与海关核实') => ({ organisation: world.here, person: newUuid(), reason })
  const problemOf = async (act: Promise<unknown>) => {
    const error = await act.then(
      () => undefined,
      (e: unknown) => e,
    )
    expect(error).toBeInstanceOf(Problem)
    return spoken((error as Problem).item()).code
  }

  test('a handler that fails three times parks the receipt with the module’s owner and stops its lane, and no other', async () => {
    const e = world.enterprise(account)
    const [bad, good] = [await world.submit(e, 'BAD'), await world.submit(e, 'GOOD')]
    let broken = true
    const exchange = await world.engine({
      apply: ({ message, code }) => {
        if (broken && message === bad.id && code === 'Y') throw new Error('divided by nothing')
        return 'applied'
      },
    })
    await world.settle(exchange, 1)
    for (const own of ['BAD', 'GOOD']) {
      for (const code of ['Y', '1']) world.client.answer(account, { type: 'INV201', code, about: { ownNumber: own } })
    }
    await world.settle(exchange, 1)
    for (let n = 0; n < 3; n++) await exchange.step()
    // Within the wait it is not tried again, and the one behind it does not overtake it.
    expect(world.reported).toHaveLength(1)
    expect((await world.inbox()).filter(({ state }) => state === 'stored')).toHaveLength(2)
    world.advance(minute)
    await world.settle(exchange, 1)
    world.advance(minute)
    await world.settle(exchange, 2)
    expect([await world.stateOf(bad.id), await world.stateOf(good.id)]).toEqual(['sent', 'accepted'])
    expect(world.reported.map(String)).toEqual(Array(3).fill('Error: divided by nothing'))
    const parked = (await world.inbox()).find(({ state }) => state === 'parked')
    expect(parked).toMatchObject({ why: 'effectFailed', detail: 'Error: divided by nothing', code: 'Y' })
    expect(await world.effects(bad.id)).toEqual([])

    world.advance(5 * minute)
    await world.settle(exchange, 1)
    const { items } = await exchange.desk.list({ enterprise: e, limit: 10 })
    // What waits behind it also shows, with the operator, once it should have been applied.
    expect(
      items
        .filter(({ kind }) => kind === 'incoming')
        .map(({ state, owner, why }) => [state, owner, why])
        .sort(),
    ).toEqual([
      ['parked', 'module', 'effectFailed'],
      ['stored', 'operator', 'late'],
    ])

    broken = false
    await exchange.desk.resend({ kind: 'incoming', enterprise: e, id: parked?.id as Uuid }, by())
    await world.settle(exchange, 1)
    expect(await world.stateOf(bad.id)).toBe('accepted')
    expect((await world.effects(bad.id)).map(({ level }) => level)).toEqual(['B0', 'B2'])
  })

  test('dismissed, a receipt has no effect and its lane goes on; the act is kept with person and reason', async () => {
    const e = world.enterprise(account)
    const { id } = await world.submit(e, 'N1')
    const exchange = await world.engine({
      apply: ({ code }) => {
        if (code === 'Y') throw new Error('no')
        return 'applied'
      },
    })
    await world.settle(exchange, 1)
    for (const code of ['Y', '1']) world.client.answer(account, { type: 'INV201', code, about: { ownNumber: 'N1' } })
    for (let n = 0; n < 4; n++) {
      await world.settle(exchange, 1)
      world.advance(minute)
    }
    const [parked] = await world.inbox()
    const who = by()
    await exchange.desk.dismiss({ kind: 'incoming', enterprise: e, id: parked.id }, who)
    await world.settle(exchange, 1)
    expect((await world.inbox()).map(({ state }) => state)).toEqual(['dismissed', 'applied'])
    expect(await world.stateOf(id)).toBe('accepted')
    const [act] = await ask(
      db.owner,
      `select person_id, detail from platform.message_event where message_id = $1 and event = 'dismissed'`,
      [parked.id],
    )
    expect(act).toEqual({ person_id: who.person, detail: who.reason })
    expect(await problemOf(exchange.desk.dismiss({ kind: 'incoming', enterprise: e, id: parked.id }, by()))).toBe(
      'EXCHANGE_NOT_ON_DESK',
    )
  })

  test('what nobody could read is read again, or dismissed', async () => {
    const e = world.enterprise(account)
    await world.submit(e, 'N1')
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    world.client.put(account, 'Receipt_1.xml', '{"truncat')
    world.client.put(account, 'Receipt_2.xml', '{"too')
    await world.settle(exchange, 3)
    world.advance(minute)
    await world.settle(exchange, 2)
    const { items } = await exchange.desk.list({ limit: 10, owner: 'operator' })
    const mine = items.filter(({ link }) => link === world.links[1].id)
    expect(mine).toMatchObject([
      { kind: 'raw', why: 'unreadable', enterprise: null },
      { kind: 'raw', why: 'unreadable' },
    ])
    const [first, second] = mine
    await exchange.desk.resend({ kind: 'raw', link: first.link, id: first.id }, by())
    await exchange.desk.dismiss({ kind: 'raw', link: second.link, id: second.id }, by())
    expect((await world.raws()).map(({ state }) => state).sort()).toEqual(['dismissed', 'raw'])
    await world.settle(exchange, 2)
    expect((await world.raws()).map(({ state }) => state).sort()).toEqual(['dismissed', 'parked'])
    expect(await problemOf(exchange.desk.resend({ kind: 'raw', link: second.link, id: second.id }, by()))).toBe(
      'EXCHANGE_NOT_ON_DESK',
    )
  })

  test('every act needs its reason; what may have left is not cancelled from here, what was refused at the door is', async () => {
    const e = world.enterprise(account)
    const never = await world.submit(e, 'N1', { type: 'EML999' })
    const [left, refused] = [await world.submit(e, 'N2'), await world.submit(e, 'N3')]
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    for (const base of world.client.upload(account))
      world.client.respond(account, base, base.includes('N3') ? '-1' : '0')
    await world.settle(exchange)
    world.advance(120 * minute)
    await world.settle(exchange, 1)
    const ref = (id: Uuid) => ({ kind: 'outgoing' as const, enterprise: e, id })
    const states = async () => [
      await world.stateOf(never.id),
      await world.stateOf(left.id),
      await world.stateOf(refused.id),
    ]
    expect(await states()).toEqual(['parked', 'parked', 'parked'])
    expect(await problemOf(exchange.desk.cancel(ref(never.id), by(' x ')))).toBe('EXCHANGE_REASON_MISSING')
    expect(await problemOf(exchange.desk.cancel(ref(left.id), by()))).toBe('EXCHANGE_MAY_HAVE_LEFT')
    expect(await problemOf(exchange.desk.cancel(ref(newUuid()), by()))).toBe('EXCHANGE_NOT_ON_DESK')
    await exchange.desk.cancel(ref(never.id), by())
    await exchange.desk.cancel(ref(refused.id), by())
    expect(await states()).toEqual(['cancelled', 'parked', 'cancelled'])
    expect(await problemOf(exchange.desk.resend(ref(never.id), by()))).toBe('EXCHANGE_NOT_ON_DESK')
  })

  test('the list is paged, most urgent first, and one enterprise’s when asked so', async () => {
    const e = world.enterprise(account)
    for (let n = 0; n < 5; n++) {
      await world.submit(e, `N${n}`, { type: 'EML999' })
      await world.settle(await world.engine(), 1)
    }
    const exchange = await world.engine()
    const seen: string[] = []
    let from: string | undefined
    expect(await problemOf(exchange.desk.list({ limit: 2, from: 'x' }))).toBe('EXCHANGE_CURSOR')
    do {
      const page = await exchange.desk.list({ enterprise: e, limit: 2, ...(from ? { from } : {}) })
      expect(page.items.length).toBeLessThanOrEqual(2)
      seen.push(...page.items.map(({ key }) => key ?? ''))
      from = page.next
    } while (from)
    expect(seen).toEqual(['checklist:N0', 'checklist:N1', 'checklist:N2', 'checklist:N3', 'checklist:N4'])
    expect((await exchange.desk.list({ enterprise: newUuid(), limit: 2 })).items).toEqual([])
  })

  test('a withdrawn filing: what has not left is cancelled, seen by the sequencer or not; what has left is not touched', async () => {
    const e = world.enterprise(account)
    const conversation = newUuid()
    const take = () =>
      db.store.tx(world.scope(e), (tx) =>
        recall(tx, { enterprise: e, conversation, by: by(), at: world.clock.machine() }),
      )
    const unseen = await world.submit(e, 'N1', { conversation })
    expect(await take()).toBe('cancelled')
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    expect(await world.stateOf(unseen.id)).toBe(undefined)

    const queued = await world.submit(e, 'N2', { conversation, after: [newUuid()] })
    await world.settle(exchange, 1)
    expect(await world.stateOf(queued.id)).toBe('queued')
    expect(await take()).toBe('cancelled')
    expect(await world.stateOf(queued.id)).toBe('cancelled')

    const sent = await world.submit(e, 'N3', { conversation })
    const waiting = await world.submit(e, 'N4', { conversation, after: [newUuid()] })
    await world.settle(exchange, 1)
    expect(await take()).toBe('left')
    expect([await world.stateOf(sent.id), await world.stateOf(waiting.id)]).toEqual(['sent', 'queued'])

    const withdrawal = world.outboxRow(e, 'N3', { conversation, ordinal: 1, version: 2 })
    await db.store.tx(world.scope(e), (tx) => putOutbox(tx, [withdrawal]))
    await world.settle(exchange, 1)
    await db.store.tx(world.scope(e), (tx) =>
      withdrawn(tx, { enterprise: e, conversation, by: by(), at: world.clock.machine() }, withdrawal.id),
    )
    expect([await world.stateOf(sent.id), await world.stateOf(waiting.id), await world.stateOf(withdrawal.id)]).toEqual(
      ['cancelled', 'cancelled', 'queued'],
    )
    world.client.answer(account, { type: 'INV201', code: '1', about: { baseName: 'INV101_I_N3_v1_t-1' } })
    await world.settle(exchange)
    expect((await world.inbox()).at(-1)).toMatchObject({ state: 'parked', why: 'contradicts' })
  })

  test('loops run until they are stopped, and an error ends a round, never the loop', async () => {
    const e = world.enterprise(account)
    const { id } = await world.submit(e, 'N1')
    let first = true
    const exchange = await world.engine({
      settings: { idleMs: 5, pollMs: 0 },
      through: (inner) => ({
        ...inner,
        poll: async () => {
          world.advance(1100)
          if (first) throw new Error('once')
          return inner.poll()
        },
      }),
    })
    exchange.start()
    while ((await world.stateOf(id)) !== 'sent') await new Promise((go) => setTimeout(go, 5))
    first = false
    for (const base of world.client.upload(account)) world.client.respond(account, base, '0')
    while ((await world.stateOf(id)) !== 'delivered') await new Promise((go) => setTimeout(go, 5))
    await exchange.stop()
    expect(world.reported.map(String)).toContain('Error: once')
  })
})
