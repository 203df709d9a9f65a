import type { Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { notFound } from '@jiamao/platform/filing'
import { administrator, invite, memberOf, peopleOf, personOfLogin, setRoles } from '@jiamao/platform/identity'
import type { Door } from './app.ts'
import { shownLink } from './invitations.ts'
import { sendRoles } from './proposals.ts'
import { idIn, limitOf } from './requests.ts'
import { checkRoles, roleList, rolesOf } from './roles.ts'
import { body, text } from './sessions.ts'

const elsewhere = defineProblem({
  code: 'IDENTITY_ELSEWHERE',
  status: 409,
  zh: {
    title: '此人还属于其他单位',
    detail: '{name} 还属于其他单位，密码不由本单位一方重设。',
    remedy: '请运行岗给出重设链接：npx jiamao reset 登录名。',
  },
  en: {
    title: 'This person belongs to another organisation too',
    detail: '{name} belongs to another organisation too: their password is not for one of them to set.',
    remedy: 'Ask the operator for the link: npx jiamao reset LOGIN.',
  },
})
const noLogin = defineProblem({
  code: 'IDENTITY_NO_LOGIN',
  status: 409,
  zh: { title: '此人没有登录名', detail: '{name} 只有程序令牌，没有登录名。', remedy: '邀请其加入，设登录名与密码。' },
  en: {
    title: 'This person has no login',
    detail: '{name} has a token for programs and no login.',
    remedy: 'Invite them: they choose a login and a password then.',
  },
})

/** 人员. The members of an organisation, by its administrator. */
export const peopleDoors: Door = (server, { engine, settings }) => {
  const { store, clock } = engine
  const own = { config: { access: { role: administrator } } } as const
  const risky = { config: { access: { role: administrator }, risky: true } } as const

  server.get<{ Querystring: { limit?: string; from?: string } }>('/api/v1/people', own, async ({ subject, query }) => {
    const from = query.from === undefined ? null : idIn(query.from)
    const { items, next } = await peopleOf(store, subject.organisation, { limit: limitOf(query.limit), from })
    return { items, next, roles: rolesOf(engine, subject.party) }
  })

  const found = async (organisation: Uuid, id: string) => {
    const member = await memberOf(store, organisation, idIn(id))
    if (!member) throw notFound()
    return member
  }
  server.put<{ Params: { id: string }; Body: { roles: string[] } }>(
    '/api/v1/people/:id/roles',
    { ...risky, schema: { body: body({ roles: roleList }, ['roles']) } },
    async ({ subject, params, body: { roles } }, reply) => {
      checkRoles(engine, subject.party, roles)
      return sendRoles(engine, reply, subject, { person: idIn(params.id), organisation: subject.organisation, roles })
    },
  )
  server.delete<{ Params: { id: string } }>('/api/v1/people/:id', risky, async ({ subject, params }, reply) => {
    if (!(await setRoles(store, subject, idIn(params.id), null, clock))) throw notFound()
    return reply.code(204).send()
  })

  server.post<{ Params: { id: string } }>('/api/v1/people/:id/reset', risky, async ({ subject, params }, reply) => {
    const { id: person, name, login, elsewhere: isElsewhere } = await found(subject.organisation, params.id)
    if (login === null) throw noLogin({ name })
    if (isElsewhere) throw elsewhere({ name })
    const made = await invite(store, subject, subject.organisation, { kind: 'reset', name, person }, clock)
    return reply.code(201).send(shownLink(made, settings.publicUrl))
  })
  server.post<{ Body: { login: string } }>(
    '/api/v1/resets',
    {
      config: { access: { party: 'operator', role: 'securityAdmin' }, risky: true },
      schema: { body: body({ login: text(64) }, ['login']) },
    },
    async ({ subject, body: { login } }, reply) => {
      const known = await personOfLogin(store, login)
      if (!known) throw notFound()
      const { person, name, organisation } = known
      const made = await invite(store, subject, organisation, { kind: 'reset', name, person }, clock)
      return reply.code(201).send(shownLink(made, settings.publicUrl))
    },
  )
}
