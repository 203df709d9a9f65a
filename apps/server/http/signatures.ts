import { countersign, readSignatures, statementToSign } from '@jiamao/platform/filing'
import type { Door } from './app.ts'
import { signingOf } from './proofs.ts'
import { idIn, once, sendAnswer } from './requests.ts'
import { body } from './sessions.ts'

/** 电子签名. What is to be signed, the signing of what was filed first, and whether signatures still fit. */
export const signatureDoors: Door = (server, { engine }) => {
  const own = { config: { access: { party: 'enterprise', role: 'signer' } } } as const

  server.get<{ Params: { id: string } }>('/api/v1/filings/:id/statement', own, ({ subject, params }) =>
    statementToSign(engine, subject, idIn(params.id)),
  )
  server.post<{ Params: { id: string }; Body: { hash: string } }>(
    '/api/v1/filings/:id/signature',
    { config: { ...own.config, risky: true }, schema: { body: signatureBody } },
    async (request, reply) => {
      const id = idIn(request.params.id)
      const signing = await signingOf(engine, request, request.body.hash)
      return sendAnswer(request, reply, await countersign(engine, request.subject, id, signing, once(request)))
    },
  )
  server.get<{ Params: { id: string } }>(
    '/api/v1/filings/:id/signatures',
    { config: { access: 'signedIn', scope: { filing: 'read' } } },
    async ({ subject, params }) => ({ items: await readSignatures(engine, subject, idIn(params.id)) }),
  )
}

const signatureBody = body({ hash: { type: 'string', pattern: '^[0-9a-f]{64}$' } }, ['hash'])
