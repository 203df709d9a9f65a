/** `excel.import` and `excel.export`: 100,000 lines of 15 columns, beside exceljs. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchRow } from '../row.ts'
import type { Run, Work } from './once.ts'
import { lineCount } from './sample.ts'

const rounds = 5
const mostMiB = 200
const script = fileURLToPath(new URL('once.ts', import.meta.url))

// V8 lets its nursery grow with the machine's memory (seen: 96 MiB of 24 GB), whatever the work needs. It is held at 3 × 4
// on both sides, so that the peak says something about the work.
const nursery = '--max-semi-space-size=4'

function once(work: Work, path: string): Run {
  return JSON.parse(execFileSync(process.execPath, [nursery, script, work, path], { encoding: 'utf8' }))
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Both sides in turn, each run a process of its own; the file that is read has shared strings, as Excel's own. */
export async function run(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jiamao-bench-'))
  const read = join(folder, 'read.xlsx')
  try {
    once('make', read)
    const rows = (['import', 'export'] as const).map((name) => {
      const path = (work: string) => (name === 'import' ? read : join(folder, `${work}.xlsx`))
      const ours: Run[] = []
      const theirs: Run[] = []
      for (let round = 0; round < rounds; round++) {
        ours.push(once(name, path(name)))
        theirs.push(once(`${name}-exceljs`, path(`${name}-exceljs`)))
      }
      return rowOf(name, ours, theirs)
    })
    return rows
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const least = { import: 2, export: 1 }
const does = {
  import: 'read in a thread, columns matched, codes found, every value checked',
  export: 'codes by name, figures as numbers, typed text',
}

function rowOf(name: 'import' | 'export', ours: readonly Run[], theirs: readonly Run[]): BenchRow {
  const rate = (runs: readonly Run[]) => Math.round((lineCount / median(runs.map(({ ms }) => ms))) * 1000)
  const peak = (runs: readonly Run[]) => Math.round(median(runs.map(({ peakMiB }) => peakMiB)))
  const spread = (runs: readonly Run[]) =>
    runs
      .map(({ ms }) => Math.round(ms))
      .sort((a, b) => a - b)
      .join(' ')
  const [value, referenceValue] = [rate(ours), rate(theirs)]
  const ratio = value / referenceValue
  return {
    name: `excel.${name}`,
    work: `${lineCount} × 15, ${does[name]}; ${peak(ours)} MiB at the peak (nursery 12); ms: ${spread(ours)}`,
    unit: 'lines/s',
    value,
    reference: `exceljs streaming, same rows and checks; ${peak(theirs)} MiB; ms: ${spread(theirs)}`,
    referenceValue,
    ratio,
    goal: `≥ ${least[name]}, < ${mostMiB} MiB`,
    better: 'higher',
    pass: ratio >= least[name] && peak(ours) < mostMiB,
  }
}

if (import.meta.main) for (const row of await run()) console.log(JSON.stringify(row))
