/** Acting for an enterprise under a mandate: as far as it goes, with both names, and not a second longer. */
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { twoProducts } from '../books.ts'
import { World } from './world.ts'

const world = new World()
const moveTo = async (day: string) => {
  const clock = { method: 'PUT', json: { now: day }, token: world.token('operator') }
  expect((await world.ask('/api/v1/clock', clock)).status).toBe(200)
}
let [firm, broker, toys] = ['', '', '']
beforeAll(async () => {
  await world.start()
  await moveTo('2020-01-06')
  ;[firm, broker, toys] = ['electronics', 'broker', 'toys'].map((login) => world.account(login).organisation)
}, 60_000)
afterAll(() => world.end())

interface Body {
  readonly id: string
  readonly code?: string
  readonly detail?: string
  readonly items: readonly Record<string, never>[]
  readonly organisation?: string
  readonly standing: { readonly holder: { readonly name: string } | null }
}
/** As the broker for an enterprise. */
const asBroker = (path: string, json?: object, whom = firm, method?: 'PUT' | 'DELETE') =>
  world.ask<Body>(path, {
    ...(json ? { json } : {}),
    ...(method ? { method } : {}),
    token: world.account('broker').token,
    headers: { 'x-acting-for': whom, 'accept-language': 'en' },
  })
const as = (login: string, path: string, json?: object) =>
  world.ask<Body>(path, { ...(json ? { json } : {}), token: world.account(login).token })
const establish = '/api/v1/filings/enterprise.handbook.establish'

/** A mandate of the toy firm to the broker, agreed, with what the test wants of it. */
async function mandate(wanted: object): Promise<string> {
  const { items } = (await as('toys', '/api/v1/mandates')).body
  for (const { id, state } of items as unknown as { id: string; state: string }[])
    if (state !== 'ended') await as('toys', `/api/v1/mandates/${toys}/${id}/end`, { reason: '换一份' })
  const days = { from: '2020-01-01', until: '2020-12-31' }
  const holder = '91441900MA9D0B001Q'
  const made = await as('toys', '/api/v1/mandates', { holder, acts: ['write', 'submit'], ...days, ...wanted })
  expect(made.status).toBe(201)
  expect((await as('broker', `/api/v1/mandates/${toys}/${made.body.id}/agree`, {})).status).toBe(204)
  return made.body.id
}

