/** `api.list`: a firm's list of filings over HTTP, beside the bare SQL of the same rows. */
import { cursorOf } from '../../apps/server/http/requests.ts'
import type { Bench } from '../bench.ts'
import { beside, columns, type Data, onFilings, type Question } from './filings.ts'
import { enterprises, filings } from './filings-copied.ts'

const page = 50

export const list: Bench = {
  name: 'api.list',
  work: `a firm's ${page} newest filings, and ${page} from anywhere, in turn; ${filings / 1e6} M filings of ${enterprises} enterprises, sessions, p99`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 3 },
  run: () =>
    onFilings(false, async (data) => ({
      ...(await beside((n) => pageOf(data, n))),
      reference: 'the same rows by their index, one prepared statement, no row security, no HTTP',
    })),
}

export function pageOf({ firms, places, sql }: Data, n: number): Question {
  const { id, read } = firms[n % firms.length]
  const own = places.get(id)!
  const after = n % 2 === 0 ? undefined : own[(n * 7) % (own.length - page)]
  return {
    http: async () => {
      const more = after ? `&cursor=${cursorOf(after)}` : ''
      return (await read<{ items: unknown[] }>(`/filings?limit=${page}${more}`)).items.length
    },
    sql: async () => {
      const rows = await sql(
        'list',
        `select ${columns} from platform.filing where enterprise_id = $1 and (updated_at, id) < ($2, $3) order by updated_at desc, id desc limit ${page}`,
        [id, after?.at ?? 'infinity', after?.id ?? id],
      )
      return rows.length
    },
  }
}
