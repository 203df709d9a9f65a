/** The hands of somebody who works in a grid: cells are known by their pointers, and those in view exist. */
import type { Page } from 'playwright-core'

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
