import { HUNDRED } from '@jiamao/kernel/numbers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { first, hasLorry, last, workingDays } from './calendar.ts'
import { bondedMaterials, type DemoFirm, readFirms } from './goods.ts'
import { type Act, type Plan, plansOf } from './plan.ts'
import { filedOf, plannedOf } from './set-up.ts'
import type { Lot } from './stock.ts'

const firms = readFirms()
const anySeed = fc.nat(999_999_999).map(String)
const forAnyPlan = (check: (plan: Plan) => void) =>
  fc.assert(
    fc.property(anySeed, fc.nat(firms.length - 1), (seed, i) => check(plansOf(firms, seed)[i])),
    { numRuns: 20 },
  )

const lotsOf = ({ acts }: Plan, ...does: readonly Act['does'][]): readonly Lot[] =>
  acts.flatMap((act) => ('lots' in act && does.includes(act.does) ? act.lots : []))
const sum = (lots: readonly Lot[], seq: number) =>
  lots.reduce((total, lot) => (lot.seq === seq ? total + lot.quantity : total), 0n)

test('a seed means one year, another seed another', () => {
  expect(plansOf(firms, '1').map(({ acts }) => acts)).toEqual(plansOf(firms, '1').map(({ acts }) => acts))
  expect(plansOf(firms, '1')[0].acts).not.toEqual(plansOf(firms, '2')[0].acts)
})

/** What a material has left, in 10⁻⁵ times the common denominator of its uses, so that nothing is rounded. */
function leftExactly(
  { uses }: DemoFirm,
  material: number,
  came: bigint,
  gone: bigint,
  made: (product: number) => bigint,
) {
  const own = uses.filter((use) => use.material === material)
  const d = own.reduce((product, { tangible, intangible }) => product * (HUNDRED - tangible - intangible), 10n ** 9n)
  const used = own.reduce(
    (total, { product, net, tangible, intangible, share }) =>
      total + (made(product) * net * share * (d / 10n ** 9n)) / (HUNDRED - tangible - intangible),
    0n,
  )
  return { left: (came - gone) * d - used, half: d / 2n }
}

test('never does more go out than the imports can have made, on no day, to half of the last digit (R4.6, R4.11)', () =>
  forAnyPlan((plan) => {
    const { firm, acts } = plan
    for (let day = 0; day < acts.length; day++) {
      const until = { ...plan, acts: acts.slice(0, day + 1) }
      const [imported, exported] = [lotsOf(until, 'import'), lotsOf(until, 'export')]
      const gone = lotsOf(until, 'sale', 'reexport')
      for (const { seq } of bondedMaterials(firm)) {
        const { left, half } = leftExactly(firm, seq, sum(imported, seq), sum(gone, seq), (product) =>
          sum(exported, product),
        )
        expect(left >= -half).toBe(true)
      }
    }
  }))

test('the book is not overdrawn: imports within what is filed, exports within what is planned (R5.9)', () =>
  forAnyPlan((plan) => {
    const [filed, planned] = [filedOf(plan.firm), plannedOf(plan.firm)]
    for (const [seq, most] of filed) expect(sum(lotsOf(plan, 'import'), seq) <= most).toBe(true)
    for (const [seq, most] of planned) expect(sum(lotsOf(plan, 'export'), seq) <= most).toBe(true)
    for (const act of plan.acts) {
      if (!('lots' in act)) continue
      expect(act.lots.length).toBeGreaterThan(0)
      for (const { quantity } of act.lots) expect(quantity > 0n).toBe(true)
    }
  }))

test('acts have keys of their own, lie in the year in their order, and lists on days with a lorry, one a day', () => {
  const days = new Set(workingDays())
  expect(days.has(first)).toBe(true)
  forAnyPlan(({ acts }) => {
    expect(new Set(acts.map(({ key }) => key)).size).toBe(acts.length)
    expect(acts.map(({ day }) => day)).toEqual(acts.map(({ day }) => day).toSorted())
    const lists = acts.flatMap((act) => ('lots' in act ? [act.day] : []))
    expect(new Set(lists).size).toBe(lists.length)
    for (const day of lists) expect(days.has(day) && hasLorry(day)).toBe(true)
    for (const { day } of acts) expect(day >= first && day <= last).toBe(true)
  })
})

test('tax on a sale is paid after the sale and before it is deducted', () =>
  forAnyPlan(({ acts }) => {
    for (const { day, key } of acts.filter(({ does }) => does === 'sale')) {
      const of = (does: Act['does']) =>
        acts.find((act) => act.does === does && 'of' in act && act.of === key)?.day ?? ''
      expect(day < of('pay') && of('pay') < of('deducted')).toBe(true)
    }
  }))

test('four enterprises close: everything that was left went back, and nothing comes after', () =>
  fc.assert(
    fc.property(anySeed, (seed) => {
      const closing = plansOf(firms, seed).filter(({ acts }) => acts.some(({ does }) => does === 'closed'))
      expect(closing).toHaveLength(4)
      for (const { acts, stock } of closing) {
        expect(acts.slice(-3).map(({ does }) => does)).toEqual(['reexport', 'report', 'closed'])
        for (const left of stock.left().values()) expect(left).toBe(0n)
      }
    }),
    { numRuns: 10 },
  ))

test('between 600 and 1200 lists a year', () =>
  fc.assert(
    fc.property(anySeed, (seed) => {
      const lists = plansOf(firms, seed).reduce(
        (count, { acts }) => count + acts.filter((act) => 'lots' in act).length,
        0,
      )
      expect(lists).toBeGreaterThan(600)
      expect(lists).toBeLessThan(1200)
    }),
    { numRuns: 10 },
  ))

test('the Spring Festival and the National Day are no working days, a worked Saturday is', () => {
  const days = workingDays() as readonly string[]
  expect(days).not.toContain('2020-01-28')
  expect(days).not.toContain('2020-10-05')
  expect(days).toContain('2020-05-09')
})
