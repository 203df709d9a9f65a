import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { msOf } from '@jiamao/kernel/time'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sharedClock } from './clock.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jc-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const at = '2026-11-23T10:00:00.000+08:00'
const set = (start: string, rate: number) => JSON.stringify({ mode: 'set', start, at, rate })

test('the business day is what the file says at that moment', () => {
  const file = join(folder, 'clock.json')
  const clock = sharedClock(file)
  expect(Math.abs(msOf(clock.now()) - Date.now())).toBeLessThan(60_000)
  writeFileSync(file, set('2020-03-02T10:00:00.000+08:00', 0))
  expect(clock.now()).toBe('2020-03-02T10:00:00.000+08:00')
  writeFileSync(file, set('2020-03-03T00:00:00+08:00', 0))
  expect(clock.today()).toBe('2020-03-03')
  expect(clock.machine() > '2024').toBe(true)
})

test.each([
  '',
  '{"mode":"set"',
  'null',
  '{"mode":"set","start":"2020-03-02","at":"","rate":0}',
  '{"mode":"set","start":"2020-03-02T00:00:00+08:00","at":"2020-03-02T00:00:00+08:00","rate":-1}',
])('a file that is being written leaves the clock as it was: %s', (text) => {
  const file = join(folder, 'clock.json')
  const clock = sharedClock(file)
  writeFileSync(file, set('2020-03-02T10:00:00.000+08:00', 0))
  clock.today()
  writeFileSync(file, text)
  expect(clock.today()).toBe('2020-03-02')
})
