/** `web.load`: what a browser fetches, cold, before the desk can be used. */
import { openBrowser, openPage, signIn } from '../../tests/browser/browser.ts'
import { World } from '../../tests/system/world.ts'
import type { Bench } from '../bench.ts'
import { short } from '../measure.ts'

const most = { kilobytes: 350, requests: 30 }

interface Fetched {
  readonly scripts: number
  readonly requests: number
  readonly ms: number
}

// Run in the page: what it fetched until its heading stood there.
const fetched = `(() => {
  const found = performance.getEntriesByType('resource').filter(({ name }) => !name.includes('woff') && !name.includes('font-'))
  return {
    scripts: found.filter(({ initiatorType, name }) => name.endsWith('.js')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    requests: found.length,
    ms: performance.now(),
  }
})()`

export const load: Bench = {
  name: 'web.load',
  work: 'the desk of a clerk who is signed in, cold cache: compressed script before the first interaction',
  unit: 'KB',
  better: 'lower',
  goal: { also: `≤ ${most.kilobytes} KB, ≤ ${most.requests} requests` },
  async run() {
    const world = new World()
    await world.start()
    const browser = await openBrowser()
    try {
      const address = `http://localhost:${world.port}`
      const { page, context } = await openPage(browser, address)
      await page.goto('/account')
      await signIn(page, world.accounts()[8])
      const state = await context.storageState()
      const cold = await browser.newContext({ storageState: state, baseURL: address })
      const desk = await cold.newPage()
      await desk.goto('/desk')
      await desk.locator('#main h1').waitFor()
      const { scripts, requests, ms } = (await desk.evaluate(fetched)) as Fetched
      const kilobytes = scripts / 1024
      return {
        value: kilobytes,
        reference: 'none: a limit',
        referenceValue: null,
        note: `${requests} requests, heading after ${short(ms)} ms on this machine`,
        also: kilobytes <= most.kilobytes && requests <= most.requests,
      }
    } finally {
      await browser.close()
      await world.end()
    }
  },
}
