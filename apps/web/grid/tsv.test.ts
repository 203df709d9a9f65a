import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellsOf, textOf } from './tsv.ts'

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
  test('a quote that nothing closes is a sign like any other', () =>
    expect(cellsOf('"5\tM1\nM2\t3')).toEqual([
      ['"5', 'M1'],
      ['M2', '3'],
    ]))
  test('merged cells leave empty ones', () => expect(cellsOf('合并\t\t\t1')).toEqual([['合并', '', '', '1']]))
})

test('what is copied is read again as it was', () => {
  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', '\t', '\n', 'a', '，') }))
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 1 }), { minLength: 1 }), (cells) => {
      const plain = cells.map((row) => row.map((text) => text.replace(/\r\n?/g, '\n')))
      // A last row of one empty cell is what the last line end looks like.
      fc.pre(plain.length === 1 || plain.at(-1)?.join('') !== '')
      expect(cellsOf(textOf(plain))).toEqual(plain)
    }),
  )
})
