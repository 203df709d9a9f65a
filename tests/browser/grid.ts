/** The hands of somebody who works in a grid: cells are known by their pointers, and those in view exist. */
import type { Browser, Page } from 'playwright-core'
import type { World } from '../system/world.ts'
import { openPage, signIn, type Watched, wide } from './browser.ts'

/** What Excel does on Ctrl+V: a clipboard text where the focus is. A script in text: the browser's globals are not the tests'. */
export const paste = (page: Page, text: string) =>
  page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }`)

/** What Ctrl+C puts on the clipboard. */
export const copied = (page: Page): Promise<string> =>
  page.evaluate(`(() => {
    const clipboardData = new DataTransfer()
    document.activeElement.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }))
    return clipboardData.getData('text/plain')
  })()`)

export const cellAt = (page: Page, pointer: string) => page.locator(`[id="${pointer}"]`)
export const cellText = (page: Page, pointer: string) => cellAt(page, pointer).textContent()
export const focusOf = (page: Page): Promise<string> => page.evaluate('document.activeElement.id')

/** From a cell in view along its row to another one, by the arrow. */
export async function goToCell(page: Page, from: string, to: string): Promise<void> {
  await cellAt(page, from).click()
  for (let n = 0; n < 60 && (await focusOf(page)) !== to; n++) await page.keyboard.press('ArrowRight')
  if ((await focusOf(page)) !== to) throw new Error(`no cell ${to} right of ${from}`)
}

/** A draft of a handbook with these materials, opened by the clerk of its firm. */
export async function openMaterials(
  world: World,
  browser: Browser,
  materials: readonly object[],
  viewport = wide,
): Promise<Watched> {
  const account = world.accounts().find(({ login }) => login === 'electronics')
  if (!account) throw new Error('no clerk of electronics')
  const made = await world.ask<{ id: string }>('/api/v1/filings/enterprise.handbook.establish', {
    token: account.token,
    json: { head: { ownNumber: 'GRID' }, materials },
  })
  const watched = await openPage(browser, world.address(), viewport)
  await watched.page.goto(`/filings/${made.body.id}`)
  await signIn(watched.page, account)
  return watched
}

export const m = (row: number, field: string) => `/materials/${row}/${field}`
/** The grid of materials, in either language. */
export const gridOf = (page: Page) => page.getByRole('region', { name: /^(料件|Materials)$/ })
export const footOf = (page: Page) => gridOf(page).locator('.grid-foot')
export const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
