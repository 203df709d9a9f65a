/** Officers at work in a browser, by keys alone: a queue of decisions, an opinion, a batch; and the firm that owes an explanation. */
import { exampleGoods } from '@jiamao/modules/enterprise/goods/example'
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checklist } from '../books.ts'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, openPage, phone, shoot, signIn, type Watched, wide } from './browser.ts'

// Before 2020 customs decided merging relations at its desk (R2.11).
const world = new World({ JIAMAO_CLOCK: '2019-12-30' })
let browser: Browser
let clerk = ''
type Filed = { id: string; state: string; known: Record<string, string> }
const send = async (token: string, path: string, json: object, method = 'POST') => {
  const answer = await world.ask<Filed & { token: string }>(`/api/v1${path}`, { token, method, json })
  if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}
const file = (type: string, json: object, token = clerk) => send(token, `/filings/${type}?submit=true`, json)
async function accepted({ id }: Filed): Promise<Filed> {
  for (let turn = 0; turn < 200; turn++) {
    const { body } = await world.ask<Filed>(`/api/v1/filings/${id}`, { token: clerk })
    if (body.state === 'accepted') return body
    await new Promise((go) => setTimeout(go, 100))
  }
  throw new Error(`${id} was not accepted`)
}

/** Relations on customs' desk, of two firms. */
async function relations() {
  for (const login of ['electronics', 'toys']) {
    const { token } = world.account(login)
    await file('enterprise.item', exampleGoods, token)
    for (const n of [1, 2, 3, 4]) {
      const lines = [{ part: 'M1', item: 1, kind: 'material' }]
      await file('enterprise.merge-relation', { head: { ownNumber: `${login}-${n}` }, lines }, token)
    }
  }
}

/** A firm with a handbook through which goods went, reported: commerce is asked for its opinion, the firm for an explanation. */
async function report(): Promise<string> {
  await send(world.token('operator'), '/clock', { now: '2020-01-02' }, 'PUT')
  clerk = world.account('electronics').token
  // Who it is, the platform knows.
  const {
    operatingEnterprise: _,
    processingEnterprise: _works,
    declarant: _files,
    inputBy: _types,
    ...head
  } = exampleHandbook.head
  const { known } = await accepted(await file('enterprise.handbook.establish', { ...exampleHandbook, head }))
  const book = known.number
  await accepted(await file('enterprise.checklist.import', checklist(book, 'I-1', 1, '1030.92784')))
  await accepted(await file('enterprise.checklist.export', checklist(book, 'E-1', 1, '1000', '30')))
  return (await file('enterprise.write-off.report', { head: { book } })).id
}

