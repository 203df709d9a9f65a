import type { Clock } from '@jiamao/kernel/clock'
import type { Moment } from '@jiamao/kernel/time'
import type { Door } from './app.ts'

/** Where browsers tell what a page's policy refused (S8.2). */
export const reportPath = '/api/v1/csp-reports'

/** 内容安全策略违例. How often pages were refused something since the start, and what lately. */
export interface Violations {
  add(report: unknown): void
  seen(): { readonly count: number; readonly latest: readonly Violation[] }
}
interface Violation {
  readonly directive: string
  readonly blocked: string
  readonly page: string
  readonly at: Moment
}

const mostKept = 20

export function violationsIn(clock: Clock): Violations {
  let count = 0
  const latest: Violation[] = []
  return {
    add: (report) => {
      const { 'effective-directive': directive, 'blocked-uri': blocked, 'document-uri': page } = reportIn(report)
      count++
      latest.unshift({ directive: short(directive), blocked: short(blocked), page: pathOf(page), at: clock.machine() })
      latest.splice(mostKept)
    },
    seen: () => ({ count, latest }),
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
export const reportDoors: Door = (server, { violations }) => {
  void server.register(async (own) => {
    own.addContentTypeParser('application/csp-report', { parseAs: 'string', bodyLimit: 64 * 1024 }, (_, text, done) => {
      try {
        done(null, JSON.parse(text as string))
      } catch {
        done(null, undefined)
      }
    })
    own.post(reportPath, { config: { access: 'public' } }, (request, reply) => {
      violations.add(request.body)
      return reply.code(204).send()
    })
  })
}
