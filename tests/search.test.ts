import { readFileSync } from 'node:fs'
import { searchables } from '@jiamao/modules'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { enterprisesToIndex, find, findOf, indexChanges } from '@jiamao/platform/filing'
import type { Organisation, Subject } from '@jiamao/platform/identity'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp } from './books.ts'
import { ask, serverVersions } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const book = 'C520720A0001'

describe.each(serverVersions())('search on PostgreSQL %s', (version) => {
  let p: TestPlatform
  let clerk: Subject
  let other: Organisation
  let desk: Desk
  const index = async () => {
    for (const enterprise of await enterprisesToIndex(p.engine, 50))
      while (await indexChanges(p.engine, searchables, enterprise));
  }
  const found = async (query: string, who = clerk) =>
    (await find(p.engine, who, query, 20)).map(({ kind, title }) => `${kind} ${title.zh}`)
  beforeAll(async () => {
    p = await makePlatform('2020-01-02', version)
    clerk = await p.subject(p.firm, 'customsClerk')
    desk = deskOf(p, clerk)
    await desk.file('enterprise.registration', exampleRegistration)
    await setUp(desk, 'HB-2020-001', book)
    const { filed } = await desk.file('enterprise.checklist.import', checklist(book, 'IN-77', 1, '100'))
    await desk.answer(filed.id, 'takenIn', { preentryNumber: '202000000000991234' })
    await index()
    other = await p.engine.directory.add(
      { party: 'enterprise', name: '别家', creditCode: '91441900MA9D000017', customsCode: '4419941099' },
      p.clock.machine(),
    )
  })
  afterAll(() => p.drop())

  test('finds books and filings by the beginning and the last digits of any number, lines by any part of their name', async () => {
    expect(await found('C5207')).toEqual(
      expect.arrayContaining([`book ${book}`, `filing 进口核注清单 IN-77 · ${book}`]),
    )
    expect(await found('in-77')).toEqual([`filing 进口核注清单 IN-77 · ${book}`])
    expect(await found('2020000000009912')).toEqual([`filing 进口核注清单 IN-77 · ${book}`])
    expect(await found('1234')).toEqual([`filing 进口核注清单 IN-77 · ${book}`])
    expect(await found('氧树')).toEqual(['line 环氧树脂', 'line 环氧树脂'])
    expect(await found('３９０７３ 树脂')).toEqual(['line 环氧树脂', 'line 环氧树脂'])
    expect(await found('树脂 没有')).toEqual([])
    expect(await found(' %_ ')).toEqual([])
  })

  test('an office finds what it has a sight of, and no register; another enterprise and an office without sight nothing', async () => {
    const officer = await p.subject(p.offices.customs, 'officer')
    expect(await found('IN-77', officer)).toEqual([`filing 进口核注清单 IN-77 · ${book}`])
    expect(await found('树脂', officer)).toEqual([])
    // Commerce sees the handbook's filing and not the checklist.
    const commerce = await p.subject(p.offices.commerce, 'officer')
    expect(await found('HB-2020-001', commerce)).toEqual(['filing 手册设立 HB-2020-001'])
    expect(await found('IN-77', commerce)).toEqual([])
    const stranger = await p.subject(other, 'customsClerk')
    expect([await found('C5207', stranger), await found('树脂', stranger)]).toEqual([[], []])
    expect((await findOf(p.engine, commerce, p.firm.id, 20)).map(({ title }) => title.zh)).not.toContain(
      `进口核注清单 IN-77 · ${book}`,
    )
    expect(await findOf(p.engine, stranger, p.firm.id, 20)).toEqual([])
  })

  test('goods are found by pinyin initials as well, and by their owner only', async () => {
    const lines = ['line 环氧树脂', 'line 环氧树脂']
    expect([await found('hysz'), await found('SZ'), await found('ysz 39073')]).toEqual([lines, lines, lines])
    expect([await found('hyszx'), await found('z')]).toEqual([[], []])
    const officer = await p.subject(p.offices.customs, 'officer')
    expect(await found('hysz', officer)).toEqual([])
    expect(await found('hysz', await p.subject(other, 'customsClerk'))).toEqual([])
  })

  test('what was indexed before there were initials is indexed once more', async () => {
    await ask(p.db.owner, `delete from platform.search_term where term ~ '^(HY|YS)?SZ$'`)
    expect(await found('hysz')).toEqual([])
    const step = readFileSync(
      new URL('../platform/filing/migrations/0017-search-initials.sql', import.meta.url),
      'utf8',
    )
    await ask(p.db.owner, `set search_path = platform; ${step}`)
    await index()
    expect(await found('hysz')).toEqual(['line 环氧树脂', 'line 环氧树脂'])
  })

  test('the wall stands without the filter: another viewer’s terms and documents are no rows', async () => {
    const count = (organisation: string, stance: 'owner' | 'party') =>
      p.engine.store.tx({ enterprise: p.firm.id, organisation: organisation as never, stance }, async (tx) => {
        const { rows } = await tx.query<{ n: bigint }>({
          text: 'select (select count(*) from search_term) + (select count(*) from search_document) as n',
          values: [],
        })
        return rows[0].n
      })
    expect(await count(p.firm.id, 'owner')).toBeGreaterThan(0n)
    expect(await count(other.id, 'party')).toBe(0n)
    expect(await count(p.offices.tax.id, 'party')).toBeGreaterThan(0n)
    const [{ n }] = await ask<{ n: string }>(
      p.db.owner,
      'select count(*) as n from platform.search_term where viewer_id = $1',
      [p.offices.tax.id],
    )
    const terms = await p.engine.store.tx({ organisation: p.offices.tax.id, stance: 'party' }, async (tx) => {
      return (await tx.query({ text: 'select from search_term', values: [] })).rowCount
    })
    expect(String(terms)).toBe(n)
  })

  test('a filing that was indexed once is looked at again only when it changed; a late commit is still found', async () => {
    const before = await ask(p.db.owner, 'select xmin::text, key from platform.search_document order by key')
    await index()
    expect(await ask(p.db.owner, 'select xmin::text, key from platform.search_document order by key')).toEqual(before)
    const { filed } = await desk.file('enterprise.checklist.import', checklist(book, 'IN-78', 1, '1'))
    // As if its transaction had begun long before the last look and ended after it.
    await ask(p.db.owner, `update platform.filing set updated_at = updated_at - interval '50 seconds' where id = $1`, [
      filed.id,
    ])
    await index()
    expect(await found('IN-78')).toEqual([`filing 进口核注清单 IN-78 · ${book}`])
  })
})
