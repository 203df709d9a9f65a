import { copyFiling, dropTemplate, keepTemplate, listTemplates, openTemplate } from '@jiamao/platform/filing'
import type { Door } from './app.ts'
import { idIn, once, sendAnswer } from './requests.ts'
import { body, text } from './sessions.ts'

/** 复制与模板. Drafts that begin with what is there already. */
export const copyDoors: Door = (server, { engine }) => {
  // Who may file a type may begin one: the definition says who, not the door.
  const own = { config: { access: 'signedIn' } } as const

  server.post<{ Params: { id: string } }>('/api/v1/filings/:id/copy', own, async (request, reply) =>
    sendAnswer(request, reply, await copyFiling(engine, request.subject, idIn(request.params.id), once(request))),
  )
  server.post<{ Params: { id: string }; Body: { name: string } }>(
    '/api/v1/filings/:id/template',
    { ...own, schema: { body: body({ name: text(60) }, ['name']) } },
    async (request, reply) => {
      const { subject, params, body: given } = request
      return sendAnswer(
        request,
        reply,
        await keepTemplate(engine, subject, idIn(params.id), given.name.trim(), once(request)),
      )
    },
  )
  server.get('/api/v1/saved-templates', { config: { access: { party: 'enterprise' } } }, async ({ subject }) => ({
    items: await listTemplates(engine, subject),
    next: null,
  }))
  server.post<{ Params: { id: string } }>('/api/v1/saved-templates/:id/draft', own, async (request, reply) =>
    sendAnswer(request, reply, await openTemplate(engine, request.subject, idIn(request.params.id), once(request))),
  )
  server.delete<{ Params: { id: string } }>('/api/v1/saved-templates/:id', own, async ({ subject, params }, reply) => {
    await dropTemplate(engine, subject, idIn(params.id))
    return reply.code(204).send()
  })
}
