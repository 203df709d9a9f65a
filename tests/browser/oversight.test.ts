/** Who saw what, the log, health and roles, in a real Chromium. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, wide } from './browser.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  const { status, err } = await world.command(['demo', '--json'])
  if (status !== 0) throw new Error(err)
  browser = await openBrowser()
  // The demo's enterprise is looked at by customs: its filing is opened as an officer opens it.
  const { body } = await world.ask<{ items: { id: string }[] }>('/api/v1/filings?type=enterprise.handbook.establish', {
    token: world.account('electronics').token,
  })
  const officer = { token: world.account('customs').token }
  for (const path of ['', '/history', '']) await world.ask(`/api/v1/filings/${body.items[0].id}${path}`, officer)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

const pages = [
  ['electronics', '/seen'],
  ['audit', '/audit'],
  ['system', '/health'],
  ['security', '/parties?organisation='],
] as const
const ways = [
  ['1440', wide],
  ['390', phone],
] as const

test.each(pages.flatMap(([login, path]) => ways.map(([name, viewport]) => [login, path, name, viewport] as const)))(
  '%s opens %s at %s in both languages and looks: no fault of access, no complaint of the browser',
  async (login, path, name, viewport) => {
    const { page, complaints } = await openPage(browser, world.address(), viewport)
    const address = path.endsWith('=') ? `${path}${world.account('operator').organisation}` : path
    await page.goto(address)
    await signIn(page, world.account(login))
    for (const language of ['zh', 'en']) {
      for (const look of ['light', 'dark']) {
        await page.evaluate(`localStorage.setItem('language', '${language}'); localStorage.setItem('look', '${look}')`)
        await page.goto(address)
        await page.locator('#main h1').first().waitFor()
        await page.waitForLoadState('networkidle')
        expect([path, language, look, await faultsOf(page)]).toEqual([path, language, look, []])
        await shoot(page, `${path.split(/[/?]/)[1]}-${language}-${look}-${name}`)
      }
    }
    expect(complaints).toEqual([])
  },
  90_000,
)

test('the owner reads who looked and opens the filing; the filter lies in the address; the list leaves as a file', async () => {
  const { page } = await openPage(browser, world.address())
  await page.goto('/seen')
  await signIn(page, world.account('electronics'))
  const line = page.locator('tbody tr', { hasText: '申报内容' }).first()
  await line.waitFor()
  expect(await line.innerText()).toMatch(/凤岗海关[\s\S]*关员甲/)
  const href = await page.getByRole('link', { name: '导出 CSV' }).getAttribute('href')
  const file = await page.request.get(href ?? '')
  expect([file.status(), (await file.text()).includes('关员甲')]).toEqual([200, true])
  await page.getByLabel('到').fill('2019-01-01')
  await page.getByText('这些日子没有别的单位看过').waitFor()
  expect(new URL(page.url()).searchParams.get('to')).toBe('2019-01-01')
  await page.goBack()
  await page.goto('/seen')
  await line.getByRole('link').click()
  await page.waitForURL(/\/filings\/[0-9a-f-]{36}$/)
})

test('the auditor verifies the log on the page; the administrator of security changes a role and is refused two', async () => {
  const auditor = await openPage(browser, world.address())
  await auditor.page.goto('/audit')
  await signIn(auditor.page, world.account('audit'))
  await auditor.page.getByRole('button', { name: '核验日志' }).click()
  await auditor.page.getByText('没有篡改').waitFor()

  const { page } = await openPage(browser, world.address())
  await page.goto(`/parties?organisation=${world.account('operator').organisation}`)
  await signIn(page, world.account('security'))
  const roles = page.getByLabel('角色: 系统管理员')
  await roles.fill('systemAdmin, auditAdmin')
  await roles.press('Enter')
  await page.getByText('三员分立').waitFor()
})

test('no page was refused anything by its policy; what is refused is reported and counted', async () => {
  const refused = async () =>
    (
      await world.ask<{ violations: { count: number; latest: object[] } }>('/api/v1/health', {
        token: world.token('operator', 'systemAdmin'),
      })
    ).body.violations
  expect(await refused()).toEqual({ count: 0, latest: [] })
  const { page } = await openPage(browser, world.address())
  await page.goto('/desk?who=somebody')
  const ran = await page.evaluate(`{
    const script = document.createElement('script')
    try {
      script.textContent = 'document.title = "ran"'
      document.body.append(script)
    } catch {}
    document.title === 'ran'
  }`)
  expect(ran).toBe(false)
  const until = Date.now() + 10_000
  while ((await refused()).count === 0 && Date.now() < until) await page.waitForTimeout(100)
  expect(await refused()).toMatchObject({
    count: 1,
    latest: [{ directive: 'require-trusted-types-for', blocked: 'trusted-types-sink', page: '/desk' }],
  })
})
