import { initialsOf } from '@jiamao/kernel/initials'
import type { Found, FoundKind, SearchResult } from '../api/search.ts'
import type { Both } from '../words/words.ts'

/** One line of the palette: what it is, what it is called, where it leads. */
export interface Option {
  readonly key: string
  readonly group: string
  readonly mark: string
  readonly title: string
  readonly note: string
  readonly to: string
}

interface Named {
  readonly go: string
  readonly firms: string
  readonly codes: string
  readonly found: string
}

const option = (group: string, mark: string, title: string, note: string, to: string): Option => ({
  ...{ key: `${group} ${to} ${title}`, group, mark, title, note, to },
})

/** Pages and acts whose name has the query in it, or the pinyin initials of it: gzt → 工作台. */
export const placeOptions = (
  query: string,
  places: readonly { readonly to: string; readonly text: string }[],
  { go }: Named,
): Option[] =>
  places
    .filter(({ text }) =>
      [text, initialsOf(text)].some((name) => name.toLowerCase().includes(query.trim().toLowerCase())),
    )
    .map(({ to, text }) => option(go, '→', text, '', to))

/** What the server found, in groups: numbers and goods first, then firms, then codes. */
export function foundOptions(
  { items, firms, codes }: SearchResult,
  words: Named & Readonly<Record<FoundKind, string>>,
  say: (text: Both) => string,
  isFirm: boolean,
): Option[] {
  const noteOf = ({ note, firm }: Found) => [note, isFirm ? '' : firm].filter(Boolean).join(' · ')
  return [
    ...items.map((found) => option(words.found, words[found.kind], say(found.title), noteOf(found), found.path)),
    ...firms.map(({ id, name, customsCode }) =>
      option(words.firms, words.firms, name, customsCode ?? '', `/search?firm=${id}&name=${encodeURIComponent(name)}`),
    ),
    ...codes.map(({ code, name }) => option(words.codes, words.codes, code, name, `/search?q=${code}`)),
  ]
}
