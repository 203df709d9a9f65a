import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { ChecklistNumber, HsCode } from '../ids.ts'
import type { Consumption, Quantity } from '../numbers.ts'
import { spoken } from '../testing.ts'
import type { LocalDate } from '../time.ts'
import { type Content, content, encode, list, shape, text, type Wire, whole } from './index.ts'
import { changed, line, lists, Sample, wire } from './testing.ts'

const faultsOf = (value: unknown) => shape(Sample, value, lists).faults.map(spoken)
const placesOf = (value: unknown) => faultsOf(value).map(({ pointer, code }) => [pointer, code])

const pure = {
  head: { ...wire.head, begins: '2026-11-23' },
  lines: [1, 2].map((no) => ({
    no,
    goods: '3908101200',
    quantity: 1_250_000n,
    difference: -1n,
    net: 1_250_000_000n,
    loss: 3_000_000_000n,
    price: 990_000n,
  })),
  remarks: ['急'],
}

describe('a wire value without a fault', () => {
  test('becomes a content whose figures are scaled integers', () => {
    expect(shape(Sample, wire, lists)).toEqual({ content: pure, faults: [] })
  })

  test('has its types: figures as text on the wire, checked values in the content', () => {
    type Line = Content<typeof Sample>['lines'][number]
    expectTypeOf<Line['quantity']>().toEqualTypeOf<Quantity>()
    expectTypeOf<Line['net']>().toEqualTypeOf<Consumption>()
    expectTypeOf<Line['goods']>().toEqualTypeOf<HsCode>()
    expectTypeOf<Content<typeof Sample>['head']['begins']>().toEqualTypeOf<LocalDate>()
    expectTypeOf<Content<typeof Sample>['head']['checklist']>().toEqualTypeOf<ChecklistNumber | undefined>()
    expectTypeOf<Content<typeof Sample>['head']['kind']>().toEqualTypeOf<'received' | 'bought'>()
    expectTypeOf<Wire<typeof Sample>['lines'][number]['quantity']>().toEqualTypeOf<string>()
  })

  test('may leave out what is optional: undefined, null and "" alike', () => {
    for (const nothing of [undefined, null, '']) {
      const shaped = shape(Sample, changed('/head/checklist', nothing), lists)
      expect(shaped.faults).toEqual([])
      expect(shaped.content?.head).not.toHaveProperty('checklist')
      expect(shape(Sample, changed('/remarks', nothing), lists).content).not.toHaveProperty('remarks')
    }
  })

  test.each([
    ['/head/begins', '2026/11/23', '2026-11-23'],
    ['/head/begins', '20261123', '2026-11-23'],
    ['/head/urgent', true, true],
    ['/head/pages', 99, 99],
    ['/head/ownNumber', '12345678', '12345678'],
    ['/head/ownNumber', '𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷', '𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷'],
    ['/head/ownNumber', ' a\tb\r\nc', ' a\tb\r\nc'],
    ['/lines/0/quantity', '90071992547.40991', 2n ** 53n - 1n],
    ['/lines/0/quantity', '0', 0n],
    ['/lines/0/quantity', '-0', 0n],
    ['/lines/0/difference', '-90071992547.40991', 1n - 2n ** 53n],
    ['/lines/0/price', '12.34000', 1_234_000n],
    ['/lines', [], []],
    ['/remarks', [], []],
  ])('%s may be %j', (pointer, value, expected) => {
    expect(shape(Sample, changed(pointer, value), lists)).toEqual({
      content: at(pointer, expected),
      faults: [],
    })
  })
})

