import { momentOf } from '@jiamao/kernel/time'
import { notFound } from '@jiamao/platform/filing'
import { admit } from '@jiamao/platform/identity'
import { keptApart, membersOf, noteAppointment, requireApart, setRoles } from '@jiamao/platform/oversight'
import type { App, Door } from './app.ts'
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
      const { person, token } = await keptApart(() =>
        admit(store, { ...body, organisation }, inMonths(tokenMonths), clock.machine()),
      )
      await noteAppointment(store, clock, subject, organisation, 'role.give', { person, ...body })
      return reply.code(201).send({ person, token, organisation })
    },
  )

  server.put<At & { Body: { roles: string[] } }>(
    '/api/v1/organisations/:id/people/:person',
    { config: administrator, schema: { body: rolesBody } },
    async ({ subject, params, body }) => {
      const { id: organisation, party } = organisationIn(app, params.id)
      requireApart(party, body.roles)
      const member = { person: idIn(params.person), organisation, roles: body.roles }
      if (!(await setRoles(store, clock, subject, member))) throw notFound()
      return member
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
