import { newUuid } from '@jiamao/kernel/ids'
import { ask, makeDatabase, serverVersions } from '@jiamao/tests/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lintSchema, migrations, one, rows, run, sql } from './index.ts'

describe.each(serverVersions())('store on PostgreSQL %s', (version) => {
  let db: Awaited<ReturnType<typeof makeDatabase>>
  beforeAll(async () => {
    db = await makeDatabase([migrations], version)
  })
  afterAll(() => db.drop())

  test('rows of another enterprise are neither seen nor written', async () => {
    const [a, b, organisation] = [newUuid(), newUuid(), newUuid()]
    const scope = { enterprise: a, organisation, stance: 'engine' as const }
    await db.store.tx(scope, (tx) => run(tx, sql`insert into tenant_home values (${a}, 'here')`))
    await expect(
      db.store.tx(scope, (tx) => run(tx, sql`insert into tenant_home values (${b}, 'here')`)),
    ).rejects.toThrow(/row-level security/)
    const seen = await db.store.tx({ ...scope, enterprise: b }, (tx) => rows(tx, sql`select * from tenant_home`))
    expect(seen).toEqual([])
  })
  test('without a scope there are no rows, and the pool forgets the scope of the transaction before', async () => {
    const seen = await db.store.call(sql`select * from tenant_home`)
    expect(seen).toEqual([])
  })
  test('questions are put at once, or not at all: the scope is over with the first answer', async () => {
    const [enterprise, organisation] = [newUuid(), newUuid()]
    const scope = { enterprise, organisation, stance: 'engine' as const }
    await db.store.tx(scope, (tx) => run(tx, sql`insert into tenant_home values (${enterprise}, 'here')`))
    const home = sql`select state from tenant_home where enterprise_id = ${enterprise}`
    const [a, b] = await db.store.ask(scope, (tx) => Promise.all([one(tx, home), one(tx, home)]))
    expect([a, b]).toEqual([{ state: 'here' }, { state: 'here' }])
    const late = db.store.ask(scope, async (tx) => [await one(tx, home), await one(tx, home)])
    await expect(late).rejects.toThrow(/asked after the end of its transaction/)
    const wrong = db.store.ask(scope, (tx) => Promise.all([rows(tx, sql`select 1 / 0`), one(tx, home)]))
    await expect(wrong).rejects.toThrow(/division by zero/)
    expect(await db.store.ask(scope, (tx) => one(tx, home))).toEqual({ state: 'here' })
  })
  test('statements that belong together are all done, or none', async () => {
    const key = newUuid()
    const set = sql`select set_config('app.enterprise', ${key}, true), set_config('app.stance', 'engine', true)`
    const add = sql`insert into tenant_home values (${key}, 'here')`
    await expect(db.store.callAll([set, add, sql`select 1 / 0`])).rejects.toThrow(/division by zero/)
    await db.store.callAll([set, add])
    await expect(db.store.callAll([set, add])).rejects.toThrow(/duplicate key/)
  })
  test('figures, days and moments come back in their one form', async () => {
    const row = await db.store.tx({ organisation: newUuid(), stance: 'party' }, (tx) =>
      one(
        tx,
        sql`select 9007199254740993::bigint as figure, date '2020-02-29' as day, timestamptz '2020-02-29 12:00:00.5+00' as moment, ${['1', '2']}::bigint[] as column`,
      ),
    )
    expect(row).toEqual({
      figure: 9007199254740993n,
      day: '2020-02-29',
      moment: '2020-02-29T20:00:00.500+08:00',
      column: [1n, 2n],
    })
  })
  test.each([
    ["'2020-02-29 20:00:00+08'", '2020-02-29T20:00:00.000+08:00'],
    ["'2020-02-29 20:00:00.123987+08'", '2020-02-29T20:00:00.123+08:00'],
    // Beijing had summer time then: the server writes +09.
    ["'1988-07-01 12:00:00+08'", '1988-07-01T12:00:00.000+08:00'],
  ])('the moment %s is %s', async (written, moment) => {
    const [row] = await db.store.call<{ moment: string }>({
      text: `select timestamptz ${written} as moment`,
      values: [],
    })
    expect(row.moment).toBe(moment)
  })
  test('the schema keeps the rules of scale.md and S3.5', async () => {
    const reference = ['migration', 'clock']
    expect(await lintSchema(db.owner, { reference })).toEqual([])
    await ask(db.owner, 'create table platform.wrong (id bigserial primary key, at timestamptz default now())')
    const breaches = await lintSchema(db.owner, { reference })
    expect(breaches.map((breach) => breach.split(': ')[1])).toEqual(
      expect.arrayContaining(['scale 1', 'scale 2', 'scale 4', 'S3.5']),
    )
  })
})
