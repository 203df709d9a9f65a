import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Described } from '../api/queries.ts'
import { isUnderstood, readCell } from './read-cell.ts'

const of = (kind: string, more: Partial<Described> = {}): Described => ({ zh: '栏', en: 'Field', kind, ...more })
const direction = of('choice', {
  choices: { changed: { zh: '修改', en: 'Changed', code: '1', also: ['变更'] }, added: { zh: '增加', en: 'Added' } },
})

describe('a cell', () => {
  test.each([
    ['quantity', '1,234,567.5', '1234567.5', ['separators']],
    ['quantity', '１，２３４．５', '1234.5', ['fullWidth', 'separators']],
    ['quantity', ' 12　', '12', ['blanks']],
    ['amount', '－3', '-3', ['fullWidth']],
    ['amount', '−3', '-3', ['fullWidth']],
    ['percent', '3.2 %', '3.2', ['percentSign']],
    ['whole', '1,200', 1200, ['separators']],
    ['day', '2020/1/2', '2020-01-02', ['dates']],
    ['day', '２０２０年１月２日', '2020-01-02', ['fullWidth', 'dates']],
    ['day', '20200102', '2020-01-02', ['dates']],
    ['code', '３１０', '310', ['fullWidth']],
    ['text', '钢板，１ｍｍ ', '钢板，１ｍｍ', ['blanks']],
    ['flag', '是', true, []],
  ])('%s %j is %j, and it is said what was done', (kind, text, value, rewritten) =>
    expect(readCell(of(kind), text)).toEqual({ value, rewritten, isUnderstood: true }),
  )
  test.each([
    ['quantity', '1,23'],
    ['quantity', '1,234,56'],
    ['quantity', '约 5'],
    ['quantity', '1.2E+05'],
    ['percent', '%'],
    ['percent', '3%%'],
    ['whole', '1.5'],
    ['whole', '12345678901'],
    ['day', '2020-02-30'],
    ['day', '2100-02-29'],
    ['day', '2026-13-01'],
    ['flag', '也许'],
  ])('%s %j stays as it came and is marked', (kind, text) => {
    expect(readCell(of(kind), text)).toMatchObject({ value: text, isUnderstood: false })
  })
  test.each([
    ['修改', 'changed'],
    ['Changed', 'changed'],
    ['1', 'changed'],
    ['变更', 'changed'],
    ['added', 'added'],
  ])('choice %j is %j', (text, value) =>
    expect(readCell(direction, text)).toEqual({ value, rewritten: [], isUnderstood: true }),
  )
})

const kinds = ['quantity', 'amount', 'consumption', 'percent', 'rate', 'whole', 'day', 'code', 'text', 'flag']
const written = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'０１９，．－1239,.- \t%/年月日是否') }),
  fc.string(),
  fc.integer().map(String),
)

test('what was read is read again as it is: nothing is left to rewrite', () =>
  fc.assert(
    fc.property(fc.constantFrom(...kinds), written, (kind, text) => {
      const { value, ...first } = readCell(of(kind), text)
      expect(isUnderstood(of(kind), value)).toBe(first.isUnderstood)
      expect(readCell(of(kind), String(value))).toEqual({ ...first, value, rewritten: [] })
    }),
  ))

test('a figure with its thousands marked, in any width, is the figure', () =>
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
      fc.nat({ max: 99_999 }),
      fc.boolean(),
      (n, rest, wide) => {
        const plain = `${n}.${rest.toString().padStart(5, '0')}`
        const grouped = plain.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')
        const shown = wide ? grouped.replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) : grouped
        expect(readCell(of('quantity'), shown).value).toBe(plain)
      },
    ),
  ))
