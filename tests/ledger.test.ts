import { quantities } from '@jiamao/kernel/numbers'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { type Answer, file, openDraft, requestOf, submit } from '@jiamao/platform/filing'
import type { Subject } from '@jiamao/platform/identity'
import { verify } from '@jiamao/platform/ledger'
import { composeEngine } from '@jiamao/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist, type Desk, deskOf, setUp } from './books.ts'
import { ask, serverVersions } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

const importType = 'enterprise.checklist.import'

describe.each(serverVersions())('the ledger on PostgreSQL %s', (version) => {
  const book = 'C520720A0001'
  let p: TestPlatform
  let clerk: Subject
  let desk: Desk
  beforeAll(async () => {
    p = await makePlatform('2020-01-02', version)
    clerk = await p.subject(p.firm, 'customsClerk')
    desk = deskOf(p, clerk)
    await desk.file('enterprise.registration', exampleRegistration)
    await setUp(desk, 'HB-1', book)
  })
  afterAll(() => p.drop())

  interface Drawn {
    readonly reserved: bigint
    readonly final: bigint
  }
  const drawn = async (seq: number): Promise<Drawn> => {
    const [row] = await ask<{ reserved: string; final: string }>(
      p.db.owner,
      `select sum(reserved)::text as reserved, sum(final)::text as final from platform.balance where book = $1 and side = 'I' and seq = $2`,
      [book, seq],
    )
    return { reserved: BigInt(row.reserved ?? 0), final: BigInt(row.final ?? 0) }
  }
  const verified = () =>
    p.engine.store.tx({ enterprise: p.firm.id, organisation: p.firm.id, stance: 'owner' }, (tx) =>
      verify(tx, p.firm.id),
    )

  test('reserves when submitted, makes it final when accepted, gives it back when rejected', async () => {
    const kept = await desk.file(importType, checklist(book, 'I-1', 1, '100'))
    expect(kept.filed).toMatchObject({ state: 'submitted' })
    expect(await drawn(1)).toEqual({ reserved: 100n * quantities.one, final: 0n })
    const refused = await desk.file(importType, checklist(book, 'I-2', 1, '50'))
    expect(await drawn(1)).toEqual({ reserved: 150n * quantities.one, final: 0n })
    await desk.answer(refused.filed.id, 'reject')
    await desk.answer(kept.filed.id, 'accept', { number: 'QD520720I000000001' })
    expect(await drawn(1)).toEqual({ reserved: 0n, final: 100n * quantities.one })
    // A receipt that comes again, or contradicts the end, changes nothing.
    expect(await desk.answer(kept.filed.id, 'accept', { number: 'QD520720I000000001' })).toBe('history')
    expect(await desk.answer(refused.filed.id, 'accept')).toBe('history')
    expect(await drawn(1)).toEqual({ reserved: 0n, final: 100n * quantities.one })
    expect((await verified()).mismatches).toEqual([])
  })

  test('fifty filers draw one item at once: what is there is shared out, never more', async () => {
    // 515.46392 are there; fifty ask for 20 each: 25 can have it.
    // Two engines, as two processes would have them: nothing but the database stands between their filers.
    const engines = [p.engine, await composeEngine(p.db.store, p.clock)]
    const fileAt = async (i: number): Promise<Answer> => {
      const opening = { type: importType, wire: checklist(book, `C-${i}`, 2, '20') as never, origin: 'typed' as const }
      for (;;) {
        try {
          return await file(engines[i % 2], clerk, opening, requestOf(`concurrent ${i}`, i))
        } catch (error) {
          // Too many at once is said to the filer, who asks again with the same key.
          if (!String(error).includes('FILING_BUSY')) throw error
        }
      }
    }
    const outcomes = await Promise.all(Array.from({ length: 50 }, (_, i) => fileAt(i)))
    const states = Map.groupBy(outcomes, ({ status, body }: Answer) => `${status} ${(body as { state: string }).state}`)
    expect(states.get('201 submitted')?.length).toBe(25)
    expect(outcomes.length - 25).toBe(
      outcomes.filter(({ body }) => (body as { state: string }).state !== 'submitted').length,
    )
    const after = await drawn(2)
    expect(after).toEqual({ reserved: 500n * quantities.one, final: 0n })
    expect((await verified()).mismatches).toEqual([])
  })

  test('two submissions of one draft are one', async () => {
    const opened = await openDraft(
      p.engine,
      clerk,
      { type: importType, wire: checklist(book, 'D-1', 1, '1') as never, origin: 'typed' },
      requestOf('draft', 1),
    )
    const { id } = opened.body as { id: never }
    const before = await drawn(1)
    const answers = await Promise.allSettled(
      [1, 2, 3].map((n) => submit(p.engine, clerk, id, 1, requestOf(`s${n}`, n))),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBe(1)
    expect((await drawn(1)).reserved - before.reserved).toBe(quantities.one)
  })

  test('a posting cannot be changed or removed, not even by the engine', async () => {
    const scope = { enterprise: p.firm.id, organisation: p.firm.id, stance: 'engine' as const }
    for (const text of [
      'update platform.entry set quantity = quantity',
      'delete from platform.entry',
      'delete from platform.balance',
      'truncate platform.entry',
    ]) {
      await expect(p.engine.store.tx(scope, (tx) => tx.query({ text, values: [] }))).rejects.toThrow(
        /permission denied/,
      )
    }
  })

  test('a balance that was tampered with is found', async () => {
    await ask(p.db.owner, `update platform.balance set final = final + 1 where book = $1 and side = 'I' and seq = 1`, [
      book,
    ])
    expect((await verified()).mismatches).toMatchObject([{ book, side: 'I', seq: 1 }])
    await ask(p.db.owner, `update platform.balance set final = final - 1 where book = $1 and side = 'I' and seq = 1`, [
      book,
    ])
    expect((await verified()).mismatches).toEqual([])
  })

  test('a consumption row that was tampered with is found', async () => {
    const add = (n: number) =>
      ask(
        p.db.owner,
        `update platform.recipe set net = net + $2 where book = $1 and (product, material) = (
        select product, material from platform.recipe where book = $1 order by 1, 2 limit 1)`,
        [book, n],
      )
    await add(1)
    expect((await verified()).mismatches).toEqual([{ what: 'recipes', book }])
    await add(-1)
    expect((await verified()).mismatches).toEqual([])
  })
})
