/** The workbench in a real Chromium, on the real server: a clerk's and an officer's day. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleWorkbook } from '../../scripts/make-sample-workbook.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, type Watched, wide } from './browser.ts'
import { cellText, focusOf, goToCell, paste } from './grid.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  const { status, err } = await world.command(['demo', '--json'])
  if (status !== 0) throw new Error(err)
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

describe('signing in', () => {
  test('stands in place of the page that was asked for, says what was wrong, and then that page is there', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/filings?state=accepted')
    await page.locator('#login').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'sign-in-zh')
    await page.locator('#login').fill('electronics')
    await page.locator('#password').fill('not the password at all')
    await page.keyboard.press('Enter')
    await page.getByText('登录名、密码或动态口令不正确。').waitFor()
    await page.locator('#password').fill(world.account('electronics').password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '我的申报' }).waitFor()
    expect(new URL(page.url()).search).toBe('?state=accepted')
    await page.getByRole('button', { name: '退出' }).click()
    await page.locator('#login').waitFor()
    await page.goto('/desk')
    await page.locator('#login').waitFor()
    expect(complaints).toEqual([])
  })
})

describe('every page', () => {
  const ways = [
    ['1440', wide],
    ['390', phone],
  ] as const
  test.each(ways)(
    'has no fault of access and no complaint of the browser, at %s',
    async (name, viewport) => {
      const watched = await openPage(browser, world.address(), viewport)
      const { page, complaints } = watched
      await page.goto('/desk')
      await signIn(page, world.account('electronics'))
      const book = (await handbookOf(watched)) ?? ''
      const filing = await firstFiling(watched)
      const pages = [
        '/desk',
        '/filings',
        `/filings/${filing}`,
        '/imports/new',
        `/write-off?book=${book}`,
        '/account',
        '/nowhere',
      ]
      for (const language of ['zh', 'en']) {
        for (const look of ['light', 'dark']) {
          await page.evaluate(
            ([l, k]) => {
              localStorage.setItem('language', l)
              localStorage.setItem('look', k)
            },
            [language, look],
          )
          for (const path of pages) {
            await page.goto(path)
            await page.locator('#main h1').first().waitFor()
            await page.waitForLoadState('networkidle')
            expect([path, language, look, await faultsOf(page)]).toEqual([path, language, look, []])
            await shoot(
              page,
              `${path.split(/[/?]/)[1]}${path.includes(filing) ? '-one' : ''}-${language}-${look}-${name}`,
            )
          }
        }
      }
      expect(complaints).toEqual([])
    },
    180_000,
  )
})

async function firstFiling({ page }: Watched): Promise<string> {
  const { items } = await (await page.request.get('/api/v1/filings?type=enterprise.handbook.establish')).json()
  return items[0].id
}
async function handbookOf({ page }: Watched): Promise<string | undefined> {
  const { items } = await (await page.request.get('/api/v1/filings?type=enterprise.handbook.establish')).json()
  return items[0]?.known.number
}

describe('an officer', () => {
  test('has a desk of their own, and no firm’s pages in the menu', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/desk')
    await signIn(page, world.account('commerce'))
    await page.getByRole('heading', { name: '工作台' }).waitFor()
    expect(await page.getByRole('link', { name: '导入 Excel' }).count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'officer-zh')
    expect(complaints).toEqual([])
  })
})

describe('a clerk', () => {
  test('drops a workbook, sees it read, opens the draft, submits it, and sees customs approve it', async () => {
    // The sample is a handbook of 2020.
    const clock = { method: 'PUT', json: { now: '2020-01-06' }, token: world.token('operator') }
    expect((await world.ask('/api/v1/clock', clock)).status).toBe(200)
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/imports/new')
    await signIn(page, world.account('electronics'))
    await page.locator('input[type=file]').setInputFiles(sampleWorkbook)
    await page.getByRole('link', { name: '打开草稿' }).click()
    await page.locator('.head .tag', { hasText: '草稿' }).waitFor()
    expect(await cellText(page, '/materials/0/name')).toBe('锂离子电芯')
    await goToCell(page, '/materials/0/name', '/materials/0/quantity')
    await page.keyboard.type('-5')
    await page.keyboard.press('Enter')
    await page.locator('[aria-invalid=true]').first().waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'draft-zh')
    await page.locator('#main').focus()
    await page.keyboard.press('F8')
    expect(await focusOf(page)).toBe('/materials/0/quantity')
    await paste(page, '390,480.66102\t\n３７２１３２．８４１６３')
    await page.locator('[aria-invalid=true]').first().waitFor({ state: 'detached' })
    expect(await cellText(page, '/materials/1/quantity')).toBe('372,132.84163')
    // What is still on its way is not filed: the button waits for it.
    await page.getByRole('button', { name: '提交申报' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '提交申报' }).click()
    await page.locator('.head .tag', { hasText: '已接受' }).waitFor()
    await page.locator('.head .note', { hasText: /^C\d{5}/ }).waitFor()
    expect(await page.locator('.hops li').count()).toBe(5)
    await shoot(page, 'approved-zh')
    expect(complaints).toEqual([])
  }, 60_000)

  test('finds again what the browser had and the server not, and each page shows what the other saved', async () => {
    const first = await openPage(browser, world.address())
    await first.page.goto('/imports/new')
    await signIn(first.page, world.account('electronics'))
    await first.page.locator('input[type=file]').setInputFiles(sampleWorkbook)
    await first.page.getByRole('link', { name: '打开草稿' }).click()
    const name = (page: Watched['page']) => page.locator('[id="/materials/0/name"]')
    const write = async (page: Watched['page'], text: string) => {
      await name(page).click()
      await page.keyboard.press('F2')
      await page.keyboard.press('Control+a')
      await page.keyboard.insertText(text)
      await page.keyboard.press('Enter')
    }
    await name(first.page).waitFor()
    const second = await first.context.newPage()
    await second.goto(first.page.url())
    await name(second).waitFor()

    await first.context.setOffline(true)
    await write(first.page, '离线时改的')
    await first.page.getByText('仅存本机').waitFor()
    await first.context.setOffline(false)
    await first.page.reload()
    await first.page.getByText('恢复了上次').waitFor()
    await first.page.getByText('已保存').waitFor()
    expect(await name(first.page).textContent()).toBe('离线时改的')

    // Nothing was written on the other page: it shows what was saved meanwhile, and goes on from there (two-people.test.ts
    // has what happens where both wrote).
    await expect.poll(() => name(second).textContent(), { timeout: 20_000 }).toBe('离线时改的')
    await write(second, '第二个页面改的')
    await second.getByText('已保存').waitFor()
    await expect.poll(() => name(first.page).textContent(), { timeout: 20_000 }).toBe('第二个页面改的')
  }, 60_000)

  test('is told that another firm’s filing is not found', async () => {
    const mine = await openPage(browser, world.address())
    await mine.page.goto('/desk')
    await signIn(mine.page, world.account('electronics'))
    const filing = await firstFiling(mine)
    const { page } = await openPage(browser, world.address())
    await page.goto(`/filings/${filing}`)
    await signIn(page, world.account('toys'))
    await page.getByText('没有找到').waitFor()
  })

  test('goes through the list by keys alone', async () => {
    const { page } = await openPage(browser, world.address())
    await page.goto('/filings')
    await signIn(page, world.account('electronics'))
    await page.locator('tbody tr').nth(2).waitFor()
    await page.locator('body').press('j')
    await page.locator('body').press('Enter')
    await page.waitForURL(/\/filings\/[0-9a-f-]{36}$/)
  })
})

test('no page was refused anything by its policy (S8.2)', async () => {
  const token = world.token('operator', 'systemAdmin')
  const { body } = await world.ask<{ violations: object }>('/api/v1/health', { token })
  expect(body.violations).toEqual({ count: 0, latest: [] })
})
