/** A draft changed line by line over HTTP: what is sent is what changed, and what lies there is the whole. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { World } from './world.ts'

const world = new World()
const type = 'enterprise.handbook.establish'
let token = ''
beforeAll(async () => {
  await world.start()
  token = world.accounts().find(({ login }) => login === 'electronics')?.token ?? ''
}, 60_000)
afterAll(() => world.end())

interface Draft {
  readonly id: string
  readonly revision: number
  readonly content: Record<string, unknown>
}
const seqs = (count: number) => Array.from({ length: count }, (_, n) => ({ seq: n + 1, name: `m${n + 1}` }))
const rows = (count: number) => Array.from({ length: count }, (_, no) => ({ no: no + 1, quantity: `${no}.5` }))
const open = async (json: object) =>
  (await world.ask<{ id: string }>(`/api/v1/filings/${type}`, { token, json })).body.id
const read = async (id: string) => (await world.ask<Draft>(`/api/v1/filings/${id}`, { token })).body
const patch = (id: string, revision: number, changes: readonly object[], by = token) =>
  world.ask<{ code: string; revision: number; differences?: object | null }>(`/api/v1/filings/${id}/content`, {
    method: 'PATCH',
    token: by,
    json: { changes },
    headers: { 'if-match': `"${revision}"` },
  })

describe('changes of a draft', () => {
  test('are made in their order and leave the rest as it lies', async () => {
    const lines = rows(5_000)
    const id = await open({ head: { ownNumber: 'P-1' }, consumption: lines })
    const answer = await patch(id, 1, [
      { part: 'consumption', at: 2_500, out: 1, in: [{ no: 2_501, quantity: '7' }] },
      { part: 'consumption', at: 0, out: 2_000, in: [] },
      { part: 'head', value: { ownNumber: 'P-2' } },
      { part: 'products', at: 0, in: [{ seq: 1 }] },
    ])
    expect(answer).toMatchObject({ status: 200, body: { revision: 2 } })
    const { content, revision } = await read(id)
    expect(revision).toBe(2)
    expect(content).toEqual({
      head: { ownNumber: 'P-2' },
      consumption: lines.with(2_500, { no: 2_501, quantity: '7' }).slice(2_000),
      products: [{ seq: 1 }],
    })
    expect(await patch(id, 2, [{ part: 'consumption' }])).toMatchObject({ status: 200 })
    expect((await read(id)).content).toEqual({ head: { ownNumber: 'P-2' }, products: [{ seq: 1 }] })
  })

  test('that do not fit, come late or are another’s are refused, and nothing is changed', async () => {
    const id = await open({ materials: rows(3) })
    const change = [{ part: 'materials', at: 3, out: 1, in: [] }]
    expect(await patch(id, 1, change)).toMatchObject({ status: 422, body: { code: 'FILING_CHANGES' } })
    expect(await patch(id, 7, [{ part: 'materials' }])).toMatchObject({ status: 412, body: { code: 'FILING_CHANGED' } })
    expect(await patch(id, 1, [{ part: 'materials', at: -1 }])).toMatchObject({ status: 400 })
    const other = world.accounts().find(({ login }) => login === 'toys')?.token ?? ''
    expect(await patch(id, 1, [{ part: 'materials' }], other)).toMatchObject({ status: 404 })
    expect(await patch(id, 1, [{ part: 'materials' }], world.token('customs'))).toMatchObject({ status: 404 })
    expect(await read(id)).toMatchObject({ revision: 1, content: { materials: rows(3) } })
  })

  test('that come late are told by field what changed since, by whom, and what the draft was', async () => {
    const id = await open({ head: { ownNumber: 'P-1', notes: 'a' }, materials: seqs(3) })
    const line = (seq: number, name: string, more = {}) => ({ seq, name, ...more })
    const edit = (name: string, more = {}) => [{ part: 'materials', at: 0, out: 1, in: [line(1, name, more)] }]
    expect(await patch(id, 1, edit('uno', { hsCode: '1' }))).toMatchObject({ status: 200 })
    expect(await patch(id, 2, [{ part: 'materials', at: 3, out: 0, in: [line(4, 'vier')] }])).toMatchObject({
      status: 200,
    })
    const late = await patch(id, 1, [...edit('eins'), { part: 'head', value: { ownNumber: 'P-2', notes: 'a' } }])
    expect(late).toMatchObject({
      status: 412,
      body: {
        code: 'FILING_CHANGED',
        revision: 3,
        since: [{ name: '关务员' }],
        differences: { both: 1, mine: 1, theirs: 2 },
      },
    })
    const { items } = late.body.differences as { items: Record<string, unknown>[] }
    expect(
      items.map(({ by, part, line: at, path, base, mine, theirs }) => [by, part, at, path, base, mine, theirs]),
    ).toEqual([
      ['both', 'materials', '1', ['name'], 'm1', 'eins', 'uno'],
      ['mine', 'head', undefined, ['ownNumber'], 'P-1', 'P-2', 'P-1'],
      ['theirs', 'materials', '1', ['hsCode'], null, null, '1'],
      ['theirs', 'materials', '4', [], null, null, line(4, 'vier')],
    ])
    expect(items[0]).toMatchObject({ partName: { zh: '料件' }, fieldName: { zh: '商品名称' } })
    // A whole content that comes late is told the same way.
    const whole = await world.ask(`/api/v1/filings/${id}/content`, {
      method: 'PUT',
      token,
      json: { head: { ownNumber: 'P-1', notes: 'a' }, materials: [line(1, 'eins'), ...seqs(3).slice(1)] },
      headers: { 'if-match': '"1"' },
    })
    expect(whole).toMatchObject({ status: 412, body: { differences: { both: 1, mine: 0, theirs: 2 } } })
    const then = (revision: number, by = token) =>
      world.ask<{ content: object; since: object[] }>(`/api/v1/filings/${id}/content/${revision}`, { token: by })
    expect((await then(1)).body.content).toEqual({ head: { ownNumber: 'P-1', notes: 'a' }, materials: seqs(3) })
    expect((await then(3)).body).toMatchObject({ since: [] })
    expect((await then(9)).body).toMatchObject({ content: null })
    expect(await then(1, world.token('customs'))).toMatchObject({ status: 404 })
    expect((await read(id)).revision).toBe(3)
  })

  test('too large to be taken back are met without a base', async () => {
    const id = await open({ materials: seqs(2) })
    const many = Array.from({ length: 5_000 }, (_, seq) => ({ seq: seq + 1, name: 'x'.repeat(250) }))
    expect(await patch(id, 1, [{ part: 'materials', value: many }])).toMatchObject({ status: 200 })
    expect(await patch(id, 2, [{ part: 'materials', value: [] }])).toMatchObject({ status: 200 })
    expect(await patch(id, 2, [{ part: 'materials' }])).toMatchObject({ status: 412, body: { differences: null } })
    const { body } = await world.ask(`/api/v1/filings/${id}/content/2`, { token })
    expect(body).toMatchObject({ content: null, since: [{}] })
  })

  test('that nobody made are not sent again: an unchanged filing is told in a word', async () => {
    const id = await open({ materials: rows(3) })
    const ask = (tag: string) => world.ask(`/api/v1/filings/${id}`, { token, headers: { 'if-none-match': tag } })
    expect((await ask('"1"')).status).toBe(304)
    expect((await ask('"2"')).status).toBe(200)
  })
})
