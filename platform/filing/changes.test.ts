import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withChanges } from './changes.ts'
import { toParts } from './parts.ts'

const lines = Array.from({ length: 5_000 }, (_, no) => ({ no }))
const codeOf = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    return (error as { kind?: { code: string } }).kind?.code
  }
}

describe('changes of a draft', () => {
  test('put, take away and replace', () =>
    expect(
      withChanges({ head: { a: 1 }, notes: 'x', lines: [1, 2, 3] }, [
        { part: 'lines', at: 1, out: 1, in: [8, 9] },
        { part: 'lines', at: 4, in: [10] },
        { part: 'head', value: { a: 2 } },
        { part: 'notes' },
        { part: 'more', at: 0, in: [1] },
      ]),
    ).toEqual({ head: { a: 2 }, lines: [1, 8, 9, 3, 10], more: [1] }))

  test('that do not fit are refused, whatever they name', () => {
    const wire = { head: {}, lines: [1, 2] }
    for (const [part, at, out] of [
      ['lines', 3, 0],
      ['lines', 1, 2],
      ['head', 0, 0],
      ['none', 1, 0],
      ['constructor', 1, 0],
    ] as const)
      expect([part, codeOf(() => withChanges(wire, [{ part, at, out, in: [] }]))]).toEqual([part, 'FILING_CHANGES'])
  })

  test('named as what every object inherits make a part of that name and nothing else', () => {
    const made = withChanges({}, [{ part: '__proto__', value: { polluted: true } }])
    expect(Object.keys(made)).toEqual(['__proto__'])
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('add up to a limit', () => {
    const text = 'x'.repeat(1_000_000)
    const grow = () => withChanges({ lines: Array.from({ length: 101 }, () => ({ text })) }, [{ part: 'a', value: 1 }])
    expect(codeOf(grow)).toBe('FILING_TOO_LARGE')
  })

  test('write the chunks they touch and no other', () => {
    const chunks = (change: { at: number; out: number; in: unknown[] }) => {
      const before = { lines, head: { a: 1 } }
      const { part, chunk } = toParts(withChanges(before, [{ part: 'lines', ...change }]), before)
      return part.map((name, i) => `${name} ${chunk[i]}`)
    }
    expect(chunks({ at: 2_500, out: 1, in: [{ no: -1 }] })).toEqual(['lines 1'])
    expect(chunks({ at: 5_000, out: 0, in: [{ no: -1 }] })).toEqual(['lines 2'])
    expect(chunks({ at: 2_500, out: 1, in: [] })).toEqual(['lines 1', 'lines 2'])
    expect(chunks({ at: 0, out: 0, in: [] })).toEqual([])
  })
})

test('a splice is what JavaScript calls one', () =>
  fc.assert(
    fc.property(fc.array(fc.nat()), fc.nat(), fc.nat(), fc.array(fc.nat()), (list, from, count, put) => {
      const at = from % (list.length + 1)
      const out = Math.min(count % 5, list.length - at)
      expect(withChanges({ list }, [{ part: 'list', at, out, in: put }])).toEqual({
        list: list.toSpliced(at, out, ...put),
      })
    }),
  ))
