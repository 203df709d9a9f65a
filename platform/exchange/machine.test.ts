import { describe, expect, test } from 'vitest'
import { incoming } from './incoming.ts'
import { defineMachine, type Machine, markdown, next } from './machine.ts'
import { outgoing } from './outgoing.ts'

describe.each<[string, Machine]>([
  ['outgoing', outgoing],
  ['incoming', incoming],
])('%s', (_, machine) => {
  const states = Object.keys(machine.states)
  const events = Object.keys(machine.events)

  test('every state × event is a row or a reason', () => {
    for (const state of states) {
      for (const event of events) {
        const step = next(machine, state, event)
        if ('to' in step) expect(states).toContain(step.to)
        else expect(step.why).not.toBe('')
      }
    }
  })
  test('a row onto a desk names whose, and nothing leaves a final state', () => {
    for (const row of machine.rows) {
      expect([row.no, row.desk !== undefined]).toEqual([row.no, row.to === 'parked'])
      for (const from of [row.from].flat()) expect(machine.final).not.toContain(from)
    }
  })
  test('from every state a final one can be reached, and every state from the start', () => {
    const reached = (from: string) => {
      const seen = new Set([from])
      for (const state of seen) for (const row of machine.rows) if ([row.from].flat().includes(state)) seen.add(row.to)
      return seen
    }
    expect([...reached(machine.start)].sort()).toEqual([...states].sort())
    for (const state of states) expect(machine.final.some((end) => reached(state).has(end))).toBe(true)
  })
  test('the table is printed in both languages, a line a row and a reason', () => {
    for (const language of ['zh', 'en'] as const) {
      const lines = markdown(machine, language).split('\n')
      expect(lines.filter((line) => /^\| (\d+|[^#-])/.test(line))).toHaveLength(
        machine.rows.length + machine.ignores.length + 1,
      )
    }
  })
})

test('a machine with a forgotten pair, or one in two places, does not load', () => {
  const words = { zh: '一', en: 'one' }
  const shape = {
    id: 'x',
    name: words,
    start: 'a',
    states: { a: words, b: words },
    final: ['b'],
    events: { go: words },
  } as const
  const rows = [{ no: 1, from: 'a', on: 'go', to: 'b' }] as const
  expect(() => defineMachine({ ...shape, rows, ignores: [] })).toThrow('x: b × go stands in 0 places')
  expect(() => defineMachine({ ...shape, rows, ignores: [{ in: ['a', 'b'], on: 'go', why: 'w' }] })).toThrow(
    'x: a × go stands in 2 places',
  )
})
