import type { Uuid } from '@jiamao/kernel/ids'
import { notFound } from '@jiamao/platform/filing'
import {
  administrator,
  callOffRecovery,
  confirmRecovery,
  openRecovery,
  proposeRecovered,
  readRecovery,
  recoveriesOf,
  type Subject,
  takeRecovery,
} from '@jiamao/platform/identity'
import type { Door } from './app.ts'
import { idIn } from './requests.ts'
import { body, text } from './sessions.ts'

/** Who may be the second of two: an administrator of the organisation, or the platform's administrator of security for all. */
const seconds = [
  {
    at: '/api/v1/recoveries',
    access: { role: administrator },
    of: ({ organisation }: Subject): Uuid | null => organisation,
  },
  {
    at: '/api/v1/oversight/recoveries',
    access: { party: 'operator', role: 'securityAdmin' },
    of: (): Uuid | null => null,
  },
] as const

/** 第二因素恢复 (S2.3). Opened by one administrator, confirmed by another, used by the person. */
export const recoveryDoors: Door = (server, { engine, settings }) => {
  const { store, clock } = engine

  server.post<{ Params: { id: string }; Body: { reason: string } }>(
    '/api/v1/people/:id/recovery',
    { config: { access: { role: administrator }, risky: true }, schema: { body: reasonBody } },
    async ({ subject, params, body: { reason } }, reply) => {
      const id = await openRecovery(store, subject, idIn(params.id), reason, clock)
      if (id === undefined) throw notFound()
      return reply.code(201).send({ id })
    },
  )
  for (const { at, access, of } of seconds) {
    server.get(at, { config: { access } }, async ({ subject }) => ({
      items: await recoveriesOf(store, of(subject), clock),
      next: null,
    }))
    server.post<{ Params: { id: string } }>(
      `${at}/:id/confirmation`,
      { config: { access, risky: true } },
      async ({ subject, params }, reply) => {
        const made = await confirmRecovery(store, subject, idIn(params.id), of(subject), clock)
        if (!made) throw notFound()
        // Behind the `#`: browsers send that part to nobody.
        return reply.code(201).send({ link: `${settings.publicUrl}/recover#${made.secret}`, expiresAt: made.expiresAt })
      },
    )
    server.delete<{ Params: { id: string } }>(
      `${at}/:id`,
      { config: { access } },
      async ({ subject, params }, reply) => {
        if (!(await callOffRecovery(store, subject, idIn(params.id), of(subject), clock))) throw notFound()
        return reply.code(204).send()
      },
    )
  }

  const open = { config: { access: 'public' } } as const
  server.post<{ Body: { secret: string } }>(
    '/api/v1/recovery/look',
    { ...open, schema: { body: body({ secret }, ['secret']) } },
    async (request) => {
      const { name, login, organisationName, expiresAt } = await readRecovery(store, request.body.secret, clock)
      return { name, login, organisationName, expiresAt }
    },
  )
  server.post<{ Body: { secret: string; password: string } }>(
    '/api/v1/recovery/factor',
    { ...open, schema: { body: body({ secret, password: text(256) }, ['secret', 'password']) } },
    (request) => proposeRecovered(store, request.body, clock),
  )
  server.post<{ Body: { secret: string; password: string; code: string } }>(
    '/api/v1/recovery/take',
    { ...open, schema: { body: body({ secret, password: text(256), code: text(6) }, ['secret', 'password', 'code']) } },
    async (request) => ({ login: await takeRecovery(store, request.body, clock) }),
  )
}

const secret = text(64)
const reasonBody = body({ reason: { type: 'string', pattern: '\\S', maxLength: 400 } }, ['reason'])
