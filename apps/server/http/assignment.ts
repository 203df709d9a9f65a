import { uuids } from '@jiamao/kernel/ids'
import { declareConflict, drawTasks, endConflict, listConflicts, listDraws, repeatDraw } from '@jiamao/platform/filing'
import type { Door } from './app.ts'
import { idIn, limitOf, once, sendAnswer } from './requests.ts'

/** 派件与回避: who gets which case, by a draw that anybody in the office can repeat; and who stands back from which firm. */
export const assignmentDoors: Door = (server, { engine }) => {
  const office = {
    access: { party: ['commerce', 'customs', 'inspection', 'forex', 'market', 'tax', 'finance'] },
  }
  const officer = { access: { ...office.access, role: 'officer' } }

  server.get<{ Querystring: { limit?: string } }>('/api/v1/draws', { config: office }, async ({ subject, query }) => {
    const found = await listDraws(engine, subject, Math.min(limitOf(query.limit), 50))
    return { items: found.map(({ cases, ...draw }) => ({ ...draw, cases: cases.length })), next: null }
  })

  server.get<{ Params: { id: string } }>('/api/v1/draws/:id', { config: office }, ({ subject, params }) =>
    repeatDraw(engine, subject, idIn(params.id)),
  )

  server.post<{ Body: { absent?: string[] } }>(
    '/api/v1/draws',
    { config: { access: { ...office.access, role: 'manager' } }, schema: { body: drawBody } },
    async (request, reply) => {
      const absent = (request.body.absent ?? []).map(idIn)
      return sendAnswer(request, reply, await drawTasks(engine, request.subject, absent, once(request)))
    },
  )

  server.get('/api/v1/conflicts', { config: office }, async ({ subject }) => ({
    items: await listConflicts(engine, subject),
    next: null,
  }))

  server.put<{ Params: { firm: string }; Body: { reason: string } }>(
    '/api/v1/conflicts/:firm',
    { config: officer, schema: { body: conflictBody } },
    async (request, reply) => {
      const firm = idIn(request.params.firm)
      return sendAnswer(
        request,
        reply,
        await declareConflict(engine, request.subject, firm, request.body.reason, once(request)),
      )
    },
  )

  server.delete<{ Params: { firm: string } }>('/api/v1/conflicts/:firm', { config: officer }, async (request, reply) =>
    sendAnswer(request, reply, await endConflict(engine, request.subject, idIn(request.params.firm), once(request))),
  )
}

const drawBody = {
  type: 'object',
  properties: {
    absent: {
      type: 'array',
      maxItems: 200,
      items: { type: 'string', pattern: uuids.pattern.source },
      description: 'who is not there and draws no case',
    },
  },
  additionalProperties: false,
}
const conflictBody = {
  type: 'object',
  properties: { reason: { type: 'string', minLength: 2, maxLength: 1000 } },
  required: ['reason'],
  additionalProperties: false,
}
