/** 通行密钥 in a real Chromium, with its virtual authenticator; and the proof that risky acts ask for, in place. */
import type { Browser, CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behind, leavesOf } from '../system/browse.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, shoot, signIn, type Watched } from './browser.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

/** A device that keeps passkeys and verifies its person, as the browser simulates it. */
async function device({ context, page }: Watched): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await context.newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, authenticatorId }
}

/** A page of somebody who has signed in by password and made a passkey. */
async function withPasskey(login: string) {
  const watched = await openPage(browser, world.address())
  const { page } = watched
  const kept = await device(watched)
  await page.goto('/account')
  await signIn(page, world.account(login))
  await page.locator('#passkey-name').fill('办公室电脑')
  await page.getByRole('button', { name: '添加通行密钥' }).click()
  await page.getByRole('button', { name: '删除 办公室电脑' }).waitFor()
  return { ...watched, ...kept }
}
const signOut = async ({ page }: Watched) => {
  await page.getByRole('button', { name: '退出' }).click()
  await page.locator('#login').waitFor()
}
const byPasskey = ({ page }: Watched) => page.getByRole('button', { name: '用通行密钥登录' }).click()
/** Lets six minutes pass for a person's proofs. */
const grow = (login: string) =>
  behind(
    world,
    `update platform.session s set proved_at = now() - interval '6 minutes' from platform.login l where l.person_id = s.person_id and l.name = $1`,
    [login],
  )

describe('a passkey', () => {
  test('is added, signs its person in without a login, gets another name, and is removed', async () => {
    const watched = await withPasskey('electronics')
    const { page, complaints } = watched
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'passkeys-zh')
    await signOut(watched)
    expect(await faultsOf(page)).toEqual([])
    // Whoever stole the password does not step around the device (S17).
    await page.locator('#login').fill('electronics')
    await page.locator('#password').fill(world.account('electronics').password)
    await page.keyboard.press('Enter')
    await page.getByText('只凭密码不能登录').waitFor()
    await byPasskey(watched)
    await page.locator('#main').waitFor()
    await page.goto('/account')
    await page.getByRole('button', { name: '改名 办公室电脑' }).click()
    await page.locator('.rows input').fill('手机')
    await page.getByRole('button', { name: '保存名称' }).click()
    await page.getByRole('button', { name: '删除 手机' }).click()
    await page.getByText('还没有通行密钥。').waitFor()
    await signOut(watched)
    await byPasskey(watched)
    await page.getByText('通行密钥未被接受').waitFor()
    expect(await faultsOf(page)).toEqual([])
    expect(complaints).toEqual([])
    const acts = (await leavesOf(world, world.account('electronics').organisation)).map(({ act }) => act)
    expect(acts).toEqual(expect.arrayContaining(['identity.passkeyAdded', 'identity.passkeyRemoved']))
  }, 60_000)

  test('does not sign in where its device verified nobody, and is refused where it was copied', async () => {
    const watched = await withPasskey('toys')
    const { page, cdp, authenticatorId } = watched
    await signOut(watched)
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await byPasskey(watched)
    await page.getByText('设备没有确认本人').waitFor()
    await shoot(page, 'passkey-declined-zh')
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
    await byPasskey(watched)
    await page.locator('#main').waitFor()
    await signOut(watched)
    // A copy that was taken before: it has counted less than the platform has seen.
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId })
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId })
    await cdp.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credentials[0], signCount: 0 } })
    await byPasskey(watched)
    await page.getByText('通行密钥未被接受').waitFor()
  }, 60_000)

  test('signs once: the same answer, one for another purpose, and one for another person are refused', async () => {
    const watched = await withPasskey('lamps')
    const { page } = watched
    const said = (await page.evaluate(`(async () => {
      const ask = async (path, body = {}) => {
        const reply = await fetch('/api/v1' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
        return { status: reply.status, body: await reply.json() }
      }
      const sign = async (path) => {
        const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON((await ask(path)).body)
        return (await navigator.credentials.get({ publicKey })).toJSON()
      }
      const forSignIn = await sign('/session/passkey/challenge')
      const asProof = await ask('/session/proof', { passkey: forSignIn })
      const response = await sign('/session/passkey/challenge')
      const once = await Promise.all([ask('/session/passkey', { response }), ask('/session/passkey', { response })])
      const forProof = await sign('/session/proof/challenge')
      const asSignIn = await ask('/session/passkey', { response: forProof })
      return { asProof, once, asSignIn }
    })()`)) as Record<'asProof' | 'asSignIn', { status: number; body: { code: string } }> & {
      once: { status: number }[]
    }
    expect(said.asProof).toMatchObject({ status: 422, body: { code: 'IDENTITY_PASSKEY' } })
    expect(said.once.map(({ status }) => status).sort()).toEqual([200, 422])
    expect(said.asSignIn).toMatchObject({ status: 422, body: { code: 'IDENTITY_PASSKEY' } })
  }, 60_000)
})

describe('a risky act', () => {
  test('asks in place for what the person has, and goes on by itself', async () => {
    const watched = await withPasskey('shoes')
    const { page, complaints } = watched
    await page.goto('/people')
    await page.locator('#invited-name').fill('新同事')
    await page.locator('#invited-roles').click()
    await page.locator('.ant-select-item-option', { hasText: '关务员' }).last().click()
    await page.keyboard.press('Escape')
    await grow('shoes')
    await page.getByRole('button', { name: '生成链接' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await page.locator('#proof').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'step-up-zh')
    await page.getByRole('button', { name: '用通行密钥确认' }).click()
    await page.getByText('交给 新同事').waitFor()
    expect(complaints).toEqual([])
  }, 60_000)

  test('asks for the password where that is all there is; called off, nothing happens and nothing is lost', async () => {
    const { page } = await openPage(browser, world.address())
    await page.goto('/account')
    await signIn(page, world.account('bags'))
    await grow('bags')
    await page.getByRole('button', { name: '准备启用' }).click()
    await page.locator('#proof').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'step-up-password-zh')
    await page.keyboard.press('Escape')
    await page.getByText('请再次确认本人').first().waitFor()
    await page.getByRole('button', { name: '准备启用' }).click()
    await page.locator('#proof').fill(world.account('bags').password)
    await page.keyboard.press('Enter')
    await page.getByText('把密钥加入验证器').waitFor()
  }, 60_000)
})
