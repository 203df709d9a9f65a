/** Who may use it, in a real Chromium: people are invited, join, and are taken care of on pages. */
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, type Watched, wide } from './browser.ts'

const world = new World()
let browser: Browser
const account = (login: string) => world.account(login)
beforeAll(async () => {
  await world.start()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

/** Invites somebody on the page. @returns the link that it shows */
async function inviteOn({ page }: Watched, name: string): Promise<string> {
  await page.locator('#invited-name').fill(name)
  await page.locator('#invited-roles').click()
  await page.locator('.ant-select-item-option', { hasText: '关务员' }).last().click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '生成链接' }).click()
  const link = page.getByRole('status').locator('input')
  await link.waitFor()
  return link.inputValue()
}

describe('an administrator', () => {
  test('invites a person, who opens the link, chooses login and password, and is at their desk', async () => {
    const admin = await openPage(browser, world.address())
    await admin.page.goto('/people')
    await signIn(admin.page, account('electronics'))
    await admin.page.getByRole('heading', { name: '人员' }).waitFor()
    const link = await inviteOn(admin, '陈关务')
    expect(await faultsOf(admin.page)).toEqual([])
    await shoot(admin.page, 'people-made-zh')

    const guest = await openPage(browser, world.address())
    await guest.page.goto(link)
    await guest.page.getByText('陈关务').waitFor()
    expect(await faultsOf(guest.page)).toEqual([])
    await shoot(guest.page, 'join-zh')
    await guest.page.locator('#login').fill('chen')
    await guest.page.locator('#password').fill('four quite unrelated words')
    await guest.page.keyboard.press('Enter')
    await guest.page.getByRole('heading', { name: '工作台' }).waitFor()
    expect(await guest.page.getByRole('link', { name: '人员' }).count()).toBe(0)

    const late = await openPage(browser, world.address())
    await late.page.goto(link)
    await late.page.getByText('链接已失效').waitFor()
    expect(await faultsOf(late.page)).toEqual([])
    await shoot(late.page, 'join-over-zh')

    await admin.page.reload()
    await admin.page.getByRole('button', { name: '移出 陈关务' }).click()
    await admin.page.getByText('立即失效').waitFor()
    expect(await faultsOf(admin.page)).toEqual([])
    await shoot(admin.page, 'people-remove-zh')
    await admin.page.getByRole('button', { name: '移出', exact: true }).click()
    await admin.page.getByText('陈关务').waitFor({ state: 'detached' })
    await guest.page.goto('/filings')
    await guest.page.locator('#login').waitFor()
    for (const { complaints } of [admin, guest, late]) expect(complaints).toEqual([])
  }, 60_000)
})

describe('an enterprise', () => {
  test('applies with its licence, is approved by the operator, and its first person comes in', async () => {
    const guest = await openPage(browser, world.address())
    await guest.page.goto('/desk')
    await guest.page.getByRole('link', { name: '企业入驻' }).click()
    const { name, creditCode } = exampleRegistration.head
    for (const [field, value] of Object.entries({ name, creditCode, contact: '厂长', phone: '0769-88880000' }))
      await guest.page.locator(`#${field}`).fill(value)
    const licence = { name: 'licence.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7\n%a licence') }
    await guest.page.locator('#evidence').setInputFiles(licence)
    await guest.page.getByRole('button', { name: '提交申请' }).click()
    const link = await guest.page.getByLabel('查看申请的链接').inputValue()
    await guest.page.goto(link)
    await guest.page.getByText('等待运行岗核对').waitFor()
    expect(await faultsOf(guest.page)).toEqual([])
    await shoot(guest.page, 'sign-up-waits-zh')

    const operator = await openPage(browser, world.address())
    await operator.page.goto('/desk')
    await signIn(operator.page, account('security'))
    await operator.page.getByRole('link', { name: '入驻申请' }).first().click()
    await operator.page.getByText(creditCode).waitFor()
    expect(await faultsOf(operator.page)).toEqual([])
    await shoot(operator.page, 'sign-ups-zh')
    await operator.page.getByRole('button', { name: `同意入驻 ${name}` }).click()
    await operator.page.getByText('没有待办的申请。').waitFor()

    await guest.page.reload()
    await guest.page.getByRole('link', { name: '设登录名和密码' }).click()
    await guest.page.locator('#login').fill('director')
    await guest.page.locator('#password').fill('four quite unrelated words')
    await guest.page.keyboard.press('Enter')
    await guest.page.getByRole('heading', { name: '工作台' }).waitFor()
    for (const { complaints } of [guest, operator]) expect(complaints).toEqual([])
  }, 60_000)
})

describe('pages of identity', () => {
  test.each([
    ['1440', wide],
    ['390', phone],
  ] as const)(
    'have no fault of access, in both languages and looks, at %s',
    async (name, viewport) => {
      const { page, complaints } = await openPage(browser, world.address(), viewport)
      await page.goto('/people')
      await signIn(page, account('electronics'))
      for (const language of ['zh', 'en'])
        for (const look of ['light', 'dark']) {
          await page.evaluate(
            ([l, k]) => {
              localStorage.setItem('language', l)
              localStorage.setItem('look', k)
            },
            [language, look],
          )
          for (const path of ['people', 'clients', 'account', 'join', 'recover', 'sign-up']) {
            await page.goto(`/${path}`)
            await page.locator('h1').first().waitFor()
            await page.waitForLoadState('networkidle')
            expect([path, language, look, await faultsOf(page)]).toEqual([path, language, look, []])
            await shoot(page, `${path}-${language}-${look}-${name}`)
          }
        }
      expect(complaints).toEqual([])
    },
    120_000,
  )
})
