/** The thread that reads a workbook (S8.5). Started by `readInWorker`; never imported. */
import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '@jiamao/kernel/problem'
import { openGrid } from './grid.ts'
import type { Answer, Request } from './read-in-worker.ts'

const port = parentPort
if (!port) throw new Error('platform/files/grid/worker.ts runs as a worker only')

const answer = (message: Answer) => port.postMessage(message)

const grid = openGrid(workerData as string)
let running: { sheet: number; batches: AsyncGenerator<Extract<Answer, { batch: unknown }>> } | undefined

async function open() {
  answer({ sheets: (await grid).sheets })
}

/** The next batch of a sheet. Requests are answered one after the other, since each waits for `last`. */
async function next({ sheet }: Request) {
  if (running?.sheet !== sheet) {
    const batches = (await grid).batches(sheet)
    running = {
      sheet,
      batches: (async function* () {
        for await (const piece of batches) yield { sheet, ...piece }
      })(),
    }
  }
  const { value } = await running.batches.next()
  answer(value ?? { sheet, end: true })
}

/** A refusal crosses as its parts; any other error as it is, and ends the thread on the other side. */
function fail(error: unknown) {
  answer(
    error instanceof Problem
      ? { refusal: { kind: error.kind, values: error.values, place: error.place } }
      : { error: error instanceof Error ? error : new Error(String(error)) },
  )
}

let last = open().catch(fail)
port.on('message', (request: Request) => {
  last = last.then(() => next(request)).catch(fail)
})
