import cookie from '@fastify/cookie'
import { defineProblem } from '@jiamao/kernel/problem'
import { msOf } from '@jiamao/kernel/time'
import { type Engine, notFound } from '@jiamao/platform/filing'
import {
  changePassword,
  confirmFactor,
  dropFactor,
  endOwnSessions,
  meansOf,
  membershipsOf,
  type Origin,
  proposeFactor,
  type Session,
  sessionOf,
  sessionsOf,
  signIn,
  signOut,
  switchTo,
} from '@jiamao/platform/identity'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Settings } from '../settings.ts'
import { actingCookie } from './acting-for.ts'
import type { App, Door } from './app.ts'
import { idIn } from './requests.ts'

const crossSite = defineProblem({
  code: 'HTTP_CROSS_SITE',
  status: 403,
  zh: {
    title: '请求来自别的网站',
    detail: '带登录状态的修改只接受本平台页面发出的请求。',
    remedy: '在本平台页面上操作；程序调用请用 Authorization: Bearer 令牌。',
  },
  en: {
    title: 'The request comes from another site',
    detail: 'With a session, changes are taken from pages of this platform only.',
    remedy: 'Act on a page of this platform; programs call with Authorization: Bearer.',
  },
})
const noSession = defineProblem({
  code: 'IDENTITY_NO_SESSION',
  status: 403,
  zh: { title: '需要登录', detail: '这一操作属于登录的人，令牌不能代替。', remedy: '在页面上登录后再操作。' },
  en: {
    title: 'Sign in for this',
    detail: 'This belongs to a person who signed in; a token does not do.',
    remedy: 'Sign in on the page.',
  },
})

// The prefix makes browsers insist on Secure, on the root path and on this very host; localhost counts as secure.
const name = '__Host-jiamao'
const kept = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const

/** Cookies, before anything asks for one. */
export const readCookies = (server: FastifyInstance) => server.register(cookie)

/** Who the browser's cookie says it is. A change must come from our own pages (S8.3). @throws HTTP_CROSS_SITE */
export async function signedInBrowser(
  request: FastifyRequest,
  { engine, settings }: App,
): Promise<Session | undefined> {
  const secret = request.cookies[name]
  // A page that asks by itself says so: nobody is at work then, and the session may fall asleep (S2.6).
  const { headers, routeOptions } = request
  const inBackground = headers['x-jiamao-quiet'] !== undefined || routeOptions.config.quiet === true
  const session =
    secret === undefined ? undefined : await sessionOf(engine.store, secret, engine.clock.machine(), inBackground)
  if (session && !['GET', 'HEAD'].includes(request.method) && !isOurs(request, settings)) throw crossSite()
  return session
}

/** In production only the address that users type is ours; a demo is also reached by others, such as a tunnel's. */
function isOurs({ headers, host }: FastifyRequest, { publicUrl, production }: Settings): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  if (headers.origin === new URL(publicUrl).origin) return true
  return !production && (site !== undefined || headers.origin === `http://${host}`)
}

export const originOf = ({ ip, headers }: FastifyRequest): Origin => ({
  address: ip,
  agent: headers['user-agent'] ?? '',
})

/** What the person of a session sees of it. */
const shownSession = async ({ store }: Engine, { id: _, ...session }: Session) => ({
  ...session,
  means: meansOf({ id: _, ...session }),
  organisations: await membershipsOf(store, session.person),
})

/** Gives the browser the secret of a session that was just opened, and says whose it is. */
export async function give(engine: Engine, reply: FastifyReply, secret: string): Promise<FastifyReply> {
  const session = await sessionOf(engine.store, secret, engine.clock.machine())
  return reply.setCookie(name, secret, kept).send(session && (await shownSession(engine, session)))
}

/** After a change of what proves a person: all other sessions are over, and this one goes on under a new secret (S2.6). */
export async function renew({ store, clock }: Engine, request: FastifyRequest): Promise<string> {
  const session = sessionIn(request)
  const secret = await switchTo(store, session, session.organisation, originOf(request), clock)
  if (secret === undefined) throw noSession()
  return secret
}

