import { expect, test } from 'vitest'
import { Problem } from '../api/client.ts'
import { runBatch } from './batch.ts'

const problem = (status: number) => new Problem(status, { code: 'X' })

test('a batch has a few under way at once, tells how far it is, and what fails stops nothing', async () => {
  let [now, most] = [0, 0]
  const told: number[] = []
  const keys = new Set<string>()
  const failed = await runBatch(
    Array.from({ length: 40 }, (_, n) => n),
    async (n, key) => {
      keys.add(key)
      most = Math.max(most, ++now)
      await new Promise((go) => setTimeout(go, 1))
      now--
      if (n % 10 === 3) throw problem(409)
    },
    (tried) => told.push(tried),
  )
  expect([...failed.keys()].toSorted((a, b) => a - b)).toEqual([3, 13, 23, 33])
  expect([most, keys.size, told.at(-1)]).toEqual([4, 40, 40])
})

test('who is asked to wait asks the same again, with the same key', async () => {
  const keys: string[] = []
  const failed = await runBatch(
    ['one'],
    async (_, key) => {
      keys.push(key)
      if (keys.length === 1) throw problem(429)
    },
    () => {},
  )
  expect([failed.size, keys.length, new Set(keys).size]).toEqual([0, 2, 1])
})
