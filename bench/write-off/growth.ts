/** `writeoff.growth`: what one line more costs, from 200 thousand to 20 million. */
import { totalsOf } from '@jiamao/platform/ledger/write-off'
import type { Bench } from '../bench.ts'
import { median, timed } from '../measure.ts'
import { large, sampleLines } from './sample.ts'

const steps = [200_000, 2_000_000, 20_000_000]

/**
 * Only the lines are timed: what follows from the totals costs the same however many lines made them, and would flatter
 * the larger books. The row shows the step at which a line grew dearest, against the cheapest line of a smaller book.
 */
export const growth: Bench = {
  name: 'writeoff.growth',
  work: 'lines added up: 200k, 2M, 20M',
  unit: 'ns a line',
  better: 'lower',
  goal: { ratio: 1.3 },
  async run() {
    const shape = { materials: large.materials, pairs: large.products }
    const books = steps.map((count) => ({ count, lines: sampleLines(large, count), perLine: [] as number[] }))
    for (let round = 0; round < 11; round++) {
      for (const { count, lines, perLine } of books) {
        // The small books are done over and over, so that every timing lasts as long.
        const times = 20_000_000 / count
        const ms = await timed(() => {
          for (let time = 0; time < times; time++) totalsOf(shape, lines)
        })
        perLine.push((ms * 1e6) / (count * times))
      }
    }
    const ns = books.map(({ perLine }) => median(perLine))
    const grown = ns.slice(1).map((value, at) => ({ value, referenceValue: Math.min(...ns.slice(0, at + 1)) }))
    const [worst] = grown.toSorted((a, b) => b.value / b.referenceValue - a.value / a.referenceValue)
    return {
      ...worst,
      reference: 'the cheapest line of a smaller book',
      note: `at ${ns.map((value) => value.toFixed(2)).join(', ')} ns`,
    }
  },
}
