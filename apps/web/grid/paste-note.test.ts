import { expect, test } from 'vitest'
import { pasteNote } from './paste-note.ts'

const pasted = {
  rows: 20_000,
  rewritten: 37,
  by: { separators: 31, fullWidth: 6 },
  unread: 4,
  outside: 0,
  beyond: 0,
}

test('a paste answers in one line, in both languages', () => {
  expect(pasteNote(pasted, 'zh')).toBe('20,000 行，改写 37 格：去千分位 31，全角转半角 6；4 格不懂，已标出')
  expect(pasteNote(pasted, 'en')).toBe(
    '20,000 rows, 37 cells rewritten: thousands separators taken out 31, full-width made half-width 6; 4 cells not understood, marked',
  )
})

test('what was left out is said', () =>
  expect(pasteNote({ rows: 1, rewritten: 0, by: {}, unread: 0, outside: 2, beyond: 3 }, 'zh')).toBe(
    '1 行；2 格在最后一列以外，没有放入；3 行超出上限，没有放入',
  ))
