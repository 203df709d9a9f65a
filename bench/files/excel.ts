/** `excel.import` and `excel.export`: 100,000 lines of 15 columns, beside exceljs. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Bench } from '../bench.ts'
import { inFolder } from '../database.ts'
import { inTurn, median, spread } from '../measure.ts'
import type { Run, Work } from './once.ts'
import { lineCount } from './sample.ts'

const rounds = 5
const mostMiB = 200
const script = fileURLToPath(new URL('once.ts', import.meta.url))

// V8 lets its nursery grow with the machine's memory (seen: 96 MiB of 24 GB), whatever the work needs. It is held at 3 × 4
// on both sides, so that the peak says something about the work.
const nursery = '--max-semi-space-size=4'

/** A run in a process of its own: its time is cold and its peak of memory its own. */
async function once(work: Work, path: string): Promise<Run> {
  const { stdout } = await promisify(execFile)(process.execPath, [nursery, script, work, path])
  return JSON.parse(stdout)
}

const excelOf = (name: 'import' | 'export', does: string, least: number): Bench => ({
  name: `excel.${name}`,
  work: `${lineCount} × 15: ${does}`,
  unit: 'lines/s',
  better: 'higher',
  goal: { ratio: least, also: `< ${mostMiB} MiB` },
  run: () => inFolder((folder) => beside(name, folder)),
})

export const excelImport = excelOf('import', 'read in a thread, columns matched, codes found, every value checked', 2)
export const excelExport = excelOf('export', 'codes by name, figures as numbers, typed text', 1)

/** The file that is read has shared strings, as Excel's own. */
async function beside(name: 'import' | 'export', folder: string) {
  const read = join(folder, 'read.xlsx')
  await once('make', read)
  const peaks: Record<string, number[]> = {}
  const rate = async (work: Work) => {
    const { ms, peakMiB } = await once(work, name === 'import' ? read : join(folder, `${work}.xlsx`))
    peaks[work] = [...(peaks[work] ?? []), peakMiB]
    return (lineCount * 1e3) / ms
  }
  const { ours, theirs, ...medians } = await inTurn(
    rounds,
    () => rate(name),
    () => rate(`${name}-exceljs`),
  )
  const [peak, theirPeak] = [name, `${name}-exceljs`].map((work) => Math.round(median(peaks[work])))
  return {
    ...medians,
    reference: 'exceljs streaming, same rows and checks',
    note: `peak ${peak} MiB beside ${theirPeak} (nursery 12); ${spread(ours, theirs)}`,
    also: peak < mostMiB,
  }
}
