/** 电子签名 in a real Chromium: a signer reads the statement and signs what was filed first; the officer and the print see it. */
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, type Watched, wide } from './browser.ts'

const world = new World({ JIAMAO_CLOCK: '2020-01-02' })
let browser: Browser
let id = ''
beforeAll(async () => {
  await world.start()
  const { token, organisation } = world.account('electronics')
  const { body } = await world.ask<{ items: { id: string; customsCode: string; creditCode: string; name: string }[] }>(
    '/api/v1/organisations',
    { token },
  )
  const { customsCode, creditCode, name } = body.items.find((one) => one.id === organisation)!
  const firm = { customsCode, creditCode, name }
  const { head, ...lists } = exampleHandbook
  const json = {
    ...lists,
    head: {
      ...head,
      ...{ ownNumber: 'SIG-1', operatingEnterprise: firm },
      processingEnterprise: { ...head.processingEnterprise, ...firm },
    },
  }
  const path = '/api/v1/filings/enterprise.handbook.establish'
  const filed = await world.ask<{ id: string }>(`${path}?submit=true`, { token, json })
  expect(filed.status).toBe(201)
  id = filed.body.id
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

const ways = [
  ['1440', wide],
  ['390', phone],
] as const

/** Looks at the open filing in both languages and widths, with what is opened there. */
async function seen({ page }: Watched, picture: string, open = async () => {}) {
  for (const [name, viewport] of ways)
    for (const language of ['en', 'zh']) {
      await page.setViewportSize(viewport)
      await page.evaluate((l) => localStorage.setItem('language', l), language)
      await page.goto(`/filings/${id}`)
      await page.locator('.signature').waitFor()
      await open()
      await page.waitForLoadState('networkidle')
      expect([picture, name, language, await faultsOf(page)]).toEqual([picture, name, language, []])
      await shoot(page, `${picture}-${language}-${name}`)
    }
}

test('what a program filed is marked for all, read and signed by the signer, and then fits', async () => {
  const officer = await openPage(browser, world.address())
  await officer.page.goto('/desk')
  await signIn(officer.page, world.account('customs'))
  await officer.page.goto(`/filings/${id}`)
  await officer.page.getByText('待补签').first().waitFor()
  expect(await officer.page.getByRole('button', { name: '阅读并签名' }).count()).toBe(0)

  const signer = await openPage(browser, world.address())
  const { page } = signer
  await page.goto('/desk')
  await signIn(page, world.account('electronics-signer'))
  await page
    .getByText(/待补签 ·/)
    .first()
    .waitFor()
  await seen(signer, 'signature-due', async () => {
    await page.getByRole('button', { name: /阅读并签名|Read and sign/ }).click()
    await page.getByRole('dialog').getByText('SIG-1').waitFor()
  })
  // By the keyboard alone: the dialog is a form.
  await page.getByRole('button', { name: '签名', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('与所签内容一致').waitFor()
  await seen(signer, 'signature-done')

  await officer.page.reload()
  await officer.page.getByText('与所签内容一致').waitFor()
  expect(await officer.page.getByText('待补签').count()).toBe(0)
  await page.setViewportSize(wide)
  await page.goto(`/filings/${id}/print`)
  await page.getByText('与所签内容一致').waitFor()
  await shoot(page, 'signature-print-zh')
  for (const { complaints } of [officer, signer]) expect(complaints).toEqual([])
}, 120_000)

test('a clerk who files is told that it waits for the signer', async () => {
  const { token } = world.account('electronics')
  const filing = await world.ask<{ id: string }>('/api/v1/filings/enterprise.write-off.report', {
    token,
    json: { head: { book: 'C520720A0001' } },
  })
  const { page, complaints } = await openPage(browser, world.address())
  await page.goto(`/filings/${filing.body.id}`)
  await signIn(page, world.account('electronics'))
  await page.getByRole('button', { name: '提交申报' }).click()
  await page.getByRole('dialog').getByText('提交后转授权签字人补签').waitFor()
  expect(await faultsOf(page)).toEqual([])
  expect(complaints).toEqual([])
})
