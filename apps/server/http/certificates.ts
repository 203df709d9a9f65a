import { notFound } from '@jiamao/platform/filing'
import {
  askCertificate,
  bindCertificate,
  certificatesOf,
  forgetCertificate,
  type SignedChallenge,
  signInByCertificate,
} from '@jiamao/platform/identity'
import type { Door } from './app.ts'
import { idIn } from './requests.ts'
import { body, give, originOf, renew, sessionIn, text } from './sessions.ts'

/** SM2 证书 (S2.5): a challenge is signed by a key, of a file or of a device, and its certificate says whose it is. */
export const certificateDoors: Door = (server, { engine, settings }) => {
  const { store, clock } = engine
  const { origin } = new URL(settings.publicUrl)
  const open = { config: { access: 'public' } } as const
  const own = { config: { access: 'signedIn' } } as const
  const risky = { config: { access: 'signedIn', risky: true } } as const
  const signed = { schema: { body: signedChallenge } }

  /** @throws NOT_FOUND where nobody is trusted to issue certificates */
  const site = () => {
    if (!settings.trust) throw notFound()
    return { origin, trust: settings.trust() }
  }

  server.get('/api/v1/session/certificate', open, () => Promise.resolve({ isTaken: settings.trust !== undefined }))
  server.post('/api/v1/session/certificate/challenge', open, async () =>
    askCertificate(store, 'signIn', null, site(), clock),
  )
  server.post<{ Body: SignedChallenge }>(
    '/api/v1/session/certificate',
    { ...open, ...signed },
    async (request, reply) => {
      const secret = await signInByCertificate(store, request.body, site(), originOf(request), clock)
      return give(engine, reply, secret)
    },
  )
  server.post('/api/v1/session/proof/certificate', own, async (request) =>
    askCertificate(store, 'stepUp', sessionIn(request).person, site(), clock),
  )

  server.get('/api/v1/certificates', own, async (request) => ({
    items: await certificatesOf(store, sessionIn(request).person),
    next: null,
  }))
  server.post('/api/v1/certificates/challenge', risky, async (request) =>
    askCertificate(store, 'bind', sessionIn(request).person, site(), clock),
  )
  server.post<{ Body: SignedChallenge }>('/api/v1/certificates', { ...risky, ...signed }, async (request, reply) => {
    await bindCertificate(store, sessionIn(request), request.body, site(), clock)
    return give(engine, reply, await renew(engine, request))
  })
  server.delete<{ Params: { id: string } }>('/api/v1/certificates/:id', risky, async (request, reply) => {
    if (!(await forgetCertificate(store, sessionIn(request), idIn(request.params.id), clock))) throw notFound()
    return give(engine, reply, await renew(engine, request))
  })
}

/** A challenge as it was given, and what a key made of it. */
export const signedChallenge = body(
  {
    challenge: { ...text(500), description: 'as it was given; its UTF-8 bytes are what is signed, by SM2 with SM3' },
    certificate: { ...text(40_000), description: 'PEM; after it the authorities between it and a root' },
    signature: { ...text(200), description: 'base64 of DER, or of r and s of 32 bytes each' },
  },
  ['challenge', 'certificate', 'signature'],
)
