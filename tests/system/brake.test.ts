/** Guessing from many sources, behind a proxy of ours (S2.2); and what is refused in production (S8.3). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behind, browseOn, proofOf } from './browse.ts'
import { World } from './world.ts'

const world = new World({ JIAMAO_TRUST_PROXY: '127.0.0.1' })
const browse = browseOn(world)
beforeAll(() => world.start())
afterAll(() => world.end())

const signIn = (from: string, proof: object) => browse('POST', '/session', '', proof, { 'x-forwarded-for': from })
const wrong = (login: string) => ({ login, password: 'not the password at all' })

describe('a login that is guessed from many sources', () => {
  test('is slowed for all that failed, and its owner goes on at a place that never did or where they were before', async () => {
    const owner = proofOf(world.account('toys'))
    expect((await signIn('198.51.100.1', owner)).status).toBe(200)
    for (let i = 0; i < 33; i++) expect((await signIn(`203.0.113.${i}`, wrong('toys'))).status).toBe(401)
    expect((await signIn('203.0.113.7', owner)).body.code).toBe('IDENTITY_WAIT')
    // A mistake at the owner's own place costs no wait.
    expect((await signIn('198.51.100.1', wrong('toys'))).status).toBe(401)
    expect((await signIn('198.51.100.1', owner)).status).toBe(200)
    expect((await signIn('192.0.2.200', owner)).status).toBe(200)
    // Another login is not touched by it.
    expect((await signIn('203.0.113.7', proofOf(world.account('lamps')))).status).toBe(200)
  })

  test('is one source within one network of IPv6', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn(`2001:db8:5:5::${i}`, wrong('bags'))).status).toBe(401)
    expect((await signIn('2001:db8:5:5:9:9:9:9', wrong('bags'))).body.code).toBe('IDENTITY_WAIT')
  })
})

test('old failures and sessions are forgotten by a job that one process does', async () => {
  const jobs = () => behind<{ state: string }>(world, `select state from platform.job where kind = 'identity.purge'`)
  await expect.poll(jobs, { timeout: 5_000 }).toEqual([{ state: 'done' }])
})

describe('in production', () => {
  const strict = new World({
    NODE_ENV: 'production',
    JIAMAO_PUBLIC_URL: 'https://jiamao.example.cn',
    JIAMAO_TRUST_PROXY: '10.0.0.0/8',
  })
  afterAll(() => strict.end())

  test('a change is taken from the public address only, whatever host the request names', async () => {
    await strict.start()
    const here = (words: string[]) =>
      strict.command(words, () => {}, { JIAMAO_PUBLIC_URL: `http://localhost:${strict.port}` })
    const { out, err } = await here(['invite', '运行单位', '--name', '运行', '--roles', 'operator', '--json'])
    expect(err).toBe('')
    const { link } = JSON.parse(out) as { link: string }
    expect(link).toMatch(/^https:\/\/jiamao\.example\.cn\/join#/)
    const [{ id, hash }] = JSON.parse((await here(['confirm', '--json'])).out) as { id: string; hash: string }[]
    await here(['confirm', id, hash])
    const ask = browseOn(strict)
    const password = 'four quite unrelated words'
    const proof = { login: 'duty', password }
    expect((await ask('POST', '/invitation/take', '', { secret: link.split('#')[1], ...proof })).status).toBe(200)
    const { cookie } = await ask('POST', '/session', '', proof)
    const change = (more: Record<string, string>) => ask('DELETE', '/sessions', cookie, undefined, more)
    for (const origin of [`http://localhost:${strict.port}`, 'https://evil.example', 'null', ''])
      expect((await change(origin ? { origin } : {})).body.code).toBe('HTTP_CROSS_SITE')
    const ours = { origin: 'https://jiamao.example.cn' }
    expect((await change({ ...ours, 'sec-fetch-site': 'cross-site' })).body.code).toBe('HTTP_CROSS_SITE')
    expect((await change(ours)).status).toBe(200)
  })

  test.each([
    ['JIAMAO_TRUST_PROXY', 'true'],
    ['JIAMAO_TRUST_PROXY', '0.0.0.0/0'],
    ['JIAMAO_TRUST_PROXY', '::/0'],
    ['JIAMAO_TRUST_PROXY', '10.0.0.0/8/8'],
    ['JIAMAO_PUBLIC_URL', 'jiamao.example.cn'],
    ['JIAMAO_PUBLIC_URL', 'https://jiamao.example.cn/work'],
  ])('%s=%s is refused', async (name, value) => {
    const other = new World({ [name]: value })
    await expect(other.start()).rejects.toThrow(`ended with 2:\njiamao: ${name} `)
    await other.end()
  })
})
