/** Roles' comforts, in a real Chromium: told by mail and webhook, warned before sign-out, saved filters, templates, help. */
import { readLetter, startMailServer, startReceiver } from '@jiamao/server/post/testing'
import Excel from 'exceljs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behind } from '../system/browse.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn } from './browser.ts'

let world: World
let browser: Browser
let mail: Awaited<ReturnType<typeof startMailServer>>
let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeAll(async () => {
  mail = await startMailServer()
  receiver = await startReceiver()
  world = new World({
    JIAMAO_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    JIAMAO_MAIL_FROM: 'told@jiamao.example',
    JIAMAO_WEBHOOK_NETWORKS: '127.0.0.1',
  })
  await world.start()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
  await mail.close()
  await receiver.close()
})

/** Waits until something is there. */
async function until<T>(find: () => T | undefined, ms = 15_000): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    if (Date.now() > end) throw new Error('it did not come')
    await new Promise((done) => setTimeout(done, 100))
  }
}

describe('notices out of the house', () => {
  test('a person confirms an address by the link in a letter, and chooses what of', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/settings')
    await signIn(page, world.account('electronics'))
    await page.locator('#mail-address').fill('lin@firm.example')
    await page.getByRole('button', { name: '发送确认邮件' }).click()
    await page.getByText('等待确认').waitFor()
    const letter = readLetter(await until(() => mail.got[0]))
    expect(letter.heads.subject).toBe('加贸：确认邮箱')
    const link = /http\S+\/mail#confirm=[\w-]+/.exec(letter.text)![0]

    const guest = await openPage(browser, world.address(), phone)
    await guest.page.goto(link.replace(/^http:\/\/[^/]+/, world.address()))
    expect(await faultsOf(guest.page)).toEqual([])
    await shoot(guest.page, 'mail-confirm-390-zh')
    await guest.page.getByRole('button', { name: '确认这个邮箱' }).click()
    await guest.page.getByText('邮箱已确认。').waitFor()

    await page.reload()
    await page.getByLabel('有新的往来').click()
    await page.locator('.ant-select-item-option', { hasText: '立即发' }).last().click()
    await page.getByRole('button', { name: '保存选择' }).click()
    await page.getByText('已保存').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'settings-mail-zh')
    expect([...complaints, ...guest.complaints]).toEqual([])
  }, 120_000)

  test('an administrator sets a webhook, tries it, and sees what came of it', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/settings')
    await signIn(page, world.account('toys'))
    await page.locator('#webhook-url').fill('http://169.254.169.254/latest')
    await page.getByRole('button', { name: '保存地址' }).click()
    await page.getByText('地址指向内部网络。').waitFor()
    await page.locator('#webhook-url').fill(receiver.url)
    await page.getByRole('button', { name: '保存地址' }).click()
    expect(await page.locator('#webhook-secret').inputValue()).toMatch(/^jmwh_/)
    await page.getByRole('button', { name: '试发一次' }).click()
    await page.getByText('已送达 · HTTP 200').waitFor()
    expect(JSON.parse(receiver.got[0].body)).toMatchObject({ kind: 'test' })
    expect(await faultsOf(page)).toEqual([])
    await page.locator('#webhook-url').scrollIntoViewIfNeeded()
    await shoot(page, 'settings-webhook-zh')
    await page.setViewportSize(phone)
    await page
      .getByRole('button', { name: '切换' })
      .or(page.getByRole('button', { name: 'Switch to English' }))
      .click()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'settings-390-en')
    expect(complaints).toEqual([])
  }, 120_000)
})

