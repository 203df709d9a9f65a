import { isFault } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { addDays, addMonths, dateOf, type Moment, momentOf, msOf, readDate, startOf } from '@jiamao/kernel/time'
import { type Engine, notFound } from '@jiamao/platform/filing'
import { administrator, clientsOf, registerClient, revokeClient, rotateClient } from '@jiamao/platform/identity'
import type { Door } from './app.ts'
import { idIn } from './requests.ts'
import { rolesForClient, scopesFor } from './scopes.ts'
import { body, text } from './sessions.ts'

/** S2.8 */
const longestMonths = 12

const badScope = defineProblem({
  code: 'CLIENT_SCOPE',
  status: 422,
  zh: { title: '没有这个权限范围', detail: '“{scope}”不是本单位可给的权限范围。', remedy: '从列出的权限范围中选。' },
  en: {
    title: 'No such scope',
    detail: '"{scope}" is no scope that this organisation can give.',
    remedy: 'Choose among those that are listed.',
  },
})
const badEnd = defineProblem({
  code: 'CLIENT_END',
  status: 422,
  zh: {
    title: '有效期不对',
    detail: '有效期须写成 2027-01-31，从今天起至 {last}。',
    remedy: '选一个不晚于 {last} 的日子；到期前可登记新的。',
  },
  en: {
    title: 'The end is not right',
    detail: 'The end is a day such as 2027-01-31, from today to {last}.',
    remedy: 'Choose a day until {last}; before it comes, register another client.',
  },
})

/** 接口客户端. Programs of an organisation: registered, given a second secret, revoked by its administrator. */
export const clientDoors: Door = (server, { engine }) => {
  const { store, clock } = engine
  const own = { config: { access: { role: administrator } } } as const
  const risky = { config: { access: { role: administrator }, risky: true } } as const

  server.get('/api/v1/clients', own, async ({ subject }) => ({
    items: (await clientsOf(store, subject.organisation)).map(({ expiresAt, ...client }) => ({
      ...client,
      until: dateOf(momentOf(msOf(expiresAt) - 1)),
      isOver: expiresAt <= clock.machine(),
    })),
    next: null,
    scopes: scopesFor(engine, subject.party),
    last: lastDay(engine),
  }))
  server.post<{ Body: { name: string; scopes: string[]; until: string } }>(
    '/api/v1/clients',
    { ...risky, schema: { body: clientBody } },
    async ({ subject, body: { name, scopes, until } }, reply) => {
      const known = new Set(scopesFor(engine, subject.party).map(({ scope }) => scope))
      const wrong = scopes.findIndex((scope) => !known.has(scope))
      if (wrong >= 0) throw badScope({ scope: scopes[wrong] }, { pointer: `/scopes/${wrong}` })
      const registration = {
        name,
        scopes,
        roles: rolesForClient(engine, subject.party),
        expiresAt: endOf(engine, until),
      }
      return reply.code(201).send(await registerClient(store, subject, registration, clock))
    },
  )
  server.post<{ Params: { id: string } }>('/api/v1/clients/:id/secrets', risky, async ({ subject, params }, reply) => {
    const secret = await rotateClient(store, subject, idIn(params.id), clock)
    if (secret === undefined) throw notFound()
    return reply.code(201).send({ secret })
  })
  server.delete<{ Params: { id: string; secret: string } }>(
    '/api/v1/clients/:id/secrets/:secret',
    own,
    async ({ subject, params }, reply) => {
      if (!(await revokeClient(store, subject, idIn(params.id), idIn(params.secret), clock))) throw notFound()
      return reply.code(204).send()
    },
  )
  server.delete<{ Params: { id: string } }>('/api/v1/clients/:id', own, async ({ subject, params }, reply) => {
    if (!(await revokeClient(store, subject, idIn(params.id), undefined, clock))) throw notFound()
    return reply.code(204).send()
  })
}

// A token lives on the machine's time, whatever day business has.
const lastDay = ({ clock }: Engine) => addMonths(dateOf(clock.machine()), longestMonths)

/** When a client ends that is good until a day. @throws CLIENT_END */
function endOf(engine: Engine, text: string): Moment {
  const [day, last] = [readDate(text), lastDay(engine)]
  if (isFault(day) || day < dateOf(engine.clock.machine()) || day > last) throw badEnd({ last }, { pointer: '/until' })
  return startOf(addDays(day, 1))
}

const clientBody = body(
  {
    name: { type: 'string', pattern: '\\S', maxLength: 64 },
    scopes: { type: 'array', items: text(120), minItems: 1, maxItems: 200, uniqueItems: true },
    until: { type: 'string', maxLength: 10, description: 'its last day, twelve months away at most' },
  },
  ['name', 'scopes', 'until'],
)
