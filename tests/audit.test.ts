/** 留痕. Who looked is written down for the owner; what was written cannot be changed, removed or put in unnoticed. */
import type { Uuid } from '@jiamao/kernel/ids'
import { dateOf, momentOf } from '@jiamao/kernel/time'
import { type Fault, sealLog, type Verified, verifyLog } from '@jiamao/platform/audit'
import { listSeen, listTasks, look, noteShown, readView, type Seen } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, deskOf, setUp } from './books.ts'
import { ask, serverVersions } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

describe.each(serverVersions())('the log on PostgreSQL %s', (version) => {
  let p: TestPlatform
  let clerk: Subject
  let officer: Subject
  let auditor: Subject
  let report: Uuid
  beforeAll(async () => {
    p = await makePlatform('2020-01-02', version)
    clerk = await p.subject(p.firm, 'customsClerk')
    officer = await p.subject(p.offices.commerce, 'officer')
    const office = { party: 'operator', name: '运行岗', creditCode: null, customsCode: null }
    auditor = await p.subject(await p.engine.directory.add(office, p.clock.machine()), 'auditAdmin')
    const desk = deskOf(p, clerk)
    await setUp(desk, 'HB-A', 'C520720A0001')
    const number = (side: string) => ({ number: `QD520720${side}000000001` })
    await desk.accepted('enterprise.checklist.import', checklist('C520720A0001', 'I-1', 1, '1030.92784'), number('I'))
    await desk.accepted('enterprise.checklist.export', checklist('C520720A0001', 'E-1', 1, '1000', '30'), number('E'))
    report = (await desk.file('enterprise.write-off.report', { head: { book: 'C520720A0001' } })).filed.id
  })
  afterAll(() => p.drop())

  const today = () => dateOf(p.clock.machine())
  const seen = (more: Partial<Parameters<typeof listSeen>[2]> = {}): Promise<Seen[]> =>
    listSeen(p.engine, clerk, { from: today(), to: today(), limit: 50, ...more })
  const logged = async () =>
    Number(
      (await ask<{ n: string }>(p.db.owner, `select count(*) as n from platform.audit where act like 'look%'`))[0].n,
    )

  describe('a look', () => {
    test('at a desk is a row for its owner with the view and its ground; the same desk again is the same look', async () => {
      const before = await logged()
      expect((await listTasks(p.engine, officer, { limit: 50 })).map(({ filing }) => filing)).toEqual([report])
      await listTasks(p.engine, officer, { limit: 50 })
      expect((await logged()) - before).toBe(1)
      const colleague = await p.subject(p.offices.commerce, 'officer')
      await listTasks(p.engine, colleague, { limit: 50 })
      expect((await logged()) - before).toBe(2)
      const [first] = await seen()
      expect(first).toMatchObject({ organisation: p.offices.commerce.id, person: '测试人员', what: 'tasks', count: 1 })
      expect(first.filings.map(({ id }) => id)).toEqual([report])
      expect(first.views).toHaveLength(1)
      expect(first.ground).not.toBe('')
    })

    test('at a filing is written each time, and is one line of the day for its owner', async () => {
      const before = await logged()
      for (let i = 0; i < 3; i++) await look(p.engine, officer, report, 'filing', readView)
      expect((await logged()) - before).toBe(3)
      const [line] = await seen({ filing: report })
      expect(line).toMatchObject({ what: 'filing', times: 3 })
      expect(await seen({ organisation: p.offices.tax.id })).toEqual([])
    })

    test('at a list that was read elsewhere is a row for each owner that it named, on its own ground', async () => {
      const before = await logged()
      const duty = { ...auditor, roles: ['operator'] }
      const lines = [report, report].map((filing) => ({ enterprise: p.firm.id, filing }))
      await noteShown(p.engine, duty, { what: 'exchange.desk', ground: 'I8', lines })
      expect((await logged()) - before).toBe(1)
      expect(await seen({ organisation: auditor.organisation })).toMatchObject([
        { what: 'exchange.desk', ground: 'I8', count: 1, views: [] },
      ])
    })

    test('at one’s own is none', async () => {
      const before = await logged()
      await look(p.engine, clerk, report, 'filing', readView)
      await listTasks(p.engine, clerk, { limit: 50 })
      expect(await logged()).toBe(before)
    })

    test('is seen by its owner alone, page by page', async () => {
      const all = await seen()
      const [a, ...rest] = all
      const [first] = await seen({ limit: 1 })
      expect(first).toEqual(a)
      expect(await seen({ after: { at: a.lastAt, id: a.key as Uuid } })).toEqual(rest)
      const stranger = await p.engine.directory.add(
        { party: 'enterprise', name: '别家', creditCode: '91441900MA9D000017', customsCode: '4419941099' },
        p.clock.machine(),
      )
      const other = await p.subject(stranger, 'customsClerk')
      expect(await listSeen(p.engine, other, { from: today(), to: today(), limit: 50 })).toEqual([])
    })
  })

  describe('sealed', () => {
    const later = { ...clockLater(() => p), today: () => p.clock.today() }
    const verified = async (witness?: { n: number; head: string }): Promise<Verified> =>
      verifyLog(p.engine.store, p.clock, auditor, 0, witness)
    const faults = async () => (await verified()).faults
    const owner = (text: string, values: unknown[] = []) =>
      ask<{ enterprise_id: Uuid; id: Uuid }>(p.db.owner, text, values)

    test('the whole log verifies, by the auditor of the operator and nobody else', async () => {
      const seal = await sealLog(p.engine.store, later)
      expect(seal?.n).toBe(1)
      expect(await sealLog(p.engine.store, later)).toBeUndefined()
      const all = await verified({ n: 1, head: seal?.head.toString('hex') ?? '' })
      expect(all).toMatchObject({ seals: 1, rows: seal?.leaves, faults: [], next: null })
      const [{ n }] = await ask<{ n: string }>(
        p.db.owner,
        `select count(*) as n from platform.audit where act not like 'audit.%'`,
      )
      expect(all.rows).toBe(Number(n))
      await expect(verifyLog(p.engine.store, p.clock, officer, 0, undefined)).rejects.toThrow(/row-level security/)
    })

    test('a row that the owner of the database changes is named, also with a hash that fits', async () => {
      for (const change of [`purpose = 'nothing to see'`, `hash = sha256('x'::bytea)`, 'actor_id = null']) {
        const [row] = await owner(`select enterprise_id, id from platform.audit where act = 'look' limit 1`)
        await tampered(p, `update platform.audit set ${change} where id = $1`, row.id, async () => {
          expect(await faults()).toContainEqual({ kind: 'changed', enterprise: row.enterprise_id, id: row.id, seal: 1 })
        })
      }
      expect(await faults()).toEqual([])
    })

    test('a row that is gone is named; with its leaf gone too, the seal is', async () => {
      const [row] = await owner(`select enterprise_id, id from platform.audit where act = 'look' limit 1`)
      await tampered(p, 'delete from platform.audit where id = $1', row.id, async () => {
        expect(await faults()).toEqual([{ kind: 'missing', enterprise: row.enterprise_id, id: row.id, seal: 1 }])
        await owner('delete from platform.audit_leaf where id = $1', [row.id])
        expect(await faults()).toEqual([{ kind: 'seal', seal: 1 }])
      })
    })

    test('a row that is put in with a time of the past is named', async () => {
      const [row] = await owner(`
        insert into platform.audit
          select enterprise_id, gen_random_uuid(), organisation_id, actor_id, act, subject, purpose, detail, salt, hash, business_at, at - interval '1 day'
            from platform.audit where act = 'look' limit 1 returning enterprise_id, id`)
      const expected: Fault = { kind: 'inserted', enterprise: row.enterprise_id, id: row.id, seal: null }
      expect(await faults()).toEqual([expected])
      await owner('delete from platform.audit where id = $1', [row.id])
    })

    test('a chain that was written anew differs from the head that was noted outside', async () => {
      await look(p.engine, officer, report, 'filing', readView)
      const second = await sealLog(p.engine.store, later)
      expect(second?.n).toBe(2)
      expect((await verified({ n: 2, head: 'noted elsewhere' })).faults).toEqual([{ kind: 'rewritten', seal: 2 }])
      expect((await verified({ n: 3, head: 'of a seal that is gone' })).faults).toEqual([
        { kind: 'rewritten', seal: 3 },
      ])
      await owner(`update platform.audit_seal set leaves = 2 where n = 2`)
      expect(await faults()).toEqual([{ kind: 'seal', seal: 2 }])
    })

    test('neither the server nor the carrier can change or remove what is written', async () => {
      const scope = { enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' as const }
      for (const table of ['audit', 'audit_leaf', 'audit_seal']) {
        for (const act of [`update platform.${table} set at = at`, `delete from platform.${table}`]) {
          const text = table === 'audit_leaf' ? act.replace('at = at', 'hash = hash') : act
          const tried = { text, values: [] }
          await expect(p.engine.store.tx(scope, (tx) => tx.query(tried))).rejects.toThrow(/permission denied/)
          await expect(p.engine.store.carry((tx) => tx.query(tried))).rejects.toThrow(/permission denied/)
        }
      }
    })
  })
})

/** The clock of a machine a minute on: what was just written is settled. */
const clockLater = (p: () => TestPlatform) => ({
  now: () => p().clock.now(),
  machine: () => momentOf(Date.now() + 60_000),
})

/** Changes one row as the owner of the database, looks, and puts everything back. */
async function tampered(p: TestPlatform, text: string, id: Uuid, then: () => Promise<void>): Promise<void> {
  const copies = ['audit', 'audit_leaf']
  for (const table of copies)
    await ask(p.db.owner, `create table public.copy_${table} as select * from platform.${table} where id = '${id}'`)
  try {
    await ask(p.db.owner, text, [id])
    await then()
  } finally {
    for (const table of copies) {
      await ask(p.db.owner, `delete from platform.${table} where id = $1`, [id])
      await ask(p.db.owner, `insert into platform.${table} select * from public.copy_${table}`)
      await ask(p.db.owner, `drop table public.copy_${table}`)
    }
  }
}
