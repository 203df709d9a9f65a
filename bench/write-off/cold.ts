/** `writeoff.cold`: the same write-off with nothing in memory, read from the platform's tables as the platform reads it. */
import { readWriteOff } from '@jiamao/platform/ledger'
import { rows } from '@jiamao/platform/store'
import type { Bench } from '../bench.ts'
import { onDatabase } from '../database.ts'
import { inTurn, spread, timed } from '../measure.ts'
import { book, seedBook } from './in-database.ts'
import { expectFigures, type Figures, writeOffStatement } from './numeric.ts'
import { bookText, large, lineCount, sampleLines, sampleRecipes } from './sample.ts'

export const cold: Bench = {
  name: 'writeoff.cold',
  work: `${bookText}, from the database, exact`,
  unit: 'write-offs/s',
  better: 'higher',
  goal: { ratio: 3 },
  run: () =>
    onDatabase(async (db) => {
      const seeded = await seedBook(db, sampleRecipes(large), sampleLines(large, lineCount))
      const { enterprise } = seeded
      const scope = { enterprise, organisation: enterprise, stance: 'owner' } as const
      const read = () => db.store.tx(scope, (tx) => readWriteOff(tx, enterprise, book, 1))
      // In the same scope: the same rows through the same row security.
      const text = inPlace(enterprise)
      const reference = () => db.store.tx(scope, (tx) => rows<Figures>(tx, { text, values: [] }))
      expectFigures((await read()).result, await reference())
      const { ours, theirs, ...medians } = await inTurn(
        7,
        async () => 1e3 / (await timed(read)),
        async () => 1e3 / (await timed(reference)),
      )
      return {
        ...medians,
        reference: 'PostgreSQL in place, one statement, numeric, same rows, figures equal',
        note: `both read ${seeded.recipes} consumption and ${seeded.balances} balance rows; ${spread(ours, theirs)}`,
      }
    }),
}

function inPlace(enterprise: string): string {
  const where = `enterprise_id = '${enterprise}' and book = '${book}'`
  return writeOffStatement(
    'seq, recipe',
    `material as (select seq as material from account where ${where} and cycle = 1 and side = 'I'),
     moved as (select kind, seq, recipe, final as moved from balance where ${where} and cycle = 1 and final <> 0),
     recipe_row as (
       select product as seq, version as recipe, material, net, tangible, intangible, bonded_share as share
         from recipe where ${where})`,
  )
}
