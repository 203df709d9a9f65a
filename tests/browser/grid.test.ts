/** 大表 in a real Chromium: the hands of somebody who knows Excel. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, phone, shoot, wide } from './browser.ts'
import { cellAt, cellText, copied, focusOf, footOf, goToCell, gridOf, m, openMaterials, paste, press } from './grid.ts'

const world = new World()
let browser: Browser
beforeAll(async () => {
  await world.start()
  browser = await openBrowser()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await world.end()
})

const materials = ['电芯', '电路板', '芯片', '电阻', '外壳'].map((name, n) => ({
  seq: n + 1,
  part: `M-${n + 1}`,
  name,
  quantity: `${n + 1}000.5`,
}))

const openDraft = (viewport = wide) => openMaterials(world, browser, materials, viewport)
const [grid, note] = [gridOf, footOf]
const columnOf = async (page: Page, field: string, rows = 5) =>
  Promise.all(Array.from({ length: rows }, (_, row) => cellText(page, m(row, field))))
describe('by keys alone', () => {
  test('one goes in, moves, writes, reverts, empties, and comes out again', async () => {
    const { page, complaints } = await openDraft()
    await cellAt(page, m(0, 'name')).waitFor()
    expect(await grid(page).locator('[tabindex="0"]').count()).toBe(1)
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await page.keyboard.type('Cell')
    await press(page, 'Enter')
    expect([await cellText(page, m(0, 'name')), await focusOf(page)]).toEqual(['Cell', m(1, 'name')])
    await press(page, 'F2')
    await page.keyboard.type(' 2')
    await press(page, 'Tab', 'Shift+Tab')
    expect([await cellText(page, m(1, 'name')), await focusOf(page)]).toEqual(['电路板 2', m(1, 'name')])
    await page.keyboard.type('nothing')
    await press(page, 'Escape')
    expect([await cellText(page, m(1, 'name')), await focusOf(page)]).toEqual(['电路板 2', m(1, 'name')])
    await press(page, 'Control+ArrowDown')
    expect(await focusOf(page)).toBe(m(4, 'name'))
    await press(page, 'Delete')
    expect(await cellText(page, m(4, 'name'))).toBe('')
    await press(page, 'Control+Home')
    expect(await focusOf(page)).toBe(m(0, 'seq'))
    await press(page, 'Control+z')
    expect([await cellText(page, m(4, 'name')), await focusOf(page)]).toEqual(['外壳', m(4, 'name')])
    await press(page, 'Control+y')
    expect(await cellText(page, m(4, 'name'))).toBe('')
    await press(page, 'Escape', 'Tab')
    expect(await grid(page).locator(':focus').count()).toBe(0)
    expect(complaints).toEqual([])
  }, 60_000)

  test('the row below the last one takes one more', async () => {
    const { page } = await openDraft()
    await cellAt(page, m(5, 'seq')).click()
    await page.keyboard.type('6')
    await press(page, 'Enter')
    await note(page).getByText('6 行').waitFor()
    expect(await focusOf(page)).toBe(m(6, 'seq'))
  })
})

describe('a range', () => {
  test('is drawn with Shift, copied as Excel reads it, filled down, and its rows inserted and deleted', async () => {
    const { page } = await openDraft()
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown')
    await note(page).getByText('已选 3 行 × 1 列').waitFor()
    expect(await grid(page).locator('[aria-selected=true]').count()).toBe(3)
    expect(await copied(page)).toBe('电芯\r\n电路板\r\n芯片')
    await press(page, 'Control+d')
    expect(await columnOf(page, 'name')).toEqual(['电芯', '电芯', '电芯', '电阻', '外壳'])
    await press(page, 'Control+z')
    expect(await columnOf(page, 'name')).toEqual(materials.map(({ name }) => name))
    // What was taken back is where one stands now: the second row, which was the first to be filled.
    expect(await focusOf(page)).toBe(m(1, 'name'))
    await press(page, 'Shift+ArrowDown', 'Alt+Insert')
    const [first, ...others] = materials.map(({ name }) => name)
    expect(await columnOf(page, 'name', 7)).toEqual([first, '', '', ...others])
    await press(page, 'Alt+Delete')
    expect(await columnOf(page, 'name')).toEqual(materials.map(({ name }) => name))
    await press(page, 'Shift+Space')
    await note(page)
      .getByText(/已选 1 行|× 2\d 列/)
      .first()
      .waitFor()
    expect((await copied(page)).split('\t').length).toBeGreaterThan(15)
  }, 60_000)

  test('is drawn with the mouse, and by rows at their numbers', async () => {
    const { page } = await openDraft()
    await cellAt(page, m(1, 'seq')).hover()
    await page.mouse.down()
    await cellAt(page, m(3, 'part')).hover()
    await page.mouse.up()
    await note(page)
      .getByText(/已选 3 行/)
      .waitFor()
    await cellAt(page, '/materials/0').click()
    await cellAt(page, '/materials/2').click({ modifiers: ['Shift'] })
    await note(page)
      .getByText(/已选 3 行 × 2\d 列/)
      .waitFor()
  })
})

describe('a paste', () => {
  test('of 20,000 rows is one step, is said in one line, saved, and taken back at once', async () => {
    const { page, complaints } = await openDraft()
    const lines = Array.from({ length: 20_000 }, (_, n) => [n + 1, `P-${n + 1}`, '', n < 31 ? '1,234' : '5'])
    const text = (cells: readonly (readonly unknown[])[]) => cells.map((row) => row.join('\t')).join('\r\n')
    // The columns as they stand in the sheet: no., part, …, quantity.
    await cellAt(page, m(0, 'seq')).click()
    await paste(page, text(lines.map(([no, part]) => [no, `${part}${no === 3 ? ' ' : ''}`])))
    await note(page).getByText('20,000 行，改写 1 格：去空格 1').waitFor()
    await goToCell(page, m(0, 'seq'), m(0, 'quantity'))
    const quantities = lines.map(([, , , quantity], n) => [n < 37 && n >= 31 ? '１２' : n === 50 ? '约 5' : quantity])
    await paste(page, text(quantities))
    await note(page).getByText('20,000 行，改写 37 格：去千分位 31，全角转半角 6；1 格不懂，已标出').waitFor()
    expect(await cellText(page, m(0, 'quantity'))).toBe('1,234')
    expect(await copied(page)).toContain('1234\r\n')
    await press(page, 'F8')
    await page.getByText('已保存').waitFor()
    await shoot(page, 'grid-paste-zh')
    await press(page, 'Control+z')
    expect(await cellText(page, m(0, 'quantity'))).toBe('1,000.5')
    await press(page, 'Control+z')
    await note(page).getByText('5 行').waitFor()
    await press(page, 'Control+y', 'Control+y')
    await page.getByText('已保存').waitFor()
    await page.reload()
    await note(page).getByText('20,000 行').waitFor()
    expect(complaints).toEqual([])
  }, 90_000)

  test('with cells that Excel quotes or merges comes as it lies there', async () => {
    const { page } = await openDraft()
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await paste(page, '"两行\n一格"\n\n"a\tb"\n')
    expect(await columnOf(page, 'name', 4)).toEqual(['两行\n一格', '', 'a\tb', '电阻'])
    expect(await copied(page)).toBe('"两行\n一格"\r\n\r\n"a\tb"')
  })
})

describe('what the server has not got yet', () => {
  test('is there again: a cell that was being written when the page closed, 20,000 rows pasted without a line', async () => {
    const { page, context, complaints } = await openDraft()
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await press(page, 'F2')
    await page.keyboard.type(' half')
    await page.reload()
    await page.getByText('恢复了上次').waitFor()
    expect(await cellText(page, m(0, 'name'))).toBe('电芯 half')
    await page.getByText('已保存').waitFor()

    await context.setOffline(true)
    await cellAt(page, m(0, 'part')).click()
    const text = Array.from({ length: 20_000 }, (_, n) => `部件 ${n} ${'规格型号'.repeat(60)}`)
    await paste(page, text.join('\r\n'))
    await page.getByText('仅存本机').waitFor()
    await page.waitForTimeout(2_000)
    await context.setOffline(false)
    await page.reload()
    await note(page).getByText('20,000 行').waitFor()
    await page.getByText('已保存').waitFor()
    expect(complaints).toEqual([])
  }, 90_000)
})

describe('finding', () => {
  test('counts, goes from hit to hit, and gives the cell back', async () => {
    const { page } = await openDraft()
    await cellAt(page, m(0, 'seq')).click()
    await press(page, 'Control+f')
    await page.keyboard.insertText('电')
    await grid(page).getByText('0/3').waitFor()
    await press(page, 'Enter', 'Enter')
    await grid(page).getByText('2/3').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await press(page, 'Escape')
    expect(await focusOf(page)).toBe(m(1, 'name'))
  })
})

describe('an input method', () => {
  test('writes straight into a cell, and its keys are its own while it composes', async () => {
    const { page, context } = await openDraft()
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    const ime = await context.newCDPSession(page)
    const process = { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 } as const
    await ime.send('Input.dispatchKeyEvent', process)
    await ime.send('Input.imeSetComposition', { text: 'dian', selectionStart: 4, selectionEnd: 4 })
    await ime.send('Input.dispatchKeyEvent', { ...process, code: 'Enter' })
    await ime.send('Input.insertText', { text: '电源' })
    await press(page, 'Enter')
    expect(await columnOf(page, 'name', 2)).toEqual(['电源', '电路板'])
  })
})

describe('what is wrong', () => {
  test('is marked at its cell, told in its description and above the grid, in both languages', async () => {
    const { page, complaints } = await openDraft()
    await goToCell(page, m(0, 'seq'), m(0, 'quantity'))
    await page.keyboard.type('abc')
    await press(page, 'Enter')
    const wrong = cellAt(page, m(0, 'quantity'))
    expect(await wrong.getAttribute('aria-invalid')).toBe('true')
    expect(await wrong.getAttribute('aria-description')).toContain('看不懂')
    await page.getByText('已保存').waitFor()
    await press(page, 'ArrowUp')
    await grid(page).locator('.told').waitFor()
    for (const [language, look] of [
      ['zh', 'light'],
      ['zh', 'dark'],
      ['en', 'light'],
      ['en', 'dark'],
    ]) {
      await page.evaluate(`localStorage.setItem('language', '${language}'); localStorage.setItem('look', '${look}')`)
      await page.reload()
      await cellAt(page, m(0, 'seq')).click()
      await press(page, 'F8')
      await page.locator('.told').first().waitFor()
      expect([language, look, await faultsOf(page)]).toEqual([language, look, []])
      await shoot(page, `grid-${language}-${look}`)
    }
    expect(complaints).toEqual([])
  }, 90_000)
})

describe('the grid', () => {
  test('says how many rows and columns it has, and remembers which columns were chosen', async () => {
    const { page } = await openDraft()
    const body = grid(page).getByRole('grid')
    const columns = Number(await body.getAttribute('aria-colcount'))
    // A head, five lines, and the one to write into.
    expect(await body.getAttribute('aria-rowcount')).toBe('7')
    await grid(page).getByRole('button', { name: /^列/ }).click()
    await page.getByRole('checkbox', { name: '商品名称' }).click()
    expect(await body.getAttribute('aria-colcount')).toBe(String(columns - 1))
    await page.reload()
    await body.waitFor()
    expect(await body.getAttribute('aria-colcount')).toBe(String(columns - 1))
    expect(await cellAt(page, m(0, 'name')).count()).toBe(0)
  })

  test('is read as cards on a phone', async () => {
    const { page } = await openDraft(phone)
    await page.getByText('电路板').waitFor()
    expect(await page.getByRole('grid').count()).toBe(0)
    expect(await faultsOf(page)).toEqual([])
    await page.getByText('外壳').scrollIntoViewIfNeeded()
    await shoot(page, 'grid-390')
  })
})