/** Signing in and out, and what belongs to the person who did. */
export const sessionDoors: Door = (server, { engine }) => {
  const { store, clock } = engine
  const own = { config: { access: 'signedIn' } } as const

  server.post<{ Body: { login: string; password: string; code?: string } }>(
    '/api/v1/session',
    { config: { access: 'public' }, schema: { body: proofBody } },
    async (request, reply) => give(engine, reply, await signIn(store, request.body, originOf(request), clock)),
  )
  server.get('/api/v1/session', own, (request) => shownSession(engine, sessionIn(request)))
  // Asking does not put it off: a page asks by itself.
  server.get('/api/v1/session/end', { config: { access: 'signedIn', quiet: true } }, async (request) => {
    const { id, person, idleMinutes, expiresAt } = sessionIn(request)
    const now = msOf(clock.machine())
    const seenAt = (await sessionsOf(store, person, clock.machine())).find((one) => one.id === id)?.seenAt
    const idleMs = (seenAt === undefined ? now : msOf(seenAt)) + idleMinutes * 60_000
    const isWhole = msOf(expiresAt) <= idleMs
    return { seconds: Math.max(0, Math.floor(((isWhole ? msOf(expiresAt) : idleMs) - now) / 1_000)), isWhole }
  })
  server.delete('/api/v1/session', own, async (request, reply) => {
    await signOut(store, sessionIn(request), clock)
    return reply
      .clearCookie(name, kept)
      .clearCookie(actingCookie, kept)
      .header('clear-site-data', '"cache", "storage"')
      .code(204)
      .send()
  })
  server.post<{ Body: { organisation: string } }>(
    '/api/v1/session/organisation',
    { ...own, schema: { body: textBody('organisation', 36) } },
    async (request, reply) => {
      const secret = await switchTo(
        store,
        sessionIn(request),
        idIn(request.body.organisation),
        originOf(request),
        clock,
      )
      if (secret === undefined) throw notFound()
      return give(engine, reply, secret)
    },
  )

  server.get('/api/v1/sessions', own, async (request) => {
    const { id, person } = sessionIn(request)
    const items = await sessionsOf(store, person, clock.machine())
    return { items: items.map((item) => ({ ...item, current: item.id === id })) }
  })
  const end = (request: FastifyRequest, which: Parameters<typeof endOwnSessions>[2]) =>
    endOwnSessions(store, sessionIn(request), which, clock)
  server.delete<{ Params: { id: string } }>('/api/v1/sessions/:id', own, async (request, reply) => {
    if ((await end(request, { only: idIn(request.params.id) })) === 0) throw notFound()
    return reply.code(204).send()
  })
  server.delete('/api/v1/sessions', own, async (request) => ({
    ended: await end(request, { but: sessionIn(request).id }),
  }))

  server.put<{ Body: { current: string; next: string } }>(
    '/api/v1/password',
    { ...own, schema: { body: passwordBody } },
    async (request, reply) => {
      await changePassword(store, sessionIn(request), request.body, clock)
      return give(engine, reply, await renew(engine, request))
    },
  )
  server.post('/api/v1/second-factor', { config: { access: 'signedIn', risky: true } }, (request) =>
    proposeFactor(store, sessionIn(request)),
  )
  const codeBody = { ...own, schema: { body: textBody('code', 6) } }
  server.put<{ Body: { code: string } }>('/api/v1/second-factor', codeBody, async (request, reply) => {
    await confirmFactor(store, sessionIn(request), request.body.code, clock)
    return give(engine, reply, await renew(engine, request))
  })
  server.delete<{ Body: { code: string } }>('/api/v1/second-factor', codeBody, async (request, reply) => {
    await dropFactor(store, sessionIn(request), request.body.code, clock)
    return give(engine, reply, await renew(engine, request))
  })
}

/** @throws IDENTITY_NO_SESSION where a token called */
export function sessionIn({ session }: FastifyRequest): Session {
  if (!session) throw noSession()
  return session
}

export const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
export const body = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
})
const textBody = (member: string, most: number) => body({ [member]: text(most) }, [member])
const proofBody = body({ login: text(64), password: text(256), code: { type: 'string', maxLength: 6 } }, [
  'login',
  'password',
])
const passwordBody = body({ current: text(256), next: text(256) }, ['current', 'next'])
