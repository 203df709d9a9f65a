import type { Uuid } from '@jiamao/kernel/ids'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import type { Scope, Tx } from '@jiamao/platform/store'
import { referenceTables } from '@jiamao/server'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, deskOf, setUp } from './books.ts'
import { ask, serverVersions } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

describe.each(serverVersions())('row security on PostgreSQL %s', (version) => {
  let p: TestPlatform
  let tables: string[] = []
  let other: Uuid
  let market: Uuid
  beforeAll(async () => {
    p = await makePlatform('2020-01-02', version)
    const desk = deskOf(p, await p.subject(p.firm, 'customsClerk'))
    await desk.file('enterprise.registration', exampleRegistration)
    await setUp(desk, 'HB-1', 'C520720A0001')
    await desk.file('enterprise.checklist.import', checklist('C520720A0001', 'I-1', 1, '100'))
    const add = await p.engine.directory.add(
      { party: 'enterprise', name: '别家', creditCode: '91441900MA9D000017', customsCode: '4419941099' },
      p.clock.machine(),
    )
    other = add.id
    const office = { party: 'market', name: '东莞市监局', creditCode: null, customsCode: null }
    market = (await p.engine.directory.add(office, p.clock.machine())).id
    const found = await ask<{ name: string }>(
      p.db.owner,
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('platform', 'register') and c.relkind in ('r', 'p') and not (c.relname = any ($1)) order by 1`,
      [referenceTables],
    )
    tables = found.map(({ name }) => name)
  })
  afterAll(() => p.drop())

  const scopes = (): Record<string, Scope> => ({
    'the other enterprise as owner': { enterprise: other, organisation: other, stance: 'owner' },
    'the engine for the other enterprise': { enterprise: other, organisation: other, stance: 'engine' },
    'an office without a sight of it': { organisation: market, stance: 'party' },
    'that office, naming the enterprise': { enterprise: p.firm.id, organisation: market, stance: 'party' },
    'the other enterprise as a party': { enterprise: p.firm.id, organisation: other, stance: 'party' },
  })
  /** A statement in a scope: its row count, or why the database refused it. */
  const tried = (scope: Scope, text: string, values: unknown[] = []): Promise<number | string> =>
    p.engine.store
      .tx(scope, async (tx: Tx) => (await tx.query({ text, values })).rowCount)
      .catch((error) => (error as { code: string }).code)
  const refused = '42501'

  test('the tables hold rows of the first enterprise, which the owner of the scope sees whole', async () => {
    const filled: string[] = []
    for (const table of tables) {
      const [{ n }] = await ask<{ n: string }>(
        p.db.owner,
        `select count(*) as n from ${table} where enterprise_id = '${p.firm.id}'`,
      )
      const seen = await tried(
        { enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' },
        `select from ${table}`,
      )
      expect([table, seen]).toEqual([table, Number(n)])
      if (n !== '0') filled.push(table)
    }
    expect(filled).toEqual(
      expect.arrayContaining([
        'platform.filing',
        'platform.filing_part',
        'platform.entry',
        'platform.balance',
        'register.handbook',
      ]),
    )
  })

  test('no other scope reads, writes, changes or removes a row of it, whatever its own filter says', async () => {
    for (const [who, scope] of Object.entries(scopes())) {
      for (const table of tables) {
        const where = `where enterprise_id = '${p.firm.id}'`
        const reads = await tried(scope, `select from ${table} ${where}`)
        expect([who, table, reads]).toEqual([who, table, 0])
        for (const act of [
          `update ${table} set enterprise_id = enterprise_id ${where}`,
          `delete from ${table} ${where}`,
        ]) {
          const outcome = await tried(scope, act)
          expect([who, table, act.slice(0, 6), outcome === 0 || outcome === refused]).toEqual([
            who,
            table,
            act.slice(0, 6),
            true,
          ])
        }
        const copied = await tried(
          scope,
          `insert into ${table} select (jsonb_populate_record(null::${table}, jsonb_build_object('enterprise_id', '${p.firm.id}'))).*`,
        )
        // Refused by its policy or its grants before any other constraint is looked at, or by the missing columns.
        expect([who, table, copied]).not.toEqual([who, table, 1])
      }
    }
  })

  test('an office reads the filings that a sight was given for, and their parts of that view only', async () => {
    const commerce: Scope = { enterprise: p.firm.id, organisation: p.offices.commerce.id, stance: 'party' }
    const parts = await p.engine.store.tx(
      commerce,
      async (tx) =>
        (
          await tx.query<{ type: string; part: string }>({
            text: `select distinct f.type, x.part from platform.filing f join platform.filing_part x on x.enterprise_id = f.enterprise_id and x.filing_id = f.id order by 1, 2`,
            values: [],
          })
        ).rows,
    )
    const handbook = parts.filter(({ type }) => type === 'enterprise.handbook.establish').map(({ part }) => part)
    expect(handbook).toEqual(['head', 'materials', 'products'])
    expect(parts.some(({ type }) => type === 'enterprise.checklist.import')).toBe(false)
  })

  test('a connection goes back to the pool without a scope, after an error and after a timeout too', async () => {
    const scope: Scope = { enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' }
    await expect(p.engine.store.tx(scope, (tx) => tx.query({ text: 'select 1/0', values: [] }))).rejects.toThrow()
    await expect(
      p.engine.store.tx(scope, async (tx) => {
        await tx.query({ text: `set local statement_timeout = '20ms'`, values: [] })
        await tx.query({ text: 'select pg_sleep(2)', values: [] })
      }),
    ).rejects.toThrow(/timeout/)
    const left = await Promise.all(
      Array.from({ length: 12 }, () =>
        p.engine.store.call<object>({ text: 'select from platform.filing', values: [] }),
      ),
    )
    expect(left.every((rows) => rows.length === 0)).toBe(true)
  })

  test('the serving roles own nothing, bypass nothing and cannot become the owner', async () => {
    const roles = await ask<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean; rolcreaterole: boolean }>(
      p.db.owner,
      `select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname in ('jiamao_app', 'jiamao_worker', $1, $2)`,
      [`${p.db.owner.database}_serves`, `${p.db.owner.database}_carries`],
    )
    expect(roles.length).toBe(4)
    expect(roles.every((role) => !role.rolsuper && !role.rolbypassrls && !role.rolcreaterole)).toBe(true)
    const client = new pg.Client({ ...p.db.owner, user: `${p.db.owner.database}_serves` })
    await client.connect()
    await expect(client.query(`set role ${p.db.owner.user}`)).rejects.toThrow(/permission denied/)
    await expect(client.query('alter table platform.filing disable row level security')).rejects.toThrow(
      /must be owner/,
    )
    await client.end()
  })
})