describe('under a mandate', () => {
  test('the broker files for the firm, and both names stand on what it did', async () => {
    const wire = twoProducts('BR-1')
    const draft = await asBroker(establish, wire)
    expect(draft.status).toBe(201)
    // The firm finds it among its own, opened by the broker.
    const found = await as('electronics', `/api/v1/filings/${draft.body.id}`)
    expect(found.body).toMatchObject({ organisation: broker, standing: { holder: { name: '东莞样例报关有限公司' } } })
    const history = await as('electronics', `/api/v1/filings/${draft.body.id}/history`)
    expect(history.body.items[0]).toMatchObject({ event: 'open', organisation: '东莞样例报关有限公司', person: null })
    const list = await asBroker('/api/v1/filings')
    expect(list.body.items.map(({ id }) => id)).toContain(draft.body.id)
    // The registration that the firm filed itself is the firm's, and within a mandate of everything.
    expect(list.body.items.some(({ type }) => type === 'enterprise.registration')).toBe(true)
  })

  test('the desk and the search are those of the firm, under its name, and what was seen there stands in its log', async () => {
    type DeskBody = { actingFor: string | null; own: { underWay: { drafts: number } } | null }
    const deskOf = async (whom: 'broker' | 'self') =>
      (
        await world.ask<DeskBody>('/api/v1/desk', {
          token: world.account('broker').token,
          ...(whom === 'broker' ? { headers: { 'x-acting-for': firm } } : {}),
        })
      ).body
    const desk = await deskOf('broker')
    expect(desk.actingFor).toBe('东莞示例电子有限公司')
    expect(desk.own?.underWay.drafts).toBeGreaterThan(0)
    expect(await deskOf('self')).toMatchObject({ actingFor: null, own: null })
    type Hit = { kind: string; firm: string }
    const numberOf = async (login: string) =>
      (
        (await as(login, '/api/v1/filings?type=enterprise.registration')).body.items as unknown as {
          ownNumber: string
        }[]
      )[0]?.ownNumber ?? ''
    const numbers = new Map([
      [firm, await numberOf('electronics')],
      [toys, await numberOf('toys')],
    ])
    const search = async (whom: string) =>
      (
        await world.ask<{ items: Hit[] }>(`/api/v1/search?q=${encodeURIComponent(numbers.get(whom) ?? '')}`, {
          token: world.account('broker').token,
          headers: { 'x-acting-for': whom },
        })
      ).body.items
    await expect.poll(async () => (await search(firm)).length, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(new Set((await search(firm)).map((one) => one.firm))).toEqual(new Set(['东莞示例电子有限公司']))
    await mandate({})
    await expect.poll(async () => (await search(toys)).length, { timeout: 20_000 }).toBeGreaterThan(0)
    // A mandate of one book that there is not opens none of it.
    await mandate({ books: ['C520720A0777'] })
    expect(await search(toys)).toEqual([])
    const seen = await as('electronics', '/api/v1/seen')
    expect(JSON.stringify(seen.body.items)).toContain('东莞样例报关有限公司')
  }, 40_000)

  test('without one, or for a firm that gave none, nothing is done and nothing is found', async () => {
    const { id } = (await asBroker(establish, twoProducts('BR-2'))).body
    for (const path of ['/api/v1/filings', `/api/v1/filings/${id}`])
      expect(await asBroker(path, undefined, world.account('furniture').organisation)).toMatchObject({
        status: 403,
        body: { code: 'MANDATE_ENDED' },
      })
    expect((await as('broker', '/api/v1/filings')).status).toBe(403)
    expect((await as('broker', `/api/v1/filings/${id}`)).status).toBe(404)
    expect((await as('toys', `/api/v1/filings/${id}`)).status).toBe(404)
  })

  test('what it does not name is refused: acts, types, books, value', async () => {
    await mandate({ types: ['enterprise.registration'] })
    const outside = { status: 403, body: { code: 'MANDATE_OUTSIDE' } }
    expect(await asBroker(establish, twoProducts('BR-3'), toys)).toMatchObject(outside)
    expect(
      ((await asBroker('/api/v1/filings', undefined, toys)).body.items as unknown as readonly { type: string }[]).every(
        ({ type }) => type === 'enterprise.registration',
      ),
    ).toBe(true)

    await mandate({ acts: ['write'] })
    expect((await asBroker(establish, twoProducts('BR-4'), toys)).status).toBe(201)
    expect(await asBroker(`${establish}?submit=true`, twoProducts('BR-5'), toys)).toMatchObject(outside)

    await mandate({ books: ['C520720A0777'] })
    // Its own drafts without a number are seen; what the firm filed itself is not, it is of no such book.
    const seen = (await asBroker('/api/v1/filings', undefined, toys)).body.items as unknown as readonly {
      organisation: string
    }[]
    expect(new Set(seen.map(({ organisation }) => organisation))).toEqual(new Set([broker]))
    const list = (book: string) => ({ head: { book, ownNumber: 'BR-6', port: '5207', tradeMode: '0615' }, lines: [] })
    const checklist = '/api/v1/filings/enterprise.checklist.import'
    expect(await asBroker(checklist, list('C520720A0888'), toys)).toMatchObject(outside)
    expect((await asBroker(checklist, list('C520720A0777'), toys)).status).toBe(201)
    const own = { ...exampleRegistration, head: { ...exampleRegistration.head } }
    expect(await asBroker('/api/v1/filings/enterprise.registration?submit=true', own, toys)).toMatchObject(outside)
    expect((await asBroker('/api/v1/books/C520720A0777/balances', undefined, toys)).status).toBe(404)
    expect((await asBroker('/api/v1/books/C520720A0888/balances', undefined, toys)).status).toBe(404)
  })

  test('a filing that is worth more than it allows is refused, with both amounts', async () => {
    await mandate({ most: '1000' })
    const { status, body } = await asBroker(`${establish}?submit=true`, twoProducts('BR-8'), toys)
    expect([status, body.code]).toEqual([403, 'MANDATE_OUTSIDE'])
    // 1030.92784 kg at 8.50 and 515.46392 kg at 8.50, each rounded to the cent.
    expect(body.detail).toContain('value 13144.32')
    expect(body.detail).toContain('at most 1000.00000')
  })

  test('one that ended a second ago lets nothing through, whoever ended it', async () => {
    const id = await mandate({})
    const draft = await asBroker(establish, twoProducts('BR-7'), toys)
    expect(draft.status).toBe(201)
    await as('toys', `/api/v1/mandates/${toys}/${id}/end`, { reason: '改由本企业办理' })
    for (const asked of [
      asBroker('/api/v1/filings', undefined, toys),
      asBroker(`/api/v1/filings/${draft.body.id}`, undefined, toys),
      asBroker(`/api/v1/filings/${draft.body.id}/submit`, {}, toys),
    ])
      expect(await asked).toMatchObject({ status: 403, body: { code: 'MANDATE_ENDED' } })
    expect((await as('broker', `/api/v1/mandates/${toys}/${id}/agree`, {})).status).toBe(409)

    await mandate({ until: '2020-01-06' })
    expect((await asBroker('/api/v1/filings', undefined, toys)).status).toBe(200)
    await moveTo('2020-01-07')
    expect((await asBroker('/api/v1/filings', undefined, toys)).status).toBe(403)
    // The keeper closes it, so that the database says so too.
    await expect
      .poll(async () => (await as('toys', '/api/v1/mandates')).body.items[0].state, { timeout: 15_000 })
      .toBe('ended')
  }, 30_000)

  test('one side alone makes none, and a stranger does not agree', async () => {
    const days = { from: '2020-01-01', until: '2020-12-31' }
    const made = await as('shoes', '/api/v1/mandates', { holder: '91441900MA9D0B001Q', acts: ['write'], ...days })
    const whom = world.account('shoes').organisation
    expect((await asBroker('/api/v1/filings', undefined, whom)).status).toBe(403)
    expect((await as('toys', `/api/v1/mandates/${whom}/${made.body.id}/agree`, {})).status).toBe(409)
    expect((await as('toys', `/api/v1/mandates/${whom}/${made.body.id}/end`, { reason: '与我无关' })).status).toBe(409)
    const again = await as('shoes', '/api/v1/mandates', { holder: '91441900MA9D0B001Q', acts: ['write'], ...days })
    expect(again).toMatchObject({ status: 409, body: { code: 'MANDATE_KNOWN' } })
    const wrong = await as('shoes', '/api/v1/mandates', { holder: '9144190000000000XX', acts: ['write'], ...days })
    expect(wrong).toMatchObject({ status: 422, body: { code: 'MANDATE_PROPOSAL' } })
  })
})
