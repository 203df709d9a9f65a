import { dues } from '@jiamao/modules'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import {
  countersign,
  listFilings,
  readDesk,
  requestOf,
  type Shown,
  snooze,
  statementToSign,
  visit,
  wake,
} from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const book = 'C520720A0001'

/** A handbook to the end of 2020; imports in January; business days as each test says. */
describe('the desk of an enterprise', () => {
  let p: TestPlatform
  let clerk: Subject
  let desk: Desk
  const read = (show: Shown = 'all', subject = clerk) => readDesk(p.engine, dues, subject, { show, limit: 50 })
  /** Everything that happened so far, and the visit, lie so much further back. */
  const timePasses = (span: string) =>
    ask(
      p.db.owner,
      `with filings as (update platform.filing set updated_at = updated_at - $1::interval),
            events as (update platform.filing_event set at = at - $1::interval)
       update platform.visit set seen_at = seen_at - $1::interval, before_at = before_at - $1::interval`,
      [span],
    )
  beforeAll(async () => {
    p = await makePlatform()
    clerk = await p.subject(p.firm, 'customsClerk')
    desk = deskOf(p, clerk)
    await desk.file('enterprise.registration', exampleRegistration)
    const { id } = await setUp(desk, 'HB-1', book)
    const signer = await p.subject(p.firm, 'signer')
    const { hash } = await statementToSign(p.engine, signer, id)
    await countersign(p.engine, signer, id, { hash, means: 'passkey' }, requestOf('countersign', 1))
  })
  afterAll(() => p.drop())

  test('says what came back, why, from whom, and that its clock stands', async () => {
    const { filed } = await desk.file('enterprise.checklist.import', checklist(book, 'I-1', 1, '100'))
    expect((await read()).own?.underWay.underWay).toBe(1)
    await desk.answer(filed.id, 'sendBack')
    const { matters, counts, own } = await read()
    expect(counts).toMatchObject({ all: 1, returned: 1, today: 0, snoozed: 0 })
    expect(matters).toMatchObject([
      {
        kind: 'filing.returned',
        due: null,
        workingDays: null,
        filing: filed.id,
        party: 'customs',
        path: `/filings/${filed.id}`,
      },
    ])
    expect(own).toMatchObject({ underWay: { underWay: 0 }, answers: { refused: 1 } })
  })

  test('counts a running book’s end among what is due, with what happens then', async () => {
    p.moveTo('2020-12-25')
    const { matters, counts, days } = await read('due')
    expect(matters).toMatchObject([
      {
        kind: 'handbook.expiry',
        due: '2020-12-31',
        workingDays: 4,
        title: { zh: `手册到期 ${book}` },
        party: 'customs',
      },
    ])
    expect(counts).toMatchObject({ all: 2, due: 1, week: 1 })
    expect(days.filter(({ due }) => due > 0)).toEqual([{ day: '2020-12-31', isWorkingDay: true, due: 1 }])
    p.moveTo('2021-02-01')
    expect((await read('overdue')).matters).toMatchObject([
      { kind: 'handbook.report', due: '2021-01-30', workingDays: -1, consequence: { zh: '逾期后不能设立新手册' } },
    ])
    p.moveTo('2020-01-02')
  })

  test('a matter is put off to a day before its limit, by one person, and comes back on that day', async () => {
    p.moveTo('2020-12-25')
    const key = `handbook.expiry:${book}`
    await expect(snooze(p.engine, dues, clerk, key, '2020-12-31')).rejects.toThrow('DESK_SNOOZE')
    await expect(snooze(p.engine, dues, clerk, key, '2020-12-25')).rejects.toThrow('DESK_SNOOZE')
    await expect(snooze(p.engine, dues, clerk, 'handbook.expiry:C520720A9999', '2020-12-28')).rejects.toThrow(
      'NOT_FOUND',
    )
    await snooze(p.engine, dues, clerk, key, '2020-12-28')
    const put = await read('snoozed')
    expect(put.matters).toMatchObject([{ key, snoozedUntil: '2020-12-28' }])
    expect(put.counts).toMatchObject({ snoozed: 1, due: 0 })
    expect(put.days.every(({ due }) => due === 0)).toBe(true)
    const colleague = await p.subject(p.firm, 'customsClerk')
    expect((await read('due', colleague)).counts).toMatchObject({ due: 1, snoozed: 0 })
    p.moveTo('2020-12-28')
    expect((await read()).counts).toMatchObject({ due: 1, snoozed: 0 })
    p.moveTo('2020-12-26')
    await wake(p.engine, clerk, key)
    expect((await read()).counts).toMatchObject({ due: 1, snoozed: 0 })
    p.moveTo('2020-01-02')
  })

  test('balances run out at the rate of the last 30 days: left × 30 ÷ drawn, cut off', async () => {
    p.moveTo('2020-02-03')
    // Material 2 may come in 515.46392 kg; 300 of them come within 30 days, so 215.46392 last 21.5 days.
    await desk.accepted('enterprise.checklist.import', checklist(book, 'I-2', 2, '100'))
    p.moveTo('2020-02-20')
    await desk.accepted('enterprise.checklist.import', checklist(book, 'I-3', 2, '200'))
    const { own } = await read()
    expect(own?.low).toEqual([
      {
        ...{ book, side: 'I', seq: 2, ceiling: 51546392n, used: 30000000n, recent: 30000000n },
        ...{ days: 21, runsOutOn: '2020-03-12' },
      },
    ])
    // The first import leaves the window: 200 in 30 days, and the rest lasts 32.3 days from then on.
    p.moveTo('2020-03-05')
    expect((await read()).own?.low).toMatchObject([{ recent: 20000000n, days: 32, runsOutOn: '2020-04-06' }])
    p.moveTo('2020-05-01')
    expect((await read()).own?.low).toEqual([])
    p.moveTo('2020-01-02')
  })

  test('answers are those since the visit before this one; the list that the figure opens shows exactly them', async () => {
    await visit(p.engine, clerk)
    await timePasses('2 hours')
    const { filed } = await desk.file('enterprise.checklist.import', checklist(book, 'I-4', 1, '10'))
    await desk.answer(filed.id, 'accept')
    const before = await read()
    expect(before).toMatchObject({ isFirstVisit: false, own: { answers: { total: 1, accepted: 1 } } })
    expect(before.own?.answers.items).toMatchObject([
      { filing: filed.id, party: 'customs', state: 'accepted', number: 'I-4' },
    ])
    await visit(p.engine, clerk)
    const during = await read()
    expect([during.since, during.own?.answers.total]).toEqual([before.since, 1])
    const listed = await listFilings(p.engine, clerk, { answeredSince: during.since, limit: 50 })
    expect(listed.map(({ id }) => id)).toEqual([filed.id])
    await timePasses('31 minutes')
    expect((await read()).own?.answers.total).toBe(0)
  })

  test('counts what was typed twice of all the year, and what was spared in the newest filings', async () => {
    const effort = (typedTwice: number) => ({ typed: 3, imported: 0, prefilled: 7, typedTwice })
    const { filed } = await desk.file('enterprise.checklist.import', checklist(book, 'I-5', 1, '1'))
    const set = (typedTwice: number) =>
      ask(p.db.owner, 'update platform.filing set effort = $1 where id = $2', [effort(typedTwice), filed.id])
    await set(0)
    const before = (await read()).own!.typed
    await set(2)
    const after = (await read()).own!.typed
    expect(after).toEqual({ ...before, typedTwice: before.typedTwice + 2 })
    expect(after.newest).toBeGreaterThan(1)
    const listed = await listFilings(p.engine, clerk, { typedTwice: true, filedFrom: after.from, limit: 50 })
    expect(listed.map(({ id }) => id)).toContain(filed.id)
    expect(JSON.parse(listed[0].view)).toMatchObject({ id: listed[0].id, updatedAt: listed[0].updatedAt })
  })

  test('another enterprise sees nothing of it, and an office its own tasks only', async () => {
    const other = await p.engine.directory.add(
      { party: 'enterprise', name: '别家', creditCode: '91441900MA9D000017', customsCode: '4419941099' },
      p.clock.machine(),
    )
    const stranger = await read('all', await p.subject(other, 'customsClerk'))
    expect(stranger).toMatchObject({
      counts: { all: 0 },
      own: { answers: { total: 0 }, low: [], underWay: { underWay: 0 } },
    })
    const office = await read('all', await p.subject(p.offices.tax, 'officer'))
    expect(office).toMatchObject({ counts: { all: 0 }, own: null })
  })

  test('an office has its tasks by their limit, puts one off, and counts no further than 500', async () => {
    p.moveTo('2020-03-02')
    const officer = await p.subject(p.offices.customs, 'officer')
    const give = (day: string, count: number) =>
      ask(
        p.db.owner,
        `insert into platform.task
           select f.enterprise_id, gen_random_uuid(), $1, f.id, 'decide', '{"zh": "清单", "en": "List"}', ($2 || 'T23:59:59.999+08:00')::timestamptz,
                  1, 'open', null, 0, now()
             from generate_series(1, $3::int), (select * from platform.filing limit 1) f`,
        [p.offices.customs.id, day, count],
      )
    await give('2020-02-28', 1)
    await give('2020-03-02', 2)
    await give('2020-03-06', 1)
    await give('2020-04-01', 1)
    const desk = await read('all', officer)
    expect(desk.counts).toEqual({ all: 5, overdue: 1, today: 2, week: 3, returned: 0, explain: 0, due: 0, snoozed: 0 })
    expect(desk.matters.map(({ due, workingDays }) => [due, workingDays])).toEqual([
      ['2020-02-28', -1],
      ['2020-03-02', 0],
      ['2020-03-02', 0],
      ['2020-03-06', 4],
      ['2020-04-01', 22],
    ])
    expect(desk.days.flatMap(({ day, due }) => (due > 0 ? [[day, due]] : []))).toEqual([
      ['2020-03-02', 2],
      ['2020-03-06', 1],
    ])
    expect((await read('week', officer)).matters).toHaveLength(3)
    expect((await read('returned', officer)).matters).toEqual([])
    const { key } = desk.matters[3]
    await snooze(p.engine, dues, officer, key, '2020-03-05')
    expect((await read('all', officer)).counts).toMatchObject({ all: 4, week: 2, snoozed: 1 })
    expect((await read('snoozed', officer)).matters).toMatchObject([{ key, snoozedUntil: '2020-03-05' }])
    await give('2020-05-01', 600)
    expect(await read('all', officer)).toMatchObject({ counts: { all: 500 }, countedTo: 500 })
    p.moveTo('2020-01-02')
  })
})
