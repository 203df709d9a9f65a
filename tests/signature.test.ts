/** 电子签名: who may sign, what is kept, what a later change of it looks like, and what is filed first. */
import {
  countersign,
  listTasks,
  look,
  openDraft,
  readSignatures,
  readView,
  requestOf,
  statementToSign,
  submit,
} from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp, twoProducts } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

let p: TestPlatform
let clerk: Subject
let signer: Subject
let officer: Subject
let desk: Desk
beforeAll(async () => {
  // A Thursday before a weekend.
  p = await makePlatform('2020-01-02')
  clerk = await p.subject(p.firm, 'customsClerk')
  signer = await p.subject(p.firm, 'customsClerk', 'signer')
  officer = await p.subject(p.offices.customs, 'officer')
  desk = deskOf(p, clerk)
})
afterAll(() => p.drop())

const establish = 'enterprise.handbook.establish'
let n = 0
const once = () => requestOf(`signature ${++n}`, n)
const view = (subject: Subject, id: string) =>
  look(p.engine, subject, id as never, 'filing', (tx, place) => readView(tx, place))
const drafted = async (own: string) => {
  const opening = { type: establish, wire: twoProducts(own), origin: 'typed' as const }
  const { body } = await openDraft(p.engine, signer, opening, once())
  return (body as { id: never }).id
}
const submitSigned = async (id: never, subject = signer, revision = 1) => {
  const { hash } = await statementToSign(p.engine, signer, id)
  return submit(p.engine, subject, id, revision, once(), { hash, means: 'password+code' })
}
const signatures = (subject: Subject, id: string) => readSignatures(p.engine, subject, id as never)
const tasksOf = async (subject: Subject, id: string) =>
  (await listTasks(p.engine, subject, { filing: id as never, limit: 50 })).map(({ act }) => act)

describe('a signer who submits', () => {
  test('signs what they read: statement, hash, means and person are kept, for every party that has the filing', async () => {
    const id = await drafted('HB-1')
    const { statement, hash } = await statementToSign(p.engine, signer, id)
    expect(statement).toMatchObject({
      type: establish,
      ownNumber: 'HB-1',
      version: 1,
      enterprise: { name: p.firm.name, creditCode: p.firm.creditCode },
    })
    expect(statement.figures.map(({ name, value }) => [name.zh, value])).toContainEqual(['总值', '13144.32996'])
    expect((await submitSigned(id)).status).toBe(200)
    const [kept] = await signatures(officer, id)
    expect(kept).toMatchObject({ version: 1, hash, means: 'password+code', signer: '测试人员', fits: 'yes' })
    expect((await signatures(clerk, id))[0].statement).toEqual(statement)
    // An office whose view may lack those parts reads no figures of them.
    expect(kept.statement).toEqual({ ...statement, figures: [] })
    expect((await view(officer, id)).countersignBy).toBeNull()
    expect(await tasksOf(signer, id)).toEqual([])
  })

  test('does not sign what they did not read', async () => {
    const id = await drafted('HB-2')
    const { hash } = await statementToSign(p.engine, signer, id)
    const other = await drafted('HB-3')
    const sign = (given: string, subject = signer) =>
      submit(p.engine, subject, other, 1, once(), { hash: given, means: 'passkey' })
    await expect(sign(hash)).rejects.toThrow('SIGNATURE_CHANGED')
    const right = (await statementToSign(p.engine, signer, other)).hash
    await expect(sign(right, clerk)).rejects.toThrow('NOT_ALLOWED')
    expect((await view(signer, other)).state).toBe('draft')
    expect(await signatures(signer, other)).toEqual([])
  })

  test('signs each version anew', async () => {
    const id = await drafted('HB-4')
    await submitSigned(id)
    await desk.answer(id, 'sendBack')
    const { revision } = await view(signer, id)
    await submitSigned(id, signer, revision)
    expect((await signatures(signer, id)).map(({ version, fits }) => [version, fits])).toEqual([
      [2, 'yes'],
      [1, 'yes'],
    ])
  })
})

