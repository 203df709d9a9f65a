import { uuids } from '@jiamao/kernel/ids'
import {
  claimTask,
  colleaguesOf,
  countTasks,
  deskScope,
  giveBackTask,
  handOverTask,
  listTasks,
  type TaskRange,
  taskRanges,
} from '@jiamao/platform/filing'
import type { Door } from './app.ts'
import { cursorOf, idIn, limitOf, once, readCursor, sendAnswer } from './requests.ts'

type Asked = Partial<Record<'act' | 'type' | 'filing' | 'q' | 'cursor' | 'limit', string>> & {
  readonly state?: TaskRange
}

/** A desk's queue: what waits, who has taken it on, and to whom it is handed over. */
export const taskDoors: Door = (server, { engine }) => {
  const signedIn = { access: 'signedIn' as const }
  const reads = { ...signedIn, scope: 'tasks:read' } as const

  server.get<{ Querystring: Asked }>(
    '/api/v1/tasks',
    { config: reads, schema: { querystring: listQuery } },
    async ({ subject, query: { state: range, filing, q: search, cursor, limit, ...query } }) => {
      const count = limitOf(limit)
      const asked = { ...query, range, search, filing: filing === undefined ? undefined : idIn(filing) }
      const found = await listTasks(engine, subject, { ...asked, after: readCursor(cursor), limit: count + 1 })
      const items = found.slice(0, count)
      const last = items.at(-1)
      return { items, next: found.length > count && last ? cursorOf({ at: last.dueAt, id: last.id }) : null }
    },
  )

  server.get('/api/v1/tasks/counts', { config: reads }, ({ subject }) => countTasks(engine, subject))

  server.get<{ Querystring: { type?: string } }>(
    '/api/v1/colleagues',
    { config: signedIn, schema: { querystring: colleaguesQuery } },
    async ({ subject, query }) => ({
      items: await engine.store.tx(deskScope(subject), (tx) => colleaguesOf(engine, tx, subject, query.type)),
      next: null,
    }),
  )

  server.post<{ Params: { id: string } }>('/api/v1/tasks/:id/claim', { config: signedIn }, async (request, reply) =>
    sendAnswer(request, reply, await claimTask(engine, request.subject, idIn(request.params.id), once(request))),
  )

  server.delete<{ Params: { id: string } }>('/api/v1/tasks/:id/claim', { config: signedIn }, async (request, reply) =>
    sendAnswer(request, reply, await giveBackTask(engine, request.subject, idIn(request.params.id), once(request))),
  )

  server.put<{ Params: { id: string }; Body: { person: string } }>(
    '/api/v1/tasks/:id/holder',
    { config: signedIn, schema: { body: holderBody } },
    async (request, reply) => {
      const [id, person] = [idIn(request.params.id), idIn(request.body.person)]
      return sendAnswer(request, reply, await handOverTask(engine, request.subject, id, person, once(request)))
    },
  )
}

const listQuery = {
  type: 'object',
  properties: {
    state: { type: 'string', enum: taskRanges, description: 'open (all), mine, free (nobody’s), overdue' },
    act: { type: 'string', enum: ['release', 'decide', 'opine', 'explain', 'countersign'] },
    type: { type: 'string', maxLength: 80, description: 'filing type' },
    filing: { type: 'string', maxLength: 36 },
    q: { type: 'string', maxLength: 100, description: 'part of an own number, a title or a firm’s name' },
    cursor: { type: 'string', maxLength: 200 },
    limit: { type: 'string', maxLength: 4 },
  },
  additionalProperties: false,
}
const colleaguesQuery = {
  type: 'object',
  properties: { type: { type: 'string', maxLength: 80, description: 'who may work on filings of this type' } },
  additionalProperties: false,
}
const holderBody = {
  type: 'object',
  properties: { person: { type: 'string', pattern: uuids.pattern.source } },
  required: ['person'],
  additionalProperties: false,
}
