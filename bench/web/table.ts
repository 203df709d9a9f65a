/** `web.table`: the grid with 100,000 × 20, beside the library's bare, in a real Chromium. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build, preview } from 'vite'
import { openBrowser, wide } from '../../tests/browser/browser.ts'
import type { Bench, Measured } from '../bench.ts'
import { inTurn, short, spread } from '../measure.ts'

const reference = 'react-data-grid bare, same rows and columns'
const limits = { readyMs: 100, framesOver: 0.01, pasteMs: 1_000 }

/** The page, built as users get it, in a browser of its own. */
async function onPage(measure: (page: Page) => Promise<Measured>): Promise<Measured> {
  const root = fileURLToPath(new URL('./table/', import.meta.url))
  const outDir = mkdtempSync(join(tmpdir(), 'jiamao-table-'))
  const settings = { root, configFile: false as const, logLevel: 'error' as const }
  await build({
    ...settings,
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2_000 },
    oxc: { jsx: { runtime: 'automatic' } },
  })
  const server = await preview({ ...settings, build: { outDir }, preview: { port: 0, host: 'localhost' } })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: wide })
    await page.goto(server.resolvedUrls?.local[0] ?? '')
    await page.locator('body[data-ready=true]').waitFor({ state: 'attached' })
    return await measure(page)
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true, force: true })
  }
}

type Kind = 'ours' | 'bare'
const show = (page: Page, kind: Kind): Promise<number> => page.evaluate(`acts.show('${kind}')`)

export const ready: Bench = {
  name: 'web.table',
  work: '100,000 × 20: from the data to the first rows on the screen',
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 1.3, also: `≤ ${limits.readyMs} ms` },
  run: () =>
    onPage(async (page) => {
      const rounds = await inTurn(
        9,
        () => show(page, 'ours'),
        () => show(page, 'bare'),
      )
      return { ...rounds, reference, note: spread(rounds.ours, rounds.theirs), also: rounds.value <= limits.readyMs }
    }),
}

const frames = 400
/** A frame over 16.7 ms is seen as a beat of the screen that was missed. */
const isOver = (ms: number) => ms > 1.5 * 16.7
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export const scroll: Bench = {
  name: 'web.table',
  work: `100,000 × 20: ${frames} frames of a scripted scroll, 2 and then 20 rows a frame; mean time of a frame`,
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 1.3, also: `≤ ${limits.framesOver * 100} % frames over 16.7 ms` },
  run: () =>
    onPage(async (page) => {
      const seen: Record<Kind, number[]> = { ours: [], bare: [] }
      const side = (kind: Kind) => async () => {
        await show(page, kind)
        const times = (await page.evaluate(`acts.scroll(${frames})`)) as number[]
        seen[kind].push(times.filter(isOver).length / times.length)
        return mean(times)
      }
      const rounds = await inTurn(3, side('ours'), side('bare'))
      const [ours, bare] = [mean(seen.ours.slice(1)), mean(seen.bare.slice(1))]
      return {
        ...rounds,
        reference,
        note: `${spread(rounds.ours, rounds.theirs)}; frames over: ${short(ours * 100)} %, bare ${short(bare * 100)} %`,
        also: ours <= limits.framesOver,
      }
    }),
}

export const paste: Bench = {
  name: 'web.table',
  work: 'a paste of 20,000 × 10 into 100,000 × 20: read, rewritten, checked and shown',
  unit: 'ms',
  better: 'lower',
  goal: { ratio: 1.3, also: `≤ ${limits.pasteMs} ms` },
  run: () =>
    onPage(async (page) => {
      const side = (kind: Kind) => async () => {
        await show(page, kind)
        const ms = (await page.evaluate('acts.paste()')) as number
        const said = await page.evaluate('acts.said()')
        if (kind === 'ours' && !`${said}`.startsWith('20,000 行')) throw new Error(`the paste said "${said}"`)
        const row = `${await page.evaluate('acts.firstRow()')}`
        if (!/1,?234\.5/.test(row)) throw new Error(`nothing was pasted: ${row}`)
        return ms
      }
      const rounds = await inTurn(5, side('ours'), side('bare'))
      return { ...rounds, reference, note: spread(rounds.ours, rounds.theirs), also: rounds.value <= limits.pasteMs }
    }),
}
