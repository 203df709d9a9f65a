/** Two people write one draft (两人同改), in two real browsers: what differs is put together, what meets is chosen, nothing typed is lost. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleWorkbook } from '../../scripts/make-sample-workbook.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, type Watched } from './browser.ts'
import { cellAt } from './grid.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
}, 60_000)

async function write(page: Page, pointer: string, text: string) {
  await cellAt(page, pointer).click()
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
  await page.keyboard.press('Enter')
}
const saved = (page: Page) => page.locator('.editor-line', { hasText: '已保存' }).waitFor({ timeout: 30_000 })

async function openBoth(): Promise<readonly [Watched, Watched, string]> {
  const one = await openPage(browser, world.address())
  await one.page.goto('/imports/new')
  await signIn(one.page, world.account('electronics'))
  await one.page.locator('input[type=file]').setInputFiles(sampleWorkbook)
  await one.page.getByRole('link', { name: '打开草稿' }).click()
  await one.page.getByRole('link', { name: '内容', exact: true }).waitFor()
  await cellAt(one.page, '/materials/0/name').waitFor()
  const id = new URL(one.page.url()).pathname.split('/')[2]
  const other = await openPage(browser, world.address())
  await other.page.goto('/desk')
  await signIn(other.page, world.account('electronics'))
  await other.page.goto(`/filings/${id}`)
  await cellAt(other.page, '/materials/0/name').waitFor()
  return [one, other, id]
}
const contentOf = async (page: Page, id: string) =>
  (await (await page.request.get(`/api/v1/filings/${id}`)).json()).content as {
    head: Record<string, string>
    materials: Record<string, string>[]
  }
// What is saved elsewhere is heard at once; a page that hears nothing is one that was cut off.
const deaf = (page: Page) => page.context().setOffline(true)

describe('two people at one draft', () => {
  test('different cells come together by themselves, of one line too, and each page says whose', async () => {
    const [one, other, id] = await openBoth()
    await deaf(other.page)
    await write(one.page, '/materials/0/name', '甲改的名称')
    await saved(one.page)
    await write(other.page, '/materials/0/specification', '乙改的规格')
    await other.page.context().setOffline(false)
    await write(other.page, '/materials/1/name', '乙改的名称')
    await other.page.getByText('1 处改动已并入').waitFor({ timeout: 30_000 })
    await saved(other.page)
    expect(await cellAt(other.page, '/materials/0/name').textContent()).toBe('甲改的名称')
    const { materials } = await contentOf(other.page, id)
    expect(materials[0]).toMatchObject({ name: '甲改的名称', specification: '乙改的规格' })
    expect(materials[1]).toMatchObject({ name: '乙改的名称' })
    expect(await faultsOf(other.page)).toEqual([])
    await shoot(other.page, 'meeting-joined-zh')
    // Who writes nothing meanwhile simply sees it.
    await expect.poll(() => cellAt(one.page, '/materials/1/name').textContent(), { timeout: 30_000 }).toBe('乙改的名称')
    expect([...one.complaints, ...other.complaints]).toEqual([])
    await Promise.all([one.context.close(), other.context.close()])
  }, 180_000)

  test('the same cell is shown side by side and chosen, and nothing is sent before that, a closed page included', async () => {
    const [one, other, id] = await openBoth()
    await deaf(other.page)
    await write(one.page, '/materials/0/name', '甲的一')
    await write(one.page, '/materials/1/name', '甲的二')
    await saved(one.page)
    await write(other.page, '/materials/0/name', '乙的一')
    await write(other.page, '/materials/1/name', '乙的二')
    await write(other.page, '/materials/2/name', '乙的三')
    await other.page.locator('.editor-line', { hasText: '仅存本机' }).waitFor()
    // The browser closed with it, and opened again: what was typed is found, and what it began with is asked for.
    await other.page.context().setOffline(false)
    await other.page.reload()
    await other.page.getByRole('heading', { name: '2 处两人都改了' }).waitFor({ timeout: 30_000 })
    const card = other.page.locator('.meeting')
    for (const text of ['甲的一', '甲的二', '乙的一', '乙的二']) await card.getByText(text).waitFor()
    expect((await contentOf(one.page, id)).materials[2].name).not.toBe('乙的三')
    expect(await other.page.evaluate('document.activeElement.id')).toBe('meeting')
    expect(await faultsOf(other.page)).toEqual([])
    await shoot(other.page, 'meeting-choice-zh')
    await other.page.setViewportSize(phone)
    await shoot(other.page, 'meeting-choice-zh-390')
    await other.page.setViewportSize({ width: 1440, height: 900 })
    await other.page.evaluate("localStorage.setItem('language', 'en')")
    await other.page.reload()
    await other.page.getByRole('heading', { name: '2 changed by both' }).waitFor({ timeout: 30_000 })
    expect(await faultsOf(other.page)).toEqual([])
    await shoot(other.page, 'meeting-choice-en')
    await card.getByRole('radio', { name: /甲的一/ }).check()
    const save = card.getByRole('button', { name: 'Save as chosen' })
    expect(await save.isDisabled()).toBe(true)
    await card.getByRole('radio', { name: /乙的二/ }).check()
    await save.click()
    await other.page.locator('.editor-line', { hasText: 'Saved' }).waitFor({ timeout: 30_000 })
    const { materials } = await contentOf(one.page, id)
    expect(materials.slice(0, 3).map(({ name }) => name)).toEqual(['甲的一', '乙的二', '乙的三'])
    expect([...one.complaints, ...other.complaints]).toEqual([])
    await Promise.all([one.context.close(), other.context.close()])
  }, 180_000)
})
