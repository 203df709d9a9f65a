import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isSame, merge } from './merge.ts'

const keys = { lines: 'no' }
const line = (no: number, name: string, quantity = '1') => ({ no, name, quantity })
const base = { head: { a: '1', b: '2' }, lines: [line(1, 'one'), line(2, 'two'), line(3, 'three')] }

describe('what two people made of one content', () => {
  test('is put together where they changed different fields, of one line too', () => {
    const mine = { ...base, head: { a: '9', b: '2' }, lines: [line(1, 'uno'), ...base.lines.slice(1)] }
    const theirs = { ...base, head: { a: '1', b: '8' }, lines: [line(1, 'one', '7'), ...base.lines.slice(1)] }
    const { content, divergences } = merge(base, mine, theirs, keys)
    expect(content).toEqual({ head: { a: '9', b: '8' }, lines: [line(1, 'uno', '7'), ...base.lines.slice(1)] })
    expect(divergences.map(({ by, line: name, path }) => [by, name, ...path])).toEqual([
      ['mine', undefined, 'a'],
      ['theirs', undefined, 'b'],
      ['mine', '1', 'name'],
      ['theirs', '1', 'quantity'],
    ])
  })

  test('asks where both changed one field, and holds mine until it is said', () => {
    const mine = { ...base, lines: [line(1, 'uno'), ...base.lines.slice(1)] }
    const theirs = { ...base, lines: [line(1, 'eins'), ...base.lines.slice(1)] }
    const { content, divergences } = merge(base, mine, theirs, keys)
    expect(content).toEqual(mine)
    expect(divergences).toEqual([
      { by: 'both', part: 'lines', line: '1', path: ['name'], base: 'one', mine: 'uno', theirs: 'eins' },
    ])
  })

  test('keeps lines that either put in, each after the line that it stood after, and leaves out what either took out', () => {
    const mine = { ...base, lines: [line(7, 'mine'), base.lines[0], line(8, 'mine'), base.lines[2]] }
    const theirs = {
      ...base,
      lines: [base.lines[0], base.lines[1], line(9, 'theirs'), base.lines[2], line(10, 'theirs')],
    }
    const { content, divergences } = merge(base, mine, theirs, keys)
    expect(content.lines).toEqual([
      line(7, 'mine'),
      base.lines[0],
      line(8, 'mine'),
      line(9, 'theirs'),
      base.lines[2],
      line(10, 'theirs'),
    ])
    expect(divergences.filter(({ by }) => by === 'both')).toEqual([])
  })

  test('asks where one took a line out that the other changed, and keeps the line until it is said', () => {
    const gone = { ...base, lines: base.lines.slice(1) }
    const changed = { ...base, lines: [line(1, 'uno'), ...base.lines.slice(1)] }
    for (const [mine, theirs] of [
      [gone, changed],
      [changed, gone],
    ]) {
      const { content, divergences } = merge(base, mine, theirs, keys)
      expect(content.lines).toEqual(changed.lines)
      expect(divergences).toMatchObject([{ by: 'both', line: '1', path: [] }])
    }
  })

  test('asks for everything where nobody knows any more what they began with', () => {
    const mine = { lines: [line(1, 'uno'), line(5, 'mine')] }
    const { content, divergences } = merge(undefined, mine, base, keys)
    expect(divergences.every(({ by }) => by === 'both')).toBe(true)
    expect((content.lines as object[]).length).toBe(4)
  })

  const lists = fc.uniqueArray(fc.record({ no: fc.integer({ min: 1, max: 12 }), q: fc.constantFrom('1', '2', '3') }), {
    selector: ({ no }) => no,
  })
  test('loses nothing and invents nothing', () => {
    fc.assert(
      fc.property(lists, lists, lists, (b, m, t) => {
        const { content, divergences } = merge({ lines: b }, { lines: m }, { lines: t }, keys)
        const found = content.lines as typeof b
        expect(new Set(found.map(({ no }) => no)).size).toBe(found.length)
        // A line that both have, or that one put in, is there; one that one took out is there only where it is asked.
        for (const { no } of m) {
          const isOld = b.some((one) => one.no === no)
          if (t.some((one) => one.no === no) || !isOld) expect(found.some((one) => one.no === no)).toBe(true)
        }
        const asked = divergences.filter(({ by }) => by === 'both').map(({ line: name }) => name)
        for (const one of found) {
          const [inBase, inMine, inTheirs] = [b, m, t].map((list) => list.find(({ no }) => no === one.no)?.q)
          if (!asked.includes(String(one.no))) expect(one.q).toBe(inMine === inBase ? inTheirs : inMine)
        }
      }),
    )
  })
  test('is mine where they changed nothing, and theirs where I changed nothing, order included', () => {
    fc.assert(
      fc.property(lists, lists, (b, other) => {
        expect(merge({ lines: b }, { lines: other }, { lines: b }, keys).content).toEqual({ lines: other })
        expect(merge({ lines: b }, { lines: b }, { lines: other }, keys).content).toEqual({ lines: other })
      }),
    )
  })
  test('takes 100,000 lines in a breath: lines without a name too', () => {
    const many = { lines: Array.from({ length: 100_000 }, (_, no) => (no % 2 ? line(no, 'x') : { name: 'y' })) }
    const { content } = merge(
      many,
      { lines: many.lines.with(7, line(7, 'z')) },
      { lines: [...many.lines, line(1_000_000, 'w')] },
      keys,
    )
    expect((content.lines as object[]).length).toBe(100_001)
  })
})

test('the order of members and how nothing is written make no difference', () => {
  expect(isSame({ a: 1, b: [{ c: '' }] }, { b: [{ c: null }], a: 1 })).toBe(true)
  expect(isSame({ a: 1 }, { a: 1, b: 0 })).toBe(false)
  expect(isSame('', 0)).toBe(false)
})
