import { newUuid } from '@jiamao/kernel/ids'
import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lintSchema, sql, migrations as storeMigrations } from '../store/index.ts'
import { migrations } from './index.ts'
import { putOutbox } from './outbox.ts'
import { effectTable, makeWorld, type World } from './testing.ts'

describe.each(serverVersions())('exchange on PostgreSQL %s', (version) => {
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

  test('a checklist goes out, is taken in and accepted: every step a row of the table, every effect once', async () => {
    const e = world.enterprise('4419960001')
    const { id } = await world.submit(e, 'N1')
    const exchange = await world.engine()
    await world.settle(exchange)
    expect(world.client.list('4419960001', 'OutBox')).toEqual(['INV101_I_N1_v1_t-1.zip'])
    expect(await world.stateOf(id)).toBe('sent')

    const [base] = world.client.upload('4419960001')
    world.client.respond('4419960001', base, '0', { values: { preentryNumber: '202600000000000001' } })
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('delivered')

    const about = { preentryNumber: '202600000000000001' }
    for (const code of ['Y', '4', '1']) world.client.answer('4419960001', { type: 'INV201', code, about })
    await world.settle(exchange)
    expect(await world.trail(id)).toEqual([
      '1 sequenced → queued',
      '2 taken → leased',
      '3 handedOver → sent',
      '7 arrived → delivered',
      '11 takenIn → inReview',
      '12 accept → accepted',
    ])
    expect((await world.effects(id)).map(({ level, event, stage }) => [level, event, stage])).toEqual([
      ['T1', null, null],
      ['B0', 'takenIn', null],
      ['B1', null, 'reserved'],
      ['B2', 'accept', null],
    ])
    expect(world.client.list('4419960001', 'InBox')).toEqual([])
    expect(world.client.list('4419960001', '.jiamao-tmp')).toEqual([])
  })

  test('200 messages of 20 documents leave in the order of each document, the next only when the one before has arrived', async () => {
    const e = world.enterprise('4419960002')
    const expected = new Map<string, string[]>()
    for (let n = 0; n < 200; n++) {
      const own = `D${n % 20}`
      const versionNo = Math.trunc(n / 20) + 1
      expected.set(own, [...(expected.get(own) ?? []), `INV101_I_${own}_v${versionNo}_t-1`])
      await world.submit(e, own, { version: versionNo })
    }
    const exchange = await world.engine()
    const sent = new Map<string, string[]>()
    for (let round = 0; round < 40; round++) {
      await world.settle(exchange, 1)
      const bases = world.client.upload('4419960002')
      const documents = bases.map((base) => base.split('_')[2])
      expect(new Set(documents).size).toBe(documents.length)
      for (const base of bases) {
        const own = base.split('_')[2]
        sent.set(own, [...(sent.get(own) ?? []), base])
        world.client.respond('4419960002', base, '0')
      }
    }
    expect(sent).toEqual(expected)
    const gaps = await ask(
      db.owner,
      'select link from platform.message where link = $1 group by link having max(seq) <> count(*) or min(seq) <> 1',
      [world.links[0].id],
    )
    expect(gaps).toEqual([])
  })

  test('three processes at once: each message leaves once, each receipt has its effect once, no number is given twice', async () => {
    const enterprises = Array.from({ length: 5 }, () => world.enterprise())
    const exchanges = await Promise.all([1, 2, 3].map(() => world.engine()))
    const submitted: string[] = []
    const uploaded: string[] = []
    const submit = async () => {
      for (const e of enterprises) submitted.push((await world.submit(e, `P${submitted.length}`)).name)
    }
    for (let round = 0; round < 14; round++) {
      await Promise.all([...exchanges.map((exchange) => exchange.step()), ...(round < 8 ? [submit()] : [])])
      for (const account of world.accounts.values()) {
        for (const base of world.client.upload(account)) {
          uploaded.push(base)
          const about = { ownNumber: base.split('_')[2] }
          world.client.respond(account, base, '0')
          for (const code of ['Y', '1']) world.client.answer(account, { type: 'INV201', code, about })
        }
      }
      world.advance(1100)
    }
    expect(world.reported).toEqual([])
    expect(uploaded.sort()).toEqual(submitted.map((name) => `${name}_t-1`).sort())
    const inbox = await world.inbox()
    expect(inbox.map(({ state }) => state)).toEqual(Array(120).fill('applied'))
    // Between processes a receipt may overtake another of its document: the later one is history then, and has no effect.
    const effective = inbox.filter(({ detail }) => detail !== 'history').map(({ id }) => id)
    const effects = await ask<{ incoming: string; level: string }>(
      db.owner,
      'select incoming, level from platform.effect where enterprise_id = any ($1)',
      [enterprises],
    )
    expect(effects.map(({ incoming }) => incoming).sort()).toEqual(effective.sort())
    expect(effects.filter(({ level }) => level === 'B2')).toHaveLength(40)
    expect(new Set((await world.raws()).map(({ state }) => state))).toEqual(new Set(['stored']))
    for (const [table, link, rows] of [
      ['message', world.links[0].id, 40],
      ['raw', world.links[1].id, 120],
    ]) {
      const [numbers] = await ask(
        db.owner,
        `select count(distinct seq)::int as n, max(seq)::int as last, count(*)::int as all from platform.${table} where link = $1`,
        [link],
      )
      expect(numbers).toEqual({ n: rows, last: rows, all: rows })
    }
  })

  test('an outbox row whose transaction commits late is not skipped', async () => {
    const [slow, quick] = [world.enterprise(), world.enterprise()]
    const exchange = await world.engine()
    let commit = () => {}
    const held = new Promise<void>((done) => {
      commit = done
    })
    const row = world.outboxRow(slow, 'LATE')
    let written = () => {}
    const wrote = new Promise<void>((done) => {
      written = done
    })
    const open = db.store.tx(world.scope(slow), async (tx) => {
      await putOutbox(tx, [row])
      written()
      await held
    })
    await wrote
    const early = await world.submit(quick, 'EARLY')
    await world.settle(exchange, 1)
    expect([await world.stateOf(early.id), await world.stateOf(row.id)]).toEqual(['sent', undefined])
    commit()
    await open
    await world.settle(exchange, 1)
    expect(await world.stateOf(row.id)).toBe('sent')
  })

  test('a repeated effect repeats its message: one is sent', async () => {
    const e = world.enterprise('4419960004')
    const exchange = await world.engine()
    const first = await world.submit(e, 'TWICE')
    await world.submit(e, 'TWICE', { conversation: first.conversation })
    await world.settle(exchange, 1)
    await world.submit(e, 'TWICE', { conversation: first.conversation })
    await world.settle(exchange, 1)
    expect(world.client.list('4419960004', 'OutBox')).toHaveLength(1)
    expect(await ask(db.owner, 'select from platform.outbox where enterprise_id = $1', [e])).toEqual([])
  })

  test('messages of one transaction keep the order in which they were given', async () => {
    const e = world.enterprise('4419960005')
    const conversation = newUuid()
    const given = [3, 1, 2].map((ordinal) => world.outboxRow(e, 'SET', { conversation, ordinal }))
    await db.store.tx(world.scope(e), (tx) => putOutbox(tx, given))
    await world.settle(await world.engine(), 1)
    const found = await ask<{ id: string }>(
      db.owner,
      'select id from platform.message where enterprise_id = $1 order by key_seq',
      [e],
    )
    expect(found.map(({ id }) => id)).toEqual(given.map(({ id }) => id))
  })

  test('a document waits for those that it names, and goes to its clerk when one of them is rejected', async () => {
    const e = world.enterprise('4419960006')
    const exchange = await world.engine()
    const book = await world.submit(e, 'BOOK')
    const bad = await world.submit(e, 'BAD')
    const waits = await world.submit(e, 'WAITS', { after: [book.id] })
    const stuck = await world.submit(e, 'STUCK', { after: [bad.id] })
    await world.settle(exchange, 1)
    expect(world.client.upload('4419960006')).toEqual(['INV101_I_BAD_v1_t-1', 'INV101_I_BOOK_v1_t-1'])
    world.client.answer('4419960006', { type: 'INV201', code: '1', about: { ownNumber: 'BOOK' } })
    world.client.answer('4419960006', { type: 'INV201', code: '3', about: { ownNumber: 'BAD' } })
    await world.settle(exchange)
    expect(await world.stateOf(waits.id)).toBe('sent')
    expect(await world.message(stuck.id)).toMatchObject({ state: 'parked', owner: 'filer', why: 'predecessorFailed' })
  })

  test('what is past its time is not sent', async () => {
    const e = world.enterprise()
    const late = await world.submit(e, 'LATE', { deadline: world.clock.machine() })
    await world.settle(await world.engine(), 1)
    expect(await world.message(late.id)).toMatchObject({ state: 'parked', owner: 'filer', why: 'deadlinePassed' })
  })

  test('an enterprise without a client is on the operator’s desk until it has one; a neighbour sees nothing of it', async () => {
    const [e, neighbour] = [newUuid(), world.enterprise()]
    const { id } = await world.submit(e, 'X')
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    expect(await world.message(id)).toMatchObject({ state: 'parked', owner: 'operator', why: 'noAccount' })
    world.accounts.set(e, '4419960007')
    const by = { organisation: world.here, reason: '已登记海关编码' }
    await exchange.desk.resend({ kind: 'outgoing', enterprise: e, id }, by)
    await world.settle(exchange, 1)
    expect(await world.stateOf(id)).toBe('sent')
    const tables = [
      sql`select from message`,
      sql`select from message_event`,
      sql`select from inbox`,
      sql`select from address`,
      sql`select from lane`,
    ]
    for (const table of tables) expect(await world.app(neighbour, table)).toEqual([])
    await expect(world.app(neighbour, sql`select from raw`)).rejects.toThrow(/permission denied/)
  })

  test('the schema keeps the rules of scale.md and S3.5', async () => {
    const reference = ['migration', 'clock', 'link', 'raw', 'address']
    expect(await lintSchema(db.owner, { reference })).toEqual([])
  })
})
