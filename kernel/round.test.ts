import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ceil, floor, roundHalfAway, spread } from './round.ts'

const abs = (x: bigint) => (x < 0n ? -x : x)
const size = 10n ** 38n
const numerator = fc.oneof(fc.bigInt({ min: -size, max: size }), fc.bigInt({ min: -100n, max: 100n }))
const denominator = fc.oneof(fc.bigInt({ min: 1n, max: size }), fc.bigInt({ min: 1n, max: 12n }))
const divisor = fc.tuple(denominator, fc.boolean()).map(([d, minus]) => (minus ? -d : d))

describe('roundHalfAway (R4.6)', () => {
  test('is at most half a unit off, and at exactly half lies further from zero', () =>
    fc.assert(
      fc.property(numerator, divisor, (n, d) => {
        const r = roundHalfAway(n, d)
        const off = 2n * abs(n - r * d)
        expect(off <= abs(d)).toBe(true)
        if (off === abs(d)) expect(abs(r * d) > abs(n)).toBe(true)
      }),
    ))

  test('turns with the sign of either side', () =>
    fc.assert(
      fc.property(numerator, divisor, (n, d) => {
        const r = roundHalfAway(n, d)
        expect(roundHalfAway(-n, d)).toBe(-r)
        expect(roundHalfAway(n, -d)).toBe(-r)
        expect(roundHalfAway(-n, -d)).toBe(r)
      }),
    ))

  test('exact halves go away from zero', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: size }), fc.bigInt({ min: 1n, max: size }), (whole, half) => {
        expect(roundHalfAway((2n * whole + 1n) * half, 2n * half)).toBe(whole + 1n)
        expect(roundHalfAway(-(2n * whole + 1n) * half, 2n * half)).toBe(-whole - 1n)
      }),
    ))

  test.each([
    [0n, 7n, 0n],
    [1n, 2n, 1n],
    [-1n, 2n, -1n],
    [1n, 3n, 0n],
    [2n, 3n, 1n],
    [5n, 2n, 3n],
    [7n, 2n, 4n],
    [49n, 100n, 0n],
    [50n, 100n, 1n],
    [10n ** 30n + 1n, 2n, 5n * 10n ** 29n + 1n],
  ])('%s ÷ %s is %s', (n, d, expected) => expect(roundHalfAway(n, d)).toBe(expected))

  test('W5: three rows of 0.000005 rounded once give 0.00002; rounded alone they would give 0.00003', () => {
    const row = 5n // 10⁻⁶
    expect(roundHalfAway(3n * row, 10n)).toBe(2n)
    expect(3n * roundHalfAway(row, 10n)).toBe(3n)
  })

  test('a division by zero is our fault', () => {
    for (const divide of [roundHalfAway, floor, ceil]) expect(() => divide(1n, 0n)).toThrow(RangeError)
  })
})

describe('floor and ceil', () => {
  test('floor is the greatest whole number not above, ceil the least not below', () =>
    fc.assert(
      fc.property(numerator, denominator, (n, d) => {
        const below = floor(n, d)
        expect(below * d <= n && n < (below + 1n) * d).toBe(true)
        const above = ceil(n, d)
        expect((above - 1n) * d < n && n <= above * d).toBe(true)
      }),
    ))

  test('a sign on both sides changes nothing', () =>
    fc.assert(
      fc.property(numerator, divisor, (n, d) => {
        expect(floor(-n, -d)).toBe(floor(n, d))
        expect(ceil(-n, -d)).toBe(ceil(n, d))
      }),
    ))

  test.each([
    [7n, 2n, 3n, 4n],
    [-7n, 2n, -4n, -3n],
    [7n, -2n, -4n, -3n],
    [6n, 3n, 2n, 2n],
    [-6n, 3n, -2n, -2n],
    [0n, 5n, 0n, 0n],
    [-1n, 5n, -1n, 0n],
  ])('%s ÷ %s lies from %s to %s', (n, d, below, above) => expect([floor(n, d), ceil(n, d)]).toEqual([below, above]))
})

describe('spread (R4.7)', () => {
  const share = fc.record({
    n: fc.bigInt({ min: -1000n, max: 1000n }),
    d: fc.constantFrom(1n, 2n, 3n, 4n, 7n, 97n, 1000n),
  })
  const totalOf = (shares: readonly { n: bigint; d: bigint }[]) => {
    const all = shares.reduce((product, { d }) => product * d, 1n)
    return roundHalfAway(
      shares.reduce((sum, { n, d }) => sum + (n * all) / d, 0n),
      all,
    )
  }

  test('shown figures add up to the total, each less than a unit from its exact share', () =>
    fc.assert(
      fc.property(fc.array(share, { maxLength: 12 }), (shares) => {
        const total = totalOf(shares)
        const shown = spread(shares, total)
        expect(shown.reduce((sum, x) => sum + x, 0n)).toBe(total)
        for (const [i, { n, d }] of shares.entries()) expect(abs(shown[i] * d - n) < d).toBe(true)
      }),
    ))

  test('the last units go to the largest remainders, of equal ones to the earlier', () =>
    fc.assert(
      fc.property(fc.array(share, { minLength: 2, maxLength: 12 }), (shares) => {
        const shown = spread(shares, totalOf(shares))
        const rows = shares.map(({ n, d }, i) => {
          const below = floor(n, d)
          return { raised: shown[i] > below, rest: n - below * d, d }
        })
        for (const [i, a] of rows.entries()) {
          for (const b of rows.slice(i + 1)) {
            const difference = a.rest * b.d - b.rest * a.d
            if (difference >= 0n) expect(a.raised || !b.raised).toBe(true)
            else expect(b.raised || !a.raised).toBe(true)
          }
        }
      }),
    ))

  test.each([
    [
      'thirds of one',
      [
        [1n, 3n],
        [1n, 3n],
        [1n, 3n],
      ],
      1n,
      [1n, 0n, 0n],
    ],
    [
      'thirds of two',
      [
        [2n, 3n],
        [2n, 3n],
        [2n, 3n],
      ],
      2n,
      [1n, 1n, 0n],
    ],
    [
      'the largest remainder is last',
      [
        [1n, 4n],
        [1n, 4n],
        [1n, 2n],
      ],
      1n,
      [0n, 0n, 1n],
    ],
    [
      'negative shares',
      [
        [-1n, 3n],
        [-2n, 3n],
      ],
      -1n,
      [0n, -1n],
    ],
    [
      'whole shares stay',
      [
        [2n, 1n],
        [6n, 3n],
      ],
      4n,
      [2n, 2n],
    ],
    ['no shares', [], 0n, []],
  ] as const)('%s', (_, shares, total, expected) =>
    expect(
      spread(
        shares.map(([n, d]) => ({ n, d })),
        total,
      ),
    ).toEqual(expected),
  )

  test('a total that the shares do not make is our fault', () => {
    const thirds = [1n, 1n].map((n) => ({ n, d: 3n }))
    for (const total of [-1n, 3n]) expect(() => spread(thirds, total)).toThrow('do not add up')
    expect(() => spread([{ n: 2n, d: 1n }], 3n)).toThrow('do not add up')
    expect(() => spread([], 1n)).toThrow('do not add up')
  })
})
