import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { World } from './world.ts'

const world = new World()
afterAll(() => world.end())

test('it starts on an empty home, says what to do, and answers', async () => {
  await world.start()
  expect(world.log).toContain('migrations applied')
  expect(world.log).toContain(world.address())
  expect(world.log).toContain('npx jiamao demo')
  expect((await world.ask('/healthz')).body).toEqual({ ok: true })
  expect((await world.ask('/readyz')).body).toEqual({ ready: true })
  expect(world.accounts().length).toBe(40)
  expect(world.processes('postgres').length).toBeGreaterThan(0)
  expect(world.processes('counterpart').length).toBe(1)
})

test('nothing but health and description answers without credentials', async () => {
  const description = (await world.ask<{ paths: Record<string, Record<string, object>> }>('/openapi.json')).body
  expect(description).toMatchObject({ openapi: '3.1.0' })
  const ways = [
    'session',
    'session/passkey',
    'session/certificate',
    'outside/session',
    'invitation/look',
    'invitation/take',
    'sign-up',
    'sign-up/look',
    'recovery/look',
    'recovery/factor',
    'recovery/take',
    'mail/confirm',
    'mail/stop',
  ]
  const strangers = ['post /oauth/token', ...ways.map((path) => `post /api/v1/${path}`)]
  const open = [
    '/healthz',
    '/readyz',
    '/openapi.json',
    '/',
    '/api/v1/outside',
    '/api/v1/session/certificate',
    '/.well-known/oauth-authorization-server',
  ].map((path) => `get ${path}`)
  // No outside provider is set here, and nobody whose certificates are believed.
  const unset = ['/api/v1/outside/sign-in', '/api/v1/session/certificate/challenge']
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const method of Object.keys(methods)) {
      const filled = path.replace(/\{[^}]+\}/g, '01234567-89ab-7cde-8f01-23456789abcd')
      const { status, headers } = await world.ask(filled, { method: method.toUpperCase() })
      // Signing in, and using a link, is for those who are not; what is wrong with the request is said first.
      if (strangers.includes(`${method} ${path}`)) expect([path, method, status]).toEqual([path, method, 400])
      else if (path === '/api/v1/session/passkey/challenge') expect([path, status]).toEqual([path, 200])
      // A browser tells what it refused to do, whoever sits before it.
      else if (path === '/api/v1/csp-reports') expect([path, status]).toEqual([path, 204])
      else if (unset.includes(path)) expect([path, status]).toEqual([path, 404])
      else if (open.includes(`${method} ${path}`)) expect([path, status]).toEqual([path, 200])
      else {
        expect([path, method, status]).toEqual([path, method, 401])
        expect(headers.get('content-type')).toContain('application/problem+json')
      }
    }
  }
})

test('a second platform is refused on the same home, in one line', async () => {
  const second = new World({ JIAMAO_HOME: world.home })
  await expect(second.start()).rejects.toThrow(/ended with 2:\njiamao: a platform already runs on/)
})

test('wrong settings are said in one line with status 2', async () => {
  const wrong = async (more: Record<string, string>) => {
    const other = new World(more)
    const said = await other.start().then(
      () => 'started',
      (error: Error) => error.message,
    )
    await other.end()
    return said
  }
  expect(await wrong({ PORT: 'http' })).toMatch(/ended with 2:\njiamao: PORT is "http"/)
  expect(await wrong({ JIAMAO_CLOCK: 'yesterday' })).toMatch(/ended with 2:\njiamao: JIAMAO_CLOCK is "yesterday"/)
  expect(await wrong({ NODE_ENV: 'production', JIAMAO_CLOCK: '2020-01-02' })).toMatch(
    /ended with 2:.*not in production/s,
  )
  expect(await wrong({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toMatch(
    /ended with 2:.*cannot be reached/s,
  )
})

test('Ctrl-C stops everything that it started; the next start keeps all data', async () => {
  expect(await world.stop()).toBe(0)
  expect(world.processes()).toEqual([])
  expect(existsSync(join(world.home, 'server.pid'))).toBe(false)
  const before = world.accounts()
  world.log = ''
  await world.start()
  expect(world.log).not.toContain('migrations applied')
  expect(world.log).not.toContain('loading the demo')
  expect(world.accounts()).toEqual(before)
  const { body } = await world.ask<{ items: object[] }>('/api/v1/organisations', { token: world.token('operator') })
  expect(body.items.length).toBe(21)
})

test('after kill -9 the next start recovers by itself, with one database and one counterpart', async () => {
  await world.stop('SIGKILL')
  await world.start()
  expect((await world.ask('/readyz')).status).toBe(200)
  // The one that the killed server left behind ends by itself.
  await expect.poll(() => world.processes('counterpart').length, { timeout: 10_000 }).toBe(1)
  expect(world.processes('-D').length).toBe(1)
})
