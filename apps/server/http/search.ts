import type { Uuid } from '@jiamao/kernel/ids'
import { comparable, type Found, find, findOf } from '@jiamao/platform/filing'
import { findCodes, findFirms } from '../search/known.ts'
import type { Door } from './app.ts'
import { idIn, limitOf } from './requests.ts'

const [firmsShown, codesShown] = [8, 8]

/** 检索. One field over everything that the searcher may see. */
export const searchDoors: Door = (server, { engine }) => {
  const nameOf = (id: Uuid) => engine.directory.organisation(id)?.name ?? '—'
  server.get<{ Querystring: { q?: string; firm?: string; limit?: string } }>(
    '/api/v1/search',
    { config: { access: 'signedIn' }, schema: { querystring: searchQuery } },
    async ({ subject, query: { q = '', firm, limit } }) => {
      const most = Math.min(limitOf(limit), 50)
      const shown = ({ enterprise, ...found }: Found) => ({ ...found, firm: nameOf(enterprise) })
      if (firm !== undefined)
        return { items: (await findOf(engine, subject, idIn(firm), most)).map(shown), firms: [], codes: [] }
      const words = comparable(q).split(' ').filter(Boolean)
      const policy = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
      return {
        items: (await find(engine, subject, q, most)).map(shown),
        firms: findFirms(engine, subject, words, firmsShown).map(({ id, name, customsCode }) => ({
          id,
          name,
          customsCode,
        })),
        codes: findCodes(policy, words, codesShown),
      }
    },
  )
}

const searchQuery = {
  type: 'object',
  properties: {
    q: {
      type: 'string',
      maxLength: 100,
      description: 'numbers from their beginning or their last digits; names by any part or by pinyin initials',
    },
    firm: { type: 'string', description: 'everything of one firm, newest first' },
    limit: { type: 'string' },
  },
  additionalProperties: false,
}
