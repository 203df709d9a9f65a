import { createHash } from 'node:crypto'
import type { Uuid } from '@jiamao/kernel/ids'
import { expect, test } from 'vitest'
import { drawnOf, promiseOf } from './lot.ts'

const seed = Buffer.alloc(32, 7)
const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as Uuid
const officers = [1, 2, 3].map(id)

test('a case goes to the least lot, as anybody can work it out', () => {
  const lots = officers.map((officer) => [
    createHash('sha256')
      .update(Buffer.concat([seed, Buffer.from(id(9) + officer)]))
      .digest('hex'),
    officer,
  ])
  expect(drawnOf(seed, { task: id(9), among: officers })).toBe(lots.toSorted()[0][1])
})

test('in what order people are named changes nothing, and who is left out changes only their cases', () => {
  const tasks = Array.from({ length: 300 }, (_, n) => id(100 + n))
  const draw = (among: readonly Uuid[]) => tasks.map((task) => drawnOf(seed, { task, among }))
  const first = draw(officers)
  expect(draw(officers.toReversed())).toEqual(first)
  const without = draw(officers.slice(1))
  expect(without.every((officer, n) => officer === first[n] || first[n] === officers[0])).toBe(true)
  for (const officer of officers) expect(first.filter((one) => one === officer).length).toBeGreaterThan(60)
  expect(drawnOf(seed, { task: tasks[0], among: [] })).toBeUndefined()
})

test('a seed is promised by its hash', () => {
  expect(promiseOf(seed).equals(createHash('sha256').update(seed).digest())).toBe(true)
})
