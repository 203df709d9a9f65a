/** Pages hear of changes: on real servers, over HTTP, as a browser listens. */
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Account, World } from './world.ts'

const world = new World()
let clerk: Account
beforeAll(async () => {
  await world.start()
  clerk = world.accounts().find(({ login }) => login === 'electronics')!
})
afterAll(() => world.end())

const address = () => `${world.address()}/api/v1`
const ours = { 'sec-fetch-site': 'same-origin' }

async function signIn({ login, password }: Account, at = address()): Promise<string> {
  const reply = await fetch(`${at}/session`, {
    method: 'POST',
    headers: { ...ours, 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  return reply.headers.get('set-cookie')!.split(';')[0]
}

interface Heard {
  readonly event: string
  readonly id: string
  readonly data: { readonly id?: string }
}

/** An open stream, and what it has told so far. */
interface Listening {
  readonly status: number
  readonly heard: Heard[]
  /** Waits until something was told that fits. */
  until(fits: (heard: Heard) => boolean): Promise<Heard>
  readonly ended: Promise<void>
  close(): void
}

async function listen(cookie: string, lastId?: string, at = address()): Promise<Listening> {
  const stop = new AbortController()
  const reply = await fetch(`${at}/events`, {
    headers: { cookie, ...(lastId ? { 'last-event-id': lastId } : {}) },
    signal: stop.signal,
  })
  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  const read = async () => {
    let rest = ''
    for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop()!
      for (const part of parts) {
        const [, event] = /^event: (.*)$/m.exec(part) ?? []
        if (event === undefined) continue
        const [, id = ''] = /^id: (.*)$/m.exec(part) ?? []
        heard.push({ event, id, data: JSON.parse(/^data: (.*)$/m.exec(part)![1]) })
        for (const look of waiting) look()
      }
    }
  }
  return {
    status: reply.status,
    heard,
    until: (fits) =>
      new Promise((done) => {
        const look = () => {
          const found = heard.find(fits)
          if (!found) return
          waiting.delete(look)
          done(found)
        }
        waiting.add(look)
        look()
      }),
    ended: read().catch(() => {}),
    close: () => stop.abort(),
  }
}

let n = 0
/** Opens a draft: a filing that is new. */
async function draft(account: Account): Promise<string> {
  const { status, body } = await world.ask<{ id: string }>('/api/v1/filings/enterprise.handbook.establish', {
    token: account.token,
    json: { head: { ownNumber: `LIVE-${++n}` } },
  })
  expect(status).toBe(201)
  return body.id
}

describe('changes', () => {
  test('of its own filings are told to a firm as they happen, and to nobody else', async () => {
    const toys = world.accounts().find(({ login }) => login === 'toys')!
    const [mine, other] = await Promise.all([listen(await signIn(clerk)), listen(await signIn(toys))])
    const id = await draft(clerk)
    await mine.until(({ event, data }) => event === 'filing' && data.id === id)
    const theirs = await draft(toys)
    await other.until(({ data }) => data.id === theirs)
    expect(other.heard.map(({ data }) => data.id)).not.toContain(id)
    expect(mine.heard.map(({ data }) => data.id)).not.toContain(theirs)
    mine.close()
    other.close()
  })

  test('that were missed are told to who comes back with the last id', async () => {
    const cookie = await signIn(clerk)
    const first = await listen(cookie)
    const before = await draft(clerk)
    const { id } = await first.until(({ data }) => data.id === before)
    first.close()
    const missed = await draft(clerk)
    const second = await listen(cookie, id)
    await second.until(({ data }) => data.id === missed)
    second.close()
    const late = await listen(cookie, '2020-01-01T00:00:00.000+08:00')
    await late.until(({ event }) => event === 'reset')
    late.close()
  })

  test('are told no more once the session is over, and the page is told that it is', async () => {
    const cookie = await signIn(clerk)
    const page = await listen(cookie)
    expect((await fetch(`${address()}/session`, { method: 'DELETE', headers: { cookie, ...ours } })).ok).toBe(true)
    await page.ended
    expect(page.heard.at(-1)?.event).toBe('end')
    expect((await listen(cookie)).status).toBe(401)
    expect((await fetch(`${address()}/events`)).status).toBe(401)
    // A token is no session: programs ask.
    const byToken = await fetch(`${address()}/events`, { headers: { authorization: `Bearer ${clerk.token}` } })
    expect(byToken.status).toBe(403)
  })

  test('keep no session awake: neither the stream nor what a page asks by itself', async () => {
    const cookie = await signIn(clerk)
    const client = new pg.Client({ host: join(world.home, 'postgres/socket'), user: 'jiamao', database: 'jiamao' })
    await client.connect()
    await client.query(`update platform.session set seen_at = seen_at - interval '10 minutes' where ended_at is null`)
    const seen = async () => {
      const { rows } = await client.query(
        `select max(seen_at) < now() - interval '5 minutes' as sleeps from platform.session where ended_at is null`,
      )
      return rows[0].sleeps as boolean
    }
    const page = await listen(cookie)
    await draft(clerk)
    await page.until(({ event }) => event === 'filing')
    await fetch(`${address()}/desk`, { headers: { cookie, 'x-jiamao-quiet': '1' } })
    expect(await seen()).toBe(true)
    await fetch(`${address()}/desk`, { headers: { cookie } })
    expect(await seen()).toBe(false)
    // Half an hour without a person: the stream ends with the session.
    await client.query(`update platform.session set seen_at = seen_at - interval '31 minutes'`)
    await page.ended
    expect(page.heard.at(-1)?.event).toBe('end')
    await client.end()
  })

  test('made by one server are told by another on the same database', async () => {
    const socket = encodeURIComponent(join(world.home, 'postgres/socket'))
    const second = new World({ DATABASE_URL: `postgres://jiamao@${socket}/jiamao`, JIAMAO_COUNTERPARTS: 'off' })
    try {
      await second.start()
      const there = `http://localhost:${second.port}/api/v1`
      const page = await listen(await signIn(clerk, there), undefined, there)
      const id = await draft(clerk)
      await page.until(({ data }) => data.id === id)
      page.close()
    } finally {
      await second.end()
    }
  }, 90_000)

  test('of filings that it may see are told to an office, of others not', async () => {
    const office = world.accounts().find(({ login }) => login === 'commerce')!
    const { body } = await world.ask<{ items: { id: string }[] }>('/api/v1/filings?type=enterprise.registration', {
      token: clerk.token,
    })
    const [registration] = body.items
    const hidden = await draft(clerk)
    // Firms registered when the platform began: an office that was away since is told of them.
    const page = await listen(await signIn(office), new Date(Date.now() - 1_800_000).toISOString())
    await page.until(({ data }) => data.id === registration.id)
    expect(page.heard.map(({ data }) => data.id)).not.toContain(hidden)
    page.close()
  })

  test('do not keep the platform from stopping: the page comes back to it afterwards', async () => {
    const cookie = await signIn(clerk)
    const page = await listen(cookie)
    expect(await world.stop()).toBe(0)
    await page.ended
    expect(page.heard.map(({ event }) => event)).not.toContain('end')
    await world.start()
    expect((await listen(cookie)).status).toBe(200)
  })
})
