/** The desk, the search and what is live, in a real Chromium on the real server. */
import { join } from 'node:path'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, wide } from './browser.ts'

const world = new World()
let browser: Browser
const account = (login: string) => world.accounts().find((one) => one.login === login)!
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

const opened = async (login: string, path: string, viewport = wide) => {
  const watched = await openPage(browser, world.address(), viewport)
  await watched.page.goto(path)
  await signIn(watched.page, account(login))
  await watched.page.locator('#main h1').first().waitFor()
  return watched
}

let n = 0
/** A draft that somebody else of the firm opens. */
async function draft(): Promise<string> {
  const { body } = await world.ask<{ id: string }>('/api/v1/filings/enterprise.handbook.establish', {
    token: account('electronics').token,
    json: { head: { ownNumber: `LIVE-${++n}` } },
  })
  return body.id
}

/** An explanation of a filing that is due in ten days. */
async function owe(filing: string): Promise<void> {
  const client = new pg.Client({ host: join(world.home, 'postgres/socket'), user: 'jiamao', database: 'jiamao' })
  await client.connect()
  await client.query(
    `insert into platform.task
       select enterprise_id, gen_random_uuid(), enterprise_id, id, 'explain', '{"zh": "说明", "en": "Explain"}', now() + interval '10 days', 1, 'open', null, 0, now()
         from platform.filing where id = $1`,
    [filing],
  )
  await client.end()
}

describe('the desk', () => {
  test.each([
    ['1440', wide],
    ['390', phone],
  ] as const)(
    'has no fault of access in both languages and looks, with search and books, at %s',
    async (name, size) => {
      const { page, complaints } = await opened('electronics', '/desk', size)
      for (const language of ['zh', 'en'])
        for (const look of ['light', 'dark']) {
          await page.evaluate(
            ([l, k]) => {
              localStorage.setItem('language', l)
              localStorage.setItem('look', k)
            },
            [language, look],
          )
          for (const path of ['/desk', '/search?q=C5207', '/books', '/settings']) {
            await page.goto(path)
            await page.locator('#main h1').first().waitFor()
            await page.waitForTimeout(400)
            expect([path, language, look, await faultsOf(page)]).toEqual([path, language, look, []])
            await shoot(page, `desk-${path.split(/[/?]/)[1]}-${language}-${look}-${name}`)
          }
        }
      expect(complaints).toEqual([])
    },
    120_000,
  )

  test('its figures open lists of exactly what they count', async () => {
    const { page } = await opened('electronics', '/desk')
    const answers = page.locator('.figure-link', { hasText: '答复' })
    const count = Number(await answers.locator('b').textContent())
    expect(count).toBeGreaterThan(0)
    await answers.click()
    await page.waitForURL(/answeredSince/)
    await page.locator('tbody tr').first().waitFor()
    expect(await page.locator('tbody tr').count()).toBe(count)
  })

  test('a matter is put off by the keyboard alone, and taken up again', async () => {
    await owe(await draft())
    const { page } = await opened('electronics', '/desk')
    const owed = page.locator('.matter', { hasText: '参数说明' })
    const list = (name: string) => page.locator('.lists a', { hasText: name })
    await owed.waitFor()
    await page.locator('body').press('s')
    await page.locator('.snooze').waitFor()
    await shoot(page, 'desk-snooze-zh')
    await page.keyboard.press('Enter')
    await list('暂缓').click()
    await owed.waitFor()
    await page.locator('body').press('s')
    await page.getByRole('button', { name: '恢复' }).click()
    await list('全部').click()
    await owed.waitFor()
    await list('暂缓').waitFor({ state: 'detached' })
  })
})

describe('matters selected', () => {
  test('with X are put off together, by the keyboard alone; Esc selects none', async () => {
    await owe(await draft())
    await owe(await draft())
    const { page, complaints } = await opened('electronics', '/desk')
    const owed = page.locator('.matter', { hasText: '参数说明' })
    await owed.nth(1).waitFor()
    const before = await owed.count()
    const places = await page
      .locator('.matter')
      .evaluateAll((rows) => rows.flatMap((row, at) => (row.textContent?.includes('参数说明') ? [at] : [])))
    const body = page.locator('body')
    const [first = 0, second = 0] = places
    for (let at = 0; at < second; at++) {
      if (at === first) await body.press('x')
      await body.press('j')
    }
    await body.press('x')
    await page.getByText('已选 2 件').waitFor()
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(2)
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'desk-selected-zh')
    await body.press('Escape')
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0)
    for (let at = second; at > first; at--) {
      if (at === second) await body.press('x')
      await body.press('k')
    }
    await body.press('x')
    await body.press('s')
    await page.locator('.selected-matters .snooze').waitFor()
    await shoot(page, 'desk-selected-snooze-zh')
    await page.keyboard.press('Enter')
    await expect.poll(() => owed.count()).toBe(before - 2)
    await page.locator('.lists a', { hasText: '暂缓' }).click()
    await owed.nth(1).waitFor()
    expect(complaints).toEqual([])
  }, 60_000)

  test.each([
    ['1440', wide],
    ['390', phone],
  ] as const)(
    'are seen in both languages and looks at %s',
    async (name, size) => {
      for (let n = 0; n < 2; n++) await owe(await draft())
      const { page } = await opened('electronics', '/desk', size)
      for (const [language, look] of [
        ['zh', 'light'],
        ['en', 'dark'],
      ]) {
        await page.evaluate(`localStorage.setItem('language', '${language}'); localStorage.setItem('look', '${look}')`)
        await page.reload()
        await page.locator('.matter').nth(1).waitFor()
        await page.locator('body').press('x')
        await page.locator('body').press('j')
        await page.locator('body').press('x')
        await page.locator('.selected-matters').waitFor()
        expect([language, look, await faultsOf(page)]).toEqual([language, look, []])
        await shoot(page, `desk-select-${language}-${look}-${name}`)
      }
    },
    60_000,
  )
})

