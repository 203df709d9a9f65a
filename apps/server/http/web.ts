import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { webFolder } from '../web-build.ts'
import { reportPath } from './csp-reports.ts'
import { handleMissing } from './replies.ts'

/**
 * S8.2. Styles that antd makes at run time carry the nonce of the page. Its style engine writes them with innerHTML: the one
 * policy of trusted types, `apps/web/trusted-types.ts`, lets text without markup through and nothing else.
 */
const policyOf = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'none'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "worker-src 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
    `report-uri ${reportPath}`,
  ].join('; ')

/** The worker that reads PDFs (S8.5): its own script and the decoders that it is handed, and no way out. */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'"

/** The pages of the workbench: their files, and the one page for every address that is not a file. */
export async function servePages(server: FastifyInstance, isProduction: boolean): Promise<void> {
  const page = readFileSync(join(webFolder, 'index.html'), 'utf8').replace(
    '{{mode}}',
    isProduction ? 'production' : 'demo',
  )
  const send = (reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', policyOf(nonce))
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replace('{{nonce}}', nonce))
  }
  await server.register(fastifyStatic, {
    root: webFolder,
    serve: false,
    preCompressed: true,
  })
  const file = { config: { access: 'public' }, schema: { hide: true } } as const
  server.get<{ Params: { '*': string } }>('/assets/*', file, ({ params: { '*': name } }, reply) => {
    if (/^pdf\.worker.*\.mjs$/.test(name)) reply.header('content-security-policy', workerPolicy)
    return reply.sendFile(`assets/${name}`, { maxAge: '365d', immutable: true })
  })
  server.get('/mark.svg', file, (_, reply) => reply.sendFile('mark.svg', { maxAge: '1d' }))
  server.get('/', file, (_, reply) => send(reply))
  server.setNotFoundHandler((request: FastifyRequest, reply) =>
    isPage(request) ? send(reply) : handleMissing(request, reply),
  )
}

/** An address that a person opened, and no program: pages have addresses of their own. */
const isPage = ({ method, url, headers }: FastifyRequest) =>
  method === 'GET' &&
  !url.startsWith('/api/') &&
  !url.startsWith('/docs/') &&
  (headers.accept ?? '').includes('text/html')
