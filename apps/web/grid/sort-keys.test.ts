import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareFigures, plainFigure, textKeys } from './sort-keys.ts'

const inOrder = (texts: readonly string[]) => {
  const keys = textKeys(texts)
  const at = texts.map((_, n) => n).sort((a, b) => (keys[a] < keys[b] ? -1 : keys[a] > keys[b] ? 1 : a - b))
  return at.map((n) => texts[n])
}

test('Chinese stands by pinyin, digits by their number, case makes no difference', () =>
  expect(inOrder(['铜丝', 'M-10', '电阻', 'm-2', '阿胶', 'M-007', '1 号', ''])).toEqual([
    '',
    '1 号',
    '阿胶',
    '电阻',
    '铜丝',
    'm-2',
    'M-007',
    'M-10',
  ]))

test('texts of letters and digits stand as the collator puts them', () => {
  const collator = new Intl.Collator('zh-u-co-pinyin', { numeric: true, sensitivity: 'base' })
  const text = fc.array(fc.constantFrom(...'ab1203甲乙丁'), { maxLength: 6 }).map((chars) => chars.join(''))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [a, b] = textKeys([one, other])
      expect(Math.sign(collator.compare(one, other))).toBe(a < b ? -1 : a > b ? 1 : 0)
    }),
  )
})

test.each([
  ['1000.50', '1000.5'],
  ['007', '7'],
  ['-0.0', '0'],
  ['0', '0'],
  ['.5', '0.5'],
  ['-3.10', '-3.1'],
  ['约 5', '约 5'],
  ['', ''],
  ['-', '-'],
])('%s in its shortest form is %s', (text, plain) => expect(plainFigure(text)).toBe(plain))

test('figures that floating point cannot tell apart are told apart', () => {
  expect(compareFigures('9007199254740993.00001', '9007199254740993.00002')).toBeLessThan(0)
  expect(compareFigures('9007199254740993', '9007199254740992.99999')).toBeGreaterThan(0)
  expect(compareFigures('2.50', '2.5')).toBe(0)
})
