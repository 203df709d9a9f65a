import { type BookNumber, newUuid, type Uuid } from '@jiamao/kernel/ids'
import { consumptions, percents, quantities } from '@jiamao/kernel/numbers'
import type { LocalDate } from '@jiamao/kernel/time'
import { ask, makeDatabase, serverVersions, type TestDatabase } from '@jiamao/tests/database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrations as identity } from '../identity/index.ts'
import { one, sql, migrations as store } from '../store/index.ts'
import type { Account, BookAmendment, RecipeRow } from './define.ts'
import { amendBook, closeBook, migrations, openBook, verify } from './index.ts'
import { movementKinds } from './kinds.ts'

const line = (side: 'I' | 'E', seq: number, ceiling: string, unit = '035'): Account => ({
  side,
  seq,
  unit,
  ceiling: quantities.parse(ceiling),
})
const recipe = (product: number, version: string, material: number, net: string, state: 1 | 2 | 3 = 2): RecipeRow => ({
  product,
  version,
  material,
  net: consumptions.parse(net),
  tangible: percents.parse('3'),
  intangible: percents.parse('0'),
  bondedShare: percents.parse('100'),
  validFrom: '1900-01-01' as LocalDate,
  validTo: null,
  state,
})
const nothing: Omit<BookAmendment, 'book' | 'cycle'> = { accounts: [], goneAccounts: [], recipes: [], goneRecipes: [] }