describe('a fault', () => {
  test.each([
    ['/head/ownNumber', undefined, 'SHAPE_REQUIRED'],
    ['/head/ownNumber', null, 'SHAPE_REQUIRED'],
    ['/head/ownNumber', '', 'SHAPE_REQUIRED'],
    ['/head/ownNumber', '123456789', 'SHAPE_LENGTH'],
    ['/head/ownNumber', 7, 'SHAPE_TYPE'],
    ['/head/ownNumber', 'a\u0000b', 'SHAPE_CHARACTER'],
    ['/head/ownNumber', 'a\u001bb', 'SHAPE_CHARACTER'],
    ['/head/ownNumber', 'a\ud83d', 'SHAPE_CHARACTER'],
    ['/head/ownNumber', '\ufffe', 'SHAPE_CHARACTER'],
    ['/head/book', 'C520719', 'ID_BOOK_NUMBER'],
    ['/head/book', 12, 'SHAPE_TYPE'],
    ['/head/firm', '91441900791176562X', 'ID_CREDIT_CODE'],
    ['/head/registration', '44199', 'ID_CUSTOMS_CODE'],
    ['/head/begins', '2026-02-30', 'KERNEL_DATE'],
    ['/head/begins', 46_349, 'SHAPE_TYPE'],
    ['/head/currency', 'EUR', 'SHAPE_CODE'],
    ['/head/kind', 'stolen', 'SHAPE_CHOICE'],
    ['/head/kind', '1', 'SHAPE_CHOICE'],
    ['/head/urgent', 'true', 'SHAPE_TYPE'],
    ['/head/urgent', undefined, 'SHAPE_REQUIRED'],
    ['/head/pages', 100, 'SHAPE_TYPE'],
    ['/head/pages', -1, 'SHAPE_TYPE'],
    ['/head/pages', 1.5, 'SHAPE_TYPE'],
    ['/head/pages', '3', 'SHAPE_TYPE'],
    ['/head/pages', Number.NaN, 'SHAPE_TYPE'],
    ['/head/checklist', 'QD311124X000097307', 'ID_CHECKLIST_NUMBER'],
    ['/head/declaration', '5', 'ID_DECLARATION_NUMBER'],
    ['/head/preentry', '5', 'ID_PREENTRY_NUMBER'],
    ['/head/colour', 'red', 'SHAPE_UNKNOWN_FIELD'],
    ['/head', 'x', 'SHAPE_TYPE'],
    ['/head', [], 'SHAPE_TYPE'],
    ['/head', undefined, 'SHAPE_REQUIRED'],
    ['/extra', {}, 'SHAPE_UNKNOWN_FIELD'],
    ['/lines', {}, 'SHAPE_TYPE'],
    ['/lines', '', 'SHAPE_REQUIRED'],
    ['/lines', Array(4).fill(line), 'SHAPE_TOO_MANY'],
    ['/lines/0', 'x', 'SHAPE_TYPE'],
    ['/lines/0', null, 'SHAPE_REQUIRED'],
    ['/lines/1', [], 'SHAPE_TYPE'],
    ['/lines/1/no', 1, 'SHAPE_REPEATED'],
    ['/lines/0/goods', '39081012', 'ID_HS_CODE'],
    ['/lines/0/quantity', 12.5, 'SHAPE_TYPE'],
    ['/lines/0/quantity', '12,5', 'KERNEL_DECIMAL'],
    ['/lines/0/quantity', '12.500001', 'KERNEL_DIGITS'],
    ['/lines/0/quantity', '90071992547.40992', 'KERNEL_RANGE'],
    ['/lines/0/quantity', '-0.00001', 'SHAPE_NEGATIVE'],
    ['/lines/0/net', '1.2500000001', 'KERNEL_DIGITS'],
    ['/lines/0/loss', '-3', 'SHAPE_NEGATIVE'],
    ['/lines/0/price', '9.999', 'KERNEL_DIGITS'],
    ['/remarks/0', '12345', 'SHAPE_LENGTH'],
    ['/remarks/0', '', 'SHAPE_REQUIRED'],
    ['/remarks/0', null, 'SHAPE_REQUIRED'],
    ['/remarks', ['a', 'b', 'c'], 'SHAPE_TOO_MANY'],
    ['', null, 'SHAPE_TYPE'],
    ['', 'x', 'SHAPE_TYPE'],
  ])('at %j of %j is %s, in both languages', (pointer, value, code) => {
    const shaped = shape(Sample, changed(pointer, value), lists)
    expect(shaped.content).toBeUndefined()
    expect(placesOf(changed(pointer, value))).toEqual([[pointer, code]])
  })

  test('says what was given and what would pass', () => {
    const said = (pointer: string, value: unknown) => {
      const [{ message, remedy }] = faultsOf(changed(pointer, value))
      return [message.zh, message.en, remedy?.zh, remedy?.en]
    }
    expect(said('/head/currency', 'EUR')).toEqual([
      '“币制”的代码“EUR”不在代码表 currency 中。',
      '"Currency": code "EUR" is not in list currency.',
      '从代码表 currency 中选择。',
      'Choose a code of list currency.',
    ])
    expect(said('/head/kind', 'stolen').slice(2)).toEqual(['可选：received, bought。', 'One of: received, bought.'])
    expect(said('/head/ownNumber', '𠮷23456789').slice(0, 2)).toEqual([
      '“内部编号”有 9 个字符，最多 8 个。',
      '"Own number" has 9 characters; at most 8 fit.',
    ])
    expect(said('/head/ownNumber', '𠮷b\u0000')[0]).toBe('“内部编号”第 3 个字符是控制字符或残缺字符。')
    expect(said('/head/pages', 100)[3]).toBe('Give a whole number from 0 to 99.')
    expect(said('/lines/0/price', '9.999')[2]).toBe('最多保留 2 位小数；平台不代为舍入。')
    expect(said('/colour', 1)[3]).toBe('Remove it or use one of: head, lines, remarks.')
  })

  test('in a repeated key names the line where the key stood first', () => {
    const three = [5, 7, 7].map((no) => ({ ...line, no }))
    const [fault, ...others] = faultsOf({ ...wire, lines: three })
    expect(others).toEqual([])
    expect(fault).toMatchObject({ pointer: '/lines/2/no', values: { value: '7', first: 2 } })
    expect(fault.message).toEqual({ zh: '“序号”7 在第 2 行已出现。', en: '"Number" 7 already stands in line 2.' })
  })

  test('does not hide another: all are found at once, in order', () => {
    const wrong = {
      head: { ...wire.head, ownNumber: '', firm: '91441900791176562X', pages: 1.5, colour: 'red' },
      lines: [
        { ...line, quantity: '-1', net: 'much' },
        { ...line, goods: '1', price: undefined },
      ],
      remarks: ['12345', 9],
      extra: 1,
    }
    expect(placesOf(wrong)).toEqual([
      ['/head/ownNumber', 'SHAPE_REQUIRED'],
      ['/head/firm', 'ID_CREDIT_CODE'],
      ['/head/pages', 'SHAPE_TYPE'],
      ['/head/colour', 'SHAPE_UNKNOWN_FIELD'],
      ['/lines/0/quantity', 'SHAPE_NEGATIVE'],
      ['/lines/0/net', 'KERNEL_DECIMAL'],
      ['/lines/1/goods', 'ID_HS_CODE'],
      ['/lines/1/price', 'SHAPE_REQUIRED'],
      ['/lines/1/no', 'SHAPE_REPEATED'],
      ['/remarks/0', 'SHAPE_LENGTH'],
      ['/remarks/1', 'SHAPE_TYPE'],
      ['/extra', 'SHAPE_UNKNOWN_FIELD'],
    ])
  })
})

