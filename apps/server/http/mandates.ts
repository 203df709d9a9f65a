import type { Uuid } from '@jiamao/kernel/ids'
import { amounts, isFault } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { readDate } from '@jiamao/kernel/time'
import {
  agree,
  endMandate,
  listMandates,
  type Mandate,
  type MandateAct,
  mandateActs,
  propose,
  type Subject,
} from '@jiamao/platform/identity'
import type { App, Door } from './app.ts'
import { idIn } from './requests.ts'

const badProposal = defineProblem({
  code: 'MANDATE_PROPOSAL',
  status: 422,
  zh: {
    title: '委托内容有误',
    detail: '{what}。',
    remedy: '受托方填其统一社会信用代码；日期如 2020-01-02，终止日不早于起始日和今天；金额为数字。',
  },
  en: {
    title: 'The mandate is not right',
    detail: '{whatEn}.',
    remedy:
      'Name the holder by its social credit code; days such as 2020-01-02, the last not before the first or today; an amount in figures.',
  },
})

interface ProposalBody {
  readonly holder: string
  readonly books?: readonly string[]
  readonly types?: readonly string[]
  readonly acts: readonly MandateAct[]
  readonly most?: string
  readonly from: string
  readonly until: string
}

/** Clerks and administrators give and take mandates for their organisation. */
const givers = ['enterprise', 'broker']

/** Mandates from one organisation to another: given, held, agreed, ended. */
export const mandateDoors: Door = (server, app) => {
  const { engine } = app
  const access = { party: givers }

  server.get('/api/v1/mandates', { config: { access } }, async ({ subject }) => ({
    items: (await listMandates(engine.store, subject.organisation)).map((mandate) => shown(app, subject, mandate)),
    next: null,
  }))

  server.post<{ Body: ProposalBody }>(
    '/api/v1/mandates',
    { config: { access: { party: 'enterprise', role: 'customsClerk' } }, schema: { body: proposalBody } },
    async ({ subject, body }, reply) => {
      const id = await propose(engine.store, subject, proposalOf(app, subject, body), engine.clock)
      return reply.code(201).send({ id })
    },
  )

  server.post<{ Params: { enterprise: string; id: string } }>(
    '/api/v1/mandates/:enterprise/:id/agree',
    { config: { access: { party: givers, role: 'customsClerk' } } },
    async ({ subject, params }, reply) => {
      await agree(engine.store, subject, idIn(params.enterprise), idIn(params.id), engine.clock)
      return reply.code(204).send()
    },
  )

  server.post<{ Params: { enterprise: string; id: string }; Body: { reason: string } }>(
    '/api/v1/mandates/:enterprise/:id/end',
    { config: { access: { party: givers, role: 'customsClerk' } }, schema: { body: endBody } },
    async ({ subject, params, body }, reply) => {
      await endMandate(engine.store, subject, idIn(params.enterprise), idIn(params.id), body.reason, engine.clock)
      return reply.code(204).send()
    },
  )
}

function shown({ engine }: App, { organisation }: Subject, { most, enterprise, holder, ...mandate }: Mandate) {
  const nameOf = (id: Uuid) => engine.directory.organisation(id)?.name ?? ''
  return {
    ...mandate,
    enterprise,
    enterpriseName: nameOf(enterprise),
    holder,
    holderName: nameOf(holder),
    most: most === null ? null : amounts.print(most as never),
    mine: enterprise === organisation ? 'given' : 'held',
  }
}

function proposalOf({ engine }: App, subject: Subject, body: ProposalBody) {
  const { holder: code, books, types, acts, most, from, until } = body
  const holder = engine.directory.byCreditCode(code)
  const fault = (what: string, whatEn: string) => badProposal({ what, whatEn })
  if (!holder || !givers.includes(holder.party) || holder.id === subject.organisation)
    throw fault(
      `没有信用代码为“${code}”的报关企业或其他企业`,
      `There is no broker or other enterprise with the credit code "${code}"`,
    )
  const unknown = types?.find((type) => engine.catalogue.filing(type)?.filer.party !== 'enterprise')
  if (unknown !== undefined) throw fault(`没有申报种类“${unknown}”`, `There is no filing type "${unknown}"`)
  const [first, last] = [readDate(from), readDate(until)]
  if (isFault(first) || isFault(last) || first > last || last < engine.clock.today())
    throw fault(`有效期“${from}”至“${until}”有误`, `The days "${from}" to "${until}" are wrong`)
  const value = most === undefined ? undefined : amounts.read(most)
  if (isFault(value)) throw fault(`金额“${most}”有误`, `The amount "${most}" is wrong`)
  return {
    ...{ holder: holder.id, acts: [...new Set(acts)], from: first, until: last },
    ...(books?.length ? { books } : {}),
    ...(types?.length ? { types } : {}),
    ...(value === undefined ? {} : { most: value as bigint }),
  }
}

const texts = (maxLength: number, maxItems: number) => ({
  type: 'array',
  maxItems,
  items: { type: 'string', maxLength },
})
const proposalBody = {
  type: 'object',
  properties: {
    holder: { type: 'string', maxLength: 18, description: 'social credit code of the broker or sister plant' },
    books: texts(12, 200),
    types: texts(80, 50),
    acts: { type: 'array', minItems: 1, items: { type: 'string', enum: mandateActs } },
    most: { type: 'string', maxLength: 24 },
    from: { type: 'string', maxLength: 10 },
    until: { type: 'string', maxLength: 10 },
  },
  required: ['holder', 'acts', 'from', 'until'],
  additionalProperties: false,
}
const endBody = {
  type: 'object',
  properties: { reason: { type: 'string', pattern: '\\S', maxLength: 400 } },
  required: ['reason'],
  additionalProperties: false,
}
