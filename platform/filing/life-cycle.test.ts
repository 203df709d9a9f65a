import { describe, expect, test } from 'vitest'
import { lifeCycle, next } from './life-cycle.ts'

const events = [
  ...new Set([...lifeCycle.rows.map(({ on }) => on), ...lifeCycle.ignores.flatMap(({ on }) => [on].flat())]),
]
const states = [...new Set(lifeCycle.rows.flatMap(({ from, to }) => [from, to].flat()))]

describe('the life cycle of a filing', () => {
  test.each(states.flatMap((state) => events.map((event) => [state, event] as const)))(
    '%s × %s is a row or has a reason to be ignored, never both',
    (state, event) => {
      const rows = lifeCycle.rows.filter(({ from, on }) => on === event && [from].flat().includes(state))
      const ignored = lifeCycle.ignores.filter(
        (one) => [one.in].flat().includes(state) && [one.on].flat().includes(event),
      )
      expect([rows.length, ignored.length]).toEqual(rows.length === 1 ? [1, 0] : [0, 1])
      expect(next(state, event)).toBe(rows[0]?.to)
    },
  )

  test('every state is reached from the start, and from every state an end is reached', () => {
    const reached = new Set([lifeCycle.start])
    for (const _ of states)
      for (const { from, to } of lifeCycle.rows) if ([from].flat().some((state) => reached.has(state))) reached.add(to)
    expect([...reached].sort()).toEqual([...states].sort())
    const ends = new Set(lifeCycle.final)
    for (const _ of states)
      for (const { from, to } of lifeCycle.rows) if (ends.has(to)) for (const state of [from].flat()) ends.add(state)
    expect([...ends].sort()).toEqual([...states].sort())
  })
})
