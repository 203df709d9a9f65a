import { newUuid } from '@jiamao/kernel/ids'
import { momentOf } from '@jiamao/kernel/time'
import { notFound } from '@jiamao/platform/filing'
import { admitByHash, newToken, powersGained } from '@jiamao/platform/identity'
import { keptApart, membersOf, noteAppointment, requireApart } from '@jiamao/platform/oversight'
import type { App, Door } from './app.ts'
import { proposeMember, sendRoles } from './proposals.ts'
import { idIn } from './requests.ts'

const tokenMonths = 12
const inMonths = (months: number) => momentOf(Date.now() + months * 30 * 86_400_000)
const administrator = { access: { party: 'operator', role: 'securityAdmin' } } as const
type At = { Params: { id: string; person: string } }

/** 安全管理员. Who works for whom, in which roles; every change is a line of that organisation's log (S9.4). */
export const appointmentDoors: Door = (server, app) => {
  const { store, clock } = app.engine

  server.get<At>('/api/v1/organisations/:id/people', { config: administrator }, async ({ params }) => ({
    items: await membersOf(store, organisationIn(app, params.id).id),
    next: null,
  }))

  server.post<At & { Body: { name: string; roles: string[] } }>(
    '/api/v1/organisations/:id/people',
    { config: administrator, schema: { body: personBody } },
    async ({ subject, params, body }, reply) => {
      const { id: organisation, party } = organisationIn(app, params.id)
      requireApart(party, body.roles)
      const { text: token, hash } = newToken()
      const expires = inMonths(tokenMonths)
      if (powersGained([], body.roles).length > 0) {
        const given = { hash: hash.toString('hex'), expiresAt: expires }
        const proposal = await proposeMember(app.engine, subject, organisation, body, given)
        return reply.code(202).send({ person: proposal.subject, token, organisation, proposal })
      }
      const person = newUuid()
      await keptApart(() =>
        store.tx({ enterprise: organisation, organisation: subject.organisation, stance: 'engine' }, (tx) =>
          admitByHash(tx, { ...body, person, organisation }, hash, expires, clock.machine()),
        ),
      )
      await noteAppointment(store, clock, subject, organisation, 'role.give', { person, ...body })
      return reply.code(201).send({ person, token, organisation })
    },
  )

  server.put<At & { Body: { roles: string[] } }>(
    '/api/v1/organisations/:id/people/:person',
    { config: administrator, schema: { body: rolesBody } },
    async ({ subject, params, body }, reply) => {
      const { id: organisation, party } = organisationIn(app, params.id)
      requireApart(party, body.roles)
      return sendRoles(app.engine, reply, subject, { person: idIn(params.person), organisation, roles: body.roles })
    },
  )
}

/** @throws NOT_FOUND */
function organisationIn({ engine }: App, id: string) {
  const organisation = engine.directory.organisation(idIn(id))
  if (!organisation) throw notFound()
  return organisation
}

const roles = { type: 'array', items: { type: 'string', minLength: 1, maxLength: 32 }, maxItems: 10, uniqueItems: true }
const rolesBody = { type: 'object', properties: { roles }, required: ['roles'], additionalProperties: false }
const personBody = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1, maxLength: 64 }, roles },
  required: ['name', 'roles'],
  additionalProperties: false,
}
