/** A filing's page in a real Chromium: where it stands, its versions, what the parties say, its print. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleWorkbook } from '../../scripts/make-sample-workbook.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, wide } from './browser.ts'
import { cellAt } from './grid.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  const { status, err } = await world.command(['demo', '--json'])
  if (status !== 0) throw new Error(err)
  const clock = { method: 'PUT', json: { now: '2020-01-06' }, token: world.token('operator') }
  expect((await world.ask('/api/v1/clock', clock)).status).toBe(200)
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

/** The first filing of a type, of the firm that is signed in. */
async function filingOf(page: Page, type: string): Promise<string> {
  const { items } = await (await page.request.get(`/api/v1/filings?type=${type}`)).json()
  return items[0].id
}
const speak = (page: Page, language: string, look: string) =>
  page.evaluate(
    ([l, k]) => {
      localStorage.setItem('language', l)
      localStorage.setItem('look', k)
    },
    [language, look],
  )

const tabs = ['views', 'content', 'findings', 'versions', 'papers', 'talk', 'log']

describe('every part of a filing', () => {
  test.each([
    ['1440', wide],
    ['390', phone],
  ] as const)(
    'opens by its key, has its own address and no fault of access, at %s',
    async (name, viewport) => {
      const { page, complaints } = await openPage(browser, world.address(), viewport)
      await page.goto('/desk')
      await signIn(page, world.account('electronics'))
      const filing = await filingOf(page, 'enterprise.write-off.report')
      for (const [language, look] of [
        ['zh', 'light'],
        ['en', 'light'],
        ['zh', 'dark'],
        ['en', 'dark'],
      ]) {
        await speak(page, language, look)
        await page.goto(`/filings/${filing}`)
        await page.locator('.tabbed nav').waitFor()
        for (const [at, tab] of tabs.entries()) {
          await page.locator('body').press(`${at + 1}`)
          await page.waitForURL(`**/filings/${filing}/${tab}`)
          await page.waitForLoadState('networkidle')
          expect([tab, language, look, await faultsOf(page)]).toEqual([tab, language, look, []])
          await shoot(page, `filing-${tab}-${language}-${look}-${name}`)
        }
      }
      expect(complaints).toEqual([])
    },
    180_000,
  )

  test('stands on paper, whole, with its number as a bar code', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/desk')
    await signIn(page, world.account('electronics'))
    const filing = await filingOf(page, 'enterprise.handbook.establish')
    await page.goto(`/filings/${filing}`)
    await page.getByRole('link', { name: '打印' }).click()
    await page.locator('.sheet-head img').nth(1).waitFor()
    const { content } = await (await page.request.get(`/api/v1/filings/${filing}`)).json()
    const rows = content.materials.length + content.products.length + content.consumption.length
    await expect.poll(() => page.locator('.sheet section table').last().locator('tbody tr').count()).toBeGreaterThan(0)
    const printed = await page.locator('.sheet section:nth-last-of-type(-n+3) tbody tr').count()
    expect(printed).toBe(rows)
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'print-zh')
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.bar').isVisible()).toBe(false)
    const pdf = await page.pdf({ path: undefined, preferCSSPageSize: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(complaints).toEqual([])
  }, 60_000)
})

describe('versions', () => {
  test('what was sent back says, while it is written and after, what its next version changed', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/imports/new')
    await signIn(page, world.account('electronics'))
    await page.locator('input[type=file]').setInputFiles(sampleWorkbook)
    await page.getByRole('link', { name: '打开草稿' }).click()
    await page.getByRole('link', { name: '内容' }).waitFor()
    const id = new URL(page.url()).pathname.split('/')[2]
    // The stand-in of customs sends back what bears this number.
    const draft = await (await page.request.get(`/api/v1/filings/${id}`)).json()
    const head = { ...draft.content.head, ownNumber: `SIM-B0-${draft.content.head.ownNumber}`.slice(0, 20) }
    await page.request.put(`/api/v1/filings/${id}/content`, {
      data: { ...draft.content, head },
      headers: { 'if-match': `"${draft.revision}"`, origin: world.address() },
    })
    await page.reload()
    await page.getByRole('button', { name: '提交申报' }).waitFor()
    await page.locator('body').press('Control+Enter')
    await page.getByRole('dialog').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'submit-zh')
    await page.getByRole('dialog').getByRole('button', { name: '提交申报' }).click()
    await page.locator('.head .tag', { hasText: '退回补正' }).waitFor({ timeout: 30_000 })
    await cellAt(page, '/materials/0/name').click()
    await page.keyboard.press('F2')
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText('锂离子电芯（改）')
    await page.keyboard.press('Enter')
    await page.getByText('已保存').waitFor()
    await page.getByRole('link', { name: '版本差异' }).click()
    await page.locator('td.added', { hasText: '锂离子电芯（改）' }).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'versions-zh')
    await page.locator('body').press('Control+Enter')
    await page.getByRole('dialog').getByRole('button', { name: '提交申报' }).click()
    await page.getByText('第 2 版').first().waitFor()
    const between = await (await page.request.get(`/api/v1/filings/${id}/differences?from=1&to=2`)).json()
    expect(between).toMatchObject({ count: 1, items: [{ pointer: '/materials/0/name', after: '锂离子电芯（改）' }] })
    expect((await page.request.get(`/api/v1/filings/${id}/differences?from=1&to=9`)).status()).toBe(404)
    expect((await page.request.get(`/api/v1/filings/${id}/differences?from=x`)).status()).toBe(400)
    expect(complaints).toEqual([])
  }, 90_000)
})