describe('encode', () => {
  const digits = (decimals: number, sign = '') =>
    fc.stringMatching(new RegExp(`^${sign}[0-9]{1,9}(\\.[0-9]{1,${decimals}}0{0,3})?$`))
  const lineOf = fc.record({
    no: fc.nat(999),
    goods: fc.stringMatching(/^[0-9]{10}$/),
    quantity: digits(5),
    difference: digits(5, '-?'),
    net: digits(9),
    loss: digits(9),
    price: digits(2),
  })
  const valid = fc.record({
    head: fc.constant(wire.head),
    lines: fc.uniqueArray(lineOf, { maxLength: 3, selector: ({ no }) => no }),
    remarks: fc.constantFrom(undefined, [], ['a']),
  })

  test('after shape is the normal form: all decimals, nothing else changed', () => {
    const { content: first } = shape(Sample, changed('/head/begins', '2026/11/23'), lists)
    expect(encode(Sample, first as Content<typeof Sample>)).toEqual({
      ...wire,
      lines: pure.lines.map(({ no, goods }) => ({
        no,
        goods,
        quantity: '12.50000',
        difference: '-0.00001',
        net: '1.250000000',
        loss: '3.000000000',
        price: '9.90000',
      })),
    })
  })

  test('the normal form is read as the same content, and encodes to itself', () =>
    fc.assert(
      fc.property(valid, (given) => {
        const { content: first, faults } = shape(Sample, given, lists)
        expect(faults).toEqual([])
        const normal = encode(Sample, first as Content<typeof Sample>)
        const again = shape(Sample, normal, lists)
        expect(again).toEqual({ content: first, faults: [] })
        expect(encode(Sample, again.content as Content<typeof Sample>)).toEqual(normal)
      }),
    ))

  test('leaves out what a content does not have', () => {
    const Two = content({ a: whole({ zh: '一', en: 'a', max: 9 }), constructor: text({ zh: '二', en: 'b', max: 9 }) })
    const missing = { a: 1 } as unknown as Content<typeof Two>
    expect(Object.keys(encode(Two, missing))).toEqual(['a'])
    expect(encode(Two, { a: 1, c: 2 } as unknown as Content<typeof Two>)).not.toHaveProperty('c')
  })
})

test('a list of single values keeps no keys', () => {
  const Marks = content({ marks: list(text({ zh: '唛头', en: 'Mark', max: 9 }), { zh: '唛头', en: 'Marks', max: 9 }) })
  expect(shape(Marks, { marks: ['a', 'a'] }, lists)).toEqual({ content: { marks: ['a', 'a'] }, faults: [] })
})

/** The valid content with another value at a pointer. */
function at(pointer: string, value: unknown) {
  const copy = structuredClone(pure)
  const steps = pointer.split('/').slice(1)
  const last = steps.pop() as string
  const parent = steps.reduce((found, step) => (found as unknown as Record<string, typeof pure>)[step], copy)
  Object.assign(parent, { [last]: value })
  return copy
}