describe('before a session ends', () => {
  /** Lets so much time go by for all sessions of a login as if nobody had touched a page: so many seconds are left. */
  const leave = async (login: string, seconds: number) => {
    // What a page asks while it opens is use of the session.
    await new Promise((done) => setTimeout(done, 2_000))
    return behind(
      world,
      `update platform.session s set seen_at = now() - s.idle + $2::int * interval '1 second'
        where s.ended_at is null and s.person_id = (select person_id from platform.login where name = $1)`,
      [login, seconds],
    )
  }

  test('one is asked two minutes before, by a dialog that has the focus, in every tab; who stays, stays in all', async () => {
    const { page, context, complaints } = await openPage(browser, world.address())
    await page.goto('/desk')
    await signIn(page, world.account('electronics'))
    const other = await context.newPage()
    await other.goto('/filings')
    await other.getByRole('heading', { name: '我的申报' }).waitFor()
    await leave('electronics', 119)
    for (const one of [page, other]) await one.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
    for (const one of [page, other]) await one.getByRole('alertdialog', { name: '登录将要结束' }).waitFor()
    expect(await page.evaluate(`document.activeElement.textContent`)).toBe('继续')
    await page.getByText(/还有 1:[0-5]\d/).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'session-end-zh')
    await page.bringToFront()
    await page.keyboard.press('Enter')
    for (const one of [page, other]) await one.getByRole('alertdialog').waitFor({ state: 'detached' })
    const { seconds } = (await page.evaluate(`fetch('/api/v1/session/end').then((reply) => reply.json())`)) as {
      seconds: number
    }
    expect(seconds).toBeGreaterThan(1_700)
    expect(complaints).toEqual([])
  }, 120_000)

  test('at the end one signs in again in the same place', async () => {
    const { page, complaints } = await openPage(browser, world.address())
    await page.goto('/filings?q=HB')
    await signIn(page, world.account('electronics'))
    await page.getByRole('heading', { name: '我的申报' }).waitFor()
    await leave('electronics', 3)
    await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`)
    await page.getByRole('alertdialog').waitFor()
    await page.locator('#login').waitFor()
    await signIn(page, world.account('electronics'))
    await page.getByRole('heading', { name: '我的申报' }).waitFor()
    expect(new URL(page.url()).search).toBe('?q=HB')
    expect(complaints).toEqual([])
  }, 120_000)
})

test('a list is narrowed by filters that one has saved: by name, by keys, by default, renamed, on any machine', async () => {
  const { page, complaints } = await openPage(browser, world.address())
  const bar = page.getByRole('toolbar', { name: '保存的筛选' })
  await page.goto('/filings?state=draft')
  await signIn(page, world.account('electronics'))
  for (const [query, name] of [
    ['state=draft', '草稿'],
    ['state=accepted', '已接受的'],
  ]) {
    await page.goto(`/filings?${query}`)
    await page.getByRole('button', { name: '保存当前筛选' }).click()
    await page.locator('#filter-name').fill(name)
    await page.keyboard.press('Enter')
    await bar.getByRole('button', { name }).waitFor()
  }
  await page.keyboard.press('f')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.waitForURL(/state=draft$/)
  await page.getByRole('button', { name: '管理' }).click()
  await page.getByLabel('打开页面时使用 草稿').check()
  await page.getByLabel('改名 草稿').fill('我的草稿')
  await page.getByRole('button', { name: '删除 已接受的' }).click()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'filters-manage-zh')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await bar.getByRole('button', { name: '我的草稿' }).waitFor()

  const there = await openPage(browser, world.address(), phone)
  await there.page.goto('/filings')
  await signIn(there.page, world.account('electronics'))
  await there.page.waitForURL(/state=draft$/)
  expect(await there.page.getByRole('toolbar').getByRole('button').allTextContents()).toEqual([
    '全部',
    '我的草稿 · 默认',
    '管理',
  ])
  await there.page.getByRole('button', { name: '全部' }).click()
  await there.page.waitForURL(/filings$/)
  expect(await faultsOf(there.page)).toEqual([])
  expect([...complaints, ...there.complaints]).toEqual([])
}, 120_000)

/** Opens a draft over the API, as the clerk of the electronics firm. @returns its id */
async function draftOf(type: string, wire: object): Promise<string> {
  const { token } = world.account('electronics')
  const { body } = await world.ask<{ id: string }>(`/api/v1/filings/${type}`, { token, json: wire })
  return body.id
}

test('a draft is copied, kept as a template, and begun with again', async () => {
  const id = await draftOf('enterprise.handbook.establish', {
    head: { ownNumber: 'T-1', tradeMode: '0615' },
    materials: [{ seq: 1, part: 'M1', name: '树脂' }],
  })
  const { page, complaints } = await openPage(browser, world.address())
  await page.goto(`/filings/${id}`)
  await signIn(page, world.account('electronics'))
  await page.getByRole('button', { name: '存为模板' }).click()
  await page.locator('#template-name').fill('树脂手册')
  expect(await faultsOf(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByText('已存为模板“树脂手册”。').waitFor()
  await page.getByRole('button', { name: '复制为新草稿' }).click()
  await page.waitForURL((url) => /^\/filings\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.includes(id))
  await page.goto('/imports/new')
  await page.getByText('树脂手册').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'templates-zh')
  await page.getByRole('button', { name: '用它新建 树脂手册' }).click()
  await page.waitForURL(/\/filings\/[0-9a-f-]{36}$/)
  const made = page.url().split('/').at(-1)
  const { body } = await world.ask<{ content: { head: object; materials: object[] } }>(`/api/v1/filings/${made}`, {
    token: world.account('electronics').token,
  })
  expect(body.content.head).toEqual({ tradeMode: '0615' })
  expect(body.content.materials).toMatchObject([{ seq: 1, name: '树脂' }])
  expect(complaints).toEqual([])
}, 120_000)

test('a draft with faults goes home as a workbook with the faults at the cells, and comes back mended into the same draft', async () => {
  const { token } = world.account('electronics')
  const id = await draftOf('enterprise.handbook.establish', {
    head: { ownNumber: 'T-2', tradeMode: '0615', validTo: '31.12.2020' },
    materials: [{ seq: 1, part: 'M1', name: '树脂' }],
  })
  const reply = await fetch(`${world.address()}/api/v1/filings/${id}/workbook?marked=true`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const book = new Excel.Workbook()
  await book.xlsx.load(await reply.arrayBuffer())
  const cells: Excel.Cell[] = []
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell))))
  const wrong = cells.find(({ value }) => value === '31.12.2020')
  expect(JSON.stringify(wrong?.note)).toContain('不是日期')
  expect(wrong?.fill).toMatchObject({ type: 'pattern', fgColor: { argb: 'FFFFC7CE' } })
  wrong!.value = '2020-12-31'
  cells.find(({ value }) => value === '树脂')!.value = '环氧树脂'
  const mended = Buffer.from(await book.xlsx.writeBuffer())

  const { page, complaints } = await openPage(browser, world.address())
  await page.goto(`/filings/${id}`)
  await signIn(page, world.account('electronics'))
  await page.getByRole('link', { name: '下载带批注的工作簿' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'draft-mend-zh')
  const file = { name: 'mended.xlsx', mimeType: 'application/octet-stream', buffer: mended }
  await page.locator('.acts input[type=file]').setInputFiles(file)
  await page.getByRole('link', { name: '打开草稿' }).click()
  await page.waitForURL((url) => url.pathname === `/filings/${id}`)
  const { body } = await world.ask<{ revision: number; content: { head: object; materials: object[] } }>(
    `/api/v1/filings/${id}`,
    { token },
  )
  expect([body.revision, body.content.head]).toMatchObject([2, { ownNumber: 'T-2', validTo: '2020-12-31' }])
  expect(body.content.materials).toMatchObject([{ name: '环氧树脂' }])
  // What was seen is no longer what is there: nothing is written over.
  const late = await world.ask<{ id: string }>(`/api/v1/imports/enterprise.handbook.establish?into=${id}&revision=1`, {
    token,
    bytes: mended,
  })
  const result = async () =>
    (await world.ask<{ state: string; errors?: { code: string }[] }>(`/api/v1/imports/${late.body.id}`, { token })).body
  while (['queued', 'running'].includes((await result()).state)) await page.waitForTimeout(200)
  expect((await result()).errors).toMatchObject([{ code: 'FILING_CHANGED' }])
  const foreign = world.account('toys').token
  const path = `/api/v1/imports/enterprise.handbook.establish?into=${id}`
  expect((await world.ask(path, { token: foreign, bytes: mended })).status).toBe(404)
  expect(complaints).toEqual([])
}, 120_000)

test('[ and ] go along the list that one came from, and on a phone its tables are cards', async () => {
  const ids: string[] = []
  for (const ownNumber of ['N-1', 'N-2', 'N-3'])
    ids.unshift(await draftOf('enterprise.handbook.establish', { head: { ownNumber } }))
  const { page, complaints } = await openPage(browser, world.address())
  await page.goto('/filings?state=draft')
  await signIn(page, world.account('electronics'))
  await page.locator(`a[href="/filings/${ids[1]}"]`).click()
  const list = page.getByRole('navigation', { name: '来自的列表' })
  await list.getByText(/列表第 2 \/ \d+ 件/).waitFor()
  await page.keyboard.press(']')
  await page.waitForURL((url) => url.pathname === `/filings/${ids[2]}`)
  await page.keyboard.press('[')
  await page.waitForURL((url) => url.pathname === `/filings/${ids[1]}`)
  await list.getByText(/列表第 2 \/ \d+ 件/).waitFor()
  await page.keyboard.press('[')
  await page.waitForURL((url) => url.pathname === `/filings/${ids[0]}`)
  await list.getByText(/列表第 1 \/ \d+ 件/).waitFor()
  expect(await list.getByRole('link', { name: '上一件' }).count()).toBe(0)
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'neighbours-zh')
  // One who came from elsewhere has no list.
  const other = await openPage(browser, world.address(), phone)
  await other.page.goto(`/filings/${ids[0]}/log`)
  await signIn(other.page, world.account('electronics'))
  await other.page.locator('td[data-name="时间"]').first().waitFor()
  const named = `getComputedStyle(document.querySelector('td[data-name="时间"]'), '::before').content`
  expect(await other.page.evaluate(named)).toContain('时间')
  expect(await other.page.locator('nav.neighbours').count()).toBe(0)
  const wide = await other.page.evaluate(`document.documentElement.scrollWidth`)
  expect(wide).toBeLessThanOrEqual(phone.width)
  expect(await faultsOf(other.page)).toEqual([])
  await shoot(other.page, 'log-cards-390-zh')
  expect([...complaints, ...other.complaints]).toEqual([])
}, 120_000)

test('help is at the same place on every page: F1, ? or the button; it says what for, on what ground, and the keys', async () => {
  const { page, complaints } = await openPage(browser, world.address())
  await page.goto('/desk')
  await signIn(page, world.account('electronics'))
  await page.getByRole('heading', { name: '工作台' }).waitFor()
  await page.keyboard.press('F1')
  const panel = page.getByRole('dialog')
  await panel.getByText('R8.60').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'help-desk-zh')
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  const id = await draftOf('enterprise.handbook.establish', { head: { ownNumber: 'H-1' } })
  await page.goto(`/filings/${id}/views`)
  await page.getByRole('link', { name: '打印' }).waitFor()
  await page.keyboard.press('?')
  await panel.getByText('这种申报的依据: Order 219').waitFor()
  await panel.getByText('上一件').waitFor()
  await page.keyboard.press('Escape')
  // What one types is text.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('?')
  expect(await page.locator('dialog.help').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.setViewportSize(phone)
  await page.getByRole('button', { name: 'Switch to English' }).click()
  await page.getByRole('button', { name: 'Help' }).click()
  await panel.getByRole('heading', { name: 'Keys of this page' }).waitFor()
  expect(await faultsOf(page)).toEqual([])
  await shoot(page, 'help-390-en')
  expect(complaints).toEqual([])
}, 120_000)
