/** 第二因素恢复, in a real Chromium: opened by one administrator, confirmed by another, used by the person. */
import { Secret, TOTP } from 'otpauth'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { browseOn, proofOf } from '../system/browse.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn } from './browser.ts'

const world = new World()
const browse = browseOn(world)
const password = 'four quite unrelated words'
const codeOf = (secret: string, ms = Date.now()) =>
  new TOTP({ digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({ timestamp: ms })
let browser: Browser
beforeAll(async () => {
  await world.start()
  browser = await openBrowser()
  const { cookie } = await browse('POST', '/session', '', proofOf(world.account('electronics')))
  const { body } = await browse('POST', '/invitations', cookie, { name: '陈关务', roles: ['customsClerk'] })
  await browse('POST', '/invitation/take', '', { secret: String(body.link).split('#')[1], login: 'chen', password })
  const chen = await browse('POST', '/session', '', { login: 'chen', password })
  const { secret } = (await browse('POST', '/second-factor', chen.cookie, {})).body as { secret: string }
  await browse('PUT', '/second-factor', chen.cookie, { code: codeOf(secret) })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

test('a lost second factor is recovered by two administrators and the person', async () => {
  const admin = await openPage(browser, world.address())
  await admin.page.goto('/people')
  await signIn(admin.page, world.account('electronics'))
  await admin.page.getByRole('button', { name: '恢复第二因素 陈关务' }).click()
  await admin.page.getByLabel('理由（本人会看到） 陈关务').fill('手机丢了，已当面核对身份证')
  expect(await faultsOf(admin.page)).toEqual([])
  await shoot(admin.page, 'recovery-open-zh')
  await admin.page.getByRole('button', { name: '申请恢复' }).click()
  await admin.page.getByText('等待另一位管理员确认').waitFor()
  // Who opened it is not the second.
  expect(await admin.page.getByRole('button', { name: '确认并取链接 陈关务' }).count()).toBe(0)
  expect(await faultsOf(admin.page)).toEqual([])
  await shoot(admin.page, 'recovery-waits-zh')

  const security = await openPage(browser, world.address())
  await security.page.goto('/parties')
  await signIn(security.page, world.account('security'))
  await security.page.getByRole('button', { name: '确认并取链接 陈关务' }).click()
  const field = security.page.getByRole('status').locator('input')
  await field.waitFor()
  const link = await field.inputValue()
  expect(await faultsOf(security.page)).toEqual([])
  await shoot(security.page, 'recovery-confirmed-zh')

  const guest = await openPage(browser, world.address(), phone)
  await guest.page.addInitScript(() => localStorage.setItem('language', 'en'))
  await guest.page.goto(link)
  await guest.page.locator('#password').fill(password)
  expect(await faultsOf(guest.page)).toEqual([])
  await shoot(guest.page, 'recover-en-390')
  await guest.page.keyboard.press('Enter')
  await guest.page.locator('#code').waitFor()
  const secret = await guest.page.locator('form .mono').innerText()
  expect(await faultsOf(guest.page)).toEqual([])
  await shoot(guest.page, 'recover-code-en-390')
  await guest.page.locator('#code').fill(codeOf(secret))
  await guest.page.keyboard.press('Enter')
  await guest.page.getByText('It is on.').waitFor()
  await guest.page.getByRole('link', { name: 'Sign in' }).click()
  await guest.page.locator('#login').fill('chen')
  await guest.page.locator('#password').fill(password)
  await guest.page.keyboard.press('Enter')
  await guest.page.locator('#code').fill(codeOf(secret, Date.now() + 30_000))
  await guest.page.keyboard.press('Enter')
  await guest.page.locator('#main').waitFor()
  await guest.page.getByRole('button', { name: /unread/ }).click()
  await guest.page.getByText('Your second factor is a new code').waitFor()
  await shoot(guest.page, 'recovered-notice-en-390')
  for (const { complaints } of [admin, security, guest]) expect(complaints).toEqual([])
}, 90_000)
