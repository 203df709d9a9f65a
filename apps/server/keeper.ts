import { setTimeout as pause } from 'node:timers/promises'
import { sealLog } from '@jiamao/platform/audit'
import { closeSilences, type Engine } from '@jiamao/platform/filing'
import { lapseMandates } from '@jiamao/platform/identity'
import type { LogHeads } from './log-heads.ts'

/** What happens by the clock alone, looked at again and again (时限). */
export interface Keeper {
  stop(): Promise<void>
}

const everyMs = 5_000

export function startKeeper(engine: Engine, heads: LogHeads, report: (error: unknown) => void): Keeper {
  const stopping = new AbortController()
  const seal = async () => {
    const made = await sealLog(engine.store, engine.clock)
    if (made) heads.note(made)
  }
  async function loop() {
    while (!stopping.signal.aborted) {
      await closeSilences(engine).catch(report)
      await lapseMandates(engine.store, engine.clock).catch(report)
      await seal().catch(report)
      await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => {})
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
