import type { Moment } from '@jiamao/kernel/time'
import { listNotices, notFound, readAllNotices, readNotice } from '@jiamao/platform/filing'
import {
  keepPreferences,
  keepSavedFilters,
  type Preferences,
  preferencesOf,
  type SavedFilter,
  savedFiltersOf,
} from '@jiamao/platform/identity'
import type { Door } from './app.ts'
import { idIn, limitOf, momentIn } from './requests.ts'

const signedIn = { access: 'signedIn' as const }

/** 通知与偏好. What a person was told and has read; how they like the pages. */
export const noticeDoors: Door = (server, { engine }) => {
  server.get<{ Querystring: { limit?: string } }>(
    '/api/v1/notices',
    { config: { ...signedIn, scope: 'notices:read' } },
    async ({ subject, query }) => ({ ...(await listNotices(engine, subject, limitOf(query.limit))), next: null }),
  )
  server.put<{ Params: { id: string } }>(
    '/api/v1/notices/:id/read',
    { config: signedIn },
    async ({ subject, params }, reply) => {
      await readNotice(engine, subject, idIn(params.id))
      return reply.code(204).send()
    },
  )
  server.put<{ Body: { until: string } }>(
    '/api/v1/notices/read',
    { config: signedIn, schema: { body: untilBody } },
    async ({ subject, body }, reply) => {
      const until = momentIn(body.until)
      if (until === undefined) throw notFound()
      const now = engine.clock.machine()
      await readAllNotices(engine, subject, until < now ? until : (now as Moment))
      return reply.code(204).send()
    },
  )

  server.get('/api/v1/settings', { config: signedIn }, async ({ subject }) => ({
    settings: await preferencesOf(engine.store, subject.person),
  }))
  server.put<{ Body: Preferences }>(
    '/api/v1/settings',
    { config: signedIn, schema: { body: settingsBody } },
    async ({ subject, body }, reply) => {
      await keepPreferences(engine.store, subject.person, body, engine.clock.machine())
      return reply.code(204).send()
    },
  )

  server.get('/api/v1/saved-filters', { config: signedIn }, async ({ subject }) => ({
    pages: await savedFiltersOf(engine.store, subject.person),
  }))
  server.put<{ Params: { page: string }; Body: { items: readonly SavedFilter[] } }>(
    '/api/v1/saved-filters/:page',
    { config: signedIn, schema: { body: filtersBody } },
    async ({ subject, params: { page }, body: { items } }, reply) => {
      if (!filteredPages.includes(page)) throw notFound()
      await keepSavedFilters(engine.store, subject, page, items, engine.clock)
      return reply.code(204).send()
    },
  )
}

/** Lists that can be narrowed by a saved filter. */
const filteredPages = ['filings', 'queue', 'books']
const filtersBody = {
  type: 'object',
  properties: {
    items: {
      type: 'array',
      maxItems: 30,
      items: {
        type: 'object',
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 60 },
          query: { type: 'string', minLength: 1, maxLength: 500 },
          isDefault: { type: 'boolean' },
        },
        required: ['name', 'query', 'isDefault'],
        additionalProperties: false,
      },
    },
  },
  required: ['items'],
  additionalProperties: false,
}
const untilBody = {
  type: 'object',
  properties: { until: { type: 'string', description: 'the moment of the newest notice that was shown' } },
  required: ['until'],
  additionalProperties: false,
}
const settingsBody = {
  type: 'object',
  properties: {
    language: { type: 'string', enum: ['zh', 'en'] },
    look: { type: 'string', enum: ['light', 'dark'] },
    density: { type: 'string', enum: ['dense', 'roomy'] },
    size: { type: 'string', enum: ['normal', 'large', 'larger'] },
  },
  required: ['language', 'look', 'density', 'size'],
  additionalProperties: false,
}
