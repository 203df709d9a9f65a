import { decide, editDraft, requestOf, submit } from '@jiamao/platform/filing'
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, limitsOf, mismatchesOf, setUp, stopping } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const amend = 'enterprise.handbook.amend'
const [importList, exportList] = ['enterprise.checklist.import', 'enterprise.checklist.export']

let p: TestPlatform
let desk: Desk
beforeAll(async () => {
  p = await makePlatform()
  desk = deskOf(p, await p.subject(p.firm, 'customsClerk'))
})
afterAll(() => p.drop())

describe('a change on its way', () => {
  const number = 'C520720A0004'
  beforeAll(async () => {
    await setUp(desk, 'HB-E', number)
    await desk.accepted(importList, checklist(number, 'E-I1', 1, '600'), { number: 'QD520720I000000006' })
  })

  test('lets no product leave whose consumption it corrects, and only then', async () => {
    const rows = [{ productSeq: 1, materialSeq: 1, version: '0', net: '1.1' }]
    const { filed } = await desk.file(amend, { head: { number }, consumption: rows })
    const out = () => desk.file(exportList, checklist(number, 'E-E1', 1, '100', '30'))
    expect(stopping((await out()).filed)).toEqual(['R6.QUANTITY /lines/0/quantity'])
    expect(await desk.answer(filed.id, 'accept', { number })).toBe('done')
    expect((await out()).status).toBe(201)
  })

  test('past a year waits for customs’ permission; held, its message is not sent', async () => {
    const { filed } = await desk.file(amend, { head: { number, validTo: '2021-06-30' } })
    expect(filed.state).toBe('held')
    const messages = () => ask(p.db.owner, `select type from platform.outbox where conversation = $1`, [filed.id])
    expect(await messages()).toEqual([])
    const officer = await p.subject(p.offices.customs, 'officer')
    const place = { id: filed.id, enterprise: p.firm.id }
    await decide(p.engine, officer, place, { decision: 'release', reason: '准予延期' }, requestOf('release', 1))
    expect(await messages()).toEqual([{ type: 'NPTS001' }])
    await desk.answer(filed.id, 'accept', { number })
    const [row] = await ask(
      p.db.owner,
      `select valid_to::text, extensions, amendments from register.handbook where book = $1`,
      [number],
    )
    expect(row).toEqual({ valid_to: '2021-06-30', extensions: 1, amendments: 2 })
  })

  test('sent back, is mended and filed again under its number, holding what it says now', async () => {
    const held = async () => {
      const found = await ask<{ held: string }>(
        p.db.owner,
        `select sum(reserved)::text as held from platform.balance where book = $1 and kind = $2`,
        [number, movementKinds.AMENDMENT_HOLD.code],
      )
      return found[0].held
    }
    const products = [{ seq: 2, changeMark: 'deleted' }]
    const { filed } = await desk.file(amend, {
      head: { number },
      materials: [{ seq: 2, changeMark: 'deleted' }],
      products,
    })
    expect(await held()).toBe('101546392')
    expect(await desk.answer(filed.id, 'sendBack')).toBe('done')
    const clerk = await p.subject(p.firm, 'customsClerk')
    const mended = { head: { number }, materials: [{ seq: 2, quantity: '510' }], products }
    const edited = await editDraft(p.engine, clerk, filed.id, 2, () => mended, requestOf('edit', 1))
    expect(edited.body).toMatchObject({ revision: 3 })
    // What the filing itself holds is no use of the line.
    const again = await submit(p.engine, clerk, filed.id, 3, requestOf('again', 1))
    expect(again).toMatchObject({ status: 200, body: { state: 'submitted', ownNumber: 'HB-E-3', version: 2 } })
    expect(await held()).toBe('50546392')
    expect(await desk.answer(filed.id, 'accept', { number }, 2)).toBe('done')
    expect(await held()).toBe('0')
    expect(await limitsOf(p, number)).toEqual({ E1: '100000000', I1: '103092784', I2: '51000000' })
    expect(await mismatchesOf(p)).toEqual([])
  })
})
