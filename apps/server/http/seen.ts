import { uuids } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { addDays, dateOf, type LocalDate, readDate } from '@jiamao/kernel/time'
import { listSeen, type Seen } from '@jiamao/platform/filing'
import type { Door } from './app.ts'
import { mostExported, sendTable } from './exports.ts'
import { cursorOf, limitOf, readCursor } from './requests.ts'

const notFilter = defineProblem({
  code: 'FILTER',
  status: 422,
  zh: {
    title: '筛选条件不正确',
    detail: '“{text}”不是日期，也不是编号。',
    remedy: '日期如 2020-01-02，起始日不晚于截止日；单位和申报填它们的编号。',
  },
  en: {
    title: 'Not a filter',
    detail: '"{text}" is neither a day nor an id.',
    remedy: 'Days such as 2020-01-02, the first not after the last; organisation and filing by their ids.',
  },
})

/** The days that a log is asked for: the last thirty unless named. @throws FILTER */
export function daysOf(query: Readonly<Record<string, string | undefined>>, today: LocalDate) {
  const day = (text: string | undefined, usual: LocalDate): LocalDate => {
    const date = text === undefined || text === '' ? usual : readDate(text)
    if (isFault(date)) throw notFilter({ text: String(text).slice(0, 40) })
    return date
  }
  const to = day(query.to, today)
  const from = day(query.from, addDays(to, -29))
  if (from > to) throw notFilter({ text: `${from} – ${to}` })
  return { from, to }
}

/** An id to filter by. @throws FILTER */
export function idOrNone(text: string | undefined) {
  if (text === undefined || text === '') return undefined
  const id = uuids.read(text)
  if (isFault(id)) throw notFilter({ text: text.slice(0, 40) })
  return id
}

const owner = { config: { access: { party: 'enterprise' } } } as const
type Query = Record<'from' | 'to' | 'organisation' | 'filing' | 'cursor' | 'limit' | 'format', string | undefined>

/** 谁看过我的数据. The owner sees who looked at its data, when, by which view and on what ground (S9.3). */
export const seenDoors: Door = (server, { engine }) => {
  // Looks happen in the machine's time, wherever the demo's calendar stands.
  const filterOf = (query: Query) => ({
    ...daysOf(query, dateOf(engine.clock.machine())),
    organisation: idOrNone(query.organisation),
    filing: idOrNone(query.filing),
  })
  server.get<{ Querystring: Query }>('/api/v1/seen', owner, async ({ subject, query }) => {
    const limit = limitOf(query.limit)
    const after = readCursor(query.cursor)
    const found = await listSeen(engine, subject, { ...filterOf(query), after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    const next = found.length > limit && last ? cursorOf({ at: last.lastAt, id: last.key as never }) : null
    return { items: items.map(({ key: _, ...item }) => item), next }
  })

  server.get<{ Querystring: Query }>('/api/v1/seen/export', owner, async ({ subject, query }, reply) => {
    const lines = await listSeen(engine, subject, { ...filterOf(query), limit: mostExported })
    return sendTable(
      reply,
      { name: { zh: '谁看过我的数据', en: 'Who saw what' }, columns, lines: lines.map(lineOf) },
      query.format ?? 'xlsx',
    )
  })
}

const columns = {
  office: { zh: '单位', en: 'Office' },
  person: { zh: '人员', en: 'Person' },
  first: { zh: '首次', en: 'First' },
  last: { zh: '末次', en: 'Last' },
  times: { zh: '次数', en: 'Times' },
  what: { zh: '看了什么', en: 'What' },
  filings: { zh: '申报', en: 'Filings' },
  views: { zh: '视图', en: 'View' },
  ground: { zh: '依据', en: 'Ground' },
}

const lineOf = (seen: Seen) => ({
  office: seen.organisationName,
  person: seen.person ?? '',
  first: seen.firstAt,
  last: seen.lastAt,
  times: String(seen.times),
  what: seen.what,
  filings: seen.filings.map(({ ownNumber, id }) => ownNumber ?? id).join(' '),
  views: seen.views.join(' '),
  ground: seen.ground ?? '',
})
