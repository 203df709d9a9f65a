import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { below } from './levels.ts'

const makings = (bill: Record<string, readonly string[]>) =>
  new Map(Object.entries(bill).map(([part, materials]) => [part, new Set(materials)]))

describe('what lies below a part', () => {
  test('levels are those of the longest way', () => {
    const found = below(['P'], makings({ P: ['A', 'M'], A: ['B'], B: ['M'] }))
    expect(Object.fromEntries(found)).toMatchObject({ P: { levels: 3 }, A: { levels: 2 }, M: { levels: 0 } })
  })
  test('a ring is named, and found from above it', () => {
    const found = below(['P'], makings({ P: ['A'], A: ['B'], B: ['C', 'M'], C: ['A'] }))
    expect(found.get('P')).toEqual({ ring: ['A', 'B', 'C', 'A'] })
    expect(found.get('M')).toEqual({ levels: 0 })
  })
  test('a part made of itself is a ring', () => {
    expect(below(['P'], makings({ P: ['P'] })).get('P')).toEqual({ ring: ['P', 'P'] })
  })
  test('a chain longer than any stack', () => {
    const bill = Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`L${i}`, [`L${i + 1}`]]))
    expect(below(['L0'], makings(bill)).get('L0')).toEqual({ levels: 50_000 })
  })
})

const names = ['A', 'B', 'C', 'D', 'E', 'F']
const anyBill = fc.dictionary(fc.constantFrom(...names), fc.uniqueArray(fc.constantFrom(...names), { maxLength: 3 }))

/** The plain way: follow every way down, and give up on meeting a part again. */
function plainly(part: string, bill: Record<string, readonly string[]>, path: readonly string[] = []): number {
  if (path.includes(part)) return Number.POSITIVE_INFINITY
  return Math.max(0, ...(bill[part] ?? []).map((next) => plainly(next, bill, [...path, part]) + 1))
}

test('levels and rings are those of the plain way, whatever is asked first', () =>
  fc.assert(
    fc.property(anyBill, fc.shuffledSubarray(names, { minLength: 6 }), (bill, order) => {
      const found = below(order, makings(bill))
      for (const part of names) {
        const under = found.get(part)
        expect(under && 'levels' in under ? under.levels : Number.POSITIVE_INFINITY).toBe(plainly(part, bill))
      }
    }),
    { numRuns: 1_000 },
  ))
