/** Content values as customs' messages write them. A value that has no wire form throws the problem that says so. */
import { membersOf, metaOf } from '@jiamao/kernel/fields'
import { amounts, consumptions, type Fault, isFault, percents, quantities, type Scale } from '@jiamao/kernel/numbers'
import { wireCountry, wireCurrency, wireDecimal } from '@jiamao/platform/exchange/codec'
import type { TSchema } from 'typebox'

function orThrow<T>(value: T | Fault): T {
  if (isFault(value)) throw value.fault(value.values)
  return value as T
}

const figure =
  <T extends bigint>(scale: Scale<T>) =>
  (value: T | undefined, decimals?: number): string | undefined =>
    value === undefined ? undefined : orThrow(wireDecimal(scale, value, decimals))

export const wireQuantity = figure(quantities)
export const wireAmount = figure(amounts)
export const wireConsumption = figure(consumptions)
export const wirePercent = figure(percents)

/** Letters to the old three digits that checklists and handbooks still use (R6.COUNTRY, R6.CURRENCY). */
export const country = (letters: string | undefined) =>
  letters === undefined ? undefined : orThrow(wireCountry(letters))
export const currency = (letters: string | undefined) =>
  letters === undefined ? undefined : orThrow(wireCurrency(letters))

/** The code of a named choice of a group's field, such as `importedMaterials` → `C`. */
export function choiceCode(group: TSchema, field: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const code = metaOf(membersOf(group)?.[field] ?? group)?.choices?.[value]?.code
  if (code === undefined) throw new Error(`${field} has no choice ${value}`)
  return code
}

/** The text of a value that may be anything: a draft is completed before it is checked. What is no text is empty. */
export const textIn = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
