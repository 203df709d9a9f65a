import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { baseName } from './names.ts'

const name = (ownNumber: string, version = 1, attempt = 1, type = 'INV101') =>
  baseName({ type, direction: 'I', ownNumber, version, attempt })

test('a plain number stands as it is', () => {
  expect(name('QD-2024_0001')).toBe('INV101_I_QD-2024_0001_v1_t-1')
  expect(baseName({ type: 'NPTS001', direction: 'N', ownNumber: 'A', version: 12, attempt: 3 })).toBe(
    'NPTS001_N_A_v12_t-3',
  )
})

test('what a file name cannot hold is replaced, with a hash', () => {
  expect(name('浙B2M765')).toMatch(/^INV101_I_-B2M765-x[0-9a-f]{12}_v1_t-1$/)
  expect(name('../a b')).toMatch(/^INV101_I_---a-b-x[0-9a-f]{12}_v1_t-1$/)
  expect(name('A'.repeat(500))).toHaveLength(100)
})

test('no two messages have one name, even where small letters are capitals', () => {
  const part = fc.constantFrom('A', 'a', '1', '-', '_', '浙', '/', '_v1_t-1', '-x', '0123456789ab')
  const own = fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
  const numbers = fc.integer({ min: 1, max: 12 })
  const message = fc.record({ ownNumber: own, version: numbers, attempt: numbers })
  fc.assert(
    fc.property(message, message, (one, other) => {
      const [first, second] = [one, other].map((m) => name(m.ownNumber, m.version, m.attempt))
      expect(first).toMatch(/^[A-Za-z0-9_-]{1,100}$/)
      expect(first.toLowerCase() === second.toLowerCase()).toBe(JSON.stringify(one) === JSON.stringify(other))
    }),
    { numRuns: runs(2000) },
  )
})

test('small letters are told from capitals by the hash', () => {
  expect(name('a1').toLowerCase()).not.toBe(name('A1').toLowerCase())
})

test('a number that looks like a replaced one is not taken for it', () => {
  const posed = name('浙B2M765').slice('INV101_I_'.length, -'_v1_t-1'.length)
  expect(name(posed)).not.toBe(name('浙B2M765'))
})

test('what is no message has no name', () => {
  expect(() => name('A', 0)).toThrow('version 0')
  expect(() => name('A', 1, 1.5)).toThrow('attempt 1.5')
  expect(() => name('A', 1, 1, '../x')).toThrow('type ../x')
})
