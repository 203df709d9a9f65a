import { setTimeout as pause } from 'node:timers/promises'
import type { Uuid } from '@jiamao/kernel/ids'
import type { PaperStore } from '@jiamao/platform/files'
import { type Engine, endHalfReceived, forgetEdits } from '@jiamao/platform/filing'
import { purge } from '@jiamao/platform/identity'
import { forgetViolations } from '@jiamao/platform/oversight'
import { claimJob, endJob, queueAgain, renewJob } from '@jiamao/platform/work'
import type { Keeper } from './keeper.ts'

const kind = 'identity.purge'
/** The one row of this work, among the jobs of the operator. */
const id = '019ab000-0000-7000-8000-000000000001' as Uuid
const everyMs = 10 * 60_000
const lookMs = 30_000
const batch = 1_000

/** 清理. Ends what ran out and forgets what is old; of several processes one does it, and another goes on where it is killed. */
export function startHousekeeper(engine: Engine, papers: PaperStore, report: (error: unknown) => void): Keeper {
  const stopping = new AbortController()
  const { signal } = stopping
  async function loop() {
    while (!signal.aborted) {
      await tidy(engine, papers, signal).catch(report)
      await pause(lookMs, undefined, { signal }).catch(() => {})
    }
  }
  const running = loop()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}

async function tidy(engine: Engine, papers: PaperStore, signal: AbortSignal): Promise<void> {
  const { store, clock, directory } = engine
  const enterprise = directory.office('operator')
  if (!enterprise) return
  await store.tx({ enterprise, organisation: enterprise, stance: 'engine' }, (tx) =>
    queueAgain(tx, { enterprise, id, kind }, everyMs, clock.machine()),
  )
  const job = await store.carry((tx) => claimJob(tx, kind, clock.machine()))
  if (!job) return
  const goOn = async () => !signal.aborted && (await store.carry((tx) => renewJob(tx, job, {}, clock.machine())))
  await purge(store, clock, goOn)
  await forgetViolations(store, clock.machine())
  for (let gone = batch; gone === batch && (await goOn()); ) gone = await forgetEdits(store, clock.machine(), batch)
  for (let gone = batch; gone === batch && (await goOn()); ) {
    const ended = await endHalfReceived(engine, batch)
    for (const paper of ended) await papers.drop(paper)
    gone = ended.length
  }
  await store.carry((tx) => endJob(tx, job, 'done', {}))
}
