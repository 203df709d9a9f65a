import { describe, expect, test } from 'vitest'
import { cellsOf, cleanCell, readPaste } from './paste.ts'

describe('what Excel puts on the clipboard', () => {
  test('is rows and cells; the last line end is none of them', () => {
    expect(cellsOf('a\tb\r\nc\td\r\n')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    expect(cellsOf('a\n\nb')).toEqual([['a'], [''], ['b']])
  })
  test('a cell with a line break, a tab or a quote comes in quotes', () =>
    expect(cellsOf('"两行\n一格"\t"说""好"""\n5" 管\t"a\tb"')).toEqual([
      ['两行\n一格', '说"好"'],
      ['5" 管', 'a\tb'],
    ]))
  test('merged cells leave empty ones', () => expect(cellsOf('合并\t\t\t1')).toEqual([['合并', '', '', '1']]))
})

describe('a cell', () => {
  test.each([
    ['1,234,567.5', '1234567.5'],
    ['１２３．５', '123.5'],
    [' 12 ', '12'],
    ['－3', '-3'],
    ['1,23', '1,23'],
    ['1,234,56', '1,234,56'],
    ['约 5', '约 5'],
  ])('figure %s is %s: what is not surely a figure stays as it came', (text, clean) =>
    expect(cleanCell(text, true)).toBe(clean),
  )
  test('of text keeps its commas and full-width signs, and loses the blanks around', () =>
    expect(cleanCell(' 钢板，１ｍｍ ', false)).toBe('钢板，１ｍｍ'))
  test('that was rewritten is counted', () =>
    expect(readPaste('M1\t1,000\nM2 \t5', (column) => column === 1)).toEqual({
      rows: [
        ['M1', '1000'],
        ['M2', '5'],
      ],
      cleaned: 2,
    }))
})
