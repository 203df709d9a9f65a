import { momentOf } from '@jiamao/kernel/time'
import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { migrations as storeMigrations } from '../store/index.ts'
import { migrations } from './index.ts'
import { effectTable, makeWorld, rankOf, type World } from './testing.ts'

const account = '4419960001'
const seqNo = '202600000000000001'
const minute = 60_000

describe.each(serverVersions())('receipts on PostgreSQL %s', (version) => {
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

  test('a lower rank after a higher, or an earlier date of the same rank, is history', async () => {
    const { id, exchange } = await delivered()
    const at = (n: number) => momentOf(Date.parse('2026-11-23T10:00:00+08:00') + n * minute)
    answer('4', { at: at(2) })
    await world.settle(exchange)
    answer('2', { at: at(1) })
    answer('Y', { at: at(0) })
    await world.settle(exchange)
    answer('1', { at: at(3) })
    await world.settle(exchange)
    answer('4', { at: at(4) })
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('accepted')
    expect(await levels(id)).toEqual([
      ['T1', null],
      ['B1', 'reserved'],
      ['B2', 'accept'],
    ])
    expect((await world.inbox()).map(({ state, detail }) => [state, detail])).toEqual([
      ['applied', null],
      ['applied', null],
      ['applied', 'history'],
      ['applied', 'history'],
      ['applied', null],
      ['applied', 'history'],
    ])
  })

  test('an import response that comes last moves nothing, and the filing still learns its number', async () => {
    const { id, exchange, base } = await sent()
    world.client.answer(account, { type: 'INV201', code: '2', about: { ownNumber: 'N1' } })
    await world.settle(exchange)
    world.client.respond(account, base, '0', { values: { preentryNumber: seqNo } })
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('inReview')
    // It does not set back how far the answers have come: what ranks below the interim one is still history.
    answer('Y')
    await world.settle(exchange)
    expect(await levels(id)).toEqual([
      ['B1', 'manual'],
      ['T1', null],
    ])
  })

  test('final before interim, and the declaration’s number before and after the final answer', async () => {
    const { id, exchange } = await delivered()
    const declared = (n: number) =>
      world.client.answer(account, {
        type: 'INV202',
        code: '1',
        about: { preentryNumber: seqNo },
        values: { declarationNumber: `52072026157943858${n}` },
      })
    declared(1)
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('inReview')
    answer('1')
    await world.settle(exchange)
    declared(2)
    await world.settle(exchange)
    expect(await levels(id)).toEqual([
      ['T1', null],
      ['B3', 'declared'],
      ['B2', 'accept'],
      ['B3', 'declared'],
    ])
    expect(await world.stateOf(id)).toBe('accepted')
  })

  test('two contradicting finals: the first stands, the second is a case', async () => {
    const { id, exchange } = await delivered()
    answer('1')
    await world.settle(exchange)
    answer('3')
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('accepted')
    expect((await world.inbox()).at(-1)).toMatchObject({ state: 'parked', why: 'contradicts' })
    expect((await levels(id)).at(-1)).toEqual(['B2', 'accept'])
  })

  test('a receipt before the message was seen as sent proves sending, and the pending attempt dies by its token', async () => {
    const e = world.enterprise(account)
    const { id } = await world.submit(e, 'G1')
    const other = await world.engine()
    // The connector hands the file over; before that is recorded, the client has read it and customs has answered.
    const slow = await world.engineThat(async (send, message) => {
      const proof = await send(message)
      world.client.upload(account)
      world.client.respond(account, message.name, '0', { values: { preentryNumber: seqNo } })
      answer('Y')
      await world.settle(other)
      expect(await world.stateOf(id)).toBe('inReview')
      return proof
    })
    await slow.step()
    expect(await world.trail(id)).toEqual([
      '1 sequenced → queued',
      '2 taken → leased',
      '7 arrived → delivered',
      '11 takenIn → inReview',
    ])
  })

  test('a code that is not listed goes to the desk and has no effect; listed, it is taken in again', async () => {
    const { e, id, exchange } = await delivered()
    answer('Q')
    await world.settle(exchange)
    const [, parked] = await world.inbox()
    expect(parked).toMatchObject({ state: 'parked', why: 'unlistedCode', detail: 'INV201 Q' })
    expect(await world.stateOf(id)).toBe('delivered')
    const wiser = await world.engine({ ranks: (...asked) => rankOf(...asked) ?? { level: 'B2', event: 'accept' } })
    await wiser.desk.resend(
      { kind: 'incoming', enterprise: e, id: parked.id },
      { organisation: e, reason: '代码表已补' },
    )
    await world.settle(wiser)
    expect(await world.stateOf(id)).toBe('accepted')
  })

  test('refused content is its clerk’s; the corrected version takes its place and leaves', async () => {
    const { e, id, exchange, base, row } = await sent()
    world.client.respond(account, base, '-1', { notes: ['单价不能为空'] })
    await world.settle(exchange)
    expect(await world.message(id)).toMatchObject({
      state: 'parked',
      owner: 'filer',
      why: 'contentRefused',
      detail: '单价不能为空',
    })
    expect(await levels(id)).toEqual([['T1', 'sendBack']])
    const second = await world.submit(e, 'N1', { version: 2, conversation: row.conversation })
    await world.settle(exchange)
    expect([await world.stateOf(id), await world.stateOf(second.id)]).toEqual(['superseded', 'sent'])
    world.client.answer(account, { type: 'INV201', code: '1', about: { ownNumber: 'N1' } })
    await world.settle(exchange)
    expect([await world.stateOf(id), await world.stateOf(second.id)]).toEqual(['superseded', 'accepted'])
  })

  test('a refusal that names an existing number is a duplicate answered; another number than ours contradicts', async () => {
    const { id, exchange, base } = await sent()
    world.client.respond(account, base, '-1', { existing: seqNo })
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('delivered')
    answer('Y')
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('inReview')
    world.client.respond(account, base, '-1', { existing: '202600000000000099' })
    await world.settle(exchange)
    expect((await world.inbox()).at(-1)).toMatchObject({ state: 'parked', why: 'contradicts' })
  })

  test('not taken in: once more under a new name, then to the operator, and the filing hears nothing of either', async () => {
    const { id, exchange } = await delivered()
    answer('Z', { notes: ['库忙'] })
    await world.settle(exchange)
    expect(world.client.upload(account)).toEqual(['INV101_I_N1_v1_t-2'])
    world.client.respond(account, 'INV101_I_N1_v1_t-2', '0')
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('delivered')
    answer('Z')
    await world.settle(exchange)
    expect(await world.message(id)).toMatchObject({ state: 'parked', owner: 'operator', why: 'notTakenIn' })
    expect(await levels(id)).toEqual([
      ['T1', null],
      ['T1', null],
    ])
  })

  test('silence: overdue at the agency is on its duty officer’s desk, goes up level by level, and a late receipt cures it', async () => {
    const { e, id, exchange } = await delivered()
    world.advance(120 * minute)
    await world.settle(exchange)
    expect(await world.message(id)).toMatchObject({ state: 'parked', owner: 'agency', why: 'overdue', escalations: 0 })
    for (const hours of [1, 7, 16, 24]) {
      world.advance(hours * 60 * minute)
      await world.settle(exchange, 1)
    }
    expect(await world.message(id)).toMatchObject({ state: 'parked', escalations: 4 })
    answer('Y')
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('inReview')
    world.advance(72 * 60 * minute)
    await world.settle(exchange)
    expect(await world.message(id)).toMatchObject({ state: 'parked', owner: 'agency' })
    await exchange.desk.resend({ kind: 'outgoing', enterprise: e, id }, { organisation: e, reason: '海关要求重发' })
    await world.settle(exchange, 1)
    const [again] = world.client.upload(account)
    world.client.respond(account, again, '0')
    await world.settle(exchange)
    expect(await world.stateOf(id)).toBe('delivered')
    world.advance(120 * minute)
    await world.settle(exchange, 1)
    answer('3')
    await world.settle(exchange)
    expect((await world.trail(id)).slice(-2)).toEqual(['14 overdue → parked', '18 reject → rejected'])
    expect((await world.trail(id)).slice(4, 8)).toEqual([
      '14 overdue → parked',
      '18 takenIn → inReview',
      '14 overdue → parked',
      '17 resend → queued',
    ])
  })

  test('what the domain refuses, and what it calls history, is marked so', async () => {
    const e = world.enterprise(account)
    const { id } = await world.submit(e, 'N1')
    const outcomes: Record<string, 'refused' | 'history'> = { '2': 'history', '1': 'refused' }
    const exchange = await world.engine({ apply: ({ code }) => outcomes[code] ?? 'applied' })
    await world.settle(exchange)
    for (const code of ['2', '1']) world.client.answer(account, { type: 'INV201', code, about: { ownNumber: 'N1' } })
    await world.settle(exchange)
    expect((await world.inbox()).map(({ state, detail }) => [state, detail])).toEqual([
      ['applied', 'history'],
      ['refused', null],
    ])
    expect(await world.stateOf(id)).toBe('inReview')
  })
})
