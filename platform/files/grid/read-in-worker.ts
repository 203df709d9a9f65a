import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Problem, type ProblemKind } from '@jiamao/kernel/problem'
import type { Values } from '@jiamao/kernel/words'
import { limits } from '../limits.ts'
import { tooHeavy, tooSlow } from '../refusals.ts'
import { type Row, type RowBatch, rowsOf } from './cell.ts'
import type { Grid, Progress } from './grid.ts'

/** What the reading thread is asked: the next batch of a sheet. */
export interface Request {
  readonly sheet: number
}

/** What it answers. */
export type Answer =
  | { readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[] }
  | { readonly sheet: number; readonly batch: RowBatch; readonly progress: Progress }
  | { readonly sheet: number; readonly end: true }
  | { readonly refusal: { readonly kind: ProblemKind; readonly values: Values; readonly place: Problem['place'] } }
  | { readonly error: Error }

/** What the reading thread may take. */
export interface ThreadLimits {
  /** From its start until it is stopped. */
  readonly seconds: number
  readonly heapMiB: number
}

// Batches asked for ahead: the thread reads on while rows are used, but never fills memory.
const ahead = 4

/**
 * Opens a workbook in a thread of its own, with at most 512 MiB and 60 seconds (S8.5), so that the server's event loop
 * stays free. Rows arrive in batches of some thousand cells.
 *
 * @param onProgress told after each batch
 * @returns the open workbook; `close` it, which ends the thread
 * @throws  what `readGrid` throws, FILE_TOO_SLOW, FILE_TOO_HEAVY; also while rows are read
 */
export async function readInWorker(
  path: string,
  onProgress: (progress: Progress) => void = () => {},
  { seconds, heapMiB }: ThreadLimits = limits,
): Promise<Grid> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: path,
    // Rows are short-lived: a small nursery costs no time (measured) and saves 40 MiB.
    resourceLimits: { maxOldGenerationSizeMb: heapMiB, maxYoungGenerationSizeMb: 8 },
  })
  const answers = on(worker, 'message', { close: ['exit'] })
  let late = false
  const timer = setTimeout(() => {
    late = true
    void worker.terminate()
  }, seconds * 1000)

  async function receive(): Promise<Exclude<Answer, { refusal: unknown } | { error: unknown }>> {
    const { value, done } = await answers.next().catch((error) => {
      throw error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy({ max: heapMiB }) : error
    })
    if (done) throw late ? tooSlow({ seconds }) : new Error('the thread that reads a workbook ended early')
    const [answer] = value as [Answer]
    if ('refusal' in answer) throw new Problem(answer.refusal.kind, answer.refusal.values, answer.refusal.place)
    if ('error' in answer) throw answer.error
    return answer
  }

  async function* rows(sheet: number): AsyncGenerator<Row, void> {
    const ask = () => worker.postMessage({ sheet } satisfies Request)
    for (let i = 0; i < ahead; i++) ask()
    for (;;) {
      const answer = await receive()
      // Left over from a sheet that ended, or was left, before all that was asked ahead came.
      if (!('sheet' in answer) || answer.sheet !== sheet) continue
      if ('end' in answer) return
      ask()
      yield* rowsOf(answer.batch)
      onProgress(answer.progress)
    }
  }

  async function close() {
    clearTimeout(timer)
    await worker.terminate()
  }

  try {
    const opened = await receive()
    if (!('sheets' in opened)) throw new Error('the thread that reads a workbook answered out of turn')
    return { sheets: opened.sheets.map((sheet, i) => ({ ...sheet, rows: () => rows(i) })), close }
  } catch (error) {
    await close()
    throw error
  }
}
