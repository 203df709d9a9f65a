import type { Clock } from '@jiamao/kernel/clock'
import { countViolations, readViolations, type Violation, type Violations } from '@jiamao/platform/oversight'
import type { Store } from '@jiamao/platform/store'
import type { Door } from './app.ts'

/** Where browsers tell what a page's policy refused (S8.2). */
export const reportPath = '/api/v1/csp-reports'

/** Takes what browsers report and counts it in the database, gathered: a flood of reports is a statement a second. */
export interface Reports {
  add(report: unknown): void
  seen(): Promise<Violations>
  stop(): Promise<void>
}

const gatherMs = 1_000
const mostGathered = 200

export function reportsTo(store: Store, clock: Clock, report: (error: unknown) => void): Reports {
  let gathered = new Map<string, Violation>()
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const found = [...gathered.values()]
    gathered = new Map()
    if (found.length > 0) writing = writing.then(async () => void (await countViolations(store, found).catch(report)))
    return writing
  }
  return {
    add: (said) => {
      const { 'effective-directive': directive, 'blocked-uri': blocked, 'document-uri': page } = reportIn(said)
      const one = { directive: short(directive), blocked: short(blocked), page: pathOf(page) }
      const key = JSON.stringify(one)
      const known = gathered.get(key)
      if (!known && gathered.size >= mostGathered) return
      gathered.set(key, { ...one, count: (known?.count ?? 0) + 1, at: clock.machine() })
      timer ??= setTimeout(() => void write(), gatherMs)
    },
    seen: async () => {
      await write()
      return readViolations(store)
    },
    stop: write,
  }
}

function reportIn(body: unknown): Readonly<Record<string, unknown>> {
  const report = typeof body === 'object' && body !== null && 'csp-report' in body ? body['csp-report'] : undefined
  return typeof report === 'object' && report !== null ? (report as Record<string, unknown>) : {}
}

const short = (text: unknown) => (typeof text === 'string' ? text.slice(0, 80).replace(/[^\x20-\x7e]/g, '?') : '?')
/** The path alone: what stands behind it may be somebody's search. */
const pathOf = (text: unknown) => (typeof text === 'string' && URL.canParse(text) ? short(new URL(text).pathname) : '?')

/** Anybody's browser may report; what it says is counted and never trusted. */
export const reportDoors: Door = (server, { reports }) => {
  void server.register(async (own) => {
    own.addContentTypeParser('application/csp-report', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_, text, done) => {
      try {
        done(null, JSON.parse(text as string))
      } catch {
        done(null, undefined)
      }
    })
    own.post(reportPath, { config: { access: 'public' } }, (request, reply) => {
      reports.add(request.body)
      return reply.code(204).send()
    })
  })
}
