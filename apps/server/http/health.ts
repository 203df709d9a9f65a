import { readFileSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { momentOf } from '@jiamao/kernel/time'
import { databaseHealth, jobCounts } from '@jiamao/platform/oversight'
import type { Door } from './app.ts'

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string
}
const dayMs = 86_400_000

/** 系统管理员. Whether the platform runs: versions, database, work, links, disk; no business data (S9.4). */
export const healthDoors: Door = (server, { engine, settings, exchange, reports }) => {
  const startedAt = engine.clock.machine()
  server.get('/api/v1/health', { config: { access: { party: 'operator', role: 'systemAdmin' } } }, async () => {
    const [database, jobs, links, disk, violations] = await Promise.all([
      databaseHealth(engine.store),
      jobCounts(engine.store, momentOf(Date.now() - dayMs)),
      exchange?.status() ?? [],
      statfs(settings.home),
      reports.seen(),
    ])
    return {
      at: engine.clock.machine(),
      platform: {
        version,
        node: process.versions.node,
        startedAt,
        memoryBytes: process.memoryUsage.rss(),
        production: settings.production,
        edition: engine.policies.inForce(engine.clock.today(), engine.clock.machine()).edition,
      },
      database,
      jobs,
      links,
      violations,
      disk: { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize },
    }
  })
}
