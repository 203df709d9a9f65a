import { notFound } from '@jiamao/platform/filing'
import {
  addPasskey,
  askPasskey,
  type FreshProof,
  passkeysOf,
  proposePasskey,
  proveAgain,
  removePasskey,
  renamePasskey,
  type Site,
  signInByPasskey,
} from '@jiamao/platform/identity'
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { Door } from './app.ts'
import { signedChallenge } from './certificates.ts'
import { idIn } from './requests.ts'
import { body, give, originOf, renew, sessionIn, text } from './sessions.ts'

/** 通行密钥 (WebAuthn, S2.3) and the fresh proof that risky acts ask for (S2.7). */
export const passkeyDoors: Door = (server, { engine, settings }) => {
  const { store, clock } = engine
  const { hostname: host, origin } = new URL(settings.publicUrl)
  const site: Site = { name: '加贸 jiamao', host, origin }
  const open = { config: { access: 'public' } } as const
  const own = { config: { access: 'signedIn' } } as const
  const risky = { config: { access: 'signedIn', risky: true } } as const

  server.post('/api/v1/session/passkey/challenge', open, () => askPasskey(store, null, site, clock))
  server.post<{ Body: { response: AuthenticationResponseJSON } }>(
    '/api/v1/session/passkey',
    { ...open, schema: { body: body({ response: signed }, ['response']) } },
    async (request, reply) => {
      const secret = await signInByPasskey(store, request.body.response, site, originOf(request), clock)
      return give(engine, reply, secret)
    },
  )

  server.post('/api/v1/session/proof/challenge', own, (request) =>
    askPasskey(store, sessionIn(request).person, site, clock),
  )
  server.post<{ Body: FreshProof }>(
    '/api/v1/session/proof',
    {
      ...own,
      schema: { body: body({ password: text(256), code: text(6), passkey: signed, certificate: signedChallenge }, []) },
    },
    async (request, reply) => {
      const session = sessionIn(request)
      const proof = { ...site, trust: settings.trust?.() }
      const secret = await proveAgain(store, session, request.body, proof, originOf(request), clock)
      if (secret === undefined) throw notFound()
      return give(engine, reply, secret)
    },
  )

  server.get('/api/v1/passkeys', own, async (request) => ({
    items: await passkeysOf(store, sessionIn(request).person),
    next: null,
  }))
  server.post('/api/v1/passkeys/challenge', risky, (request) => proposePasskey(store, sessionIn(request), site, clock))
  server.post<{ Body: { name: string; response: RegistrationResponseJSON } }>(
    '/api/v1/passkeys',
    { ...risky, schema: { body: body({ name: text(64), response: signed }, ['name', 'response']) } },
    async (request, reply) => {
      await addPasskey(store, sessionIn(request), request.body, site, clock)
      return give(engine, reply, await renew(engine, request))
    },
  )
  server.put<{ Params: { id: string }; Body: { name: string } }>(
    '/api/v1/passkeys/:id',
    { ...own, schema: { body: body({ name: text(64) }, ['name']) } },
    async (request, reply) => {
      if (!(await renamePasskey(store, sessionIn(request), idIn(request.params.id), request.body.name)))
        throw notFound()
      return reply.code(204).send()
    },
  )
  server.delete<{ Params: { id: string } }>('/api/v1/passkeys/:id', risky, async (request, reply) => {
    if (!(await removePasskey(store, sessionIn(request), idIn(request.params.id), clock))) throw notFound()
    return give(engine, reply, await renew(engine, request))
  })
}

/** What a browser says of a passkey: read and verified by the library, whole. */
const signed = {
  type: 'object',
  properties: { id: text(2048), rawId: text(2048), type: text(20), response: { type: 'object' } },
  required: ['id', 'rawId', 'type', 'response'],
}
