import { type BookNumber, newUuid } from '@jiamao/kernel/ids'
import { type Consumption, HUNDRED, percents, type Quantity, quantities } from '@jiamao/kernel/numbers'
import type { LocalDate } from '@jiamao/kernel/time'
import { runs } from '@jiamao/tests/big-numbers'
import { ask, makeDatabase, serverVersions, type TestDatabase } from '@jiamao/tests/database'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrations as identity } from '../identity/index.ts'
import type { Ask } from '../policy/index.ts'
import { one, rows, sql, migrations as store } from '../store/index.ts'
import type { Posting, RecipeRow } from './define.ts'
import type { Positions, RecipeRows, Remaining } from './facts.ts'
import { amendBook, fits, ledgerProviders, migrations, openBook } from './index.ts'
import { type KindId, movementKinds } from './kinds.ts'

const seqs = [1, 2, 3]
const limit = quantities.parse('60')
const kinds = ['MATERIAL_IMPORT', 'MATERIAL_SALE', 'EXCHANGE_OUT'] as const
const productKinds = ['PRODUCT_EXPORT', 'PRODUCT_RETURN', 'PRODUCT_REEXPORT'] as const

const posting = fc
  .record({
    seq: fc.constantFrom(...seqs),
    kind: fc.constantFrom<KindId>(...kinds, ...productKinds),
    recipe: fc.constantFrom('0', '1'),
    quantity: fc.bigInt({ min: 1n, max: 40_00000n }),
  })
  .map(({ recipe, quantity, ...rest }): Posting => {
    const side = kinds.includes(rest.kind as never) ? ('I' as const) : ('E' as const)
    return { line: 1, side, ...rest, quantity: quantity as Quantity, ...(side === 'E' ? { recipe } : {}) }
  })
const row = fc
  .record({
    product: fc.constantFrom(...seqs),
    version: fc.constantFrom('0', '1'),
    material: fc.constantFrom(...seqs),
    net: fc.bigInt({ min: 1n, max: 5_000_000_000n }),
    tangible: fc.constantFrom('0', '3'),
    bondedShare: fc.constantFrom('100', '40'),
    state: fc.constantFrom(1 as const, 2 as const),
  })
  .map(
    ({ net, tangible, bondedShare, ...rest }): RecipeRow => ({
      ...rest,
      net: net as Consumption,
      tangible: percents.parse(tangible),
      intangible: percents.parse('1'),
      bondedShare: percents.parse(bondedShare),
      validFrom: '2020-01-01' as LocalDate,
      validTo: null,
    }),
  )
const once = (list: readonly RecipeRow[]) => [
  ...new Map(list.map((one) => [`${one.product} ${one.version} ${one.material}`, one])).values(),
]
const steps = fc.array(
  fc.oneof(
    fc.record({ post: fc.array(posting, { minLength: 1, maxLength: 4 }), final: fc.boolean() }),
    fc.record({ amend: fc.array(row, { minLength: 1, maxLength: 3 }).map(once) }),
    fc.constant({ other: true as const }),
  ),
  { minLength: 3, maxLength: 10 },
)

