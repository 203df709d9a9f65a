import { notFound } from '@jiamao/platform/filing'
import {
  goOutside,
  linkOutside,
  outsideIdentitiesOf,
  type Provider,
  providerOf,
  type Return,
  signInFromOutside,
  unlinkOutside,
} from '@jiamao/platform/identity'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from './app.ts'
import { idIn } from './requests.ts'
import { body, give, originOf, sessionIn, text } from './sessions.ts'

// Lax: the provider sends the browser back by an address, and the page there asks.
const name = '__Host-jiamao-outside'
const kept = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const

/** 外部身份 (OpenID Connect, S2.4). Signing in at an outside provider, and linking what one is there. */
export const outsideDoors: Door = (server, { engine, settings }) => {
  const { store, clock } = engine
  const page = `${settings.publicUrl}/outside`
  const provider = settings.provider && providerOf(settings.provider, page)
  const open = { config: { access: 'public' } } as const
  const own = { config: { access: 'signedIn' } } as const
  const risky = { config: { access: 'signedIn', risky: true } } as const

  /** @throws NOT_FOUND where no provider is set */
  const known = (): Provider => {
    if (!provider) throw notFound()
    return provider
  }
  const send = async (reply: FastifyReply, person: Parameters<typeof goOutside>[2]) => {
    const { url, browser } = await goOutside(store, known(), person, clock)
    return reply.setCookie(name, browser, kept).send({ url })
  }
  const back = ({ body: { query }, cookies }: FastifyRequest<{ Body: Came }>): Return => ({
    address: new URL(`${page}?${query}`),
    browser: cookies[name] ?? '',
  })

  server.get('/api/v1/outside', open, () => Promise.resolve({ name: provider?.name ?? null }))
  server.post('/api/v1/outside/sign-in', open, (_, reply) => send(reply, null))
  server.post<{ Body: Came }>(
    '/api/v1/outside/session',
    { ...open, schema: { body: came } },
    async (request, reply) => {
      const secret = await signInFromOutside(store, known(), back(request), originOf(request), clock)
      return give(engine, reply.clearCookie(name, kept), secret)
    },
  )

  server.post('/api/v1/outside/link', risky, (request, reply) => send(reply, sessionIn(request).person))
  server.post<{ Body: Came }>(
    '/api/v1/outside/identities',
    { ...own, schema: { body: came } },
    async (request, reply) => {
      await linkOutside(store, sessionIn(request), known(), back(request), clock)
      return reply.clearCookie(name, kept).code(204).send()
    },
  )
  server.get('/api/v1/outside/identities', own, async (request) => ({
    items: await outsideIdentitiesOf(store, sessionIn(request).person),
    next: null,
  }))
  server.delete<{ Params: { id: string } }>('/api/v1/outside/identities/:id', risky, async (request, reply) => {
    if (!(await unlinkOutside(store, sessionIn(request), idIn(request.params.id), clock))) throw notFound()
    return reply.code(204).send()
  })
}

/** What the provider sent the browser back with. */
interface Came {
  readonly query: string
}
const came = body({ query: text(4096) }, ['query'])
