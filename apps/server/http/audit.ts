import { dateOf } from '@jiamao/kernel/time'
import { type LogLine, searchLog, verifyLog } from '@jiamao/platform/audit'
import type { Door } from './app.ts'
import { mostExported, sendTable } from './exports.ts'
import { cursorOf, limitOf, readCursor } from './requests.ts'
import { daysOf, idOrNone } from './seen.ts'

const auditor = { config: { access: { party: 'operator', role: 'auditAdmin' } } } as const
type Query = Record<
  'from' | 'to' | 'organisation' | 'enterprise' | 'person' | 'act' | 'subject' | 'cursor' | 'limit' | 'format',
  string | undefined
>

/** 审计管理员. Searches, exports and verifies the log; reads no business content and changes nothing (S9.4). */
export const auditDoors: Door = (server, { engine, heads }) => {
  const { store, clock } = engine
  const filterOf = ({ person, act, ...query }: Query) => ({
    ...daysOf(query, dateOf(clock.machine())),
    organisation: idOrNone(query.organisation),
    enterprise: idOrNone(query.enterprise),
    subject: idOrNone(query.subject),
    person: person?.slice(0, 64) || undefined,
    act: act?.slice(0, 64) || undefined,
  })

  server.get<{ Querystring: Query }>('/api/v1/audit', auditor, async ({ subject, query }) => {
    const limit = limitOf(query.limit)
    const filter = { ...filterOf(query), after: readCursor(query.cursor), limit: limit + 1 }
    const found = await searchLog(store, clock, subject, filter, 'audit.search')
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return { items, next: found.length > limit && last ? cursorOf(last) : null }
  })

  server.get<{ Querystring: Query }>('/api/v1/audit/export', auditor, async ({ subject, query }, reply) => {
    const filter = { ...filterOf(query), limit: mostExported }
    const lines = await searchLog(store, clock, subject, filter, 'audit.export')
    const name = { zh: '审计日志', en: 'Audit log' }
    return sendTable(reply, { name, columns, lines: lines.map(lineOf) }, query.format ?? 'xlsx')
  })

  server.get<{ Querystring: { after?: string } }>('/api/v1/audit/verify', auditor, ({ subject, query }) => {
    const after = Math.max(0, Number.parseInt(query.after ?? '0', 10) || 0)
    return verifyLog(store, clock, subject, after, heads.last())
  })
}

const columns = {
  at: { zh: '时间', en: 'At' },
  organisation: { zh: '单位', en: 'Organisation' },
  person: { zh: '人员', en: 'Person' },
  act: { zh: '行为', en: 'Act' },
  what: { zh: '内容', en: 'What' },
  enterprise: { zh: '所属单位', en: 'Whose' },
  subject: { zh: '对象', en: 'Subject' },
  ground: { zh: '依据', en: 'Ground' },
  id: { zh: '编号', en: 'Id' },
}

const lineOf = (line: LogLine) => ({
  at: line.at,
  organisation: line.organisationName ?? line.organisation,
  person: line.personName ?? line.person ?? '',
  act: line.act,
  what: line.what ?? '',
  enterprise: line.enterpriseName ?? line.enterprise,
  subject: line.subject ?? '',
  ground: line.purpose ?? '',
  id: line.id,
})
