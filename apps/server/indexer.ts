import { setTimeout as pause } from 'node:timers/promises'
import { searchables } from '@jiamao/modules'
import { type Engine, enterprisesToIndex, indexChanges } from '@jiamao/platform/filing'

/** Keeps what a search finds a few seconds behind what was filed; filing itself waits for none of it. */
export interface Indexer {
  stop(): Promise<void>
}

const everyMs = 2_000
const enterprisesARound = 50

export function startIndexer(engine: Engine, report: (error: unknown) => void): Indexer {
  const stopping = new AbortController()
  async function round() {
    for (const enterprise of await enterprisesToIndex(engine, enterprisesARound))
      while (!stopping.signal.aborted && (await indexChanges(engine, searchables, enterprise)));
  }
  async function loop() {
    while (!stopping.signal.aborted) {
      await round().catch(report)
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
