import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { guardRoutes } from './access.ts'
import { actingForDoors } from './acting-for.ts'
import { administrationDoors } from './administration.ts'
import type { App, Door } from './app.ts'
import { appointmentDoors } from './appointments.ts'
import { assignmentDoors } from './assignment.ts'
import { auditDoors } from './audit.ts'
import { readBodies } from './bodies.ts'
import { bookDoors } from './books.ts'
import { certificateDoors } from './certificates.ts'
import { clientDoors } from './clients.ts'
import { codeListDoors } from './code-lists.ts'
import { copyDoors } from './copies.ts'
import { reportDoors } from './csp-reports.ts'
import { deskDoors } from './desk.ts'
import { draftChangeDoors } from './draft-changes.ts'
import { eventDoors } from './events.ts'
import { operatorDoors } from './exchange.ts'
import { filingDetailDoors } from './filing-detail.ts'
import { filingDoors, filingTypeDoors } from './filings.ts'
import { guidedStartDoors } from './guided-start.ts'
import { healthDoors } from './health.ts'
import { invitationDoors } from './invitations.ts'
import { mailDoors } from './mail.ts'
import { mandateDoors } from './mandates.ts'
import { noticeDoors } from './notices.ts'
import { oauthDoors } from './oauth.ts'
import { describe, describeRoutes } from './openapi.ts'
import { outsideDoors } from './outside.ts'
import { ownSheetDoors } from './own-sheets.ts'
import { paperDoors } from './papers.ts'
import { passkeyDoors } from './passkeys.ts'
import { peopleDoors } from './people.ts'
import { policyDoors } from './policy.ts'
import { proposalDoors } from './proposals.ts'
import { recoveryDoors } from './recoveries.ts'
import { handleError } from './replies.ts'
import { searchDoors } from './search.ts'
import { seenDoors } from './seen.ts'
import { readCookies, sessionDoors } from './sessions.ts'
import { signUpDoors } from './sign-ups.ts'
import { signatureDoors } from './signatures.ts'
import { taskDoors } from './tasks.ts'
import { typeDoors } from './types.ts'
import { servePages } from './web.ts'
import { webhookDoors } from './webhook.ts'
import { workbookDoors } from './workbooks.ts'

const doors: readonly Door[] = [
  sessionDoors,
  actingForDoors,
  mandateDoors,
  passkeyDoors,
  certificateDoors,
  outsideDoors,
  oauthDoors,
  clientDoors,
  typeDoors,
  administrationDoors,
  peopleDoors,
  invitationDoors,
  recoveryDoors,
  signUpDoors,
  proposalDoors,
  filingTypeDoors,
  filingDoors,
  filingDetailDoors,
  copyDoors,
  signatureDoors,
  codeListDoors,
  paperDoors,
  draftChangeDoors,
  taskDoors,
  deskDoors,
  searchDoors,
  eventDoors,
  noticeDoors,
  mailDoors,
  webhookDoors,
  assignmentDoors,
  workbookDoors,
  ownSheetDoors,
  guidedStartDoors,
  bookDoors,
  policyDoors,
  operatorDoors,
  seenDoors,
  auditDoors,
  appointmentDoors,
  healthDoors,
  reportDoors,
]
// S8.1; browsers heed it over TLS only.
const twoYears = 2 * 365 * 86_400
const jsonLimit = 1024 * 1024

/** The HTTP server, ready to listen. */
export async function makeServer(app: App, log: boolean | object): Promise<FastifyInstance> {
  const server = Fastify({
    logger: log,
    bodyLimit: jsonLimit,
    // The brake of sign-in goes by the address: a header may change it only where a proxy of ours wrote it.
    trustProxy: app.settings.trustProxy.length > 0 && [...app.settings.trustProxy],
    // Types are not guessed and unknown members not dropped: what is wrong is said (dependencies §3).
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: true, strict: false } },
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: true,
  })
  server.setErrorHandler(handleError)
  readBodies(server)
  await readCookies(server)
  guardRoutes(server, app)
  describeRoutes(server)
  await server.register(helmet, {
    global: true,
    contentSecurityPolicy: { directives: pagePolicy },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: twoYears },
    xFrameOptions: { action: 'deny' },
  })
  server.addHook('onSend', async ({ url }, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    // What was said to somebody who signed in stays in no cache (S8.2).
    if (url.startsWith('/api/') && !reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await server.register(rateLimit, {
    hook: 'preHandler',
    timeWindow: 1_000,
    max: (request) => perSecond[kindOf(request)],
    keyGenerator: (request) => `${request.subject?.organisation ?? request.ip} ${kindOf(request)}`,
    errorResponseBuilder: () => Object.assign(new Error('too many requests'), { statusCode: 429 }),
  })
  await server.register(swagger, describe())
  await server.register(swaggerUi, {
    routePrefix: '/docs/api',
    staticCSP: true,
    uiConfig: { docExpansion: 'none', defaultModelsExpandDepth: -1, filter: true, persistAuthorization: true },
    theme: {
      title: '加贸 jiamao API',
      css: [{ filename: 'page.css', content: '.swagger-ui .topbar { display: none }' }],
    },
  })
  await server.register(async (scope) => {
    scope.get('/healthz', { config: { access: 'public' } }, () => Promise.resolve({ ok: true }))
    scope.get('/readyz', { config: { access: 'public' } }, async () => {
      await app.engine.store.call({ text: 'select 1', values: [] })
      return { ready: true }
    })
    scope.get('/openapi.json', { config: { access: 'public' } }, () => Promise.resolve(server.swagger()))
    for (const door of doors) door(scope, app)
  })
  await servePages(server, app.settings.production)
  await server.ready()
  return server
}

// S8.4, for each organisation: one that asks without end leaves room for the others.
const perSecond = { write: 50, read: 300 }
const kindOf = ({ method }: FastifyRequest) => (method === 'GET' || method === 'HEAD' ? 'read' : 'write')

const pagePolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
}
