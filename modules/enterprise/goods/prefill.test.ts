import { type Content, shape } from '@jiamao/kernel/fields'
import { parseDate, startOf } from '@jiamao/kernel/time'
import { firstPolicy, type PolicyInForce } from '@jiamao/platform/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Goods, type GoodsWire, Relation } from './content.ts'
import { exampleItems } from './example.ts'
import { items } from './facts.ts'
import { goodsNamed } from './named.ts'
import { prefill } from './prefill.ts'
import { relationPrefill, touches } from './relation-prefill.ts'

const policy = firstPolicy().inForce(parseDate('2020-03-02'), startOf(parseDate('2030-01-01')))
type Line = Partial<NonNullable<GoodsWire['items']>[number]>

/** One line of items, completed where the register holds these rows. */
function completed(line: Line, held: unknown = [], by: PolicyInForce = policy): Line {
  const { content } = shape(items.value, held, { has: () => true })
  const facts = { items: content as Content<typeof items.value>, parts: [] }
  const { items: lines } = prefill.fill({
    wire: { items: [line] } as never,
    facts,
    on: by.on,
    policy: by,
    about: undefined,
  })
  return lines?.[0] ?? {}
}
const [material] = exampleItems
const piece = { ...material, declaredUnit: '007', factor: '25', secondLegalUnit: '036', secondFactor: '25000' }
const number = { kind: 'material', item: 1 } as const

describe('an item completed', () => {
  test('a factor of its own is kept while its two units are the same, and asked for anew when one changes', () => {
    expect(completed(number, [piece])).toMatchObject({ factor: '25.00000', declaredUnit: '007' })
    expect(completed({ ...number, declaredUnit: '011' }, [piece]).factor).toBeUndefined()
    expect(completed({ ...number, declaredUnit: '036' }, [piece]).factor).toBe('0.00100')
  })
  test('legal units are those of the code: of the old one nothing stays', () => {
    const moved = completed({ ...number, hsCode: '6815993900' }, [piece])
    expect(moved).toMatchObject({ legalUnit: '035', declaredUnit: '007' })
    expect(moved).not.toHaveProperty('secondLegalUnit')
    expect(moved).not.toHaveProperty('secondFactor')
    const unknown = completed({ ...number, hsCode: '3907300002' }, [piece])
    expect(unknown).not.toHaveProperty('legalUnit')
  })
  test('what the line says goes before what is held; an empty text says nothing', () => {
    expect(completed({ ...number, name: '固化剂', specification: '' }, [material])).toMatchObject({
      name: '固化剂',
      specification: '无牌',
    })
  })
  test('a list that nobody has entered says neither yes nor no; one that was entered does', () => {
    expect(completed({ ...number, hsCode: '3907300001' })).not.toHaveProperty('prohibitedCatalogue')
    const listed = (direction: string): PolicyInForce => ({
      ...policy,
      catalogue: (id) =>
        id === 'prohibited'
          ? { ...policy.catalogue(id), isEmpty: false, prefixesOf: () => [{ key: '3907', direction }] }
          : policy.catalogue(id),
    })
    expect(completed({ ...number, hsCode: '3907300001' }, [], listed('I')).prohibitedCatalogue).toBe(true)
    expect(completed({ ...number, hsCode: '3907300001' }, [], listed('E')).prohibitedCatalogue).toBe(false)
  })
})

const names = [
  'part',
  'item',
  'kind',
  'mark',
  'hsCode',
  'declaredUnit',
  'legalUnit',
  'partUnit',
  'lines',
  'items',
  'book',
]
const anyLine = fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 1 }))
const anyWire = fc.record(
  {
    head: fc.oneof(anyLine, fc.jsonValue({ maxDepth: 1 })),
    parts: fc.oneof(fc.array(fc.oneof(anyLine, fc.jsonValue({ maxDepth: 1 }))), fc.jsonValue({ maxDepth: 1 })),
    items: fc.oneof(fc.array(fc.oneof(anyLine, fc.jsonValue({ maxDepth: 1 }))), fc.jsonValue({ maxDepth: 1 })),
    lines: fc.oneof(fc.array(fc.oneof(anyLine, fc.jsonValue({ maxDepth: 1 }))), fc.jsonValue({ maxDepth: 1 })),
  },
  { requiredKeys: [] },
)

test('whatever is sent is completed as far as it goes, and left to the shape to judge', () =>
  fc.assert(
    fc.property(anyWire, (wire) => {
      const given = { wire: wire as never, on: policy.on, policy, about: undefined }
      const facts = { items: [], parts: [], relations: [], namedBook: [], linesOfNamedBook: [] }
      shape(Goods, prefill.fill({ ...given, facts }), policy.lists)
      shape(Relation, relationPrefill.fill({ ...given, facts }), policy.lists)
      touches(wire as never)
      goodsNamed(wire)
    }),
  ))
