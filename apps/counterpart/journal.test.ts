import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openJournal } from './journal.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jc-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'journal.jsonl')

function linesNow(): unknown[] {
  const lines: unknown[] = []
  openJournal(folder, (line) => lines.push(line)).close()
  return lines
}

test('what was appended is there, in order, however long', () => {
  const journal = openJournal(folder, () => {})
  const lines = Array.from({ length: 300 }, (_, i) => ({ i, text: '料件'.repeat(i * 30) }))
  for (const line of lines) journal.append(line)
  journal.note({ carried: 300 })
  journal.close()
  expect(linesNow()).toEqual([...lines, { carried: 300 }])
})

test('cut off anywhere, whole lines stay, and the next one follows them', () => {
  const journal = openJournal(folder, () => {})
  for (const i of [1, 2, 3]) journal.append({ i, text: '手册' })
  journal.close()
  const whole = readFileSync(path())
  const end = whole.length / 3
  for (let length = 0; length <= whole.length; length++) {
    writeFileSync(path(), whole)
    truncateSync(path(), length)
    const left = Math.trunc(length / end)
    openJournal(folder, () => {}).close()
    const again = openJournal(folder, () => {})
    again.append({ i: 'next' })
    again.close()
    expect(linesNow()).toEqual([...[1, 2, 3].slice(0, left).map((i) => ({ i, text: '手册' })), { i: 'next' }])
  }
})

test('a whole line that is no JSON stops the start', () => {
  openJournal(folder, () => {}).close()
  appendFileSync(path(), '{"a":1}\n{"b":\n{"c":1}\n')
  expect(linesNow).toThrow(/line 2 is not JSON/)
})
