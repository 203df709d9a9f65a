/** An OpenID provider as a process of its own: `node outside-provider.ts PORT REDIRECT`. Whoever types a name is that person. */
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const [port, redirect] = process.argv.slice(2)
const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' })
const provider = new Provider(`http://localhost:${port}`, {
  clients: [{ client_id: 'jiamao', client_secret: 'a secret of the test', redirect_uris: [redirect] }],
  cookies: { keys: [randomBytes(16).toString('hex')] },
  jwks: { keys: [{ ...key, kid: 'test', alg: 'RS256', use: 'sig' }] },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_: object, { uid }: { uid: string }) => `/interaction/${uid}` },
  findAccount: (_: object, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
})

const form =
  '<!doctype html><title>provider</title><form method="post"><input name="who" autofocus><button>Go</button></form>'
const callback = provider.callback()
createServer(async (request, response) => {
  if (!request.url?.startsWith('/interaction/')) return callback(request, response)
  if (request.method === 'GET') return response.setHeader('content-type', 'text/html').end(form)
  let body = ''
  for await (const chunk of request) body += chunk
  const accountId = new URLSearchParams(body).get('who') ?? ''
  const grant = new provider.Grant({ accountId, clientId: 'jiamao' })
  grant.addOIDCScope('openid')
  const grantId = await grant.save()
  return provider.interactionFinished(request, response, { login: { accountId }, consent: { grantId } })
}).listen(Number(port), () => process.stdout.write('ready\n'))