describe('what is filed first', () => {
  test('goes to its decider marked, waits for the signer until the end of its days, and is signed late all the same', async () => {
    const { filed } = await desk.file(establish, twoProducts('HB-5'))
    // Friday, Monday and Tuesday.
    expect((await view(officer, filed.id)).countersignBy).toBe('2020-01-07T23:59:59.999+08:00')
    expect(await tasksOf(signer, filed.id)).toEqual(['countersign'])
    await expect(statementToSign(p.engine, clerk, filed.id)).rejects.toThrow('NOT_ALLOWED')
    await desk.answer(filed.id, 'accept', { number: 'C520720A0005', preentryNumber: '202000000000000005' })
    expect(await tasksOf(signer, filed.id)).toEqual(['countersign'])
    p.moveTo('2020-01-09')
    const overdue = await listTasks(p.engine, signer, { range: 'overdue', limit: 50 })
    expect(overdue.map(({ filing }) => filing)).toContain(filed.id)
    const { hash } = await statementToSign(p.engine, signer, filed.id)
    const sign = (subject: Subject, given = hash) =>
      countersign(p.engine, subject, filed.id, { hash: given, means: 'passkey' }, once())
    await expect(sign(signer, '0'.repeat(64))).rejects.toThrow('SIGNATURE_CHANGED')
    expect(() => sign(clerk)).toThrow('NOT_ALLOWED')
    const both = await Promise.allSettled([sign(signer), sign(signer)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await view(officer, filed.id)).countersignBy).toBeNull()
    expect(await tasksOf(signer, filed.id)).toEqual([])
    expect((await signatures(clerk, filed.id)).map(({ means, fits }) => [means, fits])).toEqual([['passkey', 'yes']])
    p.moveTo('2020-01-02')
  })

  test('owes nothing once it is taken back, and is asked again when it is filed again', async () => {
    const { filed } = await desk.file(establish, twoProducts('HB-6'))
    await desk.answer(filed.id, 'sendBack')
    expect([await tasksOf(signer, filed.id), (await view(clerk, filed.id)).countersignBy]).toEqual([[], null])
    const { revision } = await view(clerk, filed.id)
    await submit(p.engine, clerk, filed.id, revision, once())
    expect(await tasksOf(signer, filed.id)).toEqual(['countersign'])
    await desk.answer(filed.id, 'reject', {}, 2)
    await expect(statementToSign(p.engine, signer, filed.id)).rejects.toThrow('SIGNATURE_NONE_DUE')
  })

  test('another enterprise’s signer finds nothing', async () => {
    const { filed } = await desk.file(establish, twoProducts('HB-7'))
    const add = { party: 'enterprise', name: '乙厂', creditCode: null, customsCode: null }
    const other = await p.subject(await p.engine.directory.add(add, p.clock.machine()), 'customsClerk', 'signer')
    await expect(statementToSign(p.engine, other, filed.id)).rejects.toThrow('NOT_FOUND')
    const guess = { hash: '0'.repeat(64), means: 'passkey' as const }
    await expect(countersign(p.engine, other, filed.id, guess, once())).rejects.toThrow('NOT_FOUND')
    await expect(signatures(other, filed.id)).rejects.toThrow('NOT_FOUND')
  })

  test('is refused where policy has no such row', async () => {
    await ask(p.db.owner, `update platform.policy_row set valid_to = '2020-01-02' where id like 'signature.later %'`)
    const { engine } = p
    const policies = await import('@jiamao/platform/policy').then(({ loadPolicies }) => loadPolicies(p.db.store))
    const later = { ...p, engine: { ...engine, policies } }
    p.moveTo('2020-01-03')
    await expect(deskOf(later, clerk).file(establish, twoProducts('HB-8'))).rejects.toThrow('SIGNATURE_DUE')
    p.moveTo('2020-01-02')
  })
})

test('a type that asks for no signature has none, and no task', async () => {
  await setUp(desk, 'HB-9', 'C520720A0009')
  const { filed } = await desk.file('enterprise.checklist.import', checklist('C520720A0009', 'I-1', 1, '100'))
  expect([(await view(clerk, filed.id)).countersignBy, await tasksOf(signer, filed.id)]).toEqual([null, []])
  await expect(statementToSign(p.engine, signer, filed.id)).rejects.toThrow('SIGNATURE_NONE_DUE')
})

test('content or statement that were changed behind the engine no longer fit', async () => {
  const id = await drafted('HB-10')
  await submitSigned(id)
  const change = (text: string) => ask(p.db.owner, `set session_replication_role = replica; ${text}`)
  await change(
    `update platform.filing_part set body = jsonb_set(body, '{0,quantity}', '"1"') where filing_id = '${id}' and part = 'materials'`,
  )
  expect((await signatures(officer, id))[0].fits).toBe('content')
  await change(
    `update platform.signature set statement = jsonb_set(statement, '{ownNumber}', '"HB-0"') where filing_id = '${id}'`,
  )
  expect((await signatures(officer, id))[0].fits).toBe('statement')
})

test('the serving role changes and deletes no signature', async () => {
  const id = await drafted('HB-11')
  await submitSigned(id)
  const scope = { enterprise: p.firm.id, organisation: p.firm.id, stance: 'engine' as const }
  for (const text of ['update signature set means = means', 'delete from signature'])
    await expect(p.engine.store.tx(scope, (tx) => tx.query({ text, values: [] }))).rejects.toThrow('permission denied')
})
