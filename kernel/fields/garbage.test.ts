import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spoken } from '../testing.ts'
import { content, group, list, shape, text, whole } from './index.ts'
import { at, changed, line, lists, Sample, wire } from './testing.ts'

const anything = fc.anything({
  maxDepth: 4,
  key: fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('__proto__', 'constructor', 'head', 'lines', 'no', '/~'),
  ),
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
})
const nearly = fc.oneof(anything, fc.string({ unit: 'binary' }), fc.stringMatching(/^-?[0-9.]{0,70}$/))
const pointers = [
  '',
  '/head',
  '/lines',
  '/remarks',
  '/lines/0',
  '/remarks/0',
  ...Object.keys(wire.head).map((name) => `/head/${name}`),
  ...Object.keys(line).map((name) => `/lines/1/${name}`),
]

describe('garbage', () => {
  test('in any place never throws; every fault speaks and lies in that place', () =>
    fc.assert(
      fc.property(fc.constantFrom(...pointers), nearly, (pointer, value) => {
        for (const fault of shape(Sample, changed(pointer, value), lists).faults) {
          spoken(fault)
          expect(fault.pointer).toSatisfy((at: string) => at === pointer || at.startsWith(`${pointer}/`))
        }
      }),
      { numRuns: runs(2_000) },
    ))

  test('that passes in one place passes as what stands there', () =>
    fc.assert(
      fc.property(fc.constantFrom(...pointers), nearly, (pointer, value) => {
        const { content, faults } = shape(Sample, changed(pointer, value), lists)
        expect(content === undefined).toBe(faults.length > 0)
      }),
      { numRuns: runs(2_000) },
    ))

  test('under any name: the pointer leads back to the member (RFC 6901)', () =>
    fc.assert(
      fc.property(
        fc
          .oneof(
            fc.string({ unit: 'grapheme', maxLength: 20 }),
            fc.constantFrom('a/b', '~', '~1', '/', '', '__proto__', 'constructor', 'toString'),
          )
          .filter((name) => !pointers.includes(`/${name}`) && !/\p{Cc}/u.test(name) && name.length <= 40),
        (name) => {
          const given = { ...wire, [name]: 'here' }
          const [fault, ...others] = shape(Sample, given, lists).faults
          expect(others).toEqual([])
          expect(fault.code).toBe('SHAPE_UNKNOWN_FIELD')
          expect(at(given, fault.pointer as string)).toBe('here')
        },
      ),
    ))

  test('nested deeper than any stack is a fault at its top', () => {
    let deep: unknown = 'x'
    for (let i = 0; i < 100_000; i++) deep = { deep }
    expect(shape(Sample, changed('/head', deep), lists).faults.map(({ pointer }) => pointer)).toContain('/head/deep')
    expect(shape(Sample, changed('/lines/0/quantity', deep), lists).faults).toHaveLength(1)
  })

  test('holes in an array are missing lines, not lines left out', () => {
    const sparse: unknown[] = [line]
    sparse[2] = { ...line, no: 2 }
    const { faults } = shape(Sample, changed('/lines', sparse), lists)
    expect(faults.map(({ pointer, code }) => [pointer, code])).toEqual([['/lines/1', 'SHAPE_REQUIRED']])
  })

  test('a long name or value is quoted, not repeated whole', () => {
    const long = `\u0000${'x'.repeat(100_000)}`
    for (const given of [
      { ...wire, [long]: 1 },
      changed('/head/kind', long),
      changed('/head/currency', long),
      changed('/head/firm', long),
      changed('/lines/0/quantity', long),
    ]) {
      const [fault] = shape(Sample, given, lists).faults
      const answer = JSON.stringify(fault)
      expect(answer.length).toBeLessThan(1_000)
      expect(answer).not.toMatch(/\\u0000/)
    }
  })

  test('of 100,000 faults the first 1,000 are listed, and that there are more', () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`x${i}`, 1]))
    const { faults } = shape(Sample, { ...wire, ...many }, lists)
    expect(faults).toHaveLength(1_001)
    expect(faults[999].pointer).toBe('/x999')
    expect(spoken(faults[1_000])).toMatchObject({ code: 'SHAPE_MORE', values: { listed: 1_000 } })
    expect(
      shape(Sample, { ...wire, ...Object.fromEntries(Object.entries(many).slice(0, 1_000)) }, lists).faults,
    ).toHaveLength(1_000)
  })
})

describe('names that every object inherits', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is an unknown field and no choice',
    (name) => {
      const given = JSON.parse(`{"${name}":{"polluted":true}}`)
      const codes = shape(
        Sample,
        { ...wire, ...(changed(`/${name}`, given) as object), head: { ...wire.head, kind: name } },
        lists,
      )
      expect(codes.faults.map(({ pointer, code }) => [pointer, code])).toContainEqual(['/head/kind', 'SHAPE_CHOICE'])
      const shaped = shape(Sample, changed(`/head/${name}`, { polluted: true }), lists)
      expect(shaped.faults.map(({ pointer, code }) => [pointer, code])).toEqual([
        [`/head/${name}`, 'SHAPE_UNKNOWN_FIELD'],
      ])
      expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    },
  )

  test('as fields of a content they are read from the value itself', () => {
    const Odd = content({ constructor: text({ zh: '制造者', en: 'Constructor', max: 9 }) })
    expect(shape(Odd, {}, lists).faults.map(({ code }) => code)).toEqual(['SHAPE_REQUIRED'])
    expect(shape(Odd, { constructor: 'x' }, lists).content).toEqual({ constructor: 'x' })
    expect(shape(Odd, Object.create({ constructor: 'x' }), lists).faults).toHaveLength(1)
  })

  test('as keys of lines they repeat as any other', () => {
    const Lines = content({
      lines: list(
        group(
          { zh: '行', en: 'Line' },
          { n: whole({ zh: '数', en: 'n', max: 9 }), key: text({ zh: '键', en: 'Key', max: 20 }) },
        ),
        { zh: '行', en: 'Lines', max: 9, key: 'key' },
      ),
    })
    const keyed = (...keys: string[]) => shape(Lines, { lines: keys.map((key, n) => ({ key, n })) }, lists).faults
    expect(keyed('constructor', '__proto__', 'toString')).toEqual([])
    expect(keyed('__proto__', 'a', '__proto__').map(({ pointer }) => pointer)).toEqual(['/lines/2/key'])
  })
})
