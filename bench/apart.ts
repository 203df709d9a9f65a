/** Runs one bench in a process of its own, so that no bench meets what another left in memory or taught the compiler. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { benches } from './all.ts'
import { type BenchRow, rowOf, Skipped, unmeasured } from './bench.ts'

/** @param at place in the list of all */
export async function runApart(at: number): Promise<BenchRow> {
  const child = fork(fileURLToPath(import.meta.url), [`${at}`], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let row: BenchRow | undefined
  const said: string[] = []
  child.once('message', (message) => {
    row = message as BenchRow
  })
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const [status] = await once(child, 'close')
  if (row) return row
  const why =
    said
      .join('')
      .trim()
      .split('\n')
      .find((line) => line.includes('Error')) ?? `ended with ${status}`
  return unmeasured(benches[at], `failed: ${why.slice(0, 300)}`)
}

if (import.meta.main) {
  const bench = benches[+process.argv[2]]
  const row = await bench.run().then(
    (measured) => rowOf(bench, measured),
    (error) => {
      if (error instanceof Skipped) return unmeasured(bench, `skipped: ${error.message}`)
      throw error
    },
  )
  process.send?.(row)
  process.disconnect()
}
