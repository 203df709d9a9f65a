import { setTimeout as pause } from 'node:timers/promises'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Engine } from '@jiamao/platform/filing'
import { claimJob, endJob, type HeldJob, renewJob } from '@jiamao/platform/work'
import {
  type ImportInput,
  type ImportProgress,
  type ImportResult,
  importKind,
  importWorkbook,
} from './import-workbook.ts'
import type { Uploads } from './uploads.ts'

/** Takes imports from the queue, one at a time: a large workbook uses a core of its own while it is read. */
export interface Importer {
  /** There is work: look now instead of at the next turn. */
  wake(): void
  stop(): Promise<void>
}

const idleMs = 2_000
const tellMs = 300

export function startImporter(engine: Engine, uploads: Uploads, report: (error: unknown) => void): Importer {
  let alarm = new AbortController()
  let stopping = false
  const rest = async () => {
    await pause(idleMs, undefined, { signal: alarm.signal }).catch(() => {})
    alarm = new AbortController()
  }
  async function loop() {
    while (!stopping) {
      try {
        const job = await engine.store.carry((tx) => claimJob<ImportInput>(tx, importKind, engine.clock.machine()))
        if (job) await work(engine, uploads, job)
        else await rest()
      } catch (error) {
        report(error)
        await rest()
      }
    }
  }
  const running = loop()
  return {
    wake: () => alarm.abort(),
    stop: async () => {
      stopping = true
      alarm.abort()
      await running
    },
  }
}

// A job that fails for our own fault comes up again when its lease ends; not for ever.
const mostTurns = 3
const ours = defineProblem({
  code: 'IMPORT_FAILED',
  status: 500,
  zh: {
    title: '导入失败',
    detail: '平台未能完成导入，已尝试 {turns} 次；工作簿已保存。',
    remedy: '把导入编号告诉运行岗，文件无需重新上传。',
  },
  en: {
    title: 'Import failed',
    detail: 'The platform could not finish this import in {turns} turns; the workbook is kept.',
    remedy: 'Tell the operator the number of the import; the file need not be sent again.',
  },
})

/** One job from its start to its end, its lease held by its progress. */
async function work(engine: Engine, uploads: Uploads, job: HeldJob<ImportInput>) {
  let latest: ImportProgress = {}
  const renew = () => engine.store.carry((tx) => renewJob(tx, job, latest, engine.clock.machine()))
  const end = (result: ImportResult) =>
    engine.store.carry((tx) => endJob(tx, job, 'refused' in result ? 'failed' : 'done', result))
  const holding = setInterval(() => void renew().catch(() => {}), tellMs)
  try {
    const result = await importWorkbook(engine, uploads, job, (progress) => {
      latest = progress
    })
    await end(result)
  } catch (error) {
    if (job.fence >= mostTurns) await end({ refused: [ours({ turns: mostTurns }).item()] })
    throw error
  } finally {
    clearInterval(holding)
  }
}
