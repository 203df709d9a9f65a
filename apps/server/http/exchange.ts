import { type Uuid, uuids } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { DeskRef } from '@jiamao/platform/exchange'
import { noteShown } from '@jiamao/platform/filing'
import { verify } from '@jiamao/platform/ledger'
import type { App, Door } from './app.ts'
import { idIn, limitOf } from './requests.ts'

const notRunning = defineProblem({
  code: 'EXCHANGE_NOT_RUNNING',
  status: 503,
  zh: { title: '数据交换未运行', detail: '还没有登记海关，无法交换报文。', remedy: '由运行岗登记海关后重新启动。' },
  en: {
    title: 'Nothing is exchanged',
    detail: 'No customs office is registered yet.',
    remedy: 'Let the operator register one and start again.',
  },
})

const operator = { access: { party: 'operator', role: 'operator' } }
const exchangeOf = ({ exchange }: App) => {
  if (!exchange) throw notRunning()
  return exchange
}

/** The operator's doors: the exchange, its desk, and the ledger's own proof. No business content passes here. */
export const operatorDoors: Door = (server, app) => {
  server.get('/api/v1/exchange/status', { config: operator }, async () => ({ items: await exchangeOf(app).status() }))

  server.get<{ Querystring: { from?: string; limit?: string } }>(
    '/api/v1/exchange/desk',
    { config: operator },
    async ({ subject, query }) => {
      const { items, next } = await exchangeOf(app).desk.list({
        from: query.from,
        limit: Math.min(limitOf(query.limit), 200),
      })
      const lines = items.flatMap(({ enterprise, conversation: filing }) =>
        enterprise ? [{ enterprise, filing }] : [],
      )
      await noteShown(app.engine, subject, { what: 'exchange.desk', ground: 'I8', lines })
      return { items, next: next ?? null }
    },
  )

  for (const act of ['resend', 'cancel', 'dismiss'] as const) {
    server.post<{ Body: DeskRef & { reason: string } }>(
      `/api/v1/exchange/desk/${act}`,
      { config: operator, schema: { body: deskBody } },
      async ({ subject, body }) => {
        const { reason, ...ref } = body
        const by = { person: subject.person, organisation: subject.organisation, reason }
        await exchangeOf(app).desk[act](referenceOf(ref) as never, by as never)
        return { done: true }
      },
    )
  }

  server.get('/api/v1/ledger/verify', { config: operator }, async ({ subject }) => {
    const { engine } = app
    const sums = { postings: 0n, balances: 0n, mismatches: [] as { readonly enterprise: Uuid }[] }
    for (const { id, party } of engine.directory.all()) {
      if (party !== 'enterprise') continue
      const scope = { enterprise: id, organisation: subject.organisation, stance: 'engine' as const }
      const { postings, balances, mismatches } = await engine.store.tx(scope, (tx) => verify(tx, id))
      sums.postings += postings
      sums.balances += balances
      sums.mismatches.push(...mismatches.map((mismatch) => ({ enterprise: id, ...mismatch })))
    }
    const lines = sums.mismatches.map(({ enterprise }) => ({ enterprise, filing: null }))
    await noteShown(engine, subject, { what: 'ledger.verify', ground: 'AL-05', lines })
    return { postings: Number(sums.postings), balances: Number(sums.balances), mismatches: sums.mismatches }
  })
}

/** What lies on the desk, by what its kind is found by; what is left out finds nothing. */
function referenceOf(ref: Partial<DeskRef & { enterprise: string; link: string }>): DeskRef {
  const { kind, id = '', enterprise = '', link = '' } = ref
  if (kind === 'outgoing' || kind === 'incoming') return { kind, enterprise: idIn(enterprise), id: idIn(id) }
  return { kind: 'raw', link, id }
}

const deskBody = {
  type: 'object',
  properties: {
    kind: { type: 'string', enum: ['outgoing', 'incoming', 'raw'] },
    enterprise: { type: 'string', pattern: uuids.pattern.source },
    link: { type: 'string', maxLength: 64 },
    id: { type: 'string', maxLength: 128 },
    reason: { type: 'string', minLength: 1, maxLength: 4000 },
  },
  required: ['kind', 'id', 'reason'],
  additionalProperties: false,
}
