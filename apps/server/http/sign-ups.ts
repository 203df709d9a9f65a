import { creditCodes, customsCodes } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { readMoment } from '@jiamao/kernel/time'
import { notFound } from '@jiamao/platform/filing'
import {
  applicationOf,
  applyToJoin,
  decidedAlready,
  evidenceBytes,
  evidenceOf,
  openSignUps,
  readSignUp,
  refuseSignUp,
} from '@jiamao/platform/identity'
import { differenceOfSignUp, proposeChange } from '@jiamao/platform/oversight'
import type { Door } from './app.ts'
import { idIn, limitOf } from './requests.ts'
import { rolesOf } from './roles.ts'
import { body, originOf, text } from './sessions.ts'

/** Base64 takes four characters for three bytes; the rest of an application is short. */
const largest = Math.ceil((evidenceBytes * 4) / 3) + 16_384

/** 入驻. An enterprise applies with evidence; the operator turns it down, or takes it in by two persons. */
export const signUpDoors: Door = (server, { engine, settings }) => {
  const { store, clock, directory } = engine
  const open = { config: { access: 'public' } } as const
  const operator = { config: { access: { party: 'operator', role: 'securityAdmin' } } } as const
  const risky = { config: { ...operator.config, risky: true } } as const

  server.post<{ Body: Applied }>(
    '/api/v1/sign-up',
    { ...open, bodyLimit: largest, schema: { body: applicationBody } },
    async (request, reply) => {
      const { creditCode, customsCode, evidence, ...rest } = request.body
      const secret = await applyToJoin(
        store,
        {
          ...rest,
          creditCode: creditCodes.parse(creditCode),
          customsCode: customsCode ? customsCodes.parse(customsCode) : null,
          evidence: Buffer.from(evidence, 'base64'),
        },
        originOf(request),
        clock,
      )
      return reply.code(201).send({ link: `${settings.publicUrl}/sign-up#${secret}` })
    },
  )
  server.post<{ Body: { secret: string } }>(
    '/api/v1/sign-up/look',
    { ...open, schema: { body: body({ secret: text(64) }, ['secret']) } },
    (request) => readSignUp(store, request.body.secret),
  )

  server.get<{ Querystring: { limit?: string; from?: string } }>('/api/v1/sign-ups', operator, ({ query }) => {
    const from = query.from === undefined ? null : readMoment(query.from)
    if (isFault(from)) throw notFound()
    return openSignUps(store, { limit: limitOf(query.limit), from })
  })
  server.get<{ Params: { id: string } }>('/api/v1/sign-ups/:id/evidence', operator, async ({ params }, reply) => {
    const found = await evidenceOf(store, idIn(params.id))
    if (!found) throw notFound()
    // Whatever it holds runs nowhere: it is saved, not shown in our pages (S8.5).
    return reply
      .header('content-security-policy', 'sandbox')
      .header('content-disposition', 'attachment; filename="evidence"')
      .type(found.type)
      .send(found.evidence)
  })
  server.post<{ Params: { id: string } }>(
    '/api/v1/sign-ups/:id/approval',
    risky,
    async ({ subject, params }, reply) => {
      const id = idIn(params.id)
      const application = await applicationOf(store, id)
      if (!application) throw decidedAlready()
      const known = directory.byCreditCode(application.creditCode)
      const difference = differenceOfSignUp(application, {
        after: rolesOf(engine, 'enterprise'),
        facts: known ? { known: known.name } : {},
      })
      const proposed = { kind: 'signUp', organisation: null, subject: id, difference } as const
      return reply.code(202).send({ proposal: await proposeChange(engine, subject, proposed) })
    },
  )
  server.post<{ Params: { id: string }; Body: { reason: string } }>(
    '/api/v1/sign-ups/:id/refusal',
    { ...risky, schema: { body: body({ reason: text(1_000) }, ['reason']) } },
    async ({ subject, params, body: { reason } }, reply) => {
      await refuseSignUp(store, subject, idIn(params.id), reason, clock)
      return reply.code(204).send()
    },
  )
}

interface Applied {
  readonly name: string
  readonly creditCode: string
  readonly customsCode?: string
  readonly contact: string
  readonly phone: string
  readonly evidence: string
}
const applicationBody = body(
  {
    name: text(200),
    creditCode: text(18),
    customsCode: { type: 'string', maxLength: 10 },
    contact: text(64),
    phone: { type: 'string', pattern: '^[0-9+() -]{5,24}$' },
    evidence: { type: 'string', minLength: 8, maxLength: largest },
  },
  ['name', 'creditCode', 'contact', 'phone', 'evidence'],
)
