/** What a browser is told of every page and answer (S8.2), on the real server. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from './world.ts'

const world = new World()
beforeAll(() => world.start())
afterAll(() => world.end())

// The addresses of the workbench, as its router has them: a new page is asked without being named.
const router = readFileSync(new URL('../../apps/web/app.tsx', import.meta.url), 'utf8')
const pages = [...router.matchAll(/path: '([^'*]+)'/g)].map(
  ([, path]) => `/${path.replace(/^\//, '').replaceAll(':id', 'x')}`,
)

const always = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
}
const open = (path: string, headers: Record<string, string>) => fetch(`${world.address()}${path}`, { headers })

test('every page has the policy of S8, with a nonce of its own each time, and stays in no cache', async () => {
  expect(pages.length).toBeGreaterThan(8)
  const nonces = new Set<string>()
  for (const path of pages) {
    const { status, headers } = await open(path, { accept: 'text/html' })
    const policy = headers.get('content-security-policy') ?? ''
    const [, nonce = ''] = /'nonce-([A-Za-z0-9+/=]{24})'/.exec(policy) ?? []
    nonces.add(nonce)
    expect([path, status, policy.replace(nonce, '…').split('; ')]).toEqual([
      path,
      200,
      [
        "default-src 'none'",
        "script-src 'self'",
        "style-src-elem 'self' 'nonce-…'",
        "style-src-attr 'none'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "worker-src 'self'",
        "require-trusted-types-for 'script'",
        'trusted-types default',
        'report-uri /api/v1/csp-reports',
      ],
    ])
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store'])
    expect(Object.fromEntries(headers)).toMatchObject(always)
  }
  expect(nonces.size).toBe(pages.length)
})

test('answers of the API, refusals and files have the same headers; nothing of them runs', async () => {
  const token = { authorization: `Bearer ${world.token('enterprise')}` }
  for (const path of ['/api/v1/me', '/api/v1/filings/nothing', '/api/v1/nowhere', '/mark.svg', '/openapi.json']) {
    const { headers } = await open(path, token)
    expect([path, headers.get('content-security-policy')]).toEqual([
      path,
      expect.stringMatching(/^default-src 'none';/),
    ])
    expect(Object.fromEntries(headers)).toMatchObject(always)
    if (path.startsWith('/api/')) expect([path, headers.get('cache-control')]).toEqual([path, 'no-store'])
    expect(headers.has('access-control-allow-origin')).toBe(false)
  }
})

test('a report of any form is taken and counted, and what it says is cut to what is safe to show', async () => {
  const report = (body: string, type = 'application/csp-report') =>
    fetch(`${world.address()}/api/v1/csp-reports`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    })
  const said = {
    'effective-directive': 'img-src\u0007',
    'blocked-uri': 'x'.repeat(200),
    'document-uri': 'http://h/desk?q=secret',
  }
  expect((await report(JSON.stringify({ 'csp-report': said }))).status).toBe(204)
  for (const broken of ['', '{', '[]', '{"csp-report":7}']) expect((await report(broken)).status).toBeLessThan(500)
  expect((await report('x'.repeat(70_000))).status).toBe(413)
  const { body } = await world.ask<{ violations: { count: number; latest: Record<string, string>[] } }>(
    '/api/v1/health',
    {
      token: world.token('operator', 'systemAdmin'),
    },
  )
  expect(body.violations.count).toBeGreaterThanOrEqual(4)
  expect(body.violations.latest.at(-1)).toMatchObject({ directive: 'img-src?', blocked: 'x'.repeat(80), page: '/desk' })

  // Counted in the database: a process that begins anew knows them, and the same again adds to its line.
  await world.stop()
  await world.start()
  expect((await report(JSON.stringify({ 'csp-report': said }))).status).toBe(204)
  const again = await world.ask<typeof body>('/api/v1/health', { token: world.token('operator', 'systemAdmin') })
  expect(again.body.violations.count).toBe(body.violations.count + 1)
  expect(again.body.violations.latest[0]).toMatchObject({ directive: 'img-src?', count: 2 })
}, 60_000)
