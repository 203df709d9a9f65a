import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrations as storeMigrations } from '../store/index.ts'
import { migrations } from './index.ts'
import { effectTable, makeWorld, type World } from './testing.ts'

const account = '4419960001'
const seqNo = '202600000000000001'
const minute = 60_000

describe.each(serverVersions())('arrivals on PostgreSQL %s', (version) => {
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

  /** A message that lies at the client, with the engine that sent it. */
  async function sent(own = 'N1') {
    const e = world.enterprise(account)
    const row = await world.submit(e, own)
    const exchange = await world.engine()
    await world.settle(exchange, 1)
    const [base] = world.client.upload(account)
    return { e, id: row.id, row, exchange, base }
  }
  /** The same, known to customs under its number. */
  async function delivered(own = 'N1') {
    const made = await sent(own)
    world.client.respond(account, made.base, '0', { values: { preentryNumber: seqNo } })
    await world.settle(made.exchange)
    return made
  }
  const answer = (code: string, more: object = {}) =>
    world.client.answer(account, { type: 'INV201', code, about: { preentryNumber: seqNo }, ...more })
  const levels = async (id: string) =>
    (await world.effects(id as never)).map(({ level, event, stage }) => [level, event ?? stage])

  test('the same receipt again, under another name or the same, is counted and has no effect', async () => {
    const { id, exchange } = await delivered()
    for (let i = 0; i < 3; i++) {
      answer('Y')
      await world.settle(exchange)
    }
    expect(await levels(id)).toEqual([
      ['T1', null],
      ['B0', 'takenIn'],
    ])
    expect((await world.raws()).map(({ seen }) => seen)).toEqual([1, 3])
  })

  test('one number of the sender with other bytes is a case for security, and has no effect', async () => {
    const { id, exchange } = await delivered()
    answer('Y', { id: 'CUS1' })
    await world.settle(exchange)
    answer('1', { id: 'CUS1' })
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('inReview')
    expect((await world.raws()).at(-1)).toMatchObject({ state: 'parked', owner: 'security', why: 'otherBytes' })
  })

  test('a truncated file is cured by its complete copy, under its own name or a new one', async () => {
    const { id, exchange, base } = await sent()
    const whole = JSON.stringify({ type: 'CommonResponeMessage', code: '0', about: {}, values: {} })
    const file = `Successed_${base}_20261123090000001.xml`
    world.client.put(account, file, whole.slice(0, 20))
    await world.settle(exchange, 3)
    expect(world.client.list(account, 'InBox')).toEqual([file])
    world.client.put(account, file, whole.slice(0, 30))
    await world.settle(exchange, 3)
    world.client.put(account, file, whole)
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('delivered')
    expect((await world.raws()).map(({ state }) => state)).toEqual(['duplicate', 'duplicate', 'stored'])

    const final = JSON.stringify({ type: 'INV201', code: '1', about: { ownNumber: 'N1' }, values: {} })
    world.client.put(account, 'Receipt_7_20261123090000002.xml', final.slice(0, 40))
    await world.settle(exchange, 3)
    world.advance(minute)
    await world.settle(exchange, 2)
    expect((await world.raws()).at(-1)).toMatchObject({ state: 'parked', owner: 'operator', why: 'unreadable' })
    expect(world.client.list(account, 'InBox')).toEqual([])
    world.client.put(account, 'Receipt_7_20261123090000009.xml', final)
    await world.settle(exchange)
    expect((await world.raws()).map(({ state }) => state)).toEqual([
      'duplicate',
      'duplicate',
      'stored',
      'duplicate',
      'stored',
    ])
    expect(await world.stateOf(id)).toBe('accepted')
  })

  test('files still being written, temporary ones and folders are left alone; what is too large is not read', async () => {
    const { exchange } = await sent()
    const inBox = world.client.folder(account, 'InBox')
    writeFileSync(join(inBox, 'Receipt_1.xml.tmp'), '{}')
    for (let i = 0; i < 3; i++) {
      writeFileSync(join(inBox, 'Receipt_2.xml'), '{'.repeat(i + 1))
      await exchange.step()
      world.advance(900)
    }
    expect(await world.raws()).toEqual([])
    writeFileSync(join(inBox, 'Receipt_3.xml'), Buffer.alloc(20 * 2 ** 20 + 1))
    await world.settle(exchange, 3)
    world.advance(minute)
    await world.settle(exchange, 3)
    expect((await world.raws()).find(({ name }) => name === 'Receipt_3.xml')).toMatchObject({
      state: 'parked',
      why: 'tooLarge',
    })
    expect(world.client.list(account, 'InBox')).toEqual(['Receipt_1.xml.tmp'])
  })

  test('an unknown message is kept and matched when what it speaks of is known; after ten minutes it is on a desk, and is matched even there', async () => {
    const e = world.enterprise(account)
    const exchange = await world.engine()
    world.client.answer(account, { type: 'INV201', code: 'Y', about: { ownNumber: 'SOON' } })
    world.client.answer(account, { type: 'INV201', code: '1', about: { ownNumber: 'LATER' } })
    world.client.answer(account, { type: 'INV201', code: '1', about: { ownNumber: 'NEVER' } })
    await world.settle(exchange)
    expect((await world.raws()).map(({ state }) => state)).toEqual(['stored', 'stored', 'stored'])
    const soon = await world.submit(e, 'SOON')
    await world.settle(exchange)
    expect(await world.stateOf(soon.id)).toBe('inReview')
    world.advance(10 * minute)
    await world.settle(exchange)
    expect((await world.raws()).map(({ state, why }) => [state, why])).toEqual([
      ['stored', null],
      ['parked', 'unknownMessage'],
      ['parked', 'unknownMessage'],
    ])
    const later = await world.submit(e, 'LATER')
    await world.settle(exchange)
    expect(await world.stateOf(later.id)).toBe('accepted')
    expect((await world.raws()).map(({ state }) => state)).toEqual(['stored', 'stored', 'parked'])
  })

  test('a receipt for another company is quarantined; an own number that two companies use is each its own', async () => {
    const { id } = await delivered('SAME')
    const other = world.enterprise('4419960002')
    const theirs = await world.submit(other, 'SAME')
    const exchange = await world.engine()
    await world.settle(exchange)
    world.client.answer('4419960002', { type: 'INV201', code: '1', about: { preentryNumber: seqNo } })
    // The same words to both, each about its own.
    for (const of of [account, '4419960002'])
      world.client.answer(of, { type: 'INV201', code: 'Y', about: { ownNumber: 'SAME' } })
    world.client.answer('4419960002', {
      type: 'INV201',
      code: '3',
      about: { ownNumber: 'SAME', preentryNumber: seqNo },
    })
    await world.settle(exchange)
    // Files of one moment may come in any order.
    const found = (await world.raws()).slice(1).map(({ state, why, owner }) => `${state} ${why} ${owner}`)
    expect(found.sort()).toEqual([
      'parked notOurs security',
      'parked notOurs security',
      'stored null null',
      'stored null null',
    ])
    expect([await world.stateOf(id), await world.stateOf(theirs.id)]).toEqual(['inReview', 'inReview'])
  })

  test('a receipt that names two documents at once is not guessed at', async () => {
    const { exchange } = await delivered('ONE')
    const two = await world.submit(world.enterprise(account), 'TWO')
    await world.settle(exchange)
    world.client.upload(account)
    world.client.respond(account, 'INV101_I_TWO_v1_t-1', '0', { about: { preentryNumber: seqNo } })
    await world.settle(exchange)
    expect((await world.raws()).at(-1)).toMatchObject({ state: 'parked', why: 'contradicts' })
    expect(await world.stateOf(two.id)).toBe('sent')
  })

  test('a file that changes between its reading and its removal stays, and is read', async () => {
    const { id, exchange, base } = await sent()
    const inBox = world.client.folder(account, 'InBox')
    const connector = world.connector()
    world.client.put(account, 'Receipt_1.xml', 'first')
    await connector.poll()
    world.advance(1100)
    const [raw] = await connector.poll()
    writeFileSync(
      join(inBox, 'other'),
      JSON.stringify({ type: 'CommonResponeMessage', code: '0', about: { baseName: base }, values: {} }),
    )
    renameSync(join(inBox, 'other'), join(inBox, 'Receipt_1.xml'))
    await connector.confirm(raw)
    expect(world.client.list(account, 'InBox')).toEqual(['Receipt_1.xml'])
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('delivered')
  })
})
