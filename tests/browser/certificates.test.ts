/** SM2 证书, in a real Chromium: bound on the page, used to sign in and to prove oneself again. The key signs outside the browser. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Holder, rootOf } from '../system/authority.ts'
import { behind } from '../system/browse.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, wide } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'jm-sm2-'))
const [roots, own] = [join(folder, 'roots.pem'), join(folder, 'own.pem')]
const root = rootOf('测试根')
writeFileSync(roots, root.certificate)
const holder = root.certify(new Holder('张三'))
writeFileSync(own, holder.certificate)

const world = new World({ JIAMAO_SM2_ROOTS: roots })
let browser: Browser
beforeAll(async () => {
  await world.start()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
  rmSync(folder, { recursive: true })
})

/** Takes the challenge on the page, signs it, and gives certificate and signature. */
async function signOn(page: Page, by = holder) {
  await page.getByRole('button', { name: '取挑战' }).click()
  const challenge = await page.getByLabel('挑战（2 分钟内签名，只用一次）').inputValue()
  await page.getByLabel('选择证书文件').setInputFiles(own)
  await page.getByLabel('签名（Base64）').fill(by.answer(challenge).signature)
}

test('a certificate is bound, signs its person in where the password alone does not, and proves them again', async () => {
  const { page, complaints } = await openPage(browser, world.address())
  await page.goto('/account')
  await signIn(page, world.account('electronics'))
  await page.getByText('还没有绑定证书。').waitFor()
  await signOn(page)
  await shoot(page, 'certificate-bind-zh')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: '绑定证书' }).click()
  await page.getByRole('button', { name: '解除 CN=张三' }).waitFor()
  await page.getByRole('button', { name: '退出' }).click()

  await page.locator('#login').fill('electronics')
  await page.locator('#password').fill(world.account('electronics').password)
  await page.keyboard.press('Enter')
  await page.getByText('只凭密码不能登录').waitFor()
  await page.getByRole('button', { name: '用证书登录' }).click()
  await signOn(page, new Holder('别人'))
  await page.getByRole('button', { name: '用证书登录' }).last().click()
  await page.getByText('证书未被接受').waitFor()
  await signOn(page)
  await shoot(page, 'certificate-sign-in-zh')
  expect(await faultsOf(page)).toEqual([])
  await page.getByRole('button', { name: '用证书登录' }).last().click()
  await page.locator('#main').waitFor()

  await behind(world, `update platform.session set proved_at = now() - interval '6 minutes' where ended_at is null`)
  await page.goto('/account')
  await page.getByRole('button', { name: '解除 CN=张三' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await dialog.getByRole('button', { name: '取挑战' }).click()
  const challenge = await dialog.getByLabel('挑战（2 分钟内签名，只用一次）').inputValue()
  await dialog.getByLabel('选择证书文件').setInputFiles(own)
  await dialog.getByLabel('签名（Base64）').fill(holder.answer(challenge).signature)
  await shoot(page, 'certificate-step-up-zh')
  await dialog.getByRole('button', { name: '用证书确认' }).click()
  await page.getByText('还没有绑定证书。').waitFor()
  expect(complaints).toEqual([])
}, 60_000)

test.each([
  ['1440', wide],
  ['390', phone],
] as const)(
  'the ways in by certificate have no fault of access in English at %s',
  async (name, viewport) => {
    const { page } = await openPage(browser, world.address(), viewport)
    await page.addInitScript(() => localStorage.setItem('language', 'en'))
    await page.goto('/desk')
    await page.getByRole('button', { name: 'Sign in with a certificate' }).click()
    await page.getByRole('button', { name: 'Get a challenge' }).click()
    await page.getByLabel('Signature (Base64)').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, `certificate-sign-in-en-${name}`)
  },
  60_000,
)
