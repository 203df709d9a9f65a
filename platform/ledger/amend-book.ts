import type { Uuid } from '@jiamao/kernel/ids'
import { join, rows, run, type Sql, sql, type Tx } from '../store/index.ts'
import { putAccounts, putRecipes } from './book.ts'
import type { BookAmendment } from './define.ts'
import { packRecipes } from './recipe-columns.ts'

/**
 * Changes the lines, limits and consumption of an open book, whole sets at a time, under the book's lock (R5.8).
 *
 * @throws Error where the book is not open, a limit would lie below what is drawn, something that moved would go or get
 *   another unit, or declared consumption that was used would change (R3.12): checks and the hold of the change come first
 */
export async function amendBook(tx: Tx, enterprise: Uuid, change: BookAmendment): Promise<void> {
  const { book, cycle, goneAccounts, goneRecipes } = change
  const locked = await run(
    tx,
    sql`
    update book set revision = revision + 1
     where enterprise_id = ${enterprise} and book = ${book} and cycle = ${cycle} and open`,
  )
  if (locked !== 1) throw new Error(`book ${book}, cycle ${cycle}, is not open`)
  const broken = await rows<{ what: string }>(
    tx,
    join([brokenLines(enterprise, change), brokenRecipes(enterprise, change)], ' union all '),
  )
  if (broken.length > 0)
    throw new Error(`book ${book} cannot be changed so: ${broken.map(({ what }) => what).join('; ')}`)

  await putAccounts(tx, enterprise, change)
  await putRecipes(tx, enterprise, change)
  await run(
    tx,
    sql`
    delete from recipe r using ${goneRows(goneRecipes)}
     where r.enterprise_id = ${enterprise} and r.book = ${book} and r.product = g.product and r.version = g.version and r.material = g.material`,
  )
  if (change.recipes.length > 0 || goneRecipes.length > 0) await packRecipes(tx, enterprise, book)
  await run(
    tx,
    sql`
    delete from account a using ${goneLines(goneAccounts)}
     where a.enterprise_id = ${enterprise} and a.book = ${book} and a.cycle = ${cycle} and a.side = g.side and a.seq = g.seq`,
  )
}

const goneLines = (gone: BookAmendment['goneAccounts']): Sql => sql`
  unnest(${gone.map(({ side }) => side)}::text[], ${gone.map(({ seq }) => seq)}::int[]) as g(side, seq)`

const goneRows = (gone: BookAmendment['goneRecipes']): Sql => sql`
  unnest(${gone.map(({ product }) => product)}::int[], ${gone.map(({ version }) => version)}::text[],
         ${gone.map(({ material }) => material)}::int[]) as g(product, version, material)`

/** Lines that may not become what is asked. A line that goes is a line with the limit 0 and no unit. */
const brokenLines = (enterprise: Uuid, { book, cycle, accounts, goneAccounts }: BookAmendment): Sql => sql`
  select format('%s %s', x.side, x.seq) || case when x.ceiling < u.drawn then ': limit below what is drawn' else ': used' end as what
    from (
      select w.side, w.seq, w.unit, w.ceiling
        from unnest(${accounts.map(({ side }) => side)}::text[], ${accounts.map(({ seq }) => seq)}::int[],
                    ${accounts.map(({ unit }) => unit)}::text[], ${accounts.map(({ ceiling }) => ceiling)}::bigint[])
          as w(side, seq, unit, ceiling)
      union all
      select g.side, g.seq, null, 0 from ${goneLines(goneAccounts)}) x
    join account a on a.enterprise_id = ${enterprise} and a.book = ${book} and a.cycle = ${cycle} and a.side = x.side and a.seq = x.seq
    cross join lateral (
      select coalesce(sum(case k.ceiling_sign when 1 then b.reserved + b.final when -1 then -b.final else 0 end), 0) as drawn,
             coalesce(bool_or(b.reserved <> 0 or b.final <> 0), false) as moved
        from balance b join movement_kind k on k.code = b.kind
       where b.enterprise_id = ${enterprise} and b.book = ${book} and b.cycle = ${cycle} and b.side = x.side and b.seq = x.seq) u
   where x.ceiling < u.drawn or (u.moved and x.unit is distinct from a.unit)`

/** Rows of a version in which the product moved, or that customs determined: declared figures stay, and none is added (R3.12). */
const brokenRecipes = (enterprise: Uuid, { book, recipes, goneRecipes }: BookAmendment): Sql => sql`
  select format('consumption %s %s %s: used', x.product, x.version, x.material) as what
    from (
      select w.*
        from unnest(${recipes.map(({ product }) => product)}::int[], ${recipes.map(({ version }) => version)}::text[],
                    ${recipes.map(({ material }) => material)}::int[], ${recipes.map(({ net }) => net)}::bigint[],
                    ${recipes.map(({ tangible }) => tangible)}::bigint[], ${recipes.map(({ intangible }) => intangible)}::bigint[],
                    ${recipes.map(({ bondedShare }) => bondedShare)}::bigint[])
          as w(product, version, material, net, tangible, intangible, bonded_share)
      union all
      select g.product, g.version, g.material, null, null, null, null from ${goneRows(goneRecipes)}) x
    left join recipe r on r.enterprise_id = ${enterprise} and r.book = ${book}
     and r.product = x.product and r.version = x.version and r.material = x.material
    cross join lateral (
      select exists (select from balance b where b.enterprise_id = ${enterprise} and b.book = ${book} and b.side = 'E'
                        and b.seq = x.product and b.recipe = x.version and (b.reserved <> 0 or b.final <> 0)) as moved,
             exists (select from recipe d where d.enterprise_id = ${enterprise} and d.book = ${book} and d.product = x.product
                        and d.version = x.version and d.state > 1) as declared) u
   where (r.product is null and u.moved and u.declared)
      or (r.state = 3 or (r.state = 2 and u.moved))
         and (r.net, r.tangible, r.intangible, r.bonded_share) is distinct from (x.net, x.tangible, x.intangible, x.bonded_share)`
