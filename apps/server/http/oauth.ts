import { uuids } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { Problem } from '@jiamao/kernel/problem'
import { grantToken } from '@jiamao/platform/identity'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Door } from './app.ts'
import { handleError } from './replies.ts'
import { originOf } from './sessions.ts'

const tokenPath = '/oauth/token'
const form = 'application/x-www-form-urlencoded'

/** Why there is no token, in the words of RFC 6749 §5.2: programs compare them. */
class Refused extends Error {
  readonly status: number
  readonly error: string
  constructor(error: string, description: string, status = 400) {
    super(description)
    this.error = error
    this.status = status
  }
}

/** OAuth 2.0 for programs: client credentials (RFC 6749 §4.4), and where they are given (RFC 8414). */
export const oauthDoors: Door = (server, { engine, settings }) => {
  server.get('/.well-known/oauth-authorization-server', { config: { access: 'public' } }, () =>
    Promise.resolve({
      issuer: settings.publicUrl,
      token_endpoint: `${settings.publicUrl}${tokenPath}`,
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      service_documentation: `${settings.publicUrl}/docs/api`,
    }),
  )
  void server.register(async (own) => {
    own.addContentTypeParser(form, { parseAs: 'string', bodyLimit: 32 * 1024 }, (_, text, done) =>
      done(null, new URLSearchParams(text as string)),
    )
    own.setErrorHandler<Error>((error, request, reply) => sendRefusal(error, request, reply))
    own.post(
      tokenPath,
      // The parser has read the form; the schema only describes it.
      {
        config: { access: 'public' },
        schema: { consumes: [form], body: formBody },
        validatorCompiler: () => () => true,
      },
      async (request, reply) => {
        const given = formOf(request.body)
        if (given.get('grant_type') === undefined) throw new Refused('invalid_request', 'grant_type is missing')
        if (given.get('grant_type') !== 'client_credentials')
          throw new Refused('unsupported_grant_type', 'only client_credentials is given here')
        const { id, secret } = credentialsOf(request, given)
        const client = uuids.read(id)
        if (isFault(client)) throw unknown()
        const scopes = given.get('scope')?.split(' ').filter(Boolean)
        const granted = await grantToken(engine.store, { client, secret, scopes }, originOf(request), engine.clock)
        if ('refused' in granted)
          throw granted.refused === 'invalid_scope'
            ? new Refused('invalid_scope', 'the client has no such scope')
            : unknown()
        return reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send({
          access_token: granted.token,
          token_type: 'Bearer',
          expires_in: granted.seconds,
          scope: granted.scopes.join(' '),
        })
      },
    )
  })
}

const unknown = () => new Refused('invalid_client', 'the client or its secret is not known', 401)

/** The parameters of a request; one that comes twice is refused (RFC 6749 §3.2). */
function formOf(body: unknown): ReadonlyMap<string, string> {
  if (!(body instanceof URLSearchParams)) throw new Refused('invalid_request', `send ${form}`)
  const given = new Map<string, string>()
  for (const [name, value] of body) {
    if (given.has(name))
      throw new Refused('invalid_request', `${name.slice(0, 40).replace(/[^\w-]/g, '?')} comes twice`)
    // A parameter without a value counts as left out.
    if (value !== '') given.set(name, value)
  }
  return given
}

/** Who asks, by the header or in the form, not by both. */
function credentialsOf({ headers }: FastifyRequest, given: ReadonlyMap<string, string>) {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(headers.authorization ?? '') ?? []
  const [id, secret] = [given.get('client_id'), given.get('client_secret')]
  if (encoded === undefined) {
    if (id === undefined || secret === undefined || headers.authorization !== undefined) throw unknown()
    return { id, secret }
  }
  if (secret !== undefined) throw new Refused('invalid_request', 'the client shows its secret in one way, not in two')
  const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  const [inHeader, secretInHeader] = [user, password].map(decoded)
  if (inHeader === undefined || secretInHeader === undefined || (id !== undefined && id !== inHeader)) throw unknown()
  return { id: inHeader, secret: secretInHeader }
}

/** A text of a form; undefined for what is none. */
function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

function sendRefusal(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isWait = error instanceof Problem && error.kind.code === 'IDENTITY_WAIT'
  if (isWait) void reply.header('retry-after', String(error.place.more?.retryAfter))
  const refused = isWait ? new Refused('temporarily_unavailable', 'too many failures: wait', 429) : error
  if (!(refused instanceof Refused)) return handleError(error as never, request, reply)
  if (refused.status === 401) void reply.header('www-authenticate', 'Basic realm="jiamao"')
  return reply
    .code(refused.status)
    .header('cache-control', 'no-store')
    .send({ error: refused.error, error_description: refused.message })
}

const formBody = {
  type: 'object',
  properties: {
    grant_type: { type: 'string', enum: ['client_credentials'] },
    client_id: { type: 'string', description: 'with client_secret; or both in Authorization: Basic' },
    client_secret: { type: 'string' },
    scope: { type: 'string', description: 'some of the scopes of the client; left out: all' },
  },
  required: ['grant_type'],
}
