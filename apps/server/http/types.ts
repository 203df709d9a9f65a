import { itemsOf, listMetaOf, membersOf, metaOf, wordsOf } from '@jiamao/kernel/fields'
import type { TSchema } from 'typebox'
import type { Door } from './app.ts'

/** A field or a group of a content, in words: what a page needs to show it. */
interface Described {
  readonly zh: string
  readonly en: string
  readonly kind?: string
  /** Code list of a `code`. */
  readonly list?: string
  /** Where its value comes from: `o` is entered by an officer. */
  readonly source?: string
  readonly choices?: Readonly<Record<string, { readonly zh: string; readonly en: string }>>
  readonly members?: Readonly<Record<string, Described>>
  readonly line?: Described
  readonly key?: string
  readonly max?: number
}

function described(schema: TSchema): Described {
  const { zh = '', en = '' } = wordsOf(schema) ?? {}
  const meta = metaOf(schema)
  if (meta) {
    const { kind, source, choices, list } = meta
    return { zh, en, kind, source, ...(choices ? { choices } : {}), ...(list ? { list } : {}) }
  }
  const line = itemsOf(schema)
  if (line) {
    const { key, max } = listMetaOf(schema) ?? {}
    return { zh, en, line: described(line), ...(key ? { key } : {}), ...(max ? { max } : {}) }
  }
  const members = Object.entries(membersOf(schema) ?? {}).map(([name, member]) => [name, described(member)])
  return { zh, en, members: Object.fromEntries(members) }
}

/** The filing types with the words of their contents: the same for everybody who is signed in. */
export const typeDoors: Door = (server, { engine }) => {
  const items = engine.catalogue.filings.map(
    ({ id, name, ground, content, sheets, signed, filer, on, views, stages = {} }) => ({
      id,
      name,
      ground,
      filer,
      on: on ?? null,
      hasSheets: sheets !== undefined,
      isSigned: signed !== undefined,
      views: Object.fromEntries(Object.entries(views).map(([view, of]) => [view, of.name])),
      stages,
      content: described(content),
    }),
  )
  server.get('/api/v1/types', { config: { access: 'signedIn', scope: 'any' } }, () => Promise.resolve({ items }))
}
