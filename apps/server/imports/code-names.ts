import { readTable } from '@jiamao/data'
import type { CodeNames, OwnWord } from '@jiamao/platform/files'
import type { PolicyInForce } from '@jiamao/platform/policy'

interface Names {
  readonly codes: ReadonlyMap<string, string>
  readonly names: ReadonlyMap<string, string>
  readonly entries: readonly { readonly code: string; readonly name: string }[]
}

// How people write units, countries and currencies (KGS, HK, 港元), where the lists themselves have no such name.
const habits = Map.groupBy(readTable('sheets/value-words') as unknown as OwnWord[], ({ list }) => list)

/**
 * Codes by their names on the day of a policy: a code itself, its Chinese or English name, a former or common name, then
 * the words of the trade, then those that the firm has explained.
 *
 * @param own what the firm's own words mean
 */
export function codeNamesOf(policy: PolicyInForce, own: readonly OwnWord[] = []): CodeNames {
  const explained = new Map(own.map(({ list, word, code }) => [`${list} ${comparable(word)}`, code]))
  const lists = new Map<string, Names>()
  const of = (list: string): Names => {
    const known = lists.get(list) ?? indexOf(policy, list)
    lists.set(list, known)
    return known
  }
  return {
    codeOf: (list, text) =>
      policy.lists.has(list, text)
        ? text
        : (of(list).codes.get(comparable(text)) ?? explained.get(`${list} ${comparable(text)}`)),
    nameOf: (list, code) => of(list).names.get(code),
    entries: (list) => of(list).entries,
  }
}

const comparable = (text: string) => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

function indexOf(policy: PolicyInForce, list: string): Names {
  const codes = new Map<string, string>()
  const shared = new Set<string>()
  const names = new Map<string, string>()
  const entries: { code: string; name: string }[] = []
  for (const { key: code, name, nameEn = '', also = '' } of policy.catalogue(list).rows()) {
    names.set(code, name)
    entries.push({ code, name })
    for (const text of [code, name, nameEn, ...also.split('|')]) {
      const word = comparable(text)
      if (word === '') continue
      // A name of two codes means neither.
      if (codes.has(word) && codes.get(word) !== code) shared.add(word)
      else codes.set(word, code)
    }
  }
  for (const word of shared) codes.delete(word)
  for (const { word, code } of habits.get(list) ?? []) {
    const known = codes.has(comparable(word)) || shared.has(comparable(word))
    if (!known && names.has(code)) codes.set(comparable(word), code)
  }
  return { codes, names, entries }
}
