/** The desk and the search over HTTP: what is asked wrongly is said, and nobody is answered about others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, World } from './world.ts'

const world = new World()
let clerk: Account
let toys: Account
beforeAll(async () => {
  await world.start()
  const account = (login: string) => world.accounts().find((one) => one.login === login)!
  clerk = account('electronics')
  toys = account('toys')
})
afterAll(() => world.end())

const ask = (path: string, more: object = {}) => world.ask(`/api/v1${path}`, { token: clerk.token, ...more })

describe('asked wrongly', () => {
  test.each([['/desk?show=everything'], ['/desk?shown=all'], [`/search?q=${'料'.repeat(101)}`]])(
    'GET %s is malformed',
    async (path) => {
      expect(await ask(path)).toMatchObject({ status: 400, body: { code: 'HTTP_MALFORMED' } })
    },
  )

  test.each([
    ['a language that there is not', { language: 'fr', look: 'dark', density: 'dense', size: 'normal' }],
    ['half of the settings', { language: 'zh' }],
    ['something else beside', { language: 'zh', look: 'dark', density: 'dense', size: 'normal', script: '<script>' }],
  ])('settings with %s are not kept', async (_, json) => {
    expect((await ask('/settings', { method: 'PUT', json })).status).toBe(400)
    expect((await ask('/settings')).body).toEqual({ settings: null })
  })

  test.each([['2020-13-01'], ['yesterday'], ['']])('a matter is not put off to "%s"', async (until) => {
    const { status, body } = await ask('/desk/snoozes/handbook.expiry%3AC520720A0001', {
      method: 'PUT',
      json: { until },
    })
    expect([status, body.code]).toEqual([404, 'NOT_FOUND'])
  })

  test('a notice, and a moment, that there is not are not found', async () => {
    expect((await ask('/notices/01a21207-3161-7426-a86c-22d55fc47fed/read', { method: 'PUT' })).status).toBe(404)
    expect((await ask('/notices/nonsense/read', { method: 'PUT' })).status).toBe(404)
    expect((await ask('/notices/read', { method: 'PUT', json: { until: 'now' } })).status).toBe(404)
  })

  test.each([['%'], ['_'], ["'; drop table filing; --"], ['\u0000'], ['＂\\'], ['<script>alert(1)</script>']])(
    'a search for "%s" is a search',
    async (q) => {
      expect((await ask(`/search?q=${encodeURIComponent(q)}`)).status).toBe(200)
    },
  )

  test('without signing in there is no answer', async () => {
    for (const path of ['/desk', '/search?q=C', '/notices', '/settings', '/events'])
      expect([path, (await world.ask(`/api/v1${path}`)).status]).toEqual([path, 401])
  })
})

test('what a firm files is found by it within seconds, and by no other firm', async () => {
  const json = { head: { ownNumber: 'FIND-ME-20260001' } }
  const { body } = await ask('/filings/enterprise.handbook.establish', { json })
  // A draft has no own number until it is filed; what changed is looked up by its id.
  const found = async (account: Account) => {
    const { body: all } = await world.ask<{ items: { key: string }[] }>(
      `/api/v1/search?firm=${clerk.organisation}&limit=50`,
      { token: account.token },
    )
    return all.items.some(({ key }) => key === body.id)
  }
  await expect.poll(() => found(clerk), { timeout: 10_000, interval: 300 }).toBe(true)
  expect(await found(toys)).toBe(false)
})

test('every list that a figure opens takes its filter', async () => {
  const count = async (query: string) => (await ask(`/filings?${query}`)).body.items as unknown[]
  expect((await count('state=draft,returned')).length).toBeGreaterThan(0)
  expect(await count('state=held,submitted,inReview')).toEqual([])
  expect(await count('typedTwice=true')).toEqual([])
  expect(await count('filedFrom=2999-01-01')).toEqual([])
  expect(await count(`answeredSince=${encodeURIComponent('2020-01-01T00:00:00+08:00')}`)).toEqual([])
})
