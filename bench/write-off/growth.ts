/** `writeoff.growth`: what one line more costs, from 200 thousand to 20 million. */
import { performance } from 'node:perf_hooks'
import { totalsOf } from '@jiamao/platform/ledger/write-off'
import type { BenchRow } from '../row.ts'
import { median, printed } from './measure.ts'
import { sampleLines } from './sample.ts'

const size = { materials: 5000, products: 5000, rows: 500_000 }
const steps = [200_000, 2_000_000, 20_000_000]
const limit = 1.3

/**
 * Only the lines are timed: what follows from the totals costs the same however many lines made them, and would flatter
 * the larger books. The row shows the step at which a line grew dearest, against the cheapest line of a smaller book.
 */
export async function run(): Promise<BenchRow[]> {
  const shape = { materials: size.materials, pairs: size.products }
  const books = steps.map((count) => ({ count, lines: sampleLines(size, count), perLine: [] as number[] }))
  for (let round = 0; round < 11; round++) {
    for (const { count, lines, perLine } of books) {
      // The small books are done over and over, so that every timing lasts as long.
      const times = 20_000_000 / count
      const from = performance.now()
      for (let time = 0; time < times; time++) totalsOf(shape, lines)
      perLine.push(((performance.now() - from) * 1e6) / (count * times))
    }
  }
  const ns = books.map(({ perLine }) => median(perLine))
  const grown = ns.slice(1).map((value, at) => ({ value, referenceValue: Math.min(...ns.slice(0, at + 1)) }))
  const [worst] = grown.toSorted((a, b) => b.value / b.referenceValue - a.value / a.referenceValue)
  const ratio = worst.value / worst.referenceValue
  return [
    {
      name: 'writeoff.growth',
      work: `lines added up: ${steps.map((count, at) => `${count} at ${ns[at].toFixed(2)} ns`).join(', ')}`,
      unit: 'ns a line',
      ...worst,
      reference: 'the cheapest line of a smaller book',
      ratio,
      goal: `≤ ${limit}`,
      better: 'lower',
      pass: ratio <= limit,
    },
  ]
}

if (import.meta.main) console.log(printed(await run()))
