/** `api.detail`: a filing opened over HTTP, by its firm and by customs, beside the bare SQL of the same rows. */
import type { Uuid } from '@jiamao/kernel/ids'
import type { Bench } from '../bench.ts'
import { short } from '../measure.ts'
import { beside, columns, type Data, onFilings, type Question } from './filings.ts'
import { enterprises, filings, whole } from './filings-copied.ts'

const most = 3
/** Customs asks three hundred times a second at most. */
const restMs = 2

export const detail: Bench = {
  name: 'api.detail',
  work: `a firm opens a filing: content, judgement, standing; ${filings / 1e6} M filings of ${enterprises} enterprises, ${whole} of them with all that hangs on filings, sessions, p99`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: most, also: `≤ ${most} for customs, whose look is written down` },
  run: () =>
    onFilings(true, async (data) => {
      const { note, ...own } = await beside((n) => ownOf(data, n))
      const others = await beside((n) => othersOf(data, n), restMs)
      const ratio = others.value / others.referenceValue
      return {
        ...own,
        reference: 'the same rows, five prepared statements sent at once, no row security, no HTTP',
        note: `${note}; customs ${short(others.value)} beside ${short(others.referenceValue)} ms (${short(ratio)}), the look committed on both sides`,
        also: ratio <= most,
      }
    }),
}

const ofFiling = 'enterprise_id = $1 and filing_id = $2'
/** What a filing's page is made of. */
const parts = {
  filing: `select ${columns} from platform.filing where enterprise_id = $1 and id = $2`,
  content: `select part, body from platform.filing_part where ${ofFiling} and version = 1 order by part, chunk`,
  judgement: `select edition, strongest, findings, at from platform.judgement where ${ofFiling} order by n desc limit 1`,
  tasks: `select organisation_id, act, state, due_at from platform.task where ${ofFiling} order by at, id limit 100`,
  since: `select max(business_at) filter (where from_state is distinct from to_state), max(business_at) filter (where event in ('submit', 'release'))
            from platform.filing_event where ${ofFiling}`,
}
const sight = 'select enterprise_id, view, ground from platform.sight where organisation_id = $1 and filing_id = $2'
/** Of the same length as a look; its hash is not computed. */
const look = `insert into platform.audit select $1, gen_random_uuid(), $3, $4, 'look', $2, 'R8.1', '{"what": "filing", "views": ["customs"]}', sha256('salt'), sha256('hash'), now(), now()`

const linesOf = (content: { readonly lines?: readonly unknown[] }) => content.lines?.length ?? 0
const overHttp = async ({ read }: Data['customs'], id: Uuid) =>
  linesOf((await read<{ content: { lines?: unknown[] } }>(`/filings/${id}`)).content)

const asked = ({ sql }: Data, enterprise: Uuid, id: Uuid) =>
  Object.entries(parts).map(([name, text]) => sql<{ part: string; body: unknown }>(name, text, [enterprise, id]))
async function linesIn(answers: ReturnType<typeof asked>): Promise<number> {
  const content = (await Promise.all(answers))[1]
  return linesOf(Object.fromEntries(content.map(({ part, body }) => [part, body])))
}

function filingOf({ firms, places }: Data, n: number) {
  const firm = firms[n % firms.length]
  const own = places.get(firm.id)!
  return { firm, id: own[(n * 7) % own.length].id }
}

export function ownOf(data: Data, n: number): Question {
  const { firm, id } = filingOf(data, n)
  return { http: () => overHttp(firm, id), sql: () => linesIn(asked(data, firm.id, id)) }
}

export function othersOf(data: Data, n: number): Question {
  const { customs, sql } = data
  const { id } = filingOf(data, n)
  return {
    http: () => overHttp(customs, id),
    sql: async () => {
      const [{ enterprise_id: enterprise }] = await sql<{ enterprise_id: Uuid }>('sight', sight, [customs.id, id])
      const begun = sql('begin', 'begin')
      const lines = linesIn(asked(data, enterprise, id))
      const looked = sql('look', look, [enterprise, id, customs.id, customs.person])
      await Promise.all([begun, looked, sql('commit', 'commit')])
      return lines
    },
  }
}
