/** A large book in the platform's own tables, and its lines as a table that PostgreSQL could not read faster. */
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { movementKinds } from '@jiamao/platform/ledger/kinds'
import { type Lines, type Recipes, totalsOf } from '@jiamao/platform/ledger/write-off'
import type { BenchDatabase } from '../database.ts'

export const book = 'C520724A0001'
const step = 100_000

/** Account, recipe and balance rows as the postings leave them. @returns whose book it is, and the rows of each table */
export async function seedBook(db: BenchDatabase, recipes: Recipes, lines: Lines) {
  const enterprise = newUuid()
  const { materials, pairs } = recipes
  await db.ask(`insert into platform.book values ($1, $2, 1, 1, true)`, [enterprise, book])
  await db.ask(
    `insert into platform.account
       select $1::uuid, $2, 1, side, seq, '035', null::bigint
         from (values ('I', $3::int), ('E', $4::int)) as x(side, most) cross join lateral generate_series(1, most) as seq`,
    [enterprise, book, materials, pairs],
  )
  await seedRecipes(db, enterprise, recipes)
  await db.ask('select platform.pack_recipes($1, $2)', [enterprise, book])
  await seedBalances(db, enterprise, recipes, lines)
  await db.ask('analyze')
  const rows = await db.ask<{ recipes: string; balances: string }>(
    'select (select count(*) from platform.recipe) as recipes, (select count(*) from platform.balance) as balances',
  )
  return { enterprise, ...rows[0] }
}

async function seedRecipes(db: BenchDatabase, enterprise: Uuid, recipes: Recipes) {
  const { start, material, net, tangible, intangible, share, pairs } = recipes
  const product = new Int32Array(material.length)
  for (let pair = 0; pair < pairs; pair++) product.fill(pair + 1, start[pair], start[pair + 1])
  for (let from = 0; from < material.length; from += step) {
    const columns = [product, material.map((m) => m + 1), net, tangible, intangible, share]
    await db.ask(
      `insert into platform.recipe
         select $1::uuid, $2, product, '0', material, net, tangible, intangible, share, '1900-01-01', null, 2
           from unnest($3::int[], $4::int[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
             as x(product, material, net, tangible, intangible, share)`,
      [enterprise, book, ...columns.map((column) => [...column.slice(from, from + step)])],
    )
  }
}

async function seedBalances(db: BenchDatabase, enterprise: Uuid, recipes: Recipes, lines: Lines) {
  const { sums, width } = totalsOf(recipes, lines)
  const found = Object.values(movementKinds).flatMap(({ code, goods }) =>
    Array.from({ length: width }, (_, item) => item).flatMap((item) => {
      const final = sums[code * width + item]
      return final === 0n ? [] : [{ code, item, final, side: goods === 'product' ? 'E' : 'I' }]
    }),
  )
  const column = <T>(of: (row: (typeof found)[number]) => T) => found.map(of)
  await db.ask(
    `insert into platform.balance
       select $1::uuid, $2, 1, side, seq, case side when 'E' then '0' else '' end, kind, 0, final
         from unnest($3::text[], $4::int[], $5::smallint[], $6::bigint[]) as x(side, seq, kind, final)`,
    [enterprise, book, column((r) => r.side), column((r) => r.item + 1), column((r) => r.code), column((r) => r.final)],
  )
}

/** The book's lines and rows with nothing around them: no enterprise, no row security, no index that is not used. */
export async function seedLeanly(db: BenchDatabase, recipes: Recipes, lines: Lines) {
  await db.ask('create schema bench')
  await db.ask('create unlogged table bench.line (quantity bigint not null, item int not null, kind smallint not null)')
  await db.ask(`create unlogged table bench.recipe_row (item int not null, net bigint not null, tangible bigint not null, intangible bigint not null,
    share bigint not null, material int not null)`)
  for (let from = 0; from < lines.kind.length; from += step) {
    const columns = [lines.quantity, lines.item, lines.kind].map((column) => [...column.slice(from, from + step)])
    await db.ask('insert into bench.line select * from unnest($1::bigint[], $2::int[], $3::smallint[])', columns)
  }
  const { start, material, net, tangible, intangible, share, pairs } = recipes
  const pair = new Int32Array(material.length)
  for (let p = 0; p < pairs; p++) pair.fill(p, start[p], start[p + 1])
  for (let from = 0; from < material.length; from += step) {
    const columns = [pair, net, tangible, intangible, share, material]
    await db.ask(
      'insert into bench.recipe_row select * from unnest($1::int[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::int[])',
      columns.map((column) => [...column.slice(from, from + step)]),
    )
  }
  await db.ask('analyze')
}
