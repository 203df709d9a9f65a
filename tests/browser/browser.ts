import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import chromium from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium as driver, type Page } from 'playwright-core'

const screens = fileURLToPath(new URL('../../out/screens/', import.meta.url))

/** A real Chromium: the one that npm brings, or that of JIAMAO_CHROMIUM. */
export const openBrowser = async (): Promise<Browser> =>
  driver.launch({
    executablePath: process.env.JIAMAO_CHROMIUM || (await chromium.executablePath()),
    args: ['--no-sandbox'],
  })

export const wide = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

/** A page, with everything that the browser complains about. */
export interface Watched {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: string[]
}

export async function openPage(browser: Browser, address: string, viewport = wide): Promise<Watched> {
  // Without motion, as users can ask for: a colour half way to another one is no fault.
  const context = await browser.newContext({ viewport, baseURL: address, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // A refused request is the page's own affair: it shows it. A refused style or script is ours.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) complaints.push(message.text())
  })
  return { page, context, complaints }
}

/** What axe finds on the page (WCAG A and AA), as text. */
export async function faultsOf(page: Page): Promise<string[]> {
  // What lies under the bar at the foot of a phone is scrolled out from under it: laid at the end, the bar hides nothing.
  const lay = (position: string) =>
    page.evaluate(`document.querySelectorAll('.tabs').forEach((bar) => { bar.style.position = '${position}' })`)
  await lay('static')
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  await lay('')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  )
}

/** A picture to look at; not compared with anything. */
export async function shoot(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true })
  await page.screenshot({ path: join(screens, `${name}.png`) })
}

/** Signs in on the page that is open. */
export async function signIn(page: Page, { login, password }: { readonly login: string; readonly password: string }) {
  await page.locator('#login').fill(login)
  await page.locator('#password').fill(password)
  await page.keyboard.press('Enter')
  await page.locator('#main').waitFor()
}