describe.each(serverVersions())('what the gate knows of a book, on PostgreSQL %s', (version) => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await makeDatabase([store, identity, migrations], version)
  })
  afterAll(() => db.drop())

  const book = 'C520720A0001' as BookNumber
  const scopeOf = (enterprise: Ask['enterprise']) =>
    ({ enterprise, organisation: enterprise, stance: 'engine' }) as const

  async function open(recipes: readonly RecipeRow[]) {
    const enterprise = newUuid()
    const line = (side: 'I' | 'E', seq: number) => ({ side, seq, unit: '035', ceiling: seq === 3 ? null : limit })
    const accounts = [...seqs.map((seq) => line('I', seq)), ...seqs.map((seq) => line('E', seq))]
    await db.store.tx(scopeOf(enterprise), (tx) => openBook(tx, enterprise, { book, cycle: 1, accounts, recipes }))
    return enterprise
  }

  async function post(enterprise: Ask['enterprise'], postings: readonly Posting[], final: boolean) {
    const entry = newUuid()
    const column = <T>(of: (posting: Posting) => T) => postings.map(of)
    await db.store.tx(scopeOf(enterprise), async (tx) => {
      await one(
        tx,
        sql`
        select reserve_entry(${enterprise}, ${entry}, ${book}, 1, ${entry}, 1, '2020-01-02', ${column(({ line }) => line)},
                             ${column(({ side }) => side)}, ${column(({ seq }) => seq)}, ${column(({ kind }) => movementKinds[kind].code)},
                             ${column(({ recipe }) => recipe ?? '')}, ${column(({ quantity }) => quantity)}, '2020-01-02T09:00:00+08:00')`,
      )
      if (final)
        await one(
          tx,
          sql`select settle_entry(${enterprise}, ${entry}, 'final', '2020-01-03', ${entry}, '2020-01-03T09:00:00+08:00')`,
        )
    })
  }

  const factOf = (enterprise: Ask['enterprise'], id: string, side: 'I' | 'E', asked: readonly number[]) => {
    const given: Ask = {
      filing: newUuid(),
      enterprise,
      on: '2020-01-02' as LocalDate,
      book,
      side,
      seqs: asked,
      content: {},
    }
    const provider = ledgerProviders.find(({ fact }) => fact.id === id)
    return db.store.ask(scopeOf(enterprise), async (tx) => (await provider!.provide(tx, [given])).get(given.filing))
  }

  /** The same from the rows themselves, read now. */
  async function positionsNow(enterprise: Ask['enterprise']) {
    const found = await db.store.tx(scopeOf(enterprise), (tx) =>
      rows<{ seq: number; share: bigint; left: bigint; taken: string }>(
        tx,
        sql`
        select r.material as seq, r.bonded_share as share, ${HUNDRED} - r.tangible - r.intangible as left,
               sum(r.net * case when k.id = 'PRODUCT_RETURN' then -b.final::numeric else b.reserved + b.final end)::text as taken
          from balance b join movement_kind k on k.code = b.kind
          join recipe r on r.enterprise_id = b.enterprise_id and r.book = b.book and r.product = b.seq and r.version = b.recipe
         where b.enterprise_id = ${enterprise} and b.side = 'E' group by 1, 2, 3 order by 1, 2, 3`,
      ),
    )
    return found.map(({ seq, share, left, taken }) => [seq, share, left, taken])
  }

  test('is what the rows say, however often it was asked before the book changed', () =>
    fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }).map(once), steps, async (recipes, all) => {
        const enterprise = await open(recipes)
        const other = await open([])
        for (const step of all) {
          if ('post' in step) await post(enterprise, step.post, step.final)
          else if ('amend' in step)
            await db.store
              .tx(scopeOf(enterprise), (tx) =>
                amendBook(tx, enterprise, {
                  book,
                  cycle: 1,
                  accounts: [],
                  goneAccounts: [],
                  recipes: step.amend,
                  goneRecipes: [],
                }),
              )
              .catch((error) => expect(String(error)).toMatch(/: used/))
          else expect(await factOf(other, 'ledger.recipes', 'E', seqs)).toEqual([])
          const kept = (await factOf(enterprise, 'ledger.recipes', 'E', seqs)) as RecipeRows
          const now = await ask(
            db.owner,
            `select product, version, material, net::text, state from platform.recipe where enterprise_id = $1 order by 1, 2, 3`,
            [enterprise],
          )
          expect(
            kept.map(({ product, version, material, net, state }) => ({
              product,
              version,
              material,
              net: `${net}`,
              state,
            })),
          ).toEqual(now)
          const positions = (await factOf(enterprise, 'ledger.positions', 'I', seqs)) as Positions
          const uses = positions.filter(({ taken }) => taken !== undefined)
          expect(uses.map(({ seq, bondedShare, left, taken }) => [seq, bondedShare, left, taken])).toEqual(
            await positionsNow(enterprise),
          )
          const touched = new Set(kept.map(({ material }) => material))
          expect(await factOf(enterprise, 'ledger.positions', 'E', seqs)).toEqual(
            positions.filter(({ seq }) => touched.has(seq)),
          )
        }
      }),
      { numRuns: runs(12) },
    ))

  test('lets through what the ledger under its lock would let through, and nothing else (R5.9)', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(posting, { maxLength: 4 }),
        fc.boolean(),
        fc.array(posting, { minLength: 1, maxLength: 4 }),
        async (before, final, postings) => {
          const enterprise = await open([])
          if (before.length > 0) await post(enterprise, before, final)
          const asked = postings.filter(({ side }) => side === postings[0].side)
          const column = <T>(of: (posting: Posting) => T) => asked.map(of)
          const seen = (await factOf(enterprise, 'ledger.remaining', postings[0].side, seqs)) as Remaining
          const over = await db.store.tx(scopeOf(enterprise), (tx) =>
            rows(
              tx,
              sql`select * from overdrawn(${enterprise}, ${book}, 1, ${column(({ side }) => side)}, ${column(({ seq }) => seq)},
                                          ${column(({ kind }) => movementKinds[kind].code)}, ${column(({ quantity }) => quantity)}, null)`,
            ),
          )
          expect(fits(seen, asked)).toBe(over.length === 0)
        },
      ),
      { numRuns: runs(40) },
    ))
  test('does not fit where a line was not seen', () =>
    expect(fits([], [{ line: 1, side: 'I', seq: 1, kind: 'MATERIAL_IMPORT', quantity: 1n as Quantity }])).toBe(false))
})