describe('papers', () => {
  test('are dropped on the page, go on after the connection was cut, and are looked at by customs', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/desk')
    await signIn(page, world.account('electronics'))
    const filing = await filingOf(page, 'enterprise.write-off.report')
    await page.goto(`/filings/${filing}/papers`)
    const chosen = (name: string, buffer: Buffer) =>
      page.locator('.tabbed input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
    // The second piece is cut off once; it goes on by itself.
    let pieces = 0
    await page.route('**/papers/*?offset=*', (route) =>
      ++pieces === 2 ? route.abort('connectionreset') : route.continue(),
    )
    const scan = Buffer.concat([picture, Buffer.alloc(3 * 1024 * 1024)])
    await chosen('<img src=x onerror=alert(1)>.png', scan)
    await page.locator('.rows a', { hasText: '<img src=x onerror=alert(1)>.png' }).waitFor({ timeout: 20_000 })
    expect(pieces).toBe(5)
    await page.getByRole('button', { name: '查看' }).click()
    await expect.poll(() => page.evaluate("document.querySelector('.rows img').naturalWidth")).toBe(1)
    await chosen('程序.pdf', Buffer.from('MZ\x90\x00\x03', 'latin1'))
    await page.getByText('不收这种文件').waitFor()
    await expect.poll(() => page.locator('.tabbed .rows li', { has: page.locator('a') }).count()).toBe(1)
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'papers-zh')

    const officer = await openPage(browser, world.address())
    await officer.page.goto(`/filings/${filing}/papers`)
    await signIn(officer.page, world.account('customs'))
    await officer.page.locator('.rows a', { hasText: 'onerror' }).waitFor()
    // The refused one is the browser's own message of a failed request, filtered; nothing else was said.
    expect([...complaints, ...officer.complaints]).toEqual([])
  }, 60_000)
})

/** A picture of one point. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
)

describe('talk', () => {
  test('a clerk asks, customs answers on its own page, and the clerk reads it without reloading', async () => {
    const clerk = await openPage(browser, world.address())
    await clerk.page.goto('/desk')
    await signIn(clerk.page, world.account('electronics'))
    const filing = await filingOf(clerk.page, 'enterprise.write-off.report')
    await clerk.page.goto(`/filings/${filing}`)
    await clerk.page.goto(`/filings/${filing}/talk`)
    await clerk.page.locator('#says').fill('<script>alert(1)</script> 边角料何时可以销毁？')
    await clerk.page.locator('#says').press('Control+Enter')
    await clerk.page.locator('.rows li', { hasText: '边角料何时可以销毁？' }).waitFor()
    expect(await clerk.page.locator('#says').inputValue()).toBe('')

    const officer = await openPage(browser, world.address())
    await officer.page.goto('/desk')
    await signIn(officer.page, world.account('customs'))
    await officer.page.goto(`/filings/${filing}`)
    await officer.page.getByRole('link', { name: '往来' }).click()
    await officer.page.locator('#says').fill('核销结案后即可。')
    await officer.page.getByRole('button', { name: '发送留言' }).click()
    await officer.page.locator('.rows li', { hasText: '核销结案后即可。' }).waitFor()

    await clerk.page.locator('.rows li', { hasText: '核销结案后即可。' }).waitFor({ timeout: 20_000 })
    await shoot(clerk.page, 'talk-zh')
    expect([...clerk.complaints, ...officer.complaints]).toEqual([])
  }, 60_000)
})
