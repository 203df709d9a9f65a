import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonical, type Json } from './canonical.ts'

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\u2028', '</script>', '\\', '"', '\u0000', '\u007f', '中文', '😀'),
)
const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', 'constructor', 'toJSON', '10', '9', ''),
)
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf as fc.Arbitrary<Json>,
    fc.array(tie('json'), { maxLength: 5 }),
    fc.array(fc.tuple(key, tie('json')), { maxLength: 6 }).map((members) => Object.fromEntries(members)),
  ),
}))

/** The same value with the members of every object the other way round. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, member]) => [name, reversed(member as Json)])
      .reverse(),
  )
}

describe('canonical (RFC 8785)', () => {
  test('is JSON of the same value', () =>
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.stringify(JSON.parse(canonical(value)))).toBe(JSON.stringify(sorted(value)))
      }),
    ))

  test('does not depend on the order in which members were set', () =>
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(reversed(value))).toBe(canonical(value))
      }),
    ))

  test('is canonical already when read back', () =>
    fc.assert(
      fc.property(json, (value) => {
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
      }),
    ))

  test('different values have different texts', () =>
    fc.assert(
      fc.property(json, json, (a, b) => {
        const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
        expect(canonical(a) === canonical(b)).toBe(same)
      }),
    ))

  test('members are sorted by UTF-16 code units, as the sample of the RFC', () => {
    const sample = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    }
    expect(canonical(sample)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    )
  })

  test.each<[string, Json, string]>([
    ['the string sample of the RFC', '\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    ['digits as names sort as text', { 9: 1, 10: 2 }, '{"10":2,"9":1}'],
    ['no white space', { b: [1, 2, { a: null }], a: true }, '{"a":true,"b":[1,2,{"a":null}]}'],
    ['what is undefined is left out', { a: undefined, b: 1 }, '{"b":1}'],
    ['nothing in it', {}, '{}'],
    ['nothing in it', [], '[]'],
    ['minus zero is zero', -0, '0'],
    ['the greatest safe number', Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['an inherited name', JSON.parse('{"__proto__":{"a":1},"constructor":2}'), '{"__proto__":{"a":1},"constructor":2}'],
  ])('%s', (_, value, text) => expect(canonical(value)).toBe(text))

  test.each([0.1, 2 ** 53, -(2 ** 53), 1e21, Number.NaN, Number.POSITIVE_INFINITY])('%d is not hashed', (number) => {
    expect(() => canonical(number)).toThrow('not a whole number')
    expect(() => canonical({ lines: [{ quantity: number }] })).toThrow('not a whole number')
  })

  test.each<[string, unknown]>([
    ['a figure before it is printed', 1_250_000n],
    ['a Date', new Date(0)],
    ['a Map', new Map([['a', 1]])],
    ['nothing', undefined],
    ['a function', () => 1],
    ['bytes', new Uint8Array(2)],
  ])('%s has no canonical form', (_, value) => {
    expect(() => canonical(value as Json)).toThrow('not JSON')
    expect(() => canonical([value] as Json)).toThrow('not JSON')
  })

  test('a hole in an array has none either', () => {
    const sparse = ['a', 'b']
    delete sparse[0]
    expect(() => canonical(sparse)).toThrow('not JSON')
  })

  test('half a surrogate pair is refused, in a text and in a name', () => {
    expect(() => canonical('a\ud83d')).toThrow('surrogate')
    expect(() => canonical({ '\ude00': 1 })).toThrow('surrogate')
    expect(canonical('\ud83d\ude00')).toBe('"😀"')
  })
})

/** An independent reading of "the same value": sorted by the platform, digits first, as JSON.parse would leave it. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, sorted(member as Json)]))
}
