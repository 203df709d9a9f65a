import { defineProblem } from '@jiamao/kernel/problem'
import {
  faultsOfMapping,
  gridOf,
  importBook,
  type Mapping,
  mappable,
  neededOf,
  type OwnWord,
  tablesOf,
} from '@jiamao/platform/files'
import { ownerOf, type Subject } from '@jiamao/platform/identity'
import type { Tx } from '@jiamao/platform/store'
import { queueJob } from '@jiamao/platform/work'
import { followImport } from '../imports/guided-start.ts'
import { type ImportInput, importKind } from '../imports/import-workbook.ts'
import { confirmMapping, explainWords, namesFor, type OwnSheets } from '../imports/own-sheets.ts'
import type { App, Door } from './app.ts'
import { type ImportJob, importOf, layoutOf, requireWriting } from './workbooks.ts'

const clerk = { access: { party: 'enterprise', role: 'customsClerk' } }

const nothingToSay = defineProblem({
  code: 'IMPORT_NOT_OWN',
  status: 409,
  zh: {
    title: '没有要确认的列',
    detail: '这份工作簿不是自有表格，或还没有读到表头。',
    remedy: '等读完，或先点“更改列的对应”。',
  },
  en: {
    title: 'No columns to confirm',
    detail: 'This workbook is not of a layout of its own, or its header was not read yet.',
    remedy: 'Wait until it is read, or choose to map its columns first.',
  },
})

/** 自有表格. A workbook of a firm's own layout: what its columns and words mean is confirmed once, then remembered. */
export const ownSheetDoors: Door = (server, app) => {
  const { engine } = app

  /** Reads the kept workbook again, knowing more; the guided start goes on with it. */
  async function readAgain(subject: Subject, { id, input }: ImportJob, more: Partial<ImportInput>, first = noFirst) {
    requireWriting(app, subject, input.type)
    const enterprise = ownerOf(subject)
    const { organisation, person } = subject
    const at = engine.clock.machine()
    const again = await engine.store.tx({ enterprise, organisation, stance: 'owner' }, async (tx) => {
      await first(tx)
      const job = { enterprise, kind: importKind, input: { ...input, ...more, subject }, organisation, person }
      const next = await queueJob(tx, job, at)
      await followImport(tx, enterprise, id, next)
      return next
    })
    app.importer.wake()
    return { id: again, state: 'queued' }
  }

  server.get<{ Params: { id: string } }>(
    '/api/v1/imports/:id/parts',
    { config: { ...clerk, scope: 'imports:read' } },
    async ({ subject, params }) => {
      const { input } = await importOf(app, subject, params.id)
      return { items: describedParts(app, input.type) }
    },
  )

  server.post<{ Params: { id: string }; Body: { mapping: Mapping } }>(
    '/api/v1/imports/:id/preview',
    { config: clerk, schema: { body: mappingBody } },
    async ({ subject, params, body }) => {
      const job = await importOf(app, subject, params.id)
      requireWriting(app, subject, job.input.type)
      const { outline } = ownOf(job)
      const { content, sheets = [] } = layoutOf(app, job.input.type)
      const names = await namesFor(engine, subject)
      const errors = faultsOfMapping(body.mapping, outline, tablesOf(content, sheets))
      // What is unknown to the filing cannot be read; what is doubled or missing can be shown as far as it goes.
      const readable = errors.some(({ code }) => code === 'MAPPING_UNKNOWN')
        ? { wire: {} }
        : await importBook(content, sheets, gridOf(outline), names, body.mapping)
      const parts = Object.entries(readable.wire).flatMap(([part, lines]) =>
        Array.isArray(lines) ? [[part, lines.slice(0, previewRows)] as const] : [],
      )
      return { errors, parts: Object.fromEntries(parts) }
    },
  )

  server.post<{ Params: { id: string }; Body: { mapping: Mapping } }>(
    '/api/v1/imports/:id/mapping',
    { config: clerk, schema: { body: mappingBody } },
    async ({ subject, params, body: { mapping } }, reply) => {
      const job = await importOf(app, subject, params.id)
      const { outline } = ownOf(job)
      const { again: _, ...input } = job.input
      const said = await readAgain(subject, { ...job, input }, { mapping, wordsAsked: false }, (tx) =>
        confirmMapping(engine, tx, subject, layoutOf(app, input.type), outline, mapping),
      )
      return reply.code(202).send(said)
    },
  )

  server.post<{ Params: { id: string } }>(
    '/api/v1/imports/:id/again',
    { config: clerk },
    async ({ subject, params }, reply) => {
      const job = await importOf(app, subject, params.id)
      const { mapping: _, ...input } = job.input
      return reply.code(202).send(await readAgain(subject, { ...job, input }, { again: true }))
    },
  )

  server.post<{ Params: { id: string }; Body: { words: OwnWord[] } }>(
    '/api/v1/imports/:id/words',
    { config: clerk, schema: { body: wordsBody } },
    async ({ subject, params, body: { words } }, reply) => {
      const job = await importOf(app, subject, params.id)
      const { mapping } = ownOf(job)
      const more = { wordsAsked: true, ...(mapping ? { mapping } : {}) }
      return reply.code(202).send(await readAgain(subject, job, more, (tx) => explainWords(engine, tx, subject, words)))
    },
  )
}

const previewRows = 8
const noFirst = (_: Tx): Promise<void> => Promise.resolve()

function ownOf({ result }: ImportJob): OwnSheets {
  const own = result && 'own' in result ? result.own : undefined
  if (!own) throw nothingToSay()
  return own
}

/** What a sheet may be and its columns may mean: the names of parts and fields, and what is needed. */
const describedParts = (app: App, type: string) => {
  const { content, sheets = [] } = layoutOf(app, type)
  return tablesOf(content, sheets).map((part) => ({
    part: part.part,
    zh: part.words.zh,
    en: part.words.en,
    needs: neededOf(part),
    fields: mappable(part).map(({ pointer, meta, required }) => ({
      pointer,
      zh: meta.zh,
      en: meta.en,
      kind: meta.kind,
      list: meta.list ?? null,
      // To be asked for later: neither brought by a column nor filled in by the platform.
      required: required && meta.source === 'e' && !part.fills?.includes(pointer.slice(1)),
    })),
  }))
}

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength })
const column = { type: 'integer', minimum: 0, maximum: 511 }
const mappingBody = {
  type: 'object',
  properties: {
    mapping: {
      type: 'array',
      maxItems: 64,
      items: {
        type: 'object',
        properties: {
          sheet: text(200),
          part: { type: ['string', 'null'], maxLength: 80 },
          header: { type: 'integer', minimum: 1, maximum: 200_000 },
          columns: {
            type: 'array',
            maxItems: 200,
            items: {
              type: 'object',
              properties: { column, field: text(200), down: { type: 'boolean' } },
              required: ['column', 'field'],
              additionalProperties: false,
            },
          },
        },
        required: ['sheet', 'part', 'header', 'columns'],
        additionalProperties: false,
      },
    },
  },
  required: ['mapping'],
  additionalProperties: false,
}
const wordsBody = {
  type: 'object',
  properties: {
    words: {
      type: 'array',
      maxItems: 200,
      items: {
        type: 'object',
        properties: { list: text(40), word: text(60), code: text(20) },
        required: ['list', 'word', 'code'],
        additionalProperties: false,
      },
    },
  },
  required: ['words'],
  additionalProperties: false,
}
