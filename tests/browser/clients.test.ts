/** 接口客户端, in a real Chromium: registered, given a second secret, revoked on its page. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn } from './browser.ts'

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

const tokenBy = async (client: string, secret: string) => {
  const form = { grant_type: 'client_credentials', client_id: client, client_secret: secret }
  return (await fetch(`${world.address()}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })).status
}

test('an administrator registers a client, changes its secret, and revokes it', async () => {
  const { page, complaints } = await openPage(browser, world.address())
  await page.goto('/clients')
  await signIn(page, world.account('electronics'))
  await page.getByText('还没有接口客户端。').waitFor()
  await page.locator('#client-name').fill('厂里的 ERP')
  await page.locator('#client-scopes').click()
  await page.keyboard.type('手册设立')
  for (const name of ['手册设立 · 查看', '手册设立 · 填写'])
    await page.locator('.ant-select-item-option').getByText(name, { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '登记并取密钥' }).click()
  const shown = (label: string) => page.getByRole('status').getByLabel(label, { exact: true }).inputValue()
  await page.getByText('密钥只显示这一次').waitFor()
  const [id, first] = [await shown('客户端编号'), await shown('密钥')]
  expect(await tokenBy(id, first)).toBe(200)
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'client-given-zh')

  await page.getByRole('button', { name: '再给一个密钥 厂里的 ERP' }).click()
  await page
    .getByRole('button', { name: /^停用密钥/ })
    .first()
    .waitFor()
  const second = await shown('密钥')
  expect([second === first, await tokenBy(id, second), await tokenBy(id, first)]).toEqual([false, 200, 200])
  await page.getByText('2 项权限范围').click()
  await page.getByRole('list', { name: '接口客户端' }).getByText('enterprise.handbook.establish:write').waitFor()
  await page.getByRole('button', { name: `停用密钥 厂里的 ERP ${first.slice(0, 8)}` }).click()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'client-two-secrets-zh')
  await page.getByRole('button', { name: '停用密钥', exact: true }).click()
  await expect.poll(() => tokenBy(id, first)).toBe(401)
  expect(await tokenBy(id, second)).toBe(200)

  await page.setViewportSize(phone)
  await page.evaluate(() => localStorage.setItem('language', 'en'))
  await page.reload()
  await page.getByRole('button', { name: 'Revoke 厂里的 ERP' }).click()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'client-revoke-en-390')
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByText('No API clients yet.').waitFor()
  expect(await tokenBy(id, second)).toBe(401)
  expect(complaints).toEqual([])
}, 60_000)
