import { itemsOf, membersOf, metaOf } from '@jiamao/kernel/fields'
import { notFound } from '@jiamao/platform/filing'
import type { TSchema } from 'typebox'
import type { Door } from './app.ts'

/** The code lists that a content names. */
function listsOf(schema: TSchema): string[] {
  const list = metaOf(schema)?.list
  const line = itemsOf(schema)
  const inner = [...Object.values(membersOf(schema) ?? {}), ...(line ? [line] : [])]
  return [...(list === undefined ? [] : [list]), ...inner.flatMap(listsOf)]
}

/** 代码表. Codes with their names as of today, for the lists that filings use. */
export const codeListDoors: Door = (server, { engine }) => {
  const known = new Set(engine.catalogue.filings.flatMap(({ content }) => listsOf(content)))
  server.get<{ Params: { list: string } }>(
    '/api/v1/code-lists/:list',
    { config: { access: 'signedIn', scope: 'any' } },
    ({ params: { list } }, reply) => {
      if (!known.has(list)) throw notFound()
      const policy = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
      const items = Array.from(policy.catalogue(list).rows(), ({ key: code, name, nameEn }) => ({
        code,
        zh: name,
        en: nameEn ?? name,
      }))
      return reply.header('cache-control', 'private, max-age=3600').send({ edition: policy.edition, items })
    },
  )
}
