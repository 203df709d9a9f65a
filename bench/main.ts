/**
 * `npm run bench [-- --json] [-- NAME…]`: what is fast enough, beside an honest reference in the same run.
 * Exit status: 0 no goal missed, 1 a goal missed or a bench failed, 2 a name that there is not.
 */
import { benches } from './all.ts'
import { runApart } from './apart.ts'
import type { BenchRow } from './bench.ts'
import { summaryOf, tableOf } from './table.ts'

const asked = process.argv.slice(2)
const json = asked.includes('--json')
const names = asked.filter((word) => word !== '--json' && word !== '--')
const unknown = names.find((word) => !benches.some(({ name }) => name === word))
if (unknown !== undefined) {
  const known = [...new Set(benches.map(({ name }) => name))]
  process.stderr.write(`bench: there is no "${unknown}": ${known.join(', ')}\n`)
  process.exit(2)
}

const rows: BenchRow[] = []
for (const [at, { name, work }] of benches.entries()) {
  if (names.length > 0 && !names.includes(name)) continue
  process.stderr.write(`… ${name}: ${work}\n`)
  const row = await runApart(at)
  if (row.value === null) process.stderr.write(`${row.reference}\n`)
  rows.push(row)
}
process.stdout.write(json ? `${JSON.stringify(rows, null, 1)}\n` : `\n${tableOf(rows)}\n\n${summaryOf(rows)}\n`)
process.exitCode = rows.some(({ pass, reference }) => !pass && !reference.startsWith('skipped: ')) ? 1 : 0
