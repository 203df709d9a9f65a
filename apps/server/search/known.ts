/** What is searched in memory: the directory of firms, and the tariff. Both are public and small. */
import { initialsOf } from '@jiamao/kernel/initials'
import { comparable, type Engine } from '@jiamao/platform/filing'
import type { Organisation, Subject } from '@jiamao/platform/identity'
import type { Catalogue, PolicyInForce } from '@jiamao/platform/policy'

const texts = new WeakMap<Organisation, string>()

/** By which a firm is found: its name, its initials, its numbers. */
function textOf(firm: Organisation): string {
  const known = texts.get(firm)
  if (known !== undefined) return known
  const text = [firm.name, initialsOf(firm.name), firm.creditCode, firm.customsCode]
    .map((part) => comparable(part ?? ''))
    .join('\n')
  texts.set(firm, text)
  return text
}

/** Firms by name, initials or number: for those whose work goes over firms. */
export function findFirms({ directory }: Engine, { party }: Subject, words: readonly string[], limit: number) {
  if (party === 'enterprise' || words.length === 0) return []
  return directory
    .all()
    .filter((firm) => firm.party === 'enterprise' && words.every((word) => textOf(firm).includes(word)))
    .slice(0, limit)
}

/** A code of the tariff, with its Chinese name as published. */
export interface TariffHit {
  readonly code: string
  readonly name: string
}

interface Prepared extends TariffHit {
  readonly text: string
  readonly initials: string
}
const prepared = new WeakMap<Catalogue, readonly Prepared[]>()

/** The tariff with its names as they are compared: made once a day of policy, not once a search. */
function codesOf(catalogue: Catalogue) {
  const known = prepared.get(catalogue)
  if (known) return known
  const made = [...catalogue.rows()].map(({ key: code, name }) => ({
    ...{ code, name },
    text: comparable(name),
    initials: comparable(initialsOf(name)),
  }))
  prepared.set(catalogue, made)
  return made
}

/** Codes by their beginning, or by all words in their name; those found by pinyin initials only come after them. */
export function findCodes(policy: PolicyInForce, words: readonly string[], limit: number): TariffHit[] {
  const [first] = words
  if (first === undefined) return []
  const isCode = words.length === 1 && /^\d{4,10}$/.test(first)
  const byName = ({ code, text }: Prepared) =>
    isCode ? code.startsWith(first) : words.every((word) => text.includes(word))
  const byInitials = (one: Prepared) =>
    !byName(one) && words.every((word) => one.text.includes(word) || (word.length > 3 && one.initials.includes(word)))
  const codes = codesOf(policy.catalogue('tariff'))
  const found = codes.filter(byName).slice(0, limit)
  const more = isCode || found.length === limit ? [] : codes.filter(byInitials)
  return [...found, ...more].slice(0, limit).map(({ code, name }) => ({ code, name }))
}
