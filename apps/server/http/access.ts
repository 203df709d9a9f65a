import { defineProblem } from '@jiamao/kernel/problem'
import { notAllowed } from '@jiamao/platform/filing'
import { authenticate, requireFresh, whyNot } from '@jiamao/platform/identity'
import type { FastifyInstance } from 'fastify'
import { actingFor } from './acting-for.ts'
import type { App } from './app.ts'
import { requireScope } from './scopes.ts'
import { signedInBrowser } from './sessions.ts'

const notSignedIn = defineProblem({
  code: 'NOT_SIGNED_IN',
  status: 401,
  zh: {
    title: '未登录',
    detail: '没有有效的登录或令牌。',
    remedy: '请登录；程序在 Authorization 头中发送 Bearer 令牌，令牌过期的，向管理员申请新的。',
  },
  en: {
    title: 'Not signed in',
    detail: 'There is no valid session or token.',
    remedy:
      'Sign in; a program sends a bearer token in the Authorization header, and asks the administrator for a new one if it expired.',
  },
})

/** Deny by default: every route says who may call it, or the server does not start (S3.1). */
export function guardRoutes(server: FastifyInstance, app: App): void {
  const { engine } = app
  server.addHook('onRoute', (route) => {
    // The API page's own files come from its library, which knows nothing of access.
    if (route.url.startsWith('/docs/api')) route.config = { ...route.config, access: 'public' }
    const { method, url, config } = route
    if (config?.access === undefined) throw new Error(`route ${String(method)} ${url} does not say who may call it`)
  })
  server.decorateRequest('subject', null as never)
  server.decorateRequest('session', undefined)
  server.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access
    if (request.is404 || access === 'public') return
    const [, token] = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '') ?? []
    // A program says who it is by its token; a browser by the cookie of a session.
    const session = token === undefined ? await signedInBrowser(request, app) : undefined
    const subject = token === undefined ? session : await authenticate(engine.store, token, engine.clock.machine())
    if (!subject) throw notSignedIn()
    request.session = session
    request.subject = await actingFor(request, app, subject)
    if (access !== 'signedIn' && access !== undefined && whyNot(request.subject, access)) {
      const who = [access.party ?? access.role].flat().join(', ')
      throw notAllowed({ act: `${request.method} ${request.routeOptions.url ?? ''}`, who, whoEn: who })
    }
    await requireScope(engine, request)
    if (session && request.routeOptions.config.risky) requireFresh(session, engine.clock.machine())
  })
}
