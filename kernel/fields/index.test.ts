import fc from 'fast-check'
import type { TSchema } from 'typebox'
import { describe, expect, test } from 'vitest'
import * as faults from './faults.ts'
import {
  amount,
  choice,
  consumption,
  content,
  group,
  itemsOf,
  list,
  listMetaOf,
  membersOf,
  metaOf,
  optional,
  percent,
  quantity,
  requiredOf,
  shape,
  text,
  wordsOf,
} from './index.ts'
import { lists, Sample } from './testing.ts'

/** A schema as API and forms get it. */
const published = (schema: TSchema) => JSON.parse(JSON.stringify(schema))

describe('a field says everything about itself once', () => {
  const field = quantity({
    zh: '法定数量',
    en: 'Legal quantity',
    unit: 'legal',
    ground: 'R2.4',
    class: 3,
    secret: true,
    source: 'h:tariff',
    titles: ['法定数'],
    help: { zh: '按法定单位', en: 'In the legal unit' },
    signed: true,
    decimals: 2,
  })

  test('words, ground, class, unit and the rest are read back from the schema', () => {
    expect(metaOf(field)).toEqual({
      kind: 'quantity',
      zh: '法定数量',
      en: 'Legal quantity',
      unit: 'legal',
      ground: 'R2.4',
      class: 3,
      secret: true,
      source: 'h:tariff',
      titles: ['法定数'],
      help: { zh: '按法定单位', en: 'In the legal unit' },
      signed: true,
      decimals: 2,
    })
    expect(wordsOf(field)).toMatchObject({ zh: '法定数量', en: 'Legal quantity' })
    expect(published(field).title).toBe('法定数量')
  })

  test('optional, it says the same', () => {
    expect(metaOf(optional(field))).toEqual(metaOf(field))
  })

  test('every kind of field is told apart', () => {
    const { head, lines } = membersOf(Sample) as Record<string, TSchema>
    const kinds = (schema: TSchema) => Object.values(membersOf(schema) ?? {}).map((member) => metaOf(member)?.kind)
    expect(kinds(head)).toEqual([
      'text',
      'identifier',
      'identifier',
      'identifier',
      'day',
      'code',
      'choice',
      'flag',
      'whole',
      'identifier',
      'identifier',
      'identifier',
    ])
    expect(kinds(itemsOf(lines) as TSchema)).toEqual([
      'whole',
      'identifier',
      'quantity',
      'quantity',
      'consumption',
      'percent',
      'amount',
    ])
  })

  test('a choice keeps its values with words, code and synonyms', () => {
    const of = { raw: { zh: '料件', en: 'Material', code: 'I', also: ['原料'] } }
    const schema = choice({ zh: '性质', en: 'Nature', of })
    expect(metaOf(schema)).toEqual({ kind: 'choice', zh: '性质', en: 'Nature', choices: of })
    expect(published(schema).enum).toEqual(['raw'])
  })
})

describe('groups and lists', () => {
  test('know their words, members, required members and lines', () => {
    const { head, lines, remarks } = membersOf(Sample) as Record<string, TSchema>
    expect(requiredOf(Sample)).toEqual(['head', 'lines'])
    expect(requiredOf(head)).toHaveLength(9)
    expect([wordsOf(head), wordsOf(Sample)]).toEqual([{ zh: '表头', en: 'Head' }, undefined])
    expect(listMetaOf(lines)).toEqual({ zh: '明细', en: 'Lines', max: 3, key: 'no' })
    expect(wordsOf(lines)).toMatchObject({ zh: '明细', en: 'Lines' })
    expect(listMetaOf(head)).toBeUndefined()
    expect(metaOf(itemsOf(remarks as TSchema) as TSchema)?.kind).toBe('text')
    expect(itemsOf(head)).toBeUndefined()
    expect(membersOf(lines)).toBeUndefined()
  })

  test('as JSON Schema they are closed and bounded', () => {
    const whole = published(Sample)
    expect(whole.additionalProperties).toBe(false)
    expect(whole.properties.head.additionalProperties).toBe(false)
    expect(whole.properties.lines.maxItems).toBe(3)
    expect(whole.properties.head.properties.ownNumber.maxLength).toBe(8)
    expect(whole.properties.head.properties.pages).toMatchObject({ type: 'integer', minimum: 0, maximum: 99 })
  })
})

describe('a figure as JSON Schema', () => {
  const words = { zh: '数', en: 'Figure' }
  const figures = [
    ...[quantity, consumption, percent, amount].flatMap((field) => [field(words), field({ ...words, signed: true })]),
    ...[0, 1, 2, 5].map((decimals) => quantity({ ...words, decimals })),
  ].map((schema) => ({ schema, pattern: published(schema).pattern }))

  test.each(figures)('accepts with $pattern what shape reads', ({ schema, pattern }) => {
    const whole = content({ figure: schema })
    fc.assert(
      fc.property(
        fc.oneof(fc.stringMatching(/^-?[0-9]{1,9}(\.[0-9]{0,12}0{0,3})?$/), fc.stringMatching(/^[-+.0-9 e]{1,6}$/)),
        (value) => {
          // The sign of "-0" has no meaning: shape takes it, the stricter pattern does not.
          fc.pre(!/^-[0.]*$/.test(value))
          const fits = shape(whole, { figure: value }, lists).faults.length === 0
          expect(new RegExp(pattern, 'u').test(value)).toBe(fits)
        },
      ),
    )
  })
})

describe('a definition that cannot be meant stops the start, by name', () => {
  test.each([6, -1])('%i decimals of a quantity', (decimals) => {
    expect(() => quantity({ zh: '数量', en: 'Net weight', decimals })).toThrow('Net weight')
  })

  test('a list whose key is no field of its lines', () => {
    const line = group({ zh: '行', en: 'Line' }, { no: text({ zh: '号', en: 'No', max: 9 }) })
    expect(() => list(line, { zh: '行', en: 'Materials', max: 9, key: 'number' })).toThrow('Materials')
    expect(() => list(text({ zh: '号', en: 'No', max: 9 }), { zh: '行', en: 'Marks', max: 9, key: 'no' })).toThrow(
      'Marks',
    )
  })
})

test('the faults of a shape have codes of their own, and name the same values in both languages', () => {
  const kinds = Object.values(faults).map(({ kind }) => kind)
  expect(new Set(kinds.map(({ code }) => code)).size).toBe(kinds.length)
  const named = (text: string) => [...text.matchAll(/\{(\w+?)(En)?\}/g)].map(([, name]) => name).sort()
  for (const { code, zh, en } of kinds) {
    expect([code, ...new Set(named(zh.detail))]).toEqual([code, ...new Set(named(en.detail))])
    expect([code, ...new Set(named(zh.remedy))]).toEqual([code, ...new Set(named(en.remedy))])
  }
})
