import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '@jiamao/kernel/problem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookOf, type TestBook } from '../receive/testing.ts'
import type { Grid, Progress } from './grid.ts'
import { readInWorker } from './read-in-worker.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
async function pathOf(bytes: Buffer): Promise<string> {
  count += 1
  const path = join(folder, `${count}.xlsx`)
  await writeFile(path, bytes)
  return path
}
const open = async (book: TestBook) => readInWorker(await pathOf(bookOf(book)))

async function textsOf(grid: Grid, sheet: number): Promise<string[]> {
  const texts: string[] = []
  for await (const { cells } of grid.sheets[sheet].rows()) texts.push(...cells.map(({ text }) => text))
  return texts
}
const line = (no: number, width: number) =>
  `<row r="${no}">${Array.from({ length: width }, (_, i) => `<c t="inlineStr"><is><t>单元 ${no} ${i}</t></is></c>`).join('')}</row>`
const lines = (count: number, width: number) => Array.from({ length: count }, (_, i) => line(i + 1, width)).join('')

/** The code of the problem; fails where there is none. */
async function refused(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => undefined,
    (thrown) => thrown,
  )
  if (error instanceof Problem) return error.kind.code
  throw error ?? new Error('it was read')
}

test('100,000 rows of 20 cells cross from the thread, in order, with progress, while timers here go on', async () => {
  const seen: Progress[] = []
  const path = await pathOf(bookOf({ sheets: { 料件: lines(100_000, 20) } }))
  // An eighth of what it may have: rows are not kept.
  const grid = await readInWorker(path, (progress) => seen.push(progress), { seconds: 60, heapMiB: 64 })
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 1)
  let expected = 0
  for await (const { no, cells } of grid.sheets[0].rows()) {
    expected += 1
    if (no !== expected || cells.length !== 20 || cells[19].text !== `单元 ${no} 19`) throw new Error(`row ${no}`)
  }
  clearInterval(timer)
  await grid.close()
  expect(expected).toBe(100_000)
  expect(seen.length).toBeGreaterThan(100)
  expect(seen.at(-1)?.rows).toBe(100_000)
  expect(seen.every(({ bytes, total }, i) => bytes <= total && bytes >= (seen[i - 1]?.bytes ?? 0))).toBe(true)
  expect(turns).toBeGreaterThan(20)
})

test('sheets are read in any order, in part, or not at all', async () => {
  const grid = await open({ sheets: { a: lines(5_000, 5), b: line(1, 1), c: lines(3, 1) } })
  for await (const { no } of grid.sheets[0].rows()) if (no === 10) break
  expect(await textsOf(grid, 2)).toEqual(['单元 1 0', '单元 2 0', '单元 3 0'])
  expect(await textsOf(grid, 1)).toEqual(['单元 1 0'])
  await grid.close()
})

test('a refusal crosses as it is, at once or while rows are read', async () => {
  expect(await refused(readInWorker(await pathOf(Buffer.from('a,b\n'))))).toBe('FILE_OTHER_TABLE')
  const grid = await open({ sheets: { a: `${line(1, 1)}<row><c t="s"><v>7</v></c></row>` } })
  expect(await refused(textsOf(grid, 0))).toBe('FILE_BROKEN')
  await grid.close()
})

test('a file that is gone is no fault of its sender', async () => {
  await expect(readInWorker(join(folder, 'none.xlsx'))).rejects.toThrow('ENOENT')
})

test('what takes too long is stopped and refused', async () => {
  const path = await pathOf(bookOf({ sheets: { a: lines(20_000, 20) } }))
  expect(await refused(readInWorker(path, undefined, { seconds: 0, heapMiB: 512 }))).toBe('FILE_TOO_SLOW')
})

test('what needs more memory than the thread may have is stopped and refused', async () => {
  const strings = Array.from({ length: 400_000 }, (_, i) => `<si><t>${i * 7919} 号</t></si>`).join('')
  const path = await pathOf(bookOf({ sheets: { a: line(1, 1) }, strings }))
  expect(await refused(readInWorker(path, undefined, { seconds: 60, heapMiB: 16 }))).toBe('FILE_TOO_HEAVY')
})

test('closing ends the thread in the middle of a sheet', async () => {
  const grid = await open({ sheets: { a: lines(20_000, 20) } })
  const rows = grid.sheets[0].rows()
  await rows.next()
  await grid.close()
  await expect(textsOf(grid, 0)).rejects.toThrow()
})
