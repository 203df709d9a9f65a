/** `writeoff.resident`: the whole write-off of a large book whose columns are in memory, beside C and beside SQL. */
import { totalsOf, writeOff } from '@jiamao/platform/ledger/write-off'
import type { Bench } from '../bench.ts'
import { inFolder, onDatabase } from '../database.ts'
import { inTurn, spread, timed } from '../measure.ts'
import { startReference } from './c-reference.ts'
import { seedLeanly } from './in-database.ts'
import { expectFigures, type Figures, writeOffStatement } from './numeric.ts'
import { bookText, large, lineCount, sampleLines, sampleRecipes } from './sample.ts'

const name = 'writeoff.resident'

export const besideC: Bench = {
  name,
  work: `${bookText}, columns in memory, exact`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 3.5 },
  run: () =>
    inFolder(async (folder) => {
      const { recipes, lines, work } = largeBook()
      const reference = await startReference(folder, recipes, lines)
      try {
        // Figures first: a fast wrong answer is not worth a time.
        await reference.round()
        reference.expectEqual(work())
        const { ours, theirs, ...medians } = await inTurn(
          31,
          () => timed(work),
          async () => (await reference.round()) / 1e6,
        )
        return { ...medians, reference: 'C, __int128, -O3 -march=native, figures equal', note: spread(ours, theirs) }
      } finally {
        await reference.stop()
      }
    }),
}

export const besideSql: Bench = {
  name,
  work: besideC.work,
  unit: 'write-offs/s',
  better: 'higher',
  goal: { ratio: 60 },
  run: () =>
    onDatabase(async (db) => {
      const { recipes, lines, work } = largeBook()
      await seedLeanly(db, recipes, lines)
      const statement = writeOffStatement(
        'item',
        `material as (select generate_series(0, ${large.materials - 1}) as material),
         moved as (select kind, item, sum(quantity) as moved from bench.line group by kind, item),
         recipe_row as (select * from bench.recipe_row)`,
      )
      expectFigures(work(), await db.ask<Figures>(statement))
      const { ours, theirs, ...medians } = await inTurn(
        7,
        async () => (1e3 * times) / (await timed(() => repeat(times, work))),
        async () => 1e3 / (await timed(() => db.ask(statement))),
      )
      return {
        ...medians,
        reference: 'PostgreSQL, one statement, numeric, same rows in lean tables, figures equal',
        note: spread(ours, theirs),
      }
    }),
}

// Ours is over in a hundredth of the reference's time: done over and over, so that both timings last alike.
const times = 40
const repeat = (count: number, act: () => unknown) => {
  for (let i = 0; i < count; i++) act()
}

function largeBook() {
  const recipes = sampleRecipes(large)
  const lines = sampleLines(large, lineCount)
  return { recipes, lines, work: () => writeOff(recipes, totalsOf(recipes, lines)) }
}
