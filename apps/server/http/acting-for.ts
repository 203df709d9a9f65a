import { type Uuid, uuids } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { notFound } from '@jiamao/platform/filing'
import { actFor, mandatesInForce, type Subject } from '@jiamao/platform/identity'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Door } from './app.ts'
import { idIn } from './requests.ts'

/** For whom a browser acts; a program says it with each request, in `X-Acting-For`. No secret: the mandate is asked each time. */
export const actingCookie = '__Host-jiamao-for'
const kept = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const

/** What belongs to the person and not to whom they act for. */
const isOwnAffair = ({ url }: FastifyRequest) =>
  /^\/api\/v1\/(sessions?|password|second-factor|mandates)(\/|$|\?)/.test(url)

/** The subject, acting for the enterprise that the request names under a mandate in force. @throws MANDATE_ENDED */
export async function actingFor(request: FastifyRequest, { engine }: App, subject: Subject): Promise<Subject> {
  const wanted = wantedIn(request)
  if (wanted === undefined || isOwnAffair(request)) return subject
  const enterprise = engine.directory.organisation(wanted)
  return actFor(engine.store, subject, { id: wanted, name: enterprise?.name ?? '' }, engine.clock.today())
}

function wantedIn({ headers, cookies }: FastifyRequest): Uuid | undefined {
  const header = headers['x-acting-for']
  const id = uuids.read(typeof header === 'string' ? header : (cookies[actingCookie] ?? ''))
  return isFault(id) ? undefined : id
}

/** The switch: for whom the browser acts from now on, and for whom it may. */
export const actingForDoors: Door = (server, { engine }) => {
  const own = { config: { access: 'signedIn' as const } }
  const nameOf = (id: Uuid) => engine.directory.organisation(id)?.name ?? ''

  server.get('/api/v1/session/acting-for', own, async (request) => {
    const items = await mandatesInForce(engine.store, request.subject.organisation, engine.clock.today())
    const now = wantedIn(request)
    return {
      items: items.map(({ enterprise, until }) => ({ enterprise, name: nameOf(enterprise), until })),
      // What has ended meanwhile is still named, so that the page can say it.
      now: now === undefined ? null : { enterprise: now, name: nameOf(now) },
    }
  })

  server.put<{ Body: { enterprise: string | null } }>(
    '/api/v1/session/acting-for',
    { ...own, schema: { body: actingBody } },
    async ({ body, subject }, reply: FastifyReply) => {
      if (body.enterprise === null) return reply.clearCookie(actingCookie, kept).code(204).send()
      const enterprise = engine.directory.organisation(idIn(body.enterprise))
      if (!enterprise) throw notFound()
      await actFor(engine.store, subject, enterprise, engine.clock.today())
      return reply.setCookie(actingCookie, enterprise.id, kept).code(204).send()
    },
  )
}

const actingBody = {
  type: 'object',
  properties: { enterprise: { type: ['string', 'null'], maxLength: 36 } },
  required: ['enterprise'],
  additionalProperties: false,
}
