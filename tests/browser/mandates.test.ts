/** A broker at work for a firm, in a real Chromium: both names in the bar, until the mandate ends. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn } from './browser.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  const clock = { method: 'PUT', json: { now: '2020-01-06' }, token: world.token('operator') }
  expect((await world.ask('/api/v1/clock', clock)).status).toBe(200)
  browser = await openBrowser()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

test('a firm proposes, the broker agrees, works under both names, and is told when it is over', async () => {
  const firm = await openPage(browser, world.address())
  await firm.page.goto('/mandates')
  await signIn(firm.page, world.account('toys'))
  await firm.page.getByLabel('受托方统一社会信用代码').fill('91441900MA9D0B001Q')
  await firm.page.getByLabel('起始日').fill('2020-01-01')
  await firm.page.getByLabel('终止日').fill('2020-12-31')
  // The button comes up in a moment of half a colour.
  await expect.poll(() => faultsOf(firm.page)).toEqual([])
  await firm.page.getByRole('button', { name: '提出委托' }).click()
  await firm.page.getByText('待对方确认').waitFor()
  await shoot(firm.page, 'mandates-firm-zh')

  const broker = await openPage(browser, world.address())
  await broker.page.goto('/mandates')
  await signIn(broker.page, world.account('broker'))
  await broker.page.getByRole('button', { name: '接受委托' }).click()
  await broker.page.locator('tr', { hasText: '东莞示例玩具有限公司' }).getByText('已生效').waitFor()
  await broker.page.getByLabel('代哪家企业办理').click()
  await broker.page.keyboard.type('玩具')
  await broker.page.keyboard.press('Enter')
  await broker.page.getByRole('link', { name: '我的申报' }).click()
  await broker.page.getByRole('link', { name: /企业备案/ }).click()
  await broker.page.getByText('代 东莞示例玩具有限公司').waitFor()
  expect(await faultsOf(broker.page)).toEqual([])
  await shoot(broker.page, 'mandates-acting-zh')
  await broker.page.setViewportSize(phone)
  await shoot(broker.page, 'mandates-acting-zh-390')
  expect(await broker.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)

  await firm.page.reload()
  await firm.page.getByRole('button', { name: '终止委托' }).click()
  await firm.page.getByLabel('理由').fill('改由本企业办理')
  await firm.page.getByRole('dialog').getByRole('button', { name: '终止委托' }).click()
  await firm.page.getByText('已终止').waitFor()

  await broker.page.reload()
  await broker.page.getByText('委托已终止，已回到本单位。').waitFor()
  expect([...firm.complaints, ...broker.complaints]).toEqual([])
}, 90_000)
