import { type CodeLists, shape } from '@jiamao/kernel/fields'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Handbook, type HandbookContent } from './content.ts'
import { exampleHandbook } from './example.ts'
import { mergeParts, uncovered } from './merge-parts.ts'
import { numbered } from './numbered.ts'
import { plannedUse } from './planned.ts'

const [material] = exampleHandbook.materials
const [product] = exampleHandbook.products
const lists: CodeLists = { has: () => true }
const contentOf = (wire: object): HandbookContent => {
  const { content, faults } = shape(Handbook, wire, lists)
  expect(faults).toEqual([])
  return content as HandbookContent
}

/** A handbook of parts: two materials and two products that may each become one item. */
const draft = (uses: readonly (readonly [net: string, loss: string])[], quantities: readonly [string, string]) => ({
  head: exampleHandbook.head,
  materials: ['M1', 'M2'].map((part, i) => ({ ...material, seq: i + 1, part })),
  products: ['P1', 'P2'].map((part, i) => ({ ...product, seq: i + 1, part, quantity: quantities[i] })),
  consumption: uses.map(([net, tangible], i) => ({
    no: i + 1,
    productSeq: 1 + (i >> 1),
    materialSeq: 1 + (i & 1),
    version: '0',
    net,
    tangible,
    intangible: '0',
    bondedShare: '100',
  })),
})
const one = (name: string, ...parts: string[]) => ({ name, parts })
const whole = { materials: [one('环氧树脂', 'M1', 'M2')], products: [one('预浸物', 'P1', 'P2')] }

/** Lines as an officer's reader takes them: the total follows from quantity and price. */
const withTotals = (wire: Record<string, unknown>) => ({
  ...wire,
  materials: (wire.materials as object[]).map((line) => ({ ...line, total: '1' })),
  products: (wire.products as object[]).map((line) => ({ ...line, total: '1' })),
})

describe('merged parts', () => {
  test('are one line each side, with quantities added and the mean price', () => {
    const wire = draft(
      [
        ['1', '3'],
        ['0.5', '3'],
        ['2', '3'],
        ['1', '3'],
      ],
      ['1000', '500'],
    )
    wire.materials[1].price = '9.5'
    const merged = mergeParts(wire, whole)
    expect(merged.materials).toMatchObject([
      { seq: 1, part: 'M1', name: '环氧树脂', quantity: '2061.85568', price: '9.00000' },
    ])
    expect((merged.materials as object[])[0]).not.toHaveProperty('total')
    // 1000 × 1.5 and 500 × 3, over 1500: the rates of all rows are one, and stay to the digit.
    expect(merged.consumption).toMatchObject([
      { no: 1, productSeq: 1, materialSeq: 1, net: '2.000000000', tangible: '3' },
    ])
  })
  test('that stay alone keep every figure', () => {
    const wire = draft(
      [
        ['1', '3'],
        ['0.5', '3'],
      ],
      ['1000', '500'],
    )
    const alone = { materials: [one('a', 'M2'), one('b', 'M1')], products: [one('c', 'P1'), one('d', 'P2')] }
    const merged = mergeParts(wire, alone)
    expect(merged.materials).toMatchObject([
      { seq: 1, part: 'M2', name: material.name },
      { seq: 2, part: 'M1' },
    ])
    expect(merged.consumption).toMatchObject([
      { materialSeq: 2, net: '1' },
      { materialSeq: 1, net: '0.5' },
    ])
  })

  test('need in all what the parts needed, whatever their use, losses and quantities', () => {
    const figure = (max: number) => fc.integer({ min: 1, max }).map((n) => (n / 1000).toFixed(3))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(figure(5_000), figure(20_000)), { minLength: 1, maxLength: 4 }),
        fc.tuple(figure(9_000_000), figure(9_000_000)),
        (uses, quantities) => {
          const wire = draft(uses, quantities)
          const before = [...plannedUse(contentOf(wire)).values()].reduce((sum, need) => sum + need, 0n)
          const after = [...plannedUse(contentOf(withTotals(mergeParts(wire, whole)))).values()].reduce(
            (a, b) => a + b,
            0n,
          )
          // Half a step of 10⁻⁹ for each planned unit, and half a step of 10⁻⁵ for each material.
          const planned = quantities.reduce((sum, text) => sum + Math.ceil(Number(text)), 0)
          const difference = Number(after - before)
          expect(Math.abs(difference)).toBeLessThanOrEqual(planned * 1e-4 + 2)
        },
      ),
    )
  })

  test('must be every part once', () => {
    const { materials } = draft([], ['1', '1'])
    expect(uncovered([one('a', 'M1')], materials)).toEqual(['M2'])
    expect(uncovered([one('a', 'M1', 'M2'), one('b', 'M1')], materials)).toEqual(['M1'])
    expect(uncovered([one('a', 'M1', 'M2'), one('b', 'M9')], materials)).toEqual(['M9'])
    expect(uncovered(whole.materials, materials)).toEqual([])
  })
})

describe('numbers that follow', () => {
  test('lines are counted on, rows take the numbers of the parts that they name', () => {
    expect(
      numbered({
        materials: [{ part: 'A' }, { part: 'B', seq: 7 }, { part: 'C' }],
        products: [{ part: 'P' }],
        consumption: [
          { productPart: 'P', materialPart: 'C' },
          { productPart: 'P', materialPart: 'X' },
          { productSeq: 3, materialPart: 'B' },
        ],
      }),
    ).toEqual({
      materials: [
        { seq: 8, part: 'A' },
        { seq: 7, part: 'B' },
        { seq: 9, part: 'C' },
      ],
      products: [{ seq: 1, part: 'P' }],
      consumption: [
        { no: 1, productPart: 'P', materialPart: 'C', productSeq: 1, materialSeq: 9 },
        { no: 2, productPart: 'P', materialPart: 'X', productSeq: 1 },
        { no: 3, productSeq: 3, materialPart: 'B', materialSeq: 7 },
      ],
    })
  })
  test('a part of two lines names neither, and what is no line stays', () => {
    const wire = { materials: [{ part: 'A' }, { part: 'A' }, 'x'], consumption: [{ materialPart: 'A' }, null] }
    expect(numbered(wire).consumption).toEqual([{ no: 1, materialPart: 'A' }, null])
  })
})
