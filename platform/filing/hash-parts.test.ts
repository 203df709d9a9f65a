import { createHash } from 'node:crypto'
import { canonical, type Json } from '@jiamao/kernel/canonical'
import { expect, test } from 'vitest'
import { hashOfParts } from './hash-parts.ts'
import { toParts } from './parts.ts'

const lines = (count: number) =>
  Array.from({ length: count }, (_, no) => ({ no, b: `甲"${no}`, a: { z: null, y: true } }))

test.each([
  ['nothing', {}],
  ['a head alone', { head: { own: 'X-1', sum: '1.5' } }],
  ['lists of no, one and 4,500 lines, over three chunks', { Z: lines(4_500), head: { a: 1 }, b: [], a: lines(1) }],
  ['a chunk that is exactly full', { lines: lines(2_000) }],
])('%s is hashed in pieces as it is whole', async (_, wire) => {
  const { part, body } = toParts(wire)
  const rows = part.map((name, at) => ({ part: name, body: JSON.parse(body[at]) as unknown }))
  const whole = createHash('sha256')
    .update(canonical(wire as Json))
    .digest('hex')
  expect(await hashOfParts(rows)).toBe(whole)
})
