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

  test('proposes a role with power; another administrator finds it on the desk, sees the difference and confirms it', async () => {
    const clerk = { login: 'rising', password: 'four quite unrelated words' }
    const ask = (path: string, json: object, token?: string) =>
      world.ask<{ link: string }>(`/api/v1${path}`, { json, token })
    const made = await ask('/invitations', { name: '李关务', roles: ['customsClerk'] }, account('toys').token)
    await ask('/invitation/take', { secret: made.body.link.split('#')[1], ...clerk })

    const [first, second] = [await openPage(browser, world.address()), await openPage(browser, world.address())]
    await first.page.goto('/people')
    await signIn(first.page, account('toys'))
    await first.page.getByLabel('角色 李关务').click()
    await first.page.locator('.ant-select-item-option', { hasText: '授权签字人' }).last().click()
    await first.page.keyboard.press('Escape')
    await first.page.getByRole('button', { name: '保存角色' }).click()
    await first.page.getByText('我提议的').waitFor()
    expect(await faultsOf(first.page)).toEqual([])
    await shoot(first.page, 'proposal-own-zh')

    await second.page.goto('/desk')
    await signIn(second.page, account('toys-signer'))
    for (const [name, viewport] of [
      ['1440', wide],
      ['390', phone],
    ] as const)
      for (const language of ['en', 'zh']) {
        await second.page.setViewportSize(viewport)
        await second.page.evaluate((l) => localStorage.setItem('language', l), language)
        await second.page.goto('/desk')
        await second.page.getByRole('button', { name: /^(核对|Look) 李关务/ }).click()
        await second.page.getByRole('dialog').waitFor()
        expect([name, language, await faultsOf(second.page)]).toEqual([name, language, []])
        await shoot(second.page, `proposal-${language}-${name}`)
      }
    await second.page.getByRole('button', { name: /确认.*关务员.*的提议/ }).click()
    await second.page.getByRole('dialog').waitFor({ state: 'detached' })
    await second.page.getByRole('button', { name: '核对 李关务' }).waitFor({ state: 'detached' })
    await first.page.reload()
    await first.page.getByRole('heading', { name: '人员' }).waitFor()
    const { body } = await world.ask<{ items: { name: string; roles: string[] }[] }>('/api/v1/people', {
      token: account('toys').token,
    })
    expect(body.items.find(({ name }) => name === '李关务')?.roles).toEqual(['customsClerk', 'signer'])
    for (const { complaints } of [first, second]) expect(complaints).toEqual([])
  }, 90_000)
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
    await operator.page.getByRole('button', { name: `提议同意入驻 ${name}` }).click()
    await operator.page.getByText('我提议的').waitFor()
    await guest.page.reload()
    await guest.page.getByText('等待运行岗核对').waitFor()

    const second = await openPage(browser, world.address())
    await second.page.goto('/sign-ups')
    await signIn(second.page, account('security-2'))
    await second.page.getByRole('button', { name: `核对 ${name}` }).click()
    await second.page.getByRole('dialog').getByText(creditCode).waitFor()
    expect(await faultsOf(second.page)).toEqual([])
    await shoot(second.page, 'sign-ups-confirm-zh')
    await second.page.getByRole('button', { name: /确认.*安全管理员.*的提议/ }).click()
    await second.page.getByText('没有待办的申请。').waitFor()

    await guest.page.reload()
    await guest.page.getByRole('link', { name: '设登录名和密码' }).click()
    await guest.page.locator('#login').fill('director')
    await guest.page.locator('#password').fill('four quite unrelated words')
    await guest.page.keyboard.press('Enter')
    await guest.page.getByRole('heading', { name: '工作台' }).waitFor()
    for (const { complaints } of [guest, operator, second]) expect(complaints).toEqual([])
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
