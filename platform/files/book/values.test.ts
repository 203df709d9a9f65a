import {
  amount,
  choice,
  code,
  consumption,
  customsCode,
  day,
  flag,
  hsCode,
  metaOf,
  percent,
  quantity,
  text,
  whole,
} from '@jiamao/kernel/fields'
import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { describe, expect, test } from 'vitest'
import { names } from '../testing.ts'
import { trimmed, valueReader } from './values.ts'

const words = { zh: '项', en: 'Item' }
function reading(schema: TSchema, typed: string) {
  const meta = metaOf(schema)
  if (!meta) throw new Error('no field')
  const field = { schema, meta, path: ['x'], pointer: '/x', around: '', required: true }
  return valueReader(field, names)(typed)
}
const read = (schema: TSchema, typed: string) => reading(schema, typed).value
const understood = (schema: TSchema, typed: string) => reading(schema, typed).not === undefined

test.each([
  ['12.5', '12.5'],
  [' 12.5　', '12.5'],
  ['１２．５', '12.5'],
  ['1,234.5', '1234.5'],
  ['1，234，567', '1234567'],
  ['－5', '-5'],
  ['−5', '-5'],
  ['.5', '0.5'],
  // What is no figure stays as it was typed, for `shape` to tell.
  ['1,23', '1,23'],
  ['12.5千克', '12.5千克'],
  ['5%', '5%'],
  ['1e5', '1e5'],
  ['1.2345678', '1.2345678'],
  ['５千克', '５千克'],
])('a quantity: %o → %o', (typed, value) => expect(read(quantity(words), typed)).toBe(value))

test('a percentage loses its sign, in all widths; other figures do not', () => {
  expect(['3%', '３％', '3 %', '0.5%', '3'].map((typed) => read(percent(words), typed))).toEqual([
    '3',
    '3',
    '3',
    '0.5',
    '3',
  ])
  expect([amount(words), consumption(words)].map((schema) => read(schema, '3%'))).toEqual(['3%', '3%'])
})

test.each([
  ['20200520', '2020-05-20'],
  ['2020/5/20', '2020-05-20'],
  ['2020-5-20', '2020-05-20'],
  ['2020.05.20', '2020-05-20'],
  ['２０２０年５月２０日', '2020-05-20'],
  ['2020-05-20 00:00:00', '2020-05-20'],
  ['2020/5/20 9:30', '2020-05-20'],
])('a day: %s → %s', (typed, value) => expect(read(day(words), typed)).toBe(value))

test.each(['2020-02-30', '43971', '5/20/2020', '明天', '2020-13-01'])('no day: %s stays and is told', (typed) => {
  expect(read(day(words), typed)).toBe(typed)
  expect(understood(day(words), typed)).toBe(false)
})

const mark = choice({
  ...words,
  of: {
    main: { zh: '主料', en: 'Main material', code: '1' },
    auxiliary: { zh: '辅料', en: 'Auxiliary', code: '2', also: ['非主料'] },
  },
})
test('a choice is known by word, code, name and what else means it', () => {
  expect(['主料', '1', 'main', 'MAIN MATERIAL', ' 主 料 ', '１'].map((typed) => read(mark, typed))).toEqual(
    Array(6).fill('main'),
  )
  expect(['非主料', '2', '辅料'].map((typed) => read(mark, typed))).toEqual(Array(3).fill('auxiliary'))
  expect([read(mark, '别的'), understood(mark, '别的')]).toEqual(['别的', false])
})

test('a code is known by code, name and former name', () => {
  const unit = code({ ...words, list: 'unit' })
  expect(['千克', '035', ' 千克', '０３５'].map((typed) => read(unit, typed))).toEqual(Array(4).fill('035'))
  expect(read(code({ ...words, list: 'country' }), '台澎金马关税区')).toBe('TWN')
  expect([read(unit, '千可'), understood(unit, '千可')]).toEqual(['千可', false])
})

test('yes and no are known in their usual forms', () => {
  expect(['是', 'Y', 'TRUE', '1', '√'].map((typed) => read(flag(words), typed))).toEqual(Array(5).fill(true))
  expect(['否', 'n', 'False', '0', '×'].map((typed) => read(flag(words), typed))).toEqual(Array(5).fill(false))
  expect(understood(flag(words), '或许')).toBe(false)
})

test('a whole number becomes one, and nothing else does', () => {
  const count = whole({ ...words, max: 999 })
  expect(['3', '３', '1,000', '3.0', '007'].map((typed) => read(count, typed))).toEqual([3, 3, 1000, 3, 7])
  expect(
    ['3.5', '-1', '三', '1234567890123456'].map((typed) => [read(count, typed), understood(count, typed)]),
  ).toEqual([
    ['3.5', false],
    ['-1', false],
    ['三', false],
    ['1234567890123456', false],
  ])
})

test('an identifier loses blanks, dots and width only if it is one then', () => {
  expect(['6815.9920.90', '68159920 90', '６８１５９９２０９０'].map((typed) => read(hsCode(words), typed))).toEqual(
    Array(3).fill('6815992090'),
  )
  expect(read(hsCode(words), '6815.99')).toBe('6815.99')
  expect(read(customsCode(words), '4419 96017a')).toBe('441996017A')
})

describe('a text', () => {
  test('keeps all that is inside it', () => {
    const name = text({ ...words, max: 100 })
    expect(read(name, ' １，２ 甲\n乙　')).toBe('１，２ 甲\n乙')
  })
  test('loses blanks at its ends, however many are inside', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(' ', '\t', '\u3000', '\u00a0', '\u200b', '甲', 'a') }), (typed) => {
        expect(trimmed(typed)).toBe(typed.replace(/^[\s\u200b]+/, '').replace(/[\s\u200b]+$/, ''))
      }),
    )
    expect(trimmed(`a${' '.repeat(30_000)}b`)).toHaveLength(30_002)
  })
})

test('a column of many values is read as if each were the first', () => {
  const meta = metaOf(day(words))
  if (!meta) throw new Error('no field')
  const readDay = valueReader(
    { schema: day(words), meta, path: ['x'], pointer: '/x', around: '', required: true },
    names,
  )
  const days = Array.from({ length: 10_000 }, (_, i) => `20${String(i % 90).padStart(2, '0')}0${(i % 9) + 1}1${i % 10}`)
  for (const typed of [...days, ...days]) {
    expect(readDay(typed).value).toBe(`${typed.slice(0, 4)}-${typed.slice(4, 6)}-${typed.slice(6)}`)
  }
})
