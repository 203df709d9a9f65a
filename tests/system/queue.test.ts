/** Officers and their queue over HTTP: who sees what waits, who has taken it on, what a decision needs, how a list goes on. */
import { exampleGoods } from '@jiamao/modules/enterprise/goods/example'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, World } from './world.ts'

// Before 2020 customs decided merging relations at its desk (R2.11): each one filed is a task.
const world = new World({ JIAMAO_CLOCK: '2019-12-30@0' })
const token = (login: string) => world.account(login).token

interface Task {
  readonly id: string
  readonly filing: string
  readonly act: string
  readonly ownNumber: string
  readonly firm: string
  readonly daysLeft: number
  readonly holder: { id: string; name: string } | null
  readonly isMine: boolean
}
interface Page<T> {
  readonly items: T[]
  readonly next: string | null
}
type Said = Answer<{ code?: string } & Record<string, unknown>>

const get = async <T>(login: string, path: string): Promise<T> =>
  (await world.ask<T>(`/api/v1${path}`, { token: token(login) })).body
const act = (login: string, method: string, path: string, json?: object, headers = {}): Promise<Said> =>
  world.ask(`/api/v1${path}`, { token: token(login), method, json, headers })
const tasks = (login: string, query = '') => get<Page<Task>>(login, `/tasks?limit=200${query}`)
const claim = (login: string, { id }: Task, key?: string) =>
  act(login, 'POST', `/tasks/${id}/claim`, undefined, key ? { 'idempotency-key': key } : {})
const decide = (login: string, { filing }: Task, json: object) =>
  act(login, 'POST', `/filings/${filing}/decision`, json)

let filed = 0
/** A relation filed now. @returns its task on customs' desk */
async function asked(by = 'electronics'): Promise<Task> {
  const ownNumber = `${by}-${String(++filed).padStart(3, '0')}`
  const lines = [{ part: 'M1', item: 1, kind: 'material' }]
  const json = { head: { ownNumber }, lines }
  const answer = await act(by, 'POST', '/filings/enterprise.merge-relation?submit=true', json)
  expect([answer.status, answer.body.state]).toEqual([201, 'submitted'])
  const { items } = await tasks('customs', `&filing=${answer.body.id}`)
  expect(items).toHaveLength(1)
  return items[0]
}
const again = async ({ filing }: Task, login = 'customs') => (await tasks(login, `&filing=${filing}`)).items[0]

beforeAll(async () => {
  await world.start()
  for (const by of ['electronics', 'toys']) {
    const json = { head: { ownNumber: 'G-1' }, parts: exampleGoods.parts, items: exampleGoods.items }
    const answer = await act(by, 'POST', '/filings/enterprise.item?submit=true', json)
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body.errors))
    expect([answer.status, answer.body.state]).toEqual([201, 'accepted'])
  }
}, 60_000)
afterAll(() => world.end())

describe('a queue', () => {
  test('has what waits for the desk over all firms, with limit, firm and filing, and nothing for anybody else', async () => {
    const [mine, toys] = [await asked(), await asked('toys')]
    expect(mine).toMatchObject({
      act: 'decide',
      firm: world.account('electronics').name,
      daysLeft: 5,
      holder: null,
      isMine: false,
    })
    expect(toys.firm).toBe(world.account('toys').name)
    for (const other of ['commerce', 'tax', 'operator', 'toys', 'electronics'])
      expect((await tasks(other)).items).toEqual([])
    expect((await act('commerce', 'POST', `/tasks/${mine.id}/claim`)).body.code).toBe('NOT_FOUND')
    expect((await act('toys', 'POST', `/tasks/${mine.id}/claim`)).body.code).toBe('NOT_FOUND')
    expect((await act('operator', 'POST', `/tasks/${mine.id}/claim`)).status).toBe(404)
  })

  test('is found by part of a number, a title or a firm, and a sign of a pattern is only a sign', async () => {
    const task = await asked()
    const found = async (q: string) => (await tasks('customs', `&q=${encodeURIComponent(q)}`)).items.map(({ id }) => id)
    expect(await found(task.ownNumber.slice(2))).toContain(task.id)
    expect(await found(task.firm.slice(2, 6))).toContain(task.id)
    expect(await found('MERGING RELATION')).toContain(task.id)
    expect(await found('%')).toEqual([])
    expect(await found('_')).toEqual([])
    const types = await tasks('customs', '&type=enterprise.item')
    expect(types.items).toEqual([])
    expect((await act('customs', 'GET', '/tasks?state=anything')).status).toBe(400)
  })

  test('goes on where its page ended while others are filed and decided, none twice and none left out', async () => {
    for (let i = 0; i < 7; i++) await asked()
    const before = (await tasks('customs')).items.map(({ id }) => id)
    const seen: string[] = []
    let cursor = ''
    for (let page = 0; page < 50; page++) {
      const { items, next } = await get<Page<Task>>('customs', `/tasks?limit=2${cursor}`)
      seen.push(...items.map(({ id }) => id))
      if (page < 3) await asked('toys')
      if (page === 1) await decide('customs', items[0], { decision: 'reject', reason: '重复' })
      if (next === null) break
      cursor = `&cursor=${next}`
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(before))
  })
})

