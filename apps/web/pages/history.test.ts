import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesOf, reversed, withChanges } from './changes.ts'
import { nothingDone, redo, undo, withStep } from './history.ts'
import type { Wire } from './wire.ts'

const line = fc.record({ no: fc.nat({ max: 3 }) })
const content: fc.Arbitrary<Wire> = fc.record(
  {
    head: fc.record({ name: fc.string({ maxLength: 2 }) }),
    lines: fc.array(line, { maxLength: 6 }),
    notes: fc.array(line),
  },
  { requiredKeys: [] },
)

/** A state after a random edit that keeps the lines it does not touch. */
const edited = (before: Wire, cut: number, count: number, put: readonly unknown[]): Wire => {
  const lines = (before.lines ?? []) as unknown[]
  return { ...before, lines: lines.toSpliced(cut % (lines.length + 1), count, ...put) }
}
const edit = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.array(line, { maxLength: 3 }))

test('what differs makes the one of the other, there and back', () =>
  fc.assert(
    fc.property(content, content, (before, after) => {
      const changes = changesOf(before, after)
      expect(withChanges(before, changes)).toEqual(after)
      expect(withChanges(after, reversed(changes))).toEqual(before)
    }),
  ))

test('an edit is told by the lines it touched, whatever the length of the list', () => {
  const lines = Array.from({ length: 100_000 }, (_, no) => ({ no }))
  const changes = changesOf({ lines }, { lines: lines.with(70_000, { no: -1 }) })
  expect(changes).toEqual([{ part: 'lines', at: 70_000, out: [{ no: 70_000 }], in: [{ no: -1 }] }])
})

describe('steps', () => {
  test('taken back one by one lead through every state to the first, and done again to the last', () =>
    fc.assert(
      fc.property(content, fc.array(edit, { maxLength: 8 }), (first, edits) => {
        const states = [first]
        let history = nothingDone
        for (const [cut, count, put] of edits) {
          const before = states.at(-1) as Wire
          const after = edited(before, cut, count, put)
          history = withStep(history, changesOf(before, after))
          states.push(after)
        }
        let now = states.at(-1) as Wire
        for (const state of states.slice(0, -1).toReversed()) {
          const turned = undo(history)
          now = withChanges(now, turned?.changes ?? [])
          history = turned?.history ?? history
          expect(now).toEqual(state)
        }
        expect(undo(history)).toBeUndefined()
        for (const state of states.slice(1)) {
          const turned = redo(history)
          now = withChanges(now, turned?.changes ?? [])
          history = turned?.history ?? history
          expect(now).toEqual(state)
        }
        expect(redo(history)).toBeUndefined()
      }),
    ))

  test('are a hundred at most, and a new one ends what was taken back', () => {
    let history = nothingDone
    for (let n = 0; n < 130; n++) history = withStep(history, [{ part: 'head', was: n, is: n + 1 }])
    let steps = 0
    for (let turned = undo(history); turned; turned = undo(turned.history)) steps++
    expect(steps).toBe(100)
    const back = undo(history)?.history ?? nothingDone
    expect(redo(withStep(back, []))).toBeUndefined()
  })
})
