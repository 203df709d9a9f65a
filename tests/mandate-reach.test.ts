/** How far a mandate reaches (委托): row security lets its holder read the books and types that it names, and nothing a second after its end. */
import type { Uuid } from '@jiamao/kernel/ids'
import type { LocalDate } from '@jiamao/kernel/time'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { agree, endMandate, propose, type Subject } from '@jiamao/platform/identity'
import type { Scope } from '@jiamao/platform/store'
import { referenceTables } from '@jiamao/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, deskOf, setUp } from './books.ts'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const [named, unnamed] = ['C520720A0001', 'C520720A0002']
let p: TestPlatform
let clerk: Subject
let broker: Subject
let mandate: Uuid
let asHolder: Scope
let asOwner: Scope
let tables: { readonly name: string; readonly hasBook: boolean }[] = []

const count = (scope: Scope, table: string, where = 'true') =>
  p.engine.store.tx(
    scope,
    async (tx) => (await tx.query({ text: `select from ${table} where ${where}`, values: [] })).rowCount,
  )
async function give(wanted: { readonly books?: string[]; readonly types?: string[] }) {
  const days = { from: '2020-01-01' as LocalDate, until: '2020-12-31' as LocalDate }
  mandate = await propose(
    p.db.store,
    clerk,
    { holder: broker.organisation, acts: ['write'], ...wanted, ...days },
    p.clock,
  )
  await agree(p.db.store, broker, p.firm.id, mandate, p.clock)
}
const end = () => endMandate(p.db.store, clerk, p.firm.id, mandate, '换一份', p.clock)

beforeAll(async () => {
  p = await makePlatform('2020-01-02')
  clerk = await p.subject(p.firm, 'customsClerk')
  const desk = deskOf(p, clerk)
  await desk.file('enterprise.registration', exampleRegistration)
  for (const [n, book] of [named, unnamed].entries()) {
    await setUp(desk, `HB-${n + 1}`, book)
    await desk.file('enterprise.checklist.import', checklist(book, `I-${n + 1}`, 1, '100'))
  }
  const made = { party: 'broker', name: '报关行', creditCode: null, customsCode: null } as const
  broker = await p.subject(await p.engine.directory.add(made, p.clock.machine()), 'customsClerk')
  asOwner = { enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' }
  asHolder = { ...asOwner, organisation: broker.organisation }
  tables = await ask(
    p.db.owner,
    `select n.nspname || '.' || c.relname as name,
            exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'book' and not a.attisdropped) as "hasBook"
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('platform', 'register') and c.relkind in ('r', 'p') and not (c.relname = any ($1)) order by 1`,
    [referenceTables],
  )
}, 60_000)
afterAll(() => p.drop())

describe('the holder of a mandate', () => {
  test('of one book reads its rows in every register and in the ledger, and of no other', async () => {
    await give({ books: [named] })
    const seen: string[] = []
    for (const { name, hasBook } of tables) {
      if (!hasBook) continue
      // A set-up names no book: it is known by the number that it was given.
      const book = name === 'platform.filing' ? `coalesce(book, known->>'number')` : 'book'
      const [own, held, other] = await Promise.all([
        count(asOwner, name, `${book} = '${named}'`),
        count(asHolder, name, `${book} = '${named}'`),
        count(asHolder, name, `${book} is distinct from '${named}'`),
      ])
      expect([name, held, other]).toEqual([name, own, 0])
      if (held > 0) seen.push(name)
    }
    expect(seen).toEqual(
      expect.arrayContaining([
        'platform.account',
        'platform.balance',
        'platform.book',
        'platform.entry',
        'platform.filing',
        'platform.recipe',
        'register.handbook',
        'register.handbook_line',
      ]),
    )
    // Of the phases those of its entries; what is of no book stays shut.
    expect(await count(asHolder, 'platform.entry_phase')).toBe(
      await count(asOwner, 'platform.entry_phase', `entry_id in (select id from entry where book = '${named}')`),
    )
    expect(await count(asHolder, 'register.enterprise')).toBe(0)
    await end()
  })

  test('writes none of them, whatever it names', async () => {
    await give({})
    expect(await count(asHolder, 'register.enterprise')).toBe(1)
    for (const { name } of tables.filter(({ name }) =>
      /^register\.|\.(book|account|recipe|balance|entry|entry_phase)$/.test(name),
    )) {
      const tried = (text: string) =>
        p.engine.store
          .tx(asHolder, async (tx) => (await tx.query({ text, values: [] })).rowCount)
          .catch((error) => (error as { code: string }).code)
      for (const text of [
        `update ${name} set enterprise_id = enterprise_id`,
        `delete from ${name}`,
        `insert into ${name} select * from ${name} limit 1`,
      ])
        expect([text, [0, '42501'].includes(await tried(text))]).toEqual([text, true])
    }
    await end()
  })

  test('of one type reads filings of it alone; and nothing of anything once it has ended', async () => {
    await give({ types: ['enterprise.checklist.import'] })
    expect(await count(asHolder, 'platform.filing', `type <> 'enterprise.checklist.import'`)).toBe(0)
    expect(await count(asHolder, 'platform.filing')).toBe(2)
    await end()
    for (const { name } of tables) {
      if (name === 'platform.mandate') continue
      expect([name, await count(asHolder, name, `enterprise_id = '${p.firm.id}'`)]).toEqual([name, 0])
    }
  })
})

test('an owner that reads its own is not asked for a mandate', async () => {
  const lines = await p.engine.store.tx(asOwner, async (tx) => {
    const text = `explain (analyze, costs off, timing off, summary off) select from register.handbook_line where book = '${named}'`
    return (await tx.query<{ 'QUERY PLAN': string }>({ text, values: [] })).rows.map((row) => row['QUERY PLAN'])
  })
  const asked = lines.filter((line) => /Result|Function|InitPlan/.test(line) && !/InitPlan/.test(line))
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((line) => !/never executed/.test(line))).toEqual([])
})
