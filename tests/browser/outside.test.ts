/** 外部身份: signing in at a real OpenID provider, in a real Chromium; and what does not get in (S2.4, S17). */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behind, leavesOf } from '../system/browse.ts'
import { freePort, World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, shoot, signIn, type Watched } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'jo-'))
let world: World
let browser: Browser
let provider: ChildProcess
beforeAll(async () => {
  const [port, own] = [await freePort(), await freePort()]
  writeFileSync(join(folder, 'secret'), 'a secret of the test\n', { mode: 0o600 })
  world = new World({
    JIAMAO_OIDC_ISSUER: `http://localhost:${port}`,
    JIAMAO_OIDC_CLIENT: 'jiamao',
    JIAMAO_OIDC_SECRET_FILE: join(folder, 'secret'),
    JIAMAO_OIDC_NAME: '统一身份',
  })
  world.port = own
  const script = fileURLToPath(new URL('outside-provider.ts', import.meta.url))
  provider = spawn(process.execPath, [script, String(port), `${world.address()}/outside`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((ready) => provider.stdout?.once('data', ready))
  await world.start()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  provider?.kill()
  await world?.end()
  rmSync(folder, { recursive: true, force: true })
})

const say = async ({ page }: Watched, who: string) => {
  await page.locator('input[name=who]').fill(who)
  await page.keyboard.press('Enter')
}
/** Goes to the provider as somebody, from the sign-in page. */
const from = async (watched: Watched, who: string) => {
  await watched.page.goto('/filings')
  await watched.page.getByRole('button', { name: '从这里登录：统一身份' }).click()
  await say(watched, who)
}
/** A person of ours who has linked who they are outside. */
async function linked(login: string, who: string): Promise<Watched> {
  const watched = await openPage(browser, world.address())
  const { page } = watched
  await page.goto('/account')
  await signIn(page, world.account(login))
  await page.getByRole('button', { name: '关联 统一身份' }).click()
  await say(watched, who)
  await page.getByRole('button', { name: '解除关联' }).waitFor()
  return watched
}
/** Keeps the browser from telling how it came back. @returns what it would have told */
async function held(watched: Watched, path: string): Promise<() => Promise<string>> {
  let query = ''
  await watched.page.route(`**/api/v1/outside/${path}`, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    query = route.request().postDataJSON().query
    await route.abort()
  })
  return async () => {
    await expect.poll(() => query).not.toBe('')
    await watched.page.unroute(`**/api/v1/outside/${path}`)
    return query
  }
}
const tell = async ({ page }: Watched, path: string, query: string) => {
  const reply = await page.request.post(`/api/v1/outside/${path}`, {
    data: { query },
    headers: { origin: world.address(), 'sec-fetch-site': 'same-origin' },
  })
  return { status: reply.status(), code: reply.ok() ? '' : (await reply.json()).code }
}

describe('an outside account', () => {
  test('is linked by who is signed in, signs them in afterwards, and no longer once unlinked', async () => {
    const { page, complaints } = await linked('electronics', 'chen@outside')
    expect(new URL(page.url()).pathname).toBe('/account')
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'outside-linked-zh')

    const other = await openPage(browser, world.address())
    await from(other, 'chen@outside')
    await other.page.getByRole('heading', { name: '我的申报' }).waitFor()
    // Before a risky act they prove it to us, however they came.
    await other.page.goto('/account')
    await other.page.getByRole('button', { name: '解除关联' }).click()
    await other.page.locator('#proof').fill(world.account('electronics').password)
    await other.page.keyboard.press('Enter')
    await other.page.getByText('还没有关联。').waitFor()

    const late = await openPage(browser, world.address())
    await from(late, 'chen@outside')
    await late.page.getByText('这个外部账号没有关联').waitFor()
    expect(await faultsOf(late.page)).toEqual([])
    await shoot(late.page, 'outside-unknown-zh')
    expect(complaints).toEqual([])
    const acts = (await leavesOf(world, world.account('electronics').organisation)).map(({ act }) => act)
    expect(acts).toEqual(expect.arrayContaining(['identity.outsideLinked', 'identity.outsideUnlinked']))
  }, 60_000)

  test('is one person here: nobody else links it, and no name alone lets anybody in', async () => {
    await linked('toys', 'wang@outside')
    const second = await openPage(browser, world.address())
    await second.page.goto('/account')
    await signIn(second.page, world.account('lamps'))
    await second.page.getByRole('button', { name: '关联 统一身份' }).click()
    await say(second, 'wang@outside')
    await second.page.getByText('这个外部账号已关联').waitFor()
    const stranger = await openPage(browser, world.address())
    await from(stranger, 'lamps')
    await stranger.page.getByText('这个外部账号没有关联').waitFor()
  }, 60_000)
})

