/** 大表: sorted and filtered from the head, filled by its handle, with the widths that somebody set. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { World } from '../system/world.ts'
import { faultsOf, openBrowser, shoot } from './browser.ts'
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

const materials = [
  ['电芯', '3000.5'],
  ['铜丝', '20'],
  ['铜管', '100'],
  ['外壳', '3'],
  ['铜箔', '20.5'],
].map(([name, quantity], n) => ({ seq: n + 1, part: `M-${n + 1}`, name, quantity }))
const open = () => openMaterials(world, browser, materials)
/** Which lines stand below one another, by the column that never scrolls away. */
const lines = async (page: Page) => {
  const cells = gridOf(page).locator('[role=gridcell][id$="/seq"]')
  return (await cells.allTextContents()).filter((text) => text !== '').join('')
}
const all = '12345'

describe('the menu of a column', () => {
  test('sorts by keys alone, the lines stay where they are, and Esc gives the cell back', async () => {
    const { page, complaints } = await open()
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await press(page, 'Alt+ArrowDown')
    const menu = page.getByRole('dialog', { name: /商品名称：排序和筛选/ })
    await menu.waitFor()
    expect(await faultsOf(page)).toEqual([])
    await press(page, 'Escape')
    expect([await menu.count(), await focusOf(page)]).toEqual([0, m(0, 'name')])
    await press(page, 'Alt+ArrowDown', 'Enter')
    await footOf(page).getByText('按商品名称升序，申报的行序不变').waitFor()
    expect(await lines(page)).toEqual('15324')
    expect(
      await gridOf(page)
        .getByRole('columnheader', { name: /商品名称/ })
        .getAttribute('aria-sort'),
    ).toBe('ascending')
    // The row number is the line's own.
    expect(await gridOf(page).getByRole('row').nth(2).getByRole('gridcell').first().textContent()).toBe('5')
    await goToCell(page, m(0, 'name'), m(0, 'quantity'))
    await press(page, 'Alt+ArrowDown', 'Tab', 'Enter')
    await footOf(page)
      .getByText('按备案数量降序')
      .or(footOf(page).getByText(/数量降序/))
      .first()
      .waitFor()
    expect(await lines(page)).toEqual('13524')
    await footOf(page).getByRole('button', { name: '显示全部' }).click()
    expect(await lines(page)).toEqual(all)
    expect(complaints).toEqual([])
  }, 60_000)

  test('filters; paste, fill, deletion and undo act on what is shown, and say so', async () => {
    const { page, complaints } = await open()
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await press(page, 'Alt+ArrowDown', 'Tab', 'Tab', 'Tab')
    await page.keyboard.insertText('铜')
    await press(page, 'Enter')
    await footOf(page).getByText('显示 3 / 5 行，2 行已隐藏').waitFor()
    expect([await lines(page), await focusOf(page)]).toEqual(['235', m(1, 'name')])
    await goToCell(page, m(1, 'name'), m(1, 'quantity'))
    await paste(page, '1\n2\n3\n4')
    await footOf(page).getByText('3 行；只放入所显示的行；1 行超出所显示的行，没有放入').waitFor()
    await press(page, 'Shift+ArrowDown', 'Shift+ArrowDown')
    expect(await copied(page)).toBe('1\r\n2\r\n3')
    await press(page, 'Control+d')
    await footOf(page).getByText('改写 3 格，只在所显示的行里').waitFor()
    await press(page, 'Control+z')
    // What was taken back is where one stands: the second row, the first that was changed.
    expect([await focusOf(page), await copied(page)]).toEqual([m(2, 'quantity'), '2'])
    expect(await cellText(page, m(2, 'quantity'))).toBe('2')
    await cellAt(page, m(2, 'seq')).click()
    await press(page, 'Alt+Delete')
    await footOf(page).getByText('删除 1 行，只是所显示的').waitFor()
    await footOf(page).getByText('显示 2 / 4 行').waitFor()
    await press(page, 'Control+z')
    await footOf(page).getByText('显示 3 / 5 行').waitFor()
    await footOf(page).getByRole('button', { name: '显示全部' }).click()
    expect(await lines(page)).toEqual(all)
    await goToCell(page, m(0, 'seq'), m(0, 'quantity'))
    const quantities = await Promise.all(materials.map((_, row) => cellText(page, m(row, 'quantity'))))
    expect(quantities).toEqual(['3,000.5', '1', '2', '3', '3'])
    expect(complaints).toEqual([])
  }, 60_000)

  test('hides nothing for good: what was undone in a hidden line is shown, and said', async () => {
    const { page } = await open()
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await page.keyboard.type('Cell')
    await press(page, 'Enter', 'Alt+ArrowDown', 'Tab', 'Tab', 'Tab')
    await page.keyboard.insertText('铜')
    await press(page, 'Enter')
    await footOf(page).getByText('显示 3 / 5 行').waitFor()
    await press(page, 'Control+z')
    await footOf(page).getByText('已显示全部行').waitFor()
    expect([await lines(page), await focusOf(page)]).toEqual([all, m(0, 'name')])
  }, 60_000)

  test('keeps a line that was changed until it is applied again; finds what is empty and what is wrong', async () => {
    const { page } = await open()
    await goToCell(page, m(0, 'seq'), m(0, 'quantity'))
    await page.keyboard.type('abc')
    await press(page, 'Enter')
    await page.getByText('已保存').waitFor()
    await gridOf(page)
      .getByRole('button', { name: /数量：排序和筛选/ })
      .first()
      .click()
    await page.getByRole('combobox', { name: '筛选条件' }).selectOption('finding')
    await page.getByRole('button', { name: '筛选', exact: true }).click()
    await footOf(page)
      .getByText(/显示 [1-5] \/ 5 行|所有行都符合筛选/)
      .waitFor()
    await gridOf(page)
      .getByRole('button', { name: /数量：排序和筛选，已筛选/ })
      .first()
      .click()
    await page.getByRole('combobox', { name: '筛选条件' }).selectOption('equals')
    await page.getByRole('textbox', { name: '筛选的值' }).fill('abc')
    await page.keyboard.press('Enter')
    await footOf(page).getByText('显示 1 / 5 行').waitFor()
    await cellAt(page, m(0, 'quantity')).click()
    await page.keyboard.type('7')
    await press(page, 'Enter')
    expect(await cellText(page, m(0, 'quantity'))).toBe('7')
    await footOf(page).getByRole('button', { name: '重新筛选排序' }).click()
    await footOf(page).getByText('显示 0 / 5 行').waitFor()
    await gridOf(page).getByText('没有符合筛选的行').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await footOf(page).getByRole('button', { name: '显示全部' }).click()
    await expect.poll(() => lines(page)).toEqual(all)
  }, 60_000)
})