beforeAll(async () => {
  await world.start()
  await relations()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

async function at(login: string, path: string, viewport = wide): Promise<Watched> {
  const watched = await openPage(browser, world.address(), viewport)
  watched.page.setDefaultTimeout(10_000)
  await watched.page.goto(path)
  await signIn(watched.page, world.account(login))
  return watched
}
const rows = (page: Watched['page']) => page.locator('.queue-rows tbody tr')

describe('an officer', () => {
  test('goes through the queue by keys: takes on, decides with a reason, and the next one is chosen', async () => {
    const { page, complaints } = await at('customs', '/queue')
    await rows(page).nth(7).waitFor()
    await page.keyboard.press('j')
    const title = await page.locator('tr[aria-current] a').innerText()
    expect(title).toContain('electronics-2')
    await page.keyboard.press('a')
    await page.locator('tr[aria-current]', { hasText: '本人' }).waitFor()
    await page.keyboard.press('3')
    await page.locator('#act-reason').waitFor()
    // Letters are text here, and no keys of the queue.
    await page.keyboard.type('jjkbx 与备案不符')
    expect(await page.locator('tr[aria-current] a').innerText()).toBe(title)
    await page.keyboard.press('Control+Enter')
    await page.getByText('已办理：退单').waitFor()
    await page.locator('tr[aria-current]', { hasText: 'electronics-3' }).waitFor()
    expect(await rows(page).count()).toBe(7)
    // J, the act, Enter: three keys a case (workbench §2).
    await page.keyboard.press('j')
    await page.keyboard.press('1')
    await page.getByRole('button', { name: '确认 接受' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('已办理：接受').waitFor()
    await page.locator('tr[aria-current]', { hasText: 'toys-1' }).waitFor()
    expect(await rows(page).count()).toBe(6)
    expect(complaints).toEqual([])
  })

  test('is told that a colleague has it, and hands over by keys', async () => {
    const { page } = await at('customs', '/queue')
    await rows(page).nth(3).waitFor()
    await page.keyboard.press('h')
    await page.getByLabel('关员乙').waitFor()
    await page.keyboard.press('Space')
    await page.keyboard.press('Control+Enter')
    await page.getByText('已办理：转交同事').waitFor()
    await page.locator('.preview', { hasText: '由同事办理：关员乙' }).waitFor()
    expect(await page.locator('.preview button', { hasText: '接受' }).count()).toBe(0)
    const second = await at('customs-2', '/queue?state=mine')
    await rows(second.page).first().waitFor()
    expect(await rows(second.page).count()).toBe(1)
    expect(new URL(second.page.url()).search).toBe('?state=mine')
  })

  test('does many at once: sees what is left out and why, and what was done', async () => {
    const { page } = await at('customs', '/queue')
    await rows(page).nth(3).waitFor()
    await page.keyboard.press('Shift+J')
    await page.keyboard.press('Shift+J')
    await page.keyboard.press('b')
    await page.getByRole('radio', { name: /^接受/ }).check()
    await page.getByText('将办理 2').waitFor()
    await page.getByText('由同事办理：关员乙').first().waitFor()
    expect(await faultsOf(page)).toEqual([])
    await shoot(page, 'queue-batch-zh')
    await page.getByRole('button', { name: '确认 接受 2' }).click()
    await page.getByText('已办理：接受 2').waitFor()
    expect(await page.locator('tr.selected').count()).toBe(1)
  })

  test('has no keys while an input method composes, and none at all where they are switched off', async () => {
    const { page } = await at('customs', '/queue')
    await rows(page).nth(2).waitFor()
    const chosen = () => page.locator('tr[aria-current] a').innerText()
    const first = await chosen()
    await page.evaluate(`dispatchEvent(new KeyboardEvent('keydown', { key: 'j', isComposing: true }))`)
    expect(await chosen()).toBe(first)
    await page.keyboard.press('j')
    const second = await chosen()
    expect(second).not.toBe(first)
    await page.getByRole('button', { name: '单键快捷键：开' }).click()
    await page.keyboard.press('j')
    expect(await chosen()).toBe(second)
    await page.getByRole('button', { name: '单键快捷键：关' }).click()
    await page.keyboard.press('k')
    expect(await chosen()).toBe(first)
  })

  test('finds by text and keeps it in the address', async () => {
    const { page } = await at('customs', '/queue')
    await rows(page).first().waitFor()
    await page.getByPlaceholder('编号、名称或企业').fill('toys-4')
    await page.keyboard.press('Enter')
    await page.waitForURL(/q=toys-4/)
    await rows(page).nth(1).waitFor({ state: 'detached' })
    expect(await rows(page).count()).toBe(1)
  })
})

describe('a report', () => {
  test('gets commerce’s opinion by keys, and its firm explains what it owes', async () => {
    const filing = await report()
    const { page } = await at('commerce', '/queue')
    await page.locator('.preview').getByText('结余').first().waitFor()
    await shoot(page, 'queue-opinion-zh')
    await page.keyboard.press('2')
    await page.keyboard.type('单耗偏高，请关注')
    await page.keyboard.press('Control+Enter')
    await page.getByText('已办理：附注').waitFor()
    await page.getByText('没有待办。').waitFor()
    const { body } = await world.ask<Filed>(`/api/v1/filings/${filing}`, { token: clerk })
    expect(body.known.opinion).toBe('remark')

    const firm = await at('electronics', '/queue')
    // Before it stand the set-up and the report, filed first and to be countersigned.
    await firm.page.locator('tr[aria-current]', { hasText: '手册设立' }).waitFor()
    for (let i = 0; i < 2; i++) await firm.page.keyboard.press('j')
    await firm.page.locator('tr[aria-current]', { hasText: '说明报核' }).waitFor()
    await firm.page.keyboard.press('Enter')
    await firm.page.waitForURL(new RegExp(`/filings/${filing}`))
    await firm.page.getByRole('button', { name: '写说明' }).waitFor()
    expect(await faultsOf(firm.page)).toEqual([])
    await firm.page.keyboard.press('e')
    await firm.page.keyboard.type('边角料已另行处置，台账备查')
    await firm.page.keyboard.press('Control+Enter')
    await firm.page.getByText('已办理：写说明').waitFor()
    await firm.page.locator('.hops', { hasText: '已说明' }).waitFor()
  }, 60_000)
})

describe('a manager', () => {
  test('draws for what nobody holds, and everybody sees that it comes out the same again', async () => {
    const { page, complaints } = await at('customs-head', '/queue')
    await page.getByRole('link', { name: '派件与回避' }).click()
    await page.getByRole('button', { name: '抽签派件' }).click()
    await page.getByLabel('关员乙').check()
    await page.getByRole('button', { name: '确认 抽签派件' }).click()
    await page.getByRole('button', { name: '查看' }).click()
    await page.getByText('按种子重算，结果一致').waitFor()
    for (const language of ['zh', 'en']) {
      await page.evaluate(`localStorage.setItem('language', '${language}')`)
      await page.reload()
      await page.getByRole('button', { name: language === 'zh' ? '查看' : 'Show' }).click()
      await page.locator('.draw table').waitFor()
      expect([language, await faultsOf(page)]).toEqual([language, []])
      await shoot(page, `assignment-${language}`)
    }
    expect(complaints).toEqual([])
  })
})

describe('a list of filings', () => {
  test('goes on past its hundredth row, is searched, and its address says how', async () => {
    const { token } = world.account('shoes')
    // A few at once: the limit is 50 writes a second.
    for (let n = 0; n < 26; n++) {
      await Promise.all(
        [1, 2, 3, 4].map((k) => send(token, '/filings/enterprise.item', { head: { ownNumber: `P-${4 * n + k}` } })),
      )
      await new Promise((go) => setTimeout(go, 100))
    }
    const { page } = await at('shoes', '/filings?state=draft')
    await page.getByText('已显示 100 件，还有更多').waitFor()
    await page.getByRole('button', { name: '再读一页' }).click()
    await page.getByText('已显示 104 件').waitFor()
    expect(await page.locator('tbody tr').count()).toBe(104)
    await page.getByPlaceholder('编号或名称').fill('没有这个')
    await page.keyboard.press('Enter')
    await page.getByText('没有符合条件的申报。').waitFor()
    expect(new URL(page.url()).searchParams.get('state')).toBe('draft')
    await page.getByRole('button', { name: '清除条件' }).click()
    await page.getByText('已显示 100 件，还有更多').waitFor()
    expect(new URL(page.url()).search).toBe('')
  }, 60_000)
})

describe('the queue', () => {
  test.each([
    ['1440', wide],
    ['390', phone],
  ] as const)('has no fault of access and no complaint, in both languages and looks, at %s', async (name, viewport) => {
    const { page, complaints } = await at('customs', '/queue', viewport)
    for (const language of ['zh', 'en'])
      for (const look of ['light', 'dark']) {
        await page.evaluate(`localStorage.setItem('language', '${language}'); localStorage.setItem('look', '${look}')`)
        await page.reload()
        await rows(page).first().waitFor()
        await page.waitForLoadState('networkidle')
        expect([language, look, await faultsOf(page)]).toEqual([language, look, []])
        await shoot(page, `queue-${language}-${look}-${name}`)
      }
    expect(complaints).toEqual([])
  })
})
