import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { readable } from './readable-schema.ts'
import { words } from './route-words.ts'
import type { ScopeNeeded } from './scopes.ts'

/** Groups of the API page, in their order. */
const tags = [
  { name: 'filings', description: '申报 · Filings: opened as drafts, checked, submitted, decided' },
  { name: 'workbooks', description: '工作簿 · Workbooks: templates, imports with findings by sheet and cell, exports' },
  { name: 'registers', description: '登记簿 · Registers: what is in force' },
  { name: 'books', description: '底账 · Books: balances, write-off, effort' },
  { name: 'work', description: '待办与通知 · Tasks and notices' },
  { name: 'policy', description: '政策 · What an office enters, dated' },
  { name: 'exchange', description: '数据交换 · Messages to and from the agencies (operator)' },
  { name: 'oversight', description: '留痕与三员 · Who saw what, the log, administrators, health' },
  { name: 'session', description: '登录 · Signing in' },
  { name: 'people', description: '人员 · Members of an organisation, and links that let them in' },
  { name: 'administration', description: '各方与业务时间 · Who takes part, and what day it is' },
  { name: 'platform', description: '平台 · State and description' },
]

/** The description of the API: paths come from the routes, contents from the definitions, errors are RFC 9457. */
export const describe = (): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: '加贸 jiamao',
      version: '1',
      description: [
        '数量、单耗、金额为十进制字符串；日期 YYYY-MM-DD（北京）；时刻 RFC 3339。写操作带 Idempotency-Key，修改带 If-Match；错误为 RFC 9457，语言由 Accept-Language 决定。内容中平台已知的字段不必发送。',
        'Figures are decimal strings; days YYYY-MM-DD in Beijing; moments RFC 3339. Writes take Idempotency-Key, changes If-Match; errors are RFC 9457 in the language of Accept-Language. What the platform knows of a content need not be sent.',
      ].join('\n\n'),
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        client: {
          type: 'oauth2',
          description: '接口客户端的令牌 · The token of an API client (RFC 6749 §4.4)',
          flows: { clientCredentials: { tokenUrl: '/oauth/token', scopes: {} } },
        },
      },
      responses: {
        problem: {
          description: '错误 · Problem (RFC 9457)',
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      },
    },
    security: [{ token: [] }, { client: [] }],
  },
  transformObject: (document) => {
    const object = 'openapiObject' in document ? document.openapiObject : document.swaggerObject
    for (const path of Object.values(object.paths ?? {})) {
      for (const operation of Object.values(path as Record<string, Operation>)) finish(operation)
    }
    return object
  },
})

interface Operation {
  summary?: string
  responses?: Record<string, object>
  requestBody?: { content: Record<string, { schema?: object }> }
  parameters?: object[]
}

function finish(operation: Operation): void {
  operation.responses = {
    '200': { description: operation.summary ?? '' },
    default: { $ref: '#/components/responses/problem' },
  }
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    if (media.schema) media.schema = readable(media.schema)
  }
}

/** Every route says in both languages what it is for, or the server does not start. */
export function describeRoutes(server: FastifyInstance): void {
  server.addHook('onRoute', (route) => {
    if (route.url.startsWith('/docs/api') || route.method === 'HEAD' || route.schema?.hide) return
    const known = words[`${String(route.method)} ${route.url}`]
    const { summary = known?.summary, tags: own = known && [known.tag] } = (route.schema ?? {}) as Described
    if (!summary || !own) throw new Error(`route ${String(route.method)} ${route.url} is not described`)
    // Who may call stands beside what for: the matrix of tests and the table in the docs are made from it.
    const access = { 'x-access': route.config?.access, 'x-scope': shownScope(route.config?.scope) }
    route.schema = { ...route.schema, ...access, summary, tags: own } as typeof route.schema
  })
}

/** What the token of an API client needs here: a scope, an act on a type, nothing; null: no scope opens it. */
function shownScope(scope: ScopeNeeded | undefined): string | null {
  if (scope === undefined) return null
  if (typeof scope === 'string') return scope
  if (typeof scope === 'function') return scope({}).join(' ')
  return `{type}:${'filing' in scope ? scope.filing : scope.listed}`
}

interface Described {
  readonly summary?: string
  readonly tags?: readonly string[]
}

const problemSchema = {
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the content' },
          code: { type: 'string' },
          message: { type: 'string' },
          messageZh: { type: 'string' },
          remedy: { type: 'string' },
        },
      },
    },
  },
} as const