describe('100,000 lines', () => {
  test('are sorted and filtered at once', async () => {
    const { page, complaints } = await open()
    await goToCell(page, m(0, 'seq'), m(0, 'part'))
    await paste(page, Array.from({ length: 100_000 }, (_, n) => `P-${(n * 7919) % 100_003}`).join('\n'))
    await footOf(page)
      .getByText(/^[\d,]{5,} 行/)
      .first()
      .waitFor()
    await press(page, 'Alt+ArrowDown', 'Tab', 'Enter')
    await footOf(page)
      .getByText(/降序，申报的行序不变/)
      .waitFor()
    expect(await cellText(page, await focusOf(page))).toBe('P-100002')
    await press(page, 'Control+ArrowDown')
    expect(await cellText(page, await focusOf(page))).toBe('P-0')
    expect(complaints).toEqual([])
  }, 120_000)
})

describe('the handle at the corner of a range', () => {
  const handleOf = async (page: Page, pointer: string) => {
    const box = await cellAt(page, pointer).boundingBox()
    if (!box) throw new Error(`no cell ${pointer}`)
    return [box.x + box.width - 4, box.y + box.height - 4] as const
  }
  test('fills: figures by their step, with Ctrl repeated; one step to take back', async () => {
    const { page, complaints } = await open()
    await cellAt(page, m(0, 'seq')).click()
    await press(page, 'Shift+ArrowDown')
    await page.mouse.move(...(await handleOf(page, m(1, 'seq'))))
    await page.mouse.down()
    await cellAt(page, m(3, 'seq')).hover()
    await page.mouse.move(...(await handleOf(page, m(4, 'seq'))))
    expect(await gridOf(page).locator('.grid-filling').count()).toBe(3)
    await shoot(page, 'grid-filling')
    await page.mouse.up()
    await footOf(page).getByText('填充 3 格，数字按等差递推').waitFor()
    await footOf(page).getByText('已选 5 行 × 1 列').waitFor()
    const seqs = () => Promise.all(materials.map((_, row) => cellText(page, m(row, 'seq'))))
    expect(await seqs()).toEqual(['1', '2', '3', '4', '5'])
    await cellAt(page, m(0, 'seq')).click()
    await page.mouse.move(...(await handleOf(page, m(0, 'seq'))))
    await page.mouse.down()
    await page.mouse.move(...(await handleOf(page, m(2, 'seq'))))
    await page.mouse.up()
    await footOf(page).getByText('填充 2 格').waitFor()
    expect(await seqs()).toEqual(['1', '1', '1', '4', '5'])
    await press(page, 'Control+z')
    expect(await seqs()).toEqual(['1', '2', '3', '4', '5'])
    expect(complaints).toEqual([])
  }, 60_000)

  test('goes on beyond the edge of the grid', async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ seq: n + 1, part: `M-${n + 1}` }))
    const { page } = await openMaterials(world, browser, many)
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await page.keyboard.type('Same')
    await press(page, 'Enter', 'ArrowUp')
    await page.mouse.move(...(await handleOf(page, m(0, 'name'))))
    await page.mouse.down()
    const box = await gridOf(page).locator('.grid-body').boundingBox()
    await page.mouse.move((box?.x ?? 0) + 500, (box?.y ?? 0) + (box?.height ?? 0) - 40, { steps: 4 })
    await page.mouse.move((box?.x ?? 0) + 500, (box?.y ?? 0) + (box?.height ?? 0) + 30, { steps: 4 })
    await cellAt(page, m(59, 'name')).waitFor()
    await page.mouse.up()
    await footOf(page)
      .getByText(/填充 (59|60) 格/)
      .waitFor()
    expect(await cellText(page, m(59, 'name'))).toBe('Same')
  }, 60_000)

  test('has keys: Ctrl D and Ctrl R', async () => {
    const { page } = await open()
    await goToCell(page, m(0, 'seq'), m(0, 'part'))
    await press(page, 'Shift+ArrowRight', 'Shift+ArrowDown', 'Control+r')
    expect((await copied(page)).split('\r\n').map((row) => new Set(row.split('\t')).size)).toEqual([1, 1])
    await press(page, 'Control+d')
    expect(await copied(page)).toBe('M-1\tM-1\r\nM-1\tM-1')
  }, 60_000)
})

