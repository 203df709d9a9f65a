import type { Uuid } from '@jiamao/kernel/ids'
import { run, sql, type Tx } from '../store/index.ts'
import type { Account, RecipeRow } from './define.ts'
import { packRecipes } from './recipe-columns.ts'

/** A book as it is opened in the ledger: its lines and their limits, its consumption rows. */
interface Opening {
  readonly book: string
  readonly cycle: number
  readonly accounts: readonly Account[]
  readonly recipes: readonly RecipeRow[]
}

/** Opens a book. @throws Error where it is open already: what a running book holds is changed by `amendBook` */
export async function openBook(tx: Tx, enterprise: Uuid, { book, cycle, accounts, recipes }: Opening): Promise<void> {
  const opened = await run(
    tx,
    sql`insert into book values (${enterprise}, ${book}, ${cycle}, 1, true) on conflict do nothing`,
  )
  if (opened !== 1) throw new Error(`book ${book}, cycle ${cycle}: it is there already`)
  await putAccounts(tx, enterprise, { book, cycle, accounts })
  await putRecipes(tx, enterprise, { book, recipes })
  await packRecipes(tx, enterprise, book)
}

/** Writes lines with their limits, new or in place of those that are there. */
export async function putAccounts(
  tx: Tx,
  enterprise: Uuid,
  { book, cycle, accounts }: Omit<Opening, 'recipes'>,
): Promise<void> {
  const a = <T>(of: (account: Account) => T) => accounts.map(of)
  await run(
    tx,
    sql`
    insert into account
      select ${enterprise}, ${book}, ${cycle}, x.side, x.seq, x.unit, x.ceiling
        from unnest(${a(({ side }) => side)}::text[], ${a(({ seq }) => seq)}::int[], ${a(({ unit }) => unit)}::text[], ${a(({ ceiling }) => ceiling)}::bigint[])
          as x(side, seq, unit, ceiling)
    on conflict (enterprise_id, book, cycle, side, seq) do update set unit = excluded.unit, ceiling = excluded.ceiling`,
  )
}

/** Writes consumption rows, new or in place of those that are there. Their columns have then to be made anew. */
export async function putRecipes(
  tx: Tx,
  enterprise: Uuid,
  { book, recipes }: Pick<Opening, 'book' | 'recipes'>,
): Promise<void> {
  const r = <T>(of: (row: RecipeRow) => T) => recipes.map(of)
  await run(
    tx,
    sql`
    insert into recipe
      select ${enterprise}, ${book}, x.*
        from unnest(${r(({ product }) => product)}::int[], ${r(({ version }) => version)}::text[], ${r(({ material }) => material)}::int[],
                    ${r(({ net }) => net)}::bigint[], ${r(({ tangible }) => tangible)}::bigint[], ${r(({ intangible }) => intangible)}::bigint[],
                    ${r(({ bondedShare }) => bondedShare)}::bigint[], ${r(({ validFrom }) => validFrom)}::date[], ${r(({ validTo }) => validTo)}::date[],
                    ${r(({ state }) => state)}::smallint[]) as x
    on conflict (enterprise_id, book, product, version, material) do update
      set net = excluded.net, tangible = excluded.tangible, intangible = excluded.intangible, bonded_share = excluded.bonded_share,
          valid_from = excluded.valid_from, valid_to = excluded.valid_to, state = excluded.state`,
  )
}

/** Closes a book for good: nothing may be posted on it any more (R4.17). */
export async function closeBook(
  tx: Tx,
  enterprise: Uuid,
  { book, cycle }: Pick<Opening, 'book' | 'cycle'>,
): Promise<void> {
  const reserved = sql`
    select from balance b where b.enterprise_id = ${enterprise} and b.book = ${book} and b.cycle = ${cycle} and b.reserved <> 0`
  const closed = await run(
    tx,
    sql`
    update book set open = false, revision = revision + 1
     where enterprise_id = ${enterprise} and book = ${book} and cycle = ${cycle} and open and not exists (${reserved})`,
  )
  if (closed !== 1) throw new Error(`book ${book}, cycle ${cycle}: not open, or something is still reserved on it`)
}
