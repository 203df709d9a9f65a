import { readTable } from '@jiamao/data'
import { creditCodes, customsCodes } from '@jiamao/kernel/ids'
import { amounts, consumptions, HUNDRED, percents, quantities } from '@jiamao/kernel/numbers'
import { describe, expect, test } from 'vitest'
import { bondedMaterials, type DemoLine, readFirms } from './goods.ts'
import { setUpOf } from './set-up.ts'

const firms = readFirms()
const tariff = new Map(readTable('tariff/2020-01-01').map((row) => [row.hs_code, row]))
const codes = (table: string, column = 'code') => new Set(readTable(`code-lists/${table}`).map((row) => row[column]))
const countries = codes('country', 'code_iso3')
const kilogram = '035'

/** Licences, quotas and protected species (supervision letters): nobody's demo should need one. */
const licences = /[1-9EFxyvk]/
const metric = new Set([kilogram, '036', '070'])

test('twelve enterprises with codes that check, of kinds, offices and currencies that the lists have', () => {
  expect(firms).toHaveLength(12)
  for (const { customsCode, creditCode, processingType, competentCustoms, currency } of firms) {
    customsCodes.parse(customsCode)
    creditCodes.parse(creditCode)
    expect(codes('processing-type')).toContain(processingType)
    expect(codes('customs-district')).toContain(competentCustoms)
    expect(codes('currency')).toContain(currency)
  }
})

describe.each(firms.map((firm) => [firm.key, firm] as const))('%s', (_, firm) => {
  const { materials, products, uses } = firm
  const lines = [...materials, ...products]

  test('6–15 materials and 2–6 products, each named once', () => {
    expect(materials.length).toBeGreaterThanOrEqual(6)
    expect(materials.length).toBeLessThanOrEqual(15)
    expect(products.length).toBeGreaterThanOrEqual(2)
    expect(products.length).toBeLessThanOrEqual(6)
    expect(new Set(lines.map(({ name }) => name)).size).toBe(lines.length)
  })

  test('codes of the tariff that need no licence, countries of the list', () => {
    for (const { name, hsCode, country } of lines) {
      expect(tariff.get(hsCode)?.supervision ?? 'unknown', name).not.toMatch(licences)
      expect(countries, name).toContain(country)
    }
  })

  test('a factor exactly where units leave it open (R2.4)', () => {
    for (const { name, declaredUnit, legalUnit, secondLegalUnit, factor, secondFactor } of lines) {
      const known = declaredUnit === legalUnit || (metric.has(declaredUnit) && metric.has(legalUnit))
      expect(factor !== undefined && quantities.parse(factor) > 0n, name).toBe(!known)
      expect(secondFactor !== undefined && secondFactor !== '', name).toBe(secondLegalUnit !== undefined)
      if (secondFactor) expect(quantities.parse(secondFactor) > 0n, name).toBe(true)
    }
  })

  test('prices fit a checklist, those of goods bought at home are 0.00001 (R2.17)', () => {
    const bonded = new Set(bondedMaterials(firm))
    for (const line of lines) {
      const atHome = line.name.startsWith('[内购]')
      expect(line.price === '0.00001', line.name).toBe(atHome)
      if (atHome) expect(line.country, line.name).toBe('CHN')
      else expect(amounts.parse(line.price) % 10n, line.name).toBe(0n)
    }
    for (const line of materials) expect(bonded.has(line), line.name).toBe(!line.name.startsWith('[内购]'))
  })

  test('every product is made of something, every material used, each pair once, losses below 100 %', () => {
    expect(new Set(uses.map(({ product }) => product)).size).toBe(products.length)
    expect(new Set(uses.map(({ material }) => material)).size).toBe(materials.length)
    expect(new Set(uses.map(({ product, material }) => `${product} ${material}`)).size).toBe(uses.length)
    for (const { net, tangible, intangible, share } of uses) {
      expect(net > 0n && share <= HUNDRED).toBe(true)
      expect(tangible + intangible < HUNDRED).toBe(true)
    }
  })

  test('a kilogram of product is a kilogram of net use where all is counted in kilograms (R3.15)', () => {
    for (const { seq, name, declaredUnit } of products) {
      const own = uses.filter(({ product }) => product === seq)
      const allKilograms = own.every(({ material }) => materials[material - 1].declaredUnit === kilogram)
      if (declaredUnit !== kilogram || !allKilograms) continue
      expect(
        own.reduce((sum, { net }) => sum + net, 0n),
        name,
      ).toBe(consumptions.one)
    }
  })

  test('a product weighs what its parts weigh, to five per cent', () => {
    for (const product of products) {
      const parts = uses
        .filter((use) => use.product === product.seq && !materials[use.material - 1].name.startsWith('[内购]'))
        .reduce((sum, { net, material }) => sum + net * kilogramsOf(materials[material - 1]), 0n)
      const atHome = uses
        .filter((use) => use.product === product.seq && materials[use.material - 1].name.startsWith('[内购]'))
        .reduce((sum, { net, material }) => sum + net * kilogramsOf(materials[material - 1]), 0n)
      const own = consumptions.one * kilogramsOf(product)
      // What is bought at home is a part of some products, and the box around others.
      const off = [parts, parts + atHome].map((weight) => (weight > own ? weight - own : own - weight))
      expect(
        off.some((size) => size * 20n <= own),
        product.name,
      ).toBe(true)
    }
  })

  test('what goes out is worth more than what comes in', () => {
    const { materials: filed, products: planned } = setUpOf(firm, 'T-1', '2020-12-31')
    const value = (of: readonly { total: string }[]) => amounts.sum(of.map(({ total }) => amounts.parse(total)))
    expect(value(planned) > value(filed)).toBe(true)
    // Nor is it a gold mine.
    expect(value(planned) < 4n * value(filed)).toBe(true)
  })
})

/** Weight of a declared unit, 10⁻⁵ kg: kilograms are the declared, the legal or the second legal unit. */
function kilogramsOf({ declaredUnit, legalUnit, secondLegalUnit, factor = '1', secondFactor = '1' }: DemoLine): bigint {
  if (declaredUnit === kilogram) return quantities.one
  if (legalUnit === kilogram) return quantities.parse(factor)
  if (secondLegalUnit === kilogram) return quantities.parse(secondFactor)
  throw new Error(`no unit of ${legalUnit} weighs anything`)
}

test('no loss is a typing error: none above 70 %', () => {
  const most = percents.parse('70')
  for (const { uses } of firms) for (const use of uses) expect(use.tangible + use.intangible < most).toBe(true)
})
