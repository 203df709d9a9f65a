/** Papers in a real Chromium: what a type asks for, a PDF and a picture looked at in the page, by keys, under the page's policy. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn } from './browser.ts'

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

/** Two pages in a Chinese font that is not in the file, as contracts from office programs are: PDF.js needs its maps for it. */
function contract(): Buffer {
  const text = (words: string) => {
    const codes = Buffer.from(words, 'utf16le').swap16().toString('hex')
    return `BT /F1 28 Tf 60 700 Td <${codes}> Tj ET\n60 690 400 2 re f`
  }
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    ...[5, 6].map(
      (content) =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 7 0 R >> >> /Contents ${content} 0 R >>`,
    ),
    ...['进口合同 第一页', '进口合同 第二页'].map(
      (words) => `<< /Length ${text(words).length} >>\nstream\n${text(words)}\nendstream`,
    ),
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [8 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 9 0 R /DW 1000 >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]
  let file = '%PDF-1.7\n'
  const places = objects.map((object, n) => {
    const at = file.length
    file += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const xref = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(`${file}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${xref}\n%%EOF\n`)
}

/** How much of the canvas is drawn on. */
const inked = `(() => {
  const canvas = document.querySelector('.preview canvas')
  if (!canvas || canvas.width < 2) return 0
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  let dark = 0
  for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 0 && data[i] < 128) dark++
  return dark
})()`

test('what a type asks for is listed, and a PDF is looked at page by page, larger and smaller, by keys', async () => {
  const { page, context, complaints } = await openPage(browser, world.address())
  await page.goto('/desk')
  await signIn(page, world.account('electronics'))
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const opened = await page.request.post('/api/v1/filings/enterprise.handbook.establish', {
    data: { head: { ownNumber: 'PDF-1' } },
    headers: { origin: world.address() },
  })
  const { id } = await opened.json()
  await page.goto(`/filings/${id}/papers`)
  await page.locator('.asked li', { hasText: '对外签订的合同' }).locator('.tag', { hasText: '缺' }).waitFor()
  await page.getByText('缺少随附单证：对外签订的合同').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page
    .locator('.tabbed input[type=file]')
    .setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer: contract() })
  await page.locator('.asked li', { hasText: '对外签订的合同' }).locator('.tag', { hasText: '已有' }).waitFor()
  await page.getByText('缺少随附单证：对外签订的合同').waitFor({ state: 'detached' })
  expect(asked.filter((url) => /pdf-page|pdf\.worker/.test(url))).toEqual([])

  await page.getByRole('button', { name: '查看' }).click()
  const preview = page.locator('.preview')
  await preview.getByText('第 1 / 2 页').waitFor()
  await expect.poll(() => page.evaluate(inked), { timeout: 20_000 }).toBeGreaterThan(100)
  await expect.poll(() => preview.locator('.unseen').textContent()).toContain('进口合同 第一页')
  expect(asked.some((url) => /UniGB-UCS2-H/.test(url))).toBe(true)
  const width = () => page.evaluate("document.querySelector('.preview canvas').clientWidth") as Promise<number>
  const fit = await width()
  await page.keyboard.press('ArrowRight')
  await preview.getByText('第 2 / 2 页').waitFor()
  await expect.poll(() => preview.locator('.unseen').textContent()).toContain('进口合同 第二页')
  await page.keyboard.press('+')
  await expect.poll(width).toBeGreaterThan(fit * 1.2)
  await page.keyboard.press('0')
  await expect.poll(width).toBe(fit)
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'paper-pdf-zh')
  await page.setViewportSize(phone)
  await shoot(page, 'paper-pdf-zh-390')
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.evaluate("localStorage.setItem('language', 'en'); localStorage.setItem('look', 'dark')")
  await page.reload()
  await page.getByRole('button', { name: 'Look', exact: true }).click()
  await expect.poll(() => page.evaluate(inked), { timeout: 20_000 }).toBeGreaterThan(100)
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'paper-pdf-en-dark')
  await page.keyboard.press('Escape')
  await preview.waitFor({ state: 'detached' })

  // A PDF that is none inside says so, and so does the policy: nothing was refused.
  await page.locator('.tabbed input[type=file]').setInputFiles({
    name: 'broken.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7\nnothing of the kind'),
  })
  await page.locator('.rows li', { hasText: 'broken.pdf' }).getByRole('button', { name: 'Look', exact: true }).click()
  await page.getByText('cannot be opened').waitFor({ timeout: 20_000 })
  expect(complaints).toEqual([])
  const health = await world.ask<{ violations: { count: number } }>('/api/v1/health', {
    token: world.account('system').token,
  })
  expect(health.body.violations.count).toBe(0)
  await context.close()
}, 120_000)