describe('the range by keys', () => {
  test('is drawn by pages, and to the ends of the list', async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({
      seq: n + 1,
      part: `M-${n + 1}`,
      name: n === 40 ? undefined : '料',
    }))
    const { page } = await openMaterials(world, browser, many)
    const chosen = (text: string) => footOf(page).getByText(text).waitFor()
    await cellAt(page, m(0, 'seq')).click()
    await press(page, 'Shift+PageDown')
    await chosen('已选 15 行 × 1 列')
    await press(page, 'Shift+PageDown', 'Shift+PageUp', 'Shift+PageDown')
    await chosen('已选 29 行 × 1 列')
    await press(page, 'Control+Shift+End')
    await footOf(page)
      .getByText(/已选 61 行 × 2\d 列/)
      .waitFor()
    await press(page, 'PageDown')
    expect(await focusOf(page)).toBe(m(14, 'seq'))
    await press(page, 'Control+Shift+Home')
    await chosen('已选 15 行 × 1 列')
    await goToCell(page, m(0, 'seq'), m(0, 'name'))
    await press(page, 'Control+Shift+ArrowDown')
    await chosen('已选 40 行 × 1 列')
    await press(page, 'Escape', 'Control+Shift+ArrowLeft')
    await footOf(page)
      .getByText(/已选 1 行 × \d 列/)
      .waitFor()
  }, 60_000)
})

