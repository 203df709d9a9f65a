import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { atOnce } from './at-once.ts'

test('all are done, never more than so many at the same time', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      async (items, most) => {
        let [now, peak] = [0, 0]
        const done: number[] = []
        await atOnce(items, most, async (turns) => {
          peak = Math.max(peak, ++now)
          for (let turn = 0; turn < turns; turn++) await Promise.resolve()
          now--
          done.push(turns)
        })
        expect(done.toSorted()).toEqual(items.toSorted())
        expect(peak).toBe(Math.min(items.length, most))
      },
    ),
  ))

test('a failure ends it: what is under way is waited for, nothing else is begun', async () => {
  const ended: string[] = []
  const run = atOnce(['long', 'fails', 'never'], 2, async (item) => {
    if (item === 'fails') throw new Error('refused')
    await pause(10)
    ended.push(item)
  })
  await expect(run).rejects.toThrow('refused')
  expect(ended).toEqual(['long'])
})
