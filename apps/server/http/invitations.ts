import type { Uuid } from '@jiamao/kernel/ids'
import { notFound } from '@jiamao/platform/filing'
import {
  administrator,
  hashOfSecret,
  invitationsOf,
  invite,
  joinBy,
  type MadeInvitation,
  newSecret,
  powersGained,
  readInvitation,
  type Subject,
  takeInvitation,
  withdrawInvitation,
} from '@jiamao/platform/identity'
import type { FastifyReply } from 'fastify'
import type { App, Door } from './app.ts'
import { proposeMember } from './proposals.ts'
import { idIn } from './requests.ts'
import { checkRoles, roleList } from './roles.ts'
import { body, sessionIn, text } from './sessions.ts'

/** A link as it is shown, once. Its secret is behind the `#`: browsers send that part to nobody (S2.8). */
export const shownLink = ({ id, secret, expiresAt }: MadeInvitation, publicUrl: string) => ({
  id,
  link: `${publicUrl}/join#${secret}`,
  expiresAt,
})

/** 邀请. One-time links into an organisation: made by its administrator or the operator's of security, used by who holds them. */
export const invitationDoors: Door = (server, app) => {
  const { engine } = app
  const { store, clock, directory } = engine
  const own = { config: { access: { role: administrator } } } as const
  const risky = { config: { access: { role: administrator }, risky: true } } as const

  server.get('/api/v1/invitations', own, async ({ subject }) => ({
    items: await invitationsOf(store, subject.organisation, clock.machine()),
    next: null,
  }))
  server.post<{ Body: Invited }>(
    '/api/v1/invitations',
    { ...risky, schema: { body: invitedBody } },
    async ({ subject, body: { name, roles } }, reply) => {
      checkRoles(engine, subject.party, roles)
      return inviteInto(app, reply, subject, subject.organisation, { name, roles })
    },
  )
  server.delete<{ Params: { id: string } }>('/api/v1/invitations/:id', own, async ({ subject, params }, reply) => {
    if (!(await withdrawInvitation(store, subject, idIn(params.id), clock))) throw notFound()
    return reply.code(204).send()
  })
  server.post<{ Params: { id: string }; Body: Invited }>(
    '/api/v1/organisations/:id/invitations',
    { config: { access: { party: 'operator', role: 'securityAdmin' }, risky: true }, schema: { body: invitedBody } },
    async ({ subject, params, body: { name, roles } }, reply) => {
      const organisation = directory.organisation(idIn(params.id))
      if (!organisation) throw notFound()
      checkRoles(engine, organisation.party, roles)
      return inviteInto(app, reply, subject, organisation.id, { name, roles })
    },
  )

  const open = { config: { access: 'public' } } as const
  server.post<{ Body: { secret: string } }>(
    '/api/v1/invitation/look',
    { ...open, schema: { body: body({ secret }, ['secret']) } },
    async ({ body: { secret: given } }) => {
      const { organisation: _, person: __, ...shown } = await readInvitation(store, given, clock.machine())
      return shown
    },
  )
  server.post<{ Body: { secret: string; login: string; password: string } }>(
    '/api/v1/invitation/take',
    {
      ...open,
      schema: { body: body({ secret, login: text(64), password: text(256) }, ['secret', 'login', 'password']) },
    },
    async ({ body: { secret: given, login, password } }) => ({
      login: await takeInvitation(store, given, { login, password }, clock),
    }),
  )
  server.post<{ Body: { secret: string } }>(
    '/api/v1/invitation/join',
    { config: { access: 'signedIn' }, schema: { body: body({ secret }, ['secret']) } },
    async (request) => ({ organisation: await joinBy(store, request.body.secret, sessionIn(request), clock) }),
  )
}

/** Makes the link; where its roles have power, it opens once another person has confirmed them. */
async function inviteInto(
  { engine, settings }: App,
  reply: FastifyReply,
  by: Subject,
  organisation: Uuid,
  invited: Invited,
) {
  const { store, clock } = engine
  if (powersGained([], invited.roles).length === 0) {
    const made = await invite(store, by, organisation, { kind: 'join', ...invited }, clock)
    return reply.code(201).send(shownLink(made, settings.publicUrl))
  }
  const secret = newSecret()
  const given = { hash: hashOfSecret(secret).toString('hex') }
  const proposal = await proposeMember(engine, by, organisation, invited, given)
  const { expiresAt } = proposal
  return reply
    .code(202)
    .send({ ...shownLink({ id: proposal.subject, secret, expiresAt }, settings.publicUrl), proposal })
}

interface Invited {
  readonly name: string
  readonly roles: string[]
}
const invitedBody = body({ name: text(64), roles: roleList }, ['name', 'roles'])
const secret = text(64)
