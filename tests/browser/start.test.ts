/** 新手引导 in a real Chromium: from a factory's own workbook, dropped on the page, to its first handbook, filed. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownWorkbook } from '../system/own-workbook.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, type Watched, wide } from './browser.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  const clock = { method: 'PUT', json: { now: '2020-01-06' }, token: world.token('operator') }
  expect((await world.ask('/api/v1/clock', clock)).status).toBe(200)
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

type Page = Watched['page']

/** Looks at the step in both languages, widths and themes: Chinese in the light on a desk, English in the dark on a phone. */
async function looked(page: Page, step: string) {
  const ways = [
    { size: phone, width: '390', language: 'en', look: 'dark' },
    { size: wide, width: '1440', language: 'zh', look: 'light' },
  ]
  for (const { size, width, language, look } of ways) {
    await page.setViewportSize(size)
    await page.evaluate(
      ([l, k]) => {
        localStorage.setItem('language', l)
        localStorage.setItem('look', k)
      },
      [language, look],
    )
    await page.reload()
    await page.locator('#main h1').waitFor()
    await page.waitForLoadState('networkidle')
    expect([step, language, width, await faultsOf(page)]).toEqual([step, language, width, []])
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
    await shoot(page, `start-${step}-${language}-${width}`)
  }
}

/** Chooses in a Select by its keys: its name, then what is typed. */
async function choose(page: Page, name: string | RegExp, text: string) {
  await page.getByRole('combobox', { name }).focus()
  await page.keyboard.type(text)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: text }).first().waitFor()
  await page.keyboard.press('Enter')
}

test('a firm without a handbook goes from its own sheet to its first one, filed', async () => {
  const { page, complaints, context } = await openPage(browser, world.address())
  await page.goto('/desk')
  await signIn(page, world.account('electronics'))
  await page.getByRole('link', { name: '从我的 Excel 开始' }).click()
  await page.getByRole('heading', { name: '从我的 Excel 开始' }).waitFor()
  await looked(page, 'sheet')
  const file = { name: '我的计划.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(await ownWorkbook()) }
  await page.locator('input[type=file]').setInputFiles(file)

  await page.getByRole('button', { name: '确认并读取' }).waitFor()
  await looked(page, 'columns')
  // One column twice is refused with words, and mended by the keyboard alone.
  await choose(page, /^I 仓位 对应/, '料号')
  await page.getByRole('alert').getByText('都对应“料号”').waitFor()
  expect(await page.getByRole('button', { name: '确认并读取' }).isDisabled()).toBe(true)
  await choose(page, /^I 仓位 对应/, '不读取')
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await page.getByText('不读取的列：I 仓位').waitFor()
  await page.getByRole('button', { name: '确认并读取' }).click()

  await page.getByText('宝岛').waitFor()
  await looked(page, 'words')
  await choose(page, /^宝岛/, 'TWN')
  await page.getByRole('button', { name: '记住并继续' }).click()

  // The browser is closed and opened again: the start goes on where it was.
  await page.getByRole('button', { name: '保存编码' }).waitFor()
  await page.close()
  const again = await context.newPage()
  await again.goto('/start')
  await again.getByRole('button', { name: '保存编码' }).waitFor()
  await looked(again, 'codes')
  await choose(again, /^C-01 商品编码/, '3907300001')
  await again.getByText('申报要素').first().waitFor()
  await again.getByRole('textbox', { name: 'C-01 规格型号' }).fill('无牌')
  await again.getByRole('button', { name: '保存编码' }).click()
  await again.getByText('5 个料号都有可用的商品编码').waitFor()
  await again.getByRole('button', { name: '下一步' }).click()

  await again.getByText('5 个料号 → 4 项').waitFor()
  await looked(again, 'merging')
  await again.getByRole('checkbox', { name: 'R-02' }).check()
  await again.getByRole('button', { name: '拆出所选料号' }).first().click()
  await again.getByText('5 个料号 → 5 项').waitFor()
  await again.getByRole('button', { name: '撤销', exact: true }).click()
  await again.getByText('5 个料号 → 4 项').waitFor()
  await again.getByRole('button', { name: '按此归并' }).click()
  await again.getByText('已归并').waitFor()
  await again.getByRole('button', { name: '下一步' }).click()

  await again.getByRole('button', { name: '登记并打开草稿' }).waitFor()
  await looked(again, 'handbook')
  await again.getByRole('button', { name: '登记并打开草稿' }).click()
  await again.waitForURL(/\/filings\/[0-9a-f-]{36}$/)
  const fill = async (field: string, text: string) => {
    await again.locator(`[id="/head/${field}"]`).fill(text)
    await again.keyboard.press('Tab')
  }
  await fill('ownNumber', 'OWN-1')
  await fill('importContract', 'IM-1')
  await fill('exportContract', 'EX-1')
  await fill('validTo', '2020-12-31')
  for (const field of ['importCurrency', 'exportCurrency']) await fill(field, 'USD')
  await fill('tradeMode', '0615')
  await again.locator('[id="/head/bookKind"]').selectOption({ label: '进料加工' })
  await again.locator('[id="/head/declarationStage"]').selectOption({ label: '出口前' })
  await again.getByText('已保存').waitFor()
  await again.getByRole('button', { name: '提交申报' }).click()
  await again.getByRole('dialog').getByRole('button', { name: '提交申报' }).click()
  await again.locator('.head .tag', { hasText: '已接受' }).waitFor()
  await again.goto('/desk')
  await again
    .getByText('手册在用')
    .or(again.getByRole('heading', { name: '工作台' }))
    .first()
    .waitFor()
  expect(await again.getByRole('link', { name: '从我的 Excel 开始' }).count()).toBe(0)
  expect(complaints).toEqual([])
}, 300_000)