describe.each(serverVersions())('a book that is changed, on PostgreSQL %s', (version) => {
  let db: TestDatabase
  const enterprise = newUuid()
  const book = 'C520720A0001' as BookNumber
  const scope = { enterprise, organisation: enterprise, stance: 'engine' } as const
  const change = (what: Partial<BookAmendment>) =>
    db.store.tx(scope, (tx) => amendBook(tx, enterprise, { ...nothing, book, cycle: 1, ...what }))
  const stand = () =>
    ask(
      db.owner,
      `select jsonb_agg(to_jsonb(a) order by side, seq) as lines,
              (select jsonb_agg(to_jsonb(r) order by product, version, material) from platform.recipe r) as recipes,
              (select jsonb_agg(to_jsonb(e)) from platform.entry e) as entries,
              (select jsonb_agg(to_jsonb(b) order by side, seq) from platform.balance b) as balances
         from platform.account a`,
    )

  beforeAll(async () => {
    db = await makeDatabase([store, identity, migrations], version)
    await db.store.tx(scope, async (tx) => {
      await openBook(tx, enterprise, {
        book,
        cycle: 1,
        accounts: [line('I', 1, '1000'), line('I', 2, '500'), line('E', 1, '900'), line('E', 2, '400')],
        recipes: [recipe(1, '0', 1, '1'), recipe(1, '1', 1, '1'), recipe(2, '0', 2, '1', 3), recipe(3, '0', 1, '1', 1)],
      })
      const post = async (entry: Uuid, side: string, seq: number, kind: number, version: string, quantity: bigint) => {
        await one(
          tx,
          sql`
          select reserve_entry(${enterprise}, ${entry}, ${book}, 1, ${entry}, 1, '2020-01-02', array[1], array[${side}], array[${seq}::int],
                               array[${kind}::smallint], array[${version}], array[${quantity}::bigint], '2020-01-02T09:00:00+08:00')`,
        )
        return entry
      }
      const { MATERIAL_IMPORT, PRODUCT_EXPORT } = movementKinds
      const inward = await post(newUuid(), 'I', 1, MATERIAL_IMPORT.code, '', quantities.parse('600'))
      await one(
        tx,
        sql`select settle_entry(${enterprise}, ${inward}, 'final', '2020-01-03', ${inward}, '2020-01-03T09:00:00+08:00')`,
      )
      await post(newUuid(), 'E', 1, PRODUCT_EXPORT.code, '0', quantities.parse('200'))
      await post(newUuid(), 'E', 3, PRODUCT_EXPORT.code, '0', quantities.parse('1'))
    })
  })
  afterAll(() => db.drop())

  const refused: readonly [string, Partial<BookAmendment>, RegExp][] = [
    ['a limit below what is final', { accounts: [line('I', 1, '599.99999')] }, /I 1: limit below what is drawn/],
    ['a limit below what is reserved', { accounts: [line('E', 1, '199.99999')] }, /E 1: limit below what is drawn/],
    ['another unit of a line that moved', { accounts: [line('I', 1, '1000', '036')] }, /I 1: used/],
    ['the end of a line that moved', { goneAccounts: [{ side: 'I', seq: 1 }] }, /I 1: limit below/],
    ['other consumption of what left', { recipes: [recipe(1, '0', 1, '1.1')] }, /consumption 1 0 1: used/],
    [
      'no consumption of what left',
      { goneRecipes: [{ product: 1, version: '0', material: 1 }] },
      /consumption 1 0 1: used/,
    ],
    ['more consumption of what left', { recipes: [recipe(1, '0', 2, '1')] }, /consumption 1 0 2: used/],
    ['other consumption than customs determined', { recipes: [recipe(2, '0', 2, '1.1')] }, /consumption 2 0 2: used/],
  ]
  test.each(refused)('is refused %s, and nothing of it is written', async (_, what, why) => {
    const before = await stand()
    const also = { accounts: [line('I', 9, '1'), ...(what.accounts ?? [])] }
    await expect(change({ ...what, ...also })).rejects.toThrow(why)
    expect(await stand()).toEqual(before)
  })

  test('gets lines, limits and consumption; postings and balances stay as they are, and the revision tells', async () => {
    const [{ entries, balances }] = (await stand()) as { entries: object; balances: object }[]
    await change({
      accounts: [line('I', 1, '600'), line('I', 3, '50'), line('E', 2, '450', '036')],
      goneAccounts: [{ side: 'I', seq: 2 }],
      // A version that never left, an undeclared row of one that did, and a new version.
      recipes: [recipe(1, '1', 1, '1.2'), recipe(3, '0', 1, '1.3', 1), recipe(1, '2', 3, '0.5')],
    })
    const [after] = (await stand()) as {
      lines: { side: string; seq: number; ceiling: number }[]
      entries: object
      balances: object
    }[]
    expect({ entries: after.entries, balances: after.balances }).toEqual({ entries, balances })
    expect(after.lines.map(({ side, seq, ceiling }) => [side, seq, ceiling])).toEqual([
      ['E', 1, 90_000_000],
      ['E', 2, 45_000_000],
      ['I', 1, 60_000_000],
      ['I', 3, 5_000_000],
    ])
    const recipes = await ask(
      db.owner,
      `select product, version, material, net::text from platform.recipe order by 1, 2, 3`,
    )
    expect(recipes).toEqual([
      { product: 1, version: '0', material: 1, net: '1000000000' },
      { product: 1, version: '1', material: 1, net: '1200000000' },
      { product: 1, version: '2', material: 3, net: '500000000' },
      { product: 2, version: '0', material: 2, net: '1000000000' },
      { product: 3, version: '0', material: 1, net: '1300000000' },
    ])
    expect(await ask(db.owner, `select revision::text from platform.book`)).toEqual([{ revision: '3' }])
    expect(await db.store.tx(scope, async (tx) => (await verify(tx, enterprise)).mismatches)).toEqual([])
  })

  test('is not opened a second time, and not changed after its end', async () => {
    const again = { book, cycle: 1, accounts: [], recipes: [] }
    await expect(db.store.tx(scope, (tx) => openBook(tx, enterprise, again))).rejects.toThrow(/there already/)
    await ask(db.owner, 'update platform.balance set reserved = 0')
    await db.store.tx(scope, (tx) => closeBook(tx, enterprise, { book, cycle: 1 }))
    await expect(change({})).rejects.toThrow(/is not open/)
  })
})