describe('a way back', () => {
  test('counts once, in the browser that went, and for what it went', async () => {
    await linked('shoes', 'li@outside')
    const watched = await openPage(browser, world.address())
    const told = await held(watched, 'session')
    await from(watched, 'li@outside')
    const query = await told()
    const thief = await openPage(browser, world.address())
    expect(await tell(thief, 'session', query)).toEqual({ status: 422, code: 'IDENTITY_OUTSIDE' })
    await signInAs(thief, 'bags')
    expect(await tell(thief, 'identities', query)).toEqual({ status: 422, code: 'IDENTITY_OUTSIDE' })
    const forged = query.replace(/state=in\.[^&]*/, 'state=in.forged')
    expect(await tell(watched, 'session', forged)).toMatchObject({ status: 422 })
    const once = await Promise.all([tell(watched, 'session', query), tell(watched, 'session', query)])
    expect(once.map(({ status }) => status).sort()).toEqual([200, 422])
  }, 60_000)

  test.each([
    ['another nonce', 'nonce'],
    ['another verifier', 'verifier'],
  ])('is refused with %s than it left with', async (_, column) => {
    const watched = await openPage(browser, world.address())
    const told = await held(watched, 'session')
    await from(watched, 'li@outside')
    const query = await told()
    await behind(world, `update platform.outside_trip set ${column} = repeat('x', 43)`)
    expect(await tell(watched, 'session', query)).toEqual({ status: 422, code: 'IDENTITY_OUTSIDE' })
  })

  test('with another issuer’s name, or an error in the place of a code, signs nobody in', async () => {
    for (const change of [
      (query: string) => query.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fevil.example'),
      (query: string) => query.replace(/code=[^&]*/, 'error=access_denied'),
    ]) {
      const watched = await openPage(browser, world.address())
      const told = await held(watched, 'session')
      await from(watched, 'li@outside')
      expect(await tell(watched, 'session', change(await told()))).toMatchObject({ status: 422 })
    }
  })
})

const signInAs = async ({ page }: Watched, login: string) => {
  await page.goto('/account')
  await signIn(page, world.account(login))
}

test('a provider that does not answer is said, and the other ways in stay open', async () => {
  const port = await freePort()
  const alone = new World({
    JIAMAO_OIDC_ISSUER: `http://localhost:${port}`,
    JIAMAO_OIDC_CLIENT: 'jiamao',
    JIAMAO_OIDC_SECRET_FILE: join(folder, 'secret'),
  })
  await alone.start()
  const { status, body } = await alone.ask('/api/v1/outside/sign-in', { method: 'POST' })
  expect([status, body.code]).toEqual([503, 'IDENTITY_OUTSIDE_AWAY'])
  await alone.end()
})

test.each([
  ['http://provider.example', 'jiamao', /JIAMAO_OIDC_ISSUER is/],
  ['https://provider.example', '', /set JIAMAO_OIDC_CLIENT/],
])('the provider %s with the client "%s" is refused at the start', async (issuer, client, said) => {
  const wrong = new World({
    JIAMAO_OIDC_ISSUER: issuer,
    JIAMAO_OIDC_CLIENT: client,
    JIAMAO_OIDC_SECRET_FILE: '/nowhere',
  })
  await expect(wrong.start()).rejects.toThrow(said)
  await wrong.end()
})
