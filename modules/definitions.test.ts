import { shape } from '@jiamao/kernel/fields'
import { parseDate, startOf } from '@jiamao/kernel/time'
import { catalogueOf } from '@jiamao/platform/filing'
import { ledgerProviders } from '@jiamao/platform/ledger'
import { firstPolicy, judge } from '@jiamao/platform/policy'
import type { Check, Facts } from '@jiamao/platform/policy/define'
import { describe, expect, test } from 'vitest'
import { modules, providers } from './index.ts'

const policies = firstPolicy()
const policyOn = (day: string) => policies.inForce(parseDate(day), startOf(parseDate('2030-01-01')))
const catalogue = catalogueOf(modules, [...ledgerProviders, ...providers])

/** The day of an example that names none: inside the tariff's year. */
const usual = '2020-03-02'

describe.each(catalogue.filings.map((filing) => [filing.id, filing] as const))('%s', (_, filing) => {
  test('its example is right, codes included', () => {
    const shaped = shape(filing.content, filing.example, policyOn(usual).lists)
    expect(shaped.faults).toEqual([])
  })
  test('the policy of today says who decides it, by views that it has', () => {
    const routes = policyOn('2020-03-02').routes(filing.id)
    expect(routes.some(({ does }) => does === 'decide')).toBe(true)
    for (const { view } of routes) expect(Object.keys(filing.views)).toContain(view)
  })
  test.each((filing.checks as Check[]).map((check) => [check.id, check] as const))(
    '%s: its examples trip it and pass',
    (_id, check) => {
      for (const { content, facts, on = usual, expect: wanted } of check.examples) {
        const policy = policyOn(on)
        const shaped = shape(check.of, content, policy.lists)
        expect(shaped.faults).toEqual([])
        const known = Object.entries(check.facts as Facts).map(([name, { id, value }]) => {
          const fact = shape(value, facts[name], policy.lists)
          expect(fact.faults).toEqual([])
          return [id, fact.content]
        })
        const judged = judge(
          { type: filing.id, checks: [check], content: shaped.content, facts: Object.fromEntries(known) },
          policy,
        )
        expect(judged.strongest ?? 'pass').toBe(wanted)
        for (const { message, remedy } of judged.findings) {
          for (const words of [message, remedy]) expect(words.zh && words.en).toBeTruthy()
        }
      }
    },
  )
})