describe('the palette', () => {
  test('finds pages and goods by their pinyin initials', async () => {
    const { page } = await opened('electronics', '/books')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('gzt')
    await page.locator('[role=option]', { hasText: '工作台' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/desk$/)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('hysz')
    await page.locator('[role=option]', { hasText: '环氧树脂' }).first().waitFor()
    await shoot(page, 'palette-initials-zh')
  }, 60_000)

  test('opens by Ctrl K, finds a number, and Enter is there: three acts', async () => {
    const { page, complaints } = await opened('electronics', '/books')
    const book = await page.locator('tbody a, #main .empty').first().textContent()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('C5207')
    await page.locator('[role=option]', { hasText: /^手册/ }).first().waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'palette-zh')
    await page.keyboard.press('Enter')
    await page.waitForURL(/write-off\?book=C5207|filings\//)
    expect(book).toBeTruthy()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('工作台')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/desk$/)
    expect(complaints).toEqual([])
  })

  test('finds a firm by its initials for an officer, and nothing of another firm for a clerk', async () => {
    const officer = await opened('customs', '/desk')
    await officer.page.keyboard.press('Control+k')
    await officer.page.keyboard.type('dgslzy')
    await officer.page.locator('[role=option]', { hasText: '东莞示例制衣有限公司' }).waitFor()
    const clerk = await opened('toys', '/search?q=C5207')
    await clerk.page.getByText('没有找到').waitFor()
  })
})

describe('what others do', () => {
  test('waits at the head of a list and moves no row until it is taken', async () => {
    const { page } = await opened('electronics', '/filings')
    await page.locator('tbody tr').nth(1).waitFor()
    const before = await page.locator('tbody tr').allTextContents()
    await draft()
    await page.getByRole('button', { name: '1 条新到' }).waitFor()
    expect(await page.locator('tbody tr').allTextContents()).toEqual(before)
    await page.getByRole('button', { name: '1 条新到' }).click()
    await page.getByRole('button', { name: '条新到' }).waitFor({ state: 'detached' })
    expect((await page.locator('tbody tr').allTextContents()).slice(1)).toEqual(before)
  })

  test('to the filing that is open is there without reload', async () => {
    const id = await draft()
    const { page } = await opened('electronics', `/filings/${id}`)
    await page.locator('.head .tag', { hasText: '草稿' }).waitFor()
    const { status } = await world.ask(`/api/v1/filings/${id}/withdraw`, {
      token: account('electronics').token,
      json: { reason: '不再需要' },
    })
    expect(status).toBe(200)
    await page.locator('.head .tag', { hasText: '已撤回' }).waitFor({ timeout: 5_000 })
  })
})

describe('the bell', () => {
  test('counts what this person has not read, and forgets what was read', async () => {
    const { page, complaints } = await opened('electronics', '/desk')
    const bell = page.locator('.bell > button')
    const count = Number(await bell.locator('b').textContent())
    expect(count).toBeGreaterThan(1)
    await bell.click()
    await page.locator('.notices li').first().waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'notices-zh')
    await page.getByRole('button', { name: '标为已读', exact: true }).first().click()
    await bell.getByText(String(count - 1), { exact: true }).waitFor()
    await page.getByRole('button', { name: '全部标为已读' }).click()
    await bell.locator('b').waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.reload()
    await page.locator('.figure-link').first().waitFor()
    expect(await bell.locator('b').count()).toBe(0)
    expect(complaints).toEqual([])
  })
})

describe('what a person likes', () => {
  test('is there on another machine after signing in', async () => {
    const here = await opened('toys', '/settings')
    await here.page.getByRole('radio', { name: 'English' }).check()
    await here.page.getByRole('radio', { name: 'Dark' }).check()
    await here.page.getByRole('radio', { name: 'Larger' }).check()
    await here.page.waitForLoadState('networkidle')
    const there = await opened('toys', '/desk')
    await there.page.getByRole('heading', { name: 'Desk' }).waitFor()
    expect(await there.page.evaluate('({ ...document.documentElement.dataset })')).toMatchObject({
      theme: 'dark',
      size: 'larger',
    })
    await shoot(there.page, 'desk-larger-en-dark')
  })
})