describe('a claim', () => {
  test('makes the task one’s own, takes the filing in, is counted, and is given back', async () => {
    const task = await asked()
    const counts = () => get<Record<string, number>>('customs', '/tasks/counts')
    const before = await counts()
    expect(await claim('customs', task, 'claim-1')).toMatchObject({ status: 200, body: { holder: { name: '关员甲' } } })
    expect((await claim('customs', task, 'claim-1')).status).toBe(200)
    expect(await again(task)).toMatchObject({ isMine: true, holder: { name: '关员甲' } })
    expect(await again(task, 'customs-2')).toMatchObject({ isMine: false, holder: { name: '关员甲' } })
    expect(await counts()).toMatchObject({ open: before.open, mine: before.mine + 1, free: before.free - 1 })
    expect((await tasks('customs', '&state=mine')).items.map(({ id }) => id)).toContain(task.id)
    expect((await tasks('customs', '&state=free')).items.map(({ id }) => id)).not.toContain(task.id)
    expect((await act('customs-2', 'DELETE', `/tasks/${task.id}/claim`)).body.code).toBe('TASK_NOT_YOURS')
    expect((await act('customs', 'DELETE', `/tasks/${task.id}/claim`)).status).toBe(200)
    expect(await again(task)).toMatchObject({ holder: null, isMine: false })
  })

  test('of two at once has one winner, and the other is told who', async () => {
    const task = await asked()
    const both = await Promise.all(['customs', 'customs-2'].map((login) => claim(login, task)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const lost = both.find(({ status }) => status === 409)
    expect(lost?.body.code).toBe('TASK_HELD')
    expect(String(lost?.body.detail)).toContain((await again(task)).holder?.name)
  })

  test('of what is closed is refused', async () => {
    const task = await asked()
    expect((await decide('customs', task, { decision: 'accept' })).status).toBe(200)
    expect((await claim('customs-2', task)).body.code).toBe('TASK_CLOSED')
  })

  test('keeps a colleague from deciding', async () => {
    const task = await asked()
    await claim('customs', task)
    const other = await decide('customs-2', task, { decision: 'accept' })
    expect([other.status, other.body.code]).toEqual([409, 'TASK_HELD'])
    expect((await decide('customs', task, { decision: 'accept' })).status).toBe(200)
  })
})

describe('handing over', () => {
  const hand = (login: string, { id }: Task, person: string) => act(login, 'PUT', `/tasks/${id}/holder`, { person })

  test('goes to a colleague who does this work, and to nobody else', async () => {
    const task = await asked()
    const { items } = await get<Page<{ id: string; name: string }>>('customs', '/colleagues')
    expect(items.map(({ name }) => name).toSorted()).toEqual(['关员乙', '关员甲', '海关科长'].toSorted())
    const second = items.find(({ name }) => name === '关员乙')?.id ?? ''
    const [stranger] = (await get<Page<{ id: string }>>('commerce', '/colleagues')).items
    expect((await hand('customs', task, stranger.id)).body.code).toBe('TASK_NOT_COLLEAGUE')
    expect((await hand('customs', task, second)).status).toBe(200)
    expect(await again(task, 'customs-2')).toMatchObject({ isMine: true })
    expect((await hand('customs', task, second)).body.code).toBe('TASK_HELD')
    const head = items.find(({ name }) => name === '海关科长')?.id ?? ''
    expect((await hand('customs-head', task, head)).status).toBe(200)
    expect(await again(task)).toMatchObject({ holder: { name: '海关科长' } })
  })
})

describe('a decision', () => {
  test('gives its reason, except acceptance, and is about what was seen', async () => {
    const task = await asked()
    expect((await decide('customs', task, { decision: 'sendBack', reason: ' ' })).body.code).toBe('DECISION_REASON')
    const other = await asked()
    const wrong = { decision: 'accept', task: other.id }
    expect((await decide('customs', task, wrong)).status).toBe(403)
    const right = { decision: 'sendBack', reason: '补正', task: task.id }
    expect((await decide('customs', task, right)).status).toBe(200)
    expect(await again(task)).toBeUndefined()
    expect((await decide('customs', task, { decision: 'accept' })).status).toBe(403)
  })

  test('and every other act has its leaf', async () => {
    const task = await asked()
    await claim('customs', task)
    await act('customs', 'DELETE', `/tasks/${task.id}/claim`)
    await decide('customs', task, { decision: 'reject', reason: '不符' })
    const { items } = await get<Page<{ event: string; to: string; reason: string }>>(
      'electronics',
      `/filings/${task.filing}/history`,
    )
    expect(items.map(({ event, to }) => [event, to])).toEqual([
      ['open', 'draft'],
      ['submit', 'submitted'],
      ['takenIn', 'inReview'],
      ['reject', 'rejected'],
    ])
  })
})

describe('a draw', () => {
  test('is a manager’s, gives what nobody holds, and is repeated by anybody of the office and by nobody else', async () => {
    await asked()
    expect((await act('customs', 'POST', '/draws', {})).status).toBe(403)
    expect((await act('electronics', 'POST', '/draws', {})).status).toBe(403)
    const drawn = await act('customs-head', 'POST', '/draws', {}, { 'idempotency-key': 'draw-1' })
    expect(drawn.status).toBe(201)
    expect((await tasks('customs', '&state=free')).items).toEqual([])
    const again = await act('customs-head', 'POST', '/draws', {}, { 'idempotency-key': 'draw-1' })
    expect(again.body).toEqual(drawn.body)
    const path = `/draws/${drawn.body.id}`
    expect((await act('customs', 'GET', path)).body).toMatchObject({ isSame: true, n: 1 })
    expect((await act('commerce', 'GET', path)).status).toBe(404)
    expect((await act('electronics', 'GET', path)).status).toBe(403)
    const { items } = await get<Page<{ cases: number }>>('customs', '/draws')
    expect(items).toMatchObject([{ cases: drawn.body.cases }])
    expect(JSON.stringify(items)).not.toContain('next_seed')
  })

  test('and claims pass who has declared a conflict with the firm', async () => {
    const task = await asked('toys')
    const { items } = await get<Page<{ id: string; name: string }>>('customs', '/organisations')
    const firm = items.find(({ name }) => name === task.firm)?.id ?? ''
    expect((await act('customs', 'PUT', `/conflicts/${firm}`, { reason: '持有该企业股份' })).status).toBe(200)
    expect((await claim('customs', task)).body.code).toBe('TASK_CONFLICT')
    expect((await decide('customs', task, { decision: 'accept' })).body.code).toBe('TASK_CONFLICT')
    expect((await act('electronics', 'GET', '/conflicts')).status).toBe(403)
    expect(
      (await act('customs', 'PUT', `/conflicts/${world.account('customs').organisation}`, { reason: '本单位' })).status,
    ).toBe(404)
    expect((await act('customs', 'DELETE', `/conflicts/${firm}`)).status).toBe(200)
    expect((await claim('customs', task)).status).toBe(200)
  })
})

describe('a firm’s list of filings', () => {
  test('is searched, narrowed and paged, each filing once', async () => {
    const page = (query: string) =>
      get<Page<{ id: string; ownNumber: string; state: string }>>('toys', `/filings?${query}`)
    const all = (await page('limit=500')).items
    const seen: string[] = []
    let cursor = ''
    do {
      const { items, next } = await page(`limit=3${cursor}`)
      seen.push(...items.map(({ id }) => id))
      cursor = next ? `&cursor=${next}` : ''
    } while (cursor)
    expect(seen).toEqual(all.map(({ id }) => id))
    expect((await page('q=toys-0')).items.length).toBe(
      all.filter(({ ownNumber }) => ownNumber?.includes('toys-0')).length,
    )
    expect((await page('q=electronics')).items).toEqual([])
    expect((await page('state=accepted')).items.every(({ state }) => state === 'accepted')).toBe(true)
  })
})

describe('a limit', () => {
  test('is counted in working days of China, and what is past it is found', async () => {
    const task = await asked()
    expect((await tasks('customs', '&state=overdue')).items).toEqual([])
    // Due on Tuesday the 7th. Until the 20th there are ten working days: Sunday the 19th was one.
    await act('operator', 'PUT', '/clock', { now: '2020-01-20', rate: 0 })
    expect(await again(task)).toMatchObject({ daysLeft: -10 })
    expect((await tasks('customs', '&state=overdue')).items.map(({ id }) => id)).toContain(task.id)
    const { open, overdue } = await get<Record<string, number>>('customs', '/tasks/counts')
    expect(overdue).toBe(open)
  })
})
