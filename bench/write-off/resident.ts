/** `writeoff.resident`: the whole write-off of a large book whose columns are in memory, beside C. */
import { performance } from 'node:perf_hooks'
import { totalsOf, writeOff } from '@jiamao/platform/ledger/write-off'
import type { BenchRow } from '../row.ts'
import { startReference } from './c-reference.ts'
import { median, printed } from './measure.ts'
import { sampleLines, sampleRecipes } from './sample.ts'

const size = { materials: 5000, products: 5000, rows: 500_000 }
const lineCount = 2_000_000
const rounds = 31
const limit = 3.5

export async function run(): Promise<BenchRow[]> {
  const recipes = sampleRecipes(size)
  const lines = sampleLines(size, lineCount)
  const reference = await startReference(recipes, lines)
  const ours: number[] = []
  const theirs: number[] = []
  // Figures first: a fast wrong answer is not worth a time. Then rounds in turn, so that both meet the same neighbours.
  for (let round = 0; round < rounds; round++) {
    const from = performance.now()
    const written = writeOff(recipes, totalsOf(recipes, lines))
    ours.push(performance.now() - from)
    if (!reference) continue
    theirs.push((await reference.round()) / 1e6)
    if (round === 0) reference.expectEqual(written)
  }
  await reference?.stop()
  const value = median(ours)
  const referenceValue = reference ? median(theirs) : null
  const ratio = referenceValue === null ? null : value / referenceValue
  return [
    {
      name: 'writeoff.resident',
      work: `${size.materials} materials × ${size.products} products, ${size.rows} rows, ${lineCount} lines, exact`,
      unit: 'ms',
      value,
      reference: reference ? 'C, __int128, -O3, figures equal' : 'not measured',
      referenceValue,
      ratio,
      goal: `≤ ${limit}`,
      better: 'lower',
      pass: ratio !== null && ratio <= limit,
    },
  ]
}

if (import.meta.main) console.log(printed(await run()))
