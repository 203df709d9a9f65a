import type { LocalDate, Moment } from '@jiamao/kernel/time'
import { firstPolicy } from '@jiamao/platform/policy'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judgeGroups, type PartLine, proposeMerging } from './propose-merging.ts'

const policy = firstPolicy().inForce('2020-01-02' as LocalDate, '2020-01-02T09:00:00.000+08:00' as Moment)
const resin = (part: string, price: string, more: Partial<PartLine> = {}): PartLine => ({
  part,
  name: `环氧树脂 ${part}`,
  hsCode: '3907300001',
  declaredUnit: '035',
  price,
  currency: 'USD',
  quantity: '100',
  ...more,
})
const groupsOf = (lines: readonly PartLine[]) => proposeMerging(lines, policy).map(({ parts }) => parts.join('+'))

describe('a proposal', () => {
  test('merges parts of one code, unit, name and treatment within a factor of two, and none beyond', () => {
    expect(groupsOf([resin('A', '10'), resin('B', '20'), resin('C', '20.00001')])).toEqual(['A+B', 'C'])
  })
  test.each([
    ['code', { hsCode: '3907300090' }],
    ['unit', { declaredUnit: '036' }],
    ['name', { name: '固化剂' }],
    ['main or auxiliary', { mainMaterial: 'auxiliaryMaterial' }],
    ['consumable', { goodsAttribute: 'consumable' }],
    ['currency', { currency: 'EUR' }],
    ['bought at home', { name: '[内购]环氧树脂' }],
    ['without a price', { price: '' }],
    ['without a code', { hsCode: '' }],
  ])('keeps a part apart that differs in %s', (_, more) => {
    expect(groupsOf([resin('A', '10'), resin('B', '11'), resin('X', '10', more)])).toEqual(
      expect.arrayContaining(['A+B', 'X']),
    )
  })

  test('has every part once, and breaks no condition, whatever the parts', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            name: fc.constantFrom('环氧树脂 E-51', '环氧树脂(E-44)', '固化剂', '[内购]树脂', 'ABS'),
            hsCode: fc.constantFrom('3907300001', '3907300090', ''),
            declaredUnit: fc.constantFrom('035', '036'),
            price: fc.integer({ min: 0, max: 400 }).map(String),
            currency: fc.constantFrom('USD', 'CNY'),
            goodsAttribute: fc.constantFrom('', 'consumable'),
          }),
          { maxLength: 30 },
        ),
        (made) => {
          const lines = made.map((line, i) => ({ ...line, part: `P${i}`, quantity: '1' }))
          const groups = proposeMerging(lines, policy)
          expect(groups.flatMap(({ parts }) => parts).toSorted()).toEqual(lines.map(({ part }) => part).toSorted())
          expect(judgeGroups(groups, lines, policy).flatMap(({ breaches }) => breaches)).toEqual([])
        },
      ),
    ))
})

describe('a group', () => {
  test('says why it stands together, why apart, and what it comes to', () => {
    const lines = [resin('A', '10'), resin('B', '11', { quantity: '300' }), resin('C', '40')]
    const [together, alone] = judgeGroups(proposeMerging(lines, policy), lines, policy)
    expect(together.reasons.map(({ rule }) => rule)).toEqual(['R2.9 (1)–(4)', 'R2.9 (6)', 'R2.9 (6)'])
    expect(together.reasons[0].zh).toContain('单位同为千克')
    expect(together.impact).toMatchObject({ quantity: '400.00000', total: '4300.00000', price: '10.75000' })
    expect(alone.reasons.map(({ zh }) => zh)).toEqual(['与 A、B 分开：单价 10.00000 与 40.00000 相差超过 2 倍。'])
    expect(judgeGroups([{ name: 'x', parts: ['A'] }], lines, policy)[0].reasons).toMatchObject([{ rule: 'R2.9 (3)' }])
  })
  test('that a person joins is told each condition that it breaks, and which forbid it', () => {
    const lines = [resin('A', '10'), resin('B', '40', { hsCode: '3907300090', name: '固化剂' })]
    const [joined] = judgeGroups([{ name: '树脂', parts: ['A', 'B'] }], lines, policy)
    expect(joined.breaches.map(({ rule, blocks }) => `${rule} ${blocks}`)).toEqual([
      'R2.9 (1) true',
      'R2.9 (3) false',
      'R2.9 (6) false',
    ])
  })
})
