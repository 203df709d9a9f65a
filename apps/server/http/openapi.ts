import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'

/** What the description of the API begins with; its paths come from the routes, their contents from the definitions. */
export const describe = (): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: '加贸 jiamao',
      version: '1',
      description:
        'Processing trade, entered once. Figures are decimal strings; days YYYY-MM-DD in Beijing; moments RFC 3339. Writes take Idempotency-Key, changes If-Match; errors are RFC 9457 in zh and en (Accept-Language).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    security: [{ token: [] }],
  },
  hideUntagged: false,
})