describe('the width of a column', () => {
  test('is remembered, set by the mouse or by keys, and fits by a double click', async () => {
    const { page, complaints } = await open()
    const head = (name: RegExp) => gridOf(page).getByRole('columnheader', { name }).first()
    const widthOf = async (name: RegExp) => Math.round((await head(name).boundingBox())?.width ?? 0)
    await cellAt(page, m(0, 'seq')).click()
    const before = await widthOf(/^商品名称/)
    const box = await head(/^商品名称/).boundingBox()
    if (!box) throw new Error('no head')
    await page.mouse.move(box.x + box.width - 3, box.y + 16)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width + 17, box.y + 16, { steps: 3 })
    await page.mouse.up()
    expect(await widthOf(/^商品名称/)).toBe(before + 20)
    await cellAt(page, m(0, 'seq')).click()
    await press(page, 'ArrowUp', 'Control+ArrowRight')
    const seq = await widthOf(/^序号|^项号/)
    await page.reload()
    await cellAt(page, m(0, 'seq')).waitFor()
    expect([await widthOf(/^商品名称/), await widthOf(/^序号|^项号/)]).toEqual([before + 20, seq])
    await cellAt(page, m(0, 'seq')).click()
    const wide = await head(/^商品名称/).boundingBox()
    await page.mouse.dblclick((wide?.x ?? 0) + (wide?.width ?? 0) - 3, (wide?.y ?? 0) + 16)
    await expect.poll(() => widthOf(/^商品名称/)).toBeLessThan(before)
    const fitted = await widthOf(/^商品名称/)
    await page.reload()
    await cellAt(page, m(0, 'seq')).waitFor()
    expect(await widthOf(/^商品名称/)).toBe(fitted)
    expect(complaints).toEqual([])
  }, 60_000)
})

describe('the help of the page', () => {
  test('names the keys of the table in both languages', async () => {
    const { page } = await open()
    for (const [language, named] of [
      ['zh', ['本列的排序和筛选', '向下、向右填充', '以上各键加 Shift 扩展选区']],
      ['en', ['sort and filter by this column', 'fill down, right', 'extends the selection']],
    ] as const) {
      await page.evaluate(`localStorage.setItem('language', '${language}')`)
      await page.reload()
      await cellAt(page, m(0, 'seq')).waitFor()
      await press(page, 'F1')
      for (const text of named) await page.locator('.help').getByText(text).waitFor()
      expect([language, await faultsOf(page)]).toEqual([language, []])
      await shoot(page, `grid-help-${language}`)
      await press(page, 'Escape')
    }
  }, 60_000)
})

describe('pictures', () => {
  test('of the menu and of a view, in both languages, light and dark', async () => {
    const { page, complaints } = await open()
    for (const [language, look] of [
      ['zh', 'light'],
      ['zh', 'dark'],
      ['en', 'light'],
      ['en', 'dark'],
    ]) {
      await page.evaluate(`localStorage.setItem('language', '${language}'); localStorage.setItem('look', '${look}')`)
      await page.reload()
      await goToCell(page, m(0, 'seq'), m(0, 'name'))
      await press(page, 'Alt+ArrowDown', 'Tab', 'Tab', 'Tab')
      await page.keyboard.insertText('铜')
      await shoot(page, `grid-menu-${language}-${look}`)
      expect([language, look, await faultsOf(page)]).toEqual([language, look, []])
      await press(page, 'Enter', 'Alt+ArrowDown', 'Enter')
      await press(page, 'Shift+ArrowDown')
      await shoot(page, `grid-view-${language}-${look}`)
      expect([language, look, await faultsOf(page)]).toEqual([language, look, []])
    }
    expect(complaints).toEqual([])
  }, 120_000)
})
