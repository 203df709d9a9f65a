import { type Content, shape } from '@jiamao/kernel/fields'
import type { LocalDate } from '@jiamao/kernel/time'
import { firstPolicy } from '@jiamao/platform/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { items, linesOfNamedBook, parts, relations } from '../goods/index.ts'
import { Declaration, type DeclarationWire } from './content.ts'
import { exampleGoods, exampleVersionRows, exampleVersions } from './example.ts'
import { versionRows, versions } from './facts.ts'
import { prefill, touches } from './prefill.ts'

const on = '2020-03-02' as LocalDate
const policy = firstPolicy().inForce(on, '2030-01-01T00:00:00.000+08:00' as never)
const schemas = { items, parts, relations, linesOfNamedBook, versions, versionRows }

/** A declaration completed where the registers hold these rows. */
function completed(wire: object, held: Partial<Record<keyof typeof schemas, unknown>> = {}): DeclarationWire {
  const read = Object.entries(schemas).map(([name, { value }]) => {
    const { content, faults } = shape(value, held[name as keyof typeof schemas] ?? [], { has: () => true })
    expect(faults).toEqual([])
    return [name, content as Content<typeof value>]
  })
  const facts = { ...Object.fromEntries(read), namedBook: [] } as never
  return prefill.fill({ wire: wire as never, facts, on, policy, about: undefined }) as DeclarationWire
}
const row = { productPart: 'P1', materialPart: 'M1', net: '1', tangible: '3', intangible: '0' }
const registered = { versions: exampleVersions, versionRows: exampleVersionRows }

describe('a declaration completed', () => {
  test('a row without version, day and share is the undivided version from today, wholly bonded', () => {
    const { head, consumption } = completed({ consumption: [row] }, exampleGoods)
    expect(head).toEqual({ chosenBy: 'date', form: 'net' })
    expect(consumption).toEqual([
      {
        ...row,
        no: 1,
        version: '0',
        bondedShare: '100',
        validFrom: on,
        declarationState: 'declared',
        executionMark: 'running',
        productHsCode: '6815993900',
        productName: '碳纤维预浸物',
        materialHsCode: '3907300001',
        materialName: '环氧树脂',
      },
    ])
  })
  test('material bought at home is not bonded (R2.17)', () => {
    const home = exampleGoods.items.map((item) => ({ ...item, domestic: item.kind === 'material' }))
    expect(completed({ consumption: [row] }, { ...exampleGoods, items: home }).consumption[0].bondedShare).toBe('0')
  })
  test('what the first row says of its version holds for all its rows', () => {
    const rows = [
      { ...row, version: '2', validFrom: '2020-07-01', rework: true },
      { ...row, version: '2', materialPart: 'M2' },
      { ...row, version: '3' },
    ]
    const { consumption } = completed({ consumption: rows })
    expect(consumption.map(({ validFrom, rework }) => [validFrom, rework])).toEqual([
      ['2020-07-01', true],
      ['2020-07-01', true],
      [on, undefined],
    ])
  })
  test('a correction keeps the days and the state of what it corrects', () => {
    const [version] = exampleVersions
    const held = { ...version, validTo: '2020-12-31', state: 'determined' as const }
    const { consumption } = completed({ consumption: [{ ...row, version: '1' }] }, { ...registered, versions: [held] })
    expect(consumption[0]).toMatchObject({
      validFrom: '2020-01-02',
      validTo: '2020-12-31',
      declarationState: 'determined',
    })
  })
  test('a version that begins ends the open one before it; filed again, it says the same', () => {
    const next = { consumption: [{ ...row, version: '2', validFrom: '2020-07-01' }] }
    const eve = [{ productPart: 'P1', version: '1', validTo: '2020-06-30' }]
    expect(completed(next, registered).endings).toEqual(eve)
    const ended = exampleVersions.map((version) => ({ ...version, validTo: '2020-06-30' }))
    expect(completed(next, { versions: ended }).endings).toEqual(eve)
    const before = exampleVersions.map((version) => ({ ...version, validTo: '2020-05-31' }))
    expect(completed(next, { versions: before })).not.toHaveProperty('endings')
  })
  test('no version is ended that is chosen by name, is for rework, or is told of in the filing', () => {
    const next = { ...row, version: '2', validFrom: '2020-07-01' }
    const by = (head: object, rows: readonly object[], more: object = {}) =>
      completed({ head, consumption: rows, ...more }, registered).endings
    expect(by({ chosenBy: 'name' }, [next])).toBeUndefined()
    expect(by({}, [{ ...next, rework: true }])).toBeUndefined()
    expect(by({}, [next, { ...row, version: '1' }])).toBeUndefined()
    const own = { endings: [{ productPart: 'P1', version: '1', validTo: '2020-05-31' }] }
    expect(by({}, [next], own)).toEqual(own.endings)
  })
  test('in a book, a number stands for its part, and a part has its number', () => {
    const lines = [
      { side: 'E', seq: 4, part: 'P1', used: false },
      { side: 'I', seq: 7, part: 'M1', used: false },
    ]
    const { productPart: _, materialPart: _material, ...figures } = row
    const named = completed(
      { consumption: [{ ...figures, productSeq: 4, materialSeq: 7 }, row] },
      { linesOfNamedBook: lines },
    )
    for (const line of named.consumption) {
      expect(line).toMatchObject({ productPart: 'P1', productSeq: 4, materialPart: 'M1', materialSeq: 7 })
    }
  })
})

const names = ['productPart', 'materialPart', 'productSeq', 'version', 'net', 'validFrom', 'validTo', 'rework', 'book']
const anyLine = fc.oneof(
  fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 1 })),
  fc.jsonValue({ maxDepth: 1 }),
)
const anyWire = fc.record(
  { head: anyLine, consumption: fc.oneof(fc.array(anyLine), anyLine), endings: fc.oneof(fc.array(anyLine), anyLine) },
  { requiredKeys: [] },
)

test('whatever is sent is completed as far as it goes, and left to the shape to judge', () =>
  fc.assert(
    fc.property(anyWire, (wire) => {
      shape(Declaration, completed(wire, registered), policy.lists)
      touches(wire as never)
    }),
  ))
