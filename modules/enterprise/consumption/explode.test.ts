import { type Consumption, consumptions, HUNDRED, type Percent, percents } from '@jiamao/kernel/numbers'
import { roundHalfAway } from '@jiamao/kernel/round'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explode, figuresOf, inUnits, type Leaf, printed, sum } from './explode.ts'
import type { Use } from './versions.ts'

const row = (material: string, net: string, tangible = '0', intangible = '0', bondedShare = '100'): Use => ({
  material,
  net: consumptions.parse(net),
  tangible: percents.parse(tangible),
  intangible: percents.parse(intangible),
  bondedShare: percents.parse(bondedShare),
})
const billOf = (bill: Record<string, readonly Use[]>) => (part: string) => bill[part]

/** Unit and net to 9 decimals, loss in per cent to 5: as the rulebook prints an explosion. */
function shown({ material, unit, net }: Leaf) {
  const lost = unit.n * net.d - net.n * unit.d
  return {
    material,
    unit: consumptions.print(roundHalfAway(unit.n * consumptions.one, unit.d)),
    net: consumptions.print(roundHalfAway(net.n * consumptions.one, net.d)),
    loss: percents.print(roundHalfAway(lost * 10_000_000n, unit.n * net.d) * 10_000n).slice(0, -4),
  }
}

describe('B1 of the rulebook', () => {
  const leaves = explode(
    [row('A', '2', '1'), row('B', '1')],
    billOf({
      A: [row('C', '3', '0.5', '0.5')],
      B: [row('C', '0.25'), row('M2', '4', '0', '0', '60')],
      C: [row('M1', '0.012345679', '2', '1')],
    }),
  )
  test('unit, net and loss of its two materials', () => {
    expect(leaves.map(shown)).toEqual([
      { material: 'M1', unit: '0.081097420', net: '0.077160494', loss: '4.85456' },
      { material: 'M2', unit: '2.400000000', net: '2.400000000', loss: '0.00000' },
    ])
  })
  test('M1 is filed in unit form, because net and a loss of five decimals give back another ninth digit', () => {
    expect(leaves.map((leaf) => printed(figuresOf(leaf)))).toEqual([
      { unitConsumption: '0.081097420', bondedShare: '100.000000000' },
      { net: '2.400000000', tangible: '0.000000000', intangible: '0.000000000', bondedShare: '100.000000000' },
    ])
  })
})

describe('one level', () => {
  test('a row of its own stays as it was filed, and does not when another way leads there too', () => {
    const plain = row('M1', '1', '3')
    expect(explode([plain], billOf({}))[0].direct).toBe(plain)
    const twice = explode([plain, row('S', '1')], billOf({ S: [row('M1', '1')] }))
    expect(twice).toHaveLength(1)
    expect(twice[0].direct).toBeUndefined()
  })
  test('material that is bonded on no way keeps its use and share 0 (R2.17)', () => {
    const [leaf] = explode([row('S', '2')], billOf({ S: [row('M1', '3', '0', '0', '0')] }))
    expect(printed(figuresOf(leaf))).toEqual({
      net: '6.000000000',
      tangible: '0.000000000',
      intangible: '0.000000000',
      bondedShare: '0.000000000',
    })
  })
  test('what is lost is scrap where some way has scrap, and else without a trace', () => {
    const of = (tangible: string, intangible: string) =>
      figuresOf(explode([row('S', '1')], billOf({ S: [row('M1', '1', tangible, intangible)] }))[0])
    expect(of('3', '0')).toMatchObject({ tangible: percents.parse('3'), intangible: 0n })
    expect(of('0', '3')).toMatchObject({ tangible: 0n, intangible: percents.parse('3') })
    expect(of('1', '2')).toMatchObject({ tangible: percents.parse('3'), intangible: 0n })
  })
  test('two parts of one item, in other units, are one row: 2 pieces of 0.5 kg and 1 kg are 2 kg', () => {
    const [pieces, kilograms] = explode([row('M1', '2'), row('M2', '1')], billOf({}))
    const both = sum(inUnits(pieces, { n: 1n, d: 2n }), kilograms)
    expect(printed(figuresOf(both))).toMatchObject({ net: '2.000000000' })
  })
})

test('a ring that two filings closed at once ends where it would begin again', () => {
  const ring = billOf({ A: [row('B', '1')], B: [row('A', '1'), row('M', '1')] })
  expect(explode([row('A', '2')], ring).map(({ material }) => material)).toEqual(['A', 'M'])
})

test('every part is exploded once: sixty levels that are each used twice', () => {
  const bill = Object.fromEntries(
    Array.from({ length: 60 }, (_, i) => [`L${i}`, [row(`L${i + 1}`, '1'), row(`R${i}`, '1')]]),
  )
  for (let i = 0; i < 60; i++) bill[`R${i}`] = [row(`L${i + 1}`, '1')]
  const leaves = explode([row('L0', '1')], billOf(bill))
  expect(leaves.map(({ material, unit }) => [material, unit.n])).toEqual([['L60', 2n ** 60n]])
})

const anyUse = fc
  .record({
    net: fc.bigInt(1n, 10n ** 12n),
    tangible: fc.bigInt(0n, HUNDRED / 2n - 1n),
    intangible: fc.bigInt(0n, HUNDRED / 2n - 1n),
  })
  .map(({ net, tangible, intangible }) => ({
    net: net as Consumption,
    tangible: tangible as Percent,
    intangible: intangible as Percent,
    bondedShare: HUNDRED,
  }))

test('a level put in between changes nothing, and the row says the unit to half of 10⁻⁹ (R3.8)', () =>
  fc.assert(
    fc.property(anyUse, anyUse, anyUse, (a, b, c) => {
      const direct = explode(
        [{ ...a, material: 'A' }],
        billOf({ A: [{ ...b, material: 'B' }], B: [{ ...c, material: 'M' }] }),
      )
      const through = explode(
        [{ ...a, material: 'A' }],
        billOf({ A: [{ ...b, material: 'X' }], X: [row('B', '1')], B: [{ ...c, material: 'M' }] }),
      )
      expect(through[0].unit).toEqual(direct[0].unit)
      expect(through[0].net).toEqual(direct[0].net)
      const { net, unitConsumption, tangible = 0n, intangible = 0n } = figuresOf(direct[0])
      const { n, d } = direct[0].unit
      const said =
        net === undefined
          ? { n: unitConsumption ?? 0n, d: consumptions.one }
          : { n: net * HUNDRED, d: (HUNDRED - tangible - intangible) * consumptions.one }
      const off = said.n * d - n * said.d
      expect((off < 0n ? -off : off) * 2n * consumptions.one).toBeLessThanOrEqual(said.d * d)
    }),
  ))
