import { quantityTotals } from '@jiamao/kernel/numbers'
import { dues } from '@jiamao/modules'
import { countBooks, namesOfLines } from '@jiamao/modules/enterprise/handbook/questions'
import { type Engine, readDesk, type Shown, shows, snooze, visit, wake } from '@jiamao/platform/filing'
import { ownerOf, type Subject } from '@jiamao/platform/identity'
import { type LowLine, rateDays } from '@jiamao/platform/ledger'
import type { Door } from './app.ts'
import { limitOf } from './requests.ts'

const signedIn = { access: 'signedIn' as const }

/** 工作台. One request for the whole desk. */
export const deskDoors: Door = (server, { engine }) => {
  server.get<{ Querystring: { show?: Shown; limit?: string } }>(
    '/api/v1/desk',
    { config: signedIn, schema: { querystring: deskQuery } },
    async ({ subject, query: { show = 'all', limit } }) => {
      const desk = await readDesk(engine, dues, subject, { show, limit: limitOf(limit) })
      if (!desk.own) return desk
      const books = await booksOf(engine, subject, desk.today, desk.own.low)
      return { ...desk, own: { ...desk.own, ...books } }
    },
  )

  server.post('/api/v1/desk/visit', { config: signedIn }, async ({ subject }, reply) => {
    await visit(engine, subject)
    return reply.code(204).send()
  })

  server.put<{ Params: { matter: string }; Body: { until: string } }>(
    '/api/v1/desk/snoozes/:matter',
    { config: signedIn, schema: { body: snoozeBody } },
    async ({ subject, params, body }, reply) => {
      await snooze(engine, dues, subject, params.matter, body.until)
      return reply.code(204).send()
    },
  )
  server.delete<{ Params: { matter: string } }>(
    '/api/v1/desk/snoozes/:matter',
    { config: signedIn },
    async ({ subject, params }, reply) => {
      await wake(engine, subject, params.matter.slice(0, 200))
      return reply.code(204).send()
    },
  )
}

const deskQuery = {
  type: 'object',
  properties: { show: { type: 'string', enum: shows }, limit: { type: 'string' } },
  additionalProperties: false,
}
const snoozeBody = {
  type: 'object',
  properties: { until: { type: 'string', description: 'YYYY-MM-DD' } },
  required: ['until'],
  additionalProperties: false,
}

/** Names of the lines that run low, in the words of the books; and how many books there are. */
const booksOf = (engine: Engine, subject: Subject, today: string, low: readonly LowLine[]) => {
  const enterprise = ownerOf(subject)
  return engine.store.ask({ enterprise, organisation: subject.organisation, stance: 'owner' }, async (tx) => {
    const policy = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
    const units = policy.catalogue('unit')
    const [named, books] = await Promise.all([namesOfLines(tx, enterprise, low), countBooks(tx, enterprise, today)])
    const names = new Map(named.map((line) => [placeOf(line), line]))
    return {
      books,
      rateDays,
      low: low.map((line) => {
        const { unit, ...known } = names.get(placeOf(line)) ?? {}
        const word = units.get(unit ?? '')
        return { ...shown(line), ...known, unit: { zh: word?.name ?? unit, en: word?.nameEn ?? word?.name ?? unit } }
      }),
    }
  })
}

const placeOf = ({ book, side, seq }: { book: string; side: string; seq: number }) => `${book} ${side} ${seq}`
const print = quantityTotals.print
const shown = ({ ceiling, used, recent, ...line }: LowLine) => ({
  ...line,
  ceiling: print(ceiling),
  used: print(used),
  left: print(ceiling > used ? ceiling - used : 0n),
  recent: print(recent),
  /** Used of the ceiling, in thousandths. */
  usedShare: ceiling > 0n ? Number((used * 1000n) / ceiling) : 1000,
})
