import { Readable } from 'node:stream'
import { defineProblem } from '@jiamao/kernel/problem'
import { markedBook, template, writeBook } from '@jiamao/platform/files'
import { type AnyFiling, check, look, notFound, readContent, readView } from '@jiamao/platform/filing'
import { ownerOf, requireMandate, type Subject } from '@jiamao/platform/identity'
import { type Job, listJobs, queueJob, readJob } from '@jiamao/platform/work'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { codeNamesOf } from '../imports/code-names.ts'
import { atCells } from '../imports/findings.ts'
import { type ImportInput, type ImportProgress, type ImportResult, importKind } from '../imports/import-workbook.ts'
import type { App, Door } from './app.ts'
import { languageOf, unsupported } from './replies.ts'
import { idIn, limitOf } from './requests.ts'
import { scopeOf } from './scopes.ts'

export type ImportJob = Job<ImportInput, ImportProgress, ImportResult>
const largestUpload = 64 * 1024 * 1024
const owner = { access: { party: 'enterprise' }, scope: 'imports:read' } as const

const noLayout = defineProblem({
  code: 'IMPORT_NO_LAYOUT',
  status: 404,
  zh: { title: '没有工作簿版式', detail: '{type}不以工作簿导入导出。', remedy: '通过接口或页面填写。' },
  en: {
    title: 'No workbook layout',
    detail: '{type} has no workbook form.',
    remedy: 'Fill it in on its page or through the API.',
  },
})
const notReady = defineProblem({
  code: 'IMPORT_NOT_DONE',
  status: 409,
  zh: { title: '导入未完成', detail: '导入尚未完成，或没有生成草稿。', remedy: '查看导入状态，完成后再取。' },
  en: {
    title: 'Import is not done',
    detail: 'The import has not finished, or made no draft.',
    remedy: 'Look at its state and ask again when it is done.',
  },
})

/** Workbooks in (a template, an upload, its progress) and out (a filing, an upload with marks). */
export const workbookDoors: Door = (server, app) => {
  const { engine, uploads, importer } = app
  for (const definition of engine.catalogue.filings) {
    if (!definition.sheets) continue
    const { party, role } = definition.filer
    const words = { zh: definition.name.zh, en: definition.name.en }
    server.post<{ Body: Readable; Querystring: ImportQuery }>(
      `/api/v1/imports/${definition.id}`,
      {
        bodyLimit: largestUpload,
        config: { access: { party, role }, scope: () => [scopeOf(definition.id, 'write')] },
        schema: {
          tags: ['workbooks'],
          summary: `导入工作簿：${words.zh} · import a workbook: ${words.en}`,
          consumes: ['application/octet-stream'],
          querystring: importQuery,
        },
      },
      async ({ subject, body, query }, reply) => {
        // No body at all, or one that was read as something else.
        if (!(body instanceof Readable)) throw unsupported()
        const enterprise = ownerOf(subject)
        const into = await draftAskedFor(app, subject, definition, query)
        const at = engine.clock.machine()
        const { hash, bytes, sheets } = await uploads.keep(
          body,
          { enterprise, organisation: subject.organisation, person: subject.person },
          at,
        )
        const input: ImportInput = { type: definition.id, hash, name: query.name ?? '', subject, ...into }
        const by = { organisation: subject.organisation, person: subject.person }
        const id = await engine.store.tx({ enterprise, organisation: subject.organisation, stance: 'owner' }, (tx) =>
          queueJob(tx, { enterprise, kind: importKind, input, ...by }, at),
        )
        importer.wake()
        return reply.code(202).header('location', `/api/v1/imports/${id}`).send({ id, state: 'queued', bytes, sheets })
      },
    )
    server.get(
      `/api/v1/templates/${definition.id}`,
      {
        config: { access: 'signedIn', scope: 'any' },
        schema: { tags: ['workbooks'], summary: `空白工作簿：${words.zh} · empty workbook: ${words.en}` },
      },
      (request, reply) =>
        sendBook(
          reply,
          definition.name.zh,
          template(definition.content, definition.sheets ?? [], namesNow(app), languageOf(request)),
        ),
    )
  }

  server.get<{ Querystring: { limit?: string } }>('/api/v1/imports', { config: owner }, ({ subject, query }) =>
    ofOwner(app, subject, async (tx) => ({
      items: (
        await listJobs<ImportInput, ImportProgress, ImportResult>(
          tx,
          ownerOf(subject),
          importKind,
          limitOf(query.limit),
        )
      ).map((job) => view(job, false)),
      next: null,
    })),
  )

  server.get<{ Params: { id: string } }>('/api/v1/imports/:id', { config: owner }, async ({ subject, params }) =>
    view(await importOf(app, subject, params.id), true),
  )

  server.get<{ Params: { id: string } }>(
    '/api/v1/imports/:id/file',
    { config: owner },
    async ({ subject, params }, reply) => {
      const { input } = await importOf(app, subject, params.id)
      return sendBook(reply, input.name.replace(/\.xlsx$/i, '') || 'upload', uploads.read(ownerOf(subject), input.hash))
    },
  )

  server.get<{ Params: { id: string } }>('/api/v1/imports/:id/marked', { config: owner }, async (request, reply) => {
    const { subject, params } = request
    const { result, input } = await importOf(app, subject, params.id)
    if (!result || !('filing' in result)) throw notReady()
    const definition = layoutOf(app, input.type)
    const { wire } = await check(engine, subject, result.filing)
    const language = languageOf(request)
    return sendBook(
      reply,
      `${definition.name.zh}-批注`,
      markedBook(definition.content, definition.sheets ?? [], wire, result.findings, namesNow(app), language),
    )
  })

  server.get<{ Params: { id: string }; Querystring: { marked?: string } }>(
    '/api/v1/filings/:id/workbook',
    { config: { access: 'signedIn', scope: { filing: 'read' } }, schema: { querystring: markedQuery } },
    async (request, reply) => {
      const { subject, params, query } = request
      if (query.marked === 'true') return marked(app, request, reply)
      const { type, title, wire } = await look(engine, subject, idIn(params.id), 'workbook', async (tx, place) => {
        const filing = await readView(tx, place)
        return { type: filing.type, title: filing.ownNumber, wire: await readContent(tx, place, filing) }
      })
      const { content, sheets = [], name } = layoutOf(app, type)
      return sendBook(
        reply,
        [name.zh, title].filter(Boolean).join('-'),
        writeBook(content, sheets, wire, namesNow(app)),
      )
    },
  )
}

interface ImportQuery {
  readonly name?: string
  readonly into?: string
  readonly revision?: string
}
const importQuery = {
  type: 'object',
  properties: {
    name: { type: 'string', maxLength: 200 },
    into: { type: 'string', maxLength: 36, description: 'a draft that it goes into, instead of a new one' },
    revision: { type: 'string', pattern: '^\\d{1,9}$', description: 'the revision of that draft that was seen' },
  },
}
const markedQuery = {
  type: 'object',
  properties: { marked: { type: 'string', enum: ['true'], description: 'a draft with its findings at the cells' } },
}

/** The draft that a workbook is dropped on: one's own, of this type, being written. @throws NOT_FOUND */
async function draftAskedFor(
  { engine }: App,
  subject: Subject,
  definition: AnyFiling,
  { into, revision }: ImportQuery,
) {
  if (into === undefined) return {}
  const filing = await look(engine, subject, idIn(into), 'import', (tx, place) => readView(tx, place))
  const isOpen = ['draft', 'returned'].includes(filing.state)
  if (filing.type !== definition.id || !isOpen) throw notFound()
  return { into: { filing: filing.id, revision: Number(revision ?? filing.revision) } }
}

/** A draft as a workbook of its layout with what the gate says of it at the cells (批注), to be mended and dropped again. */
async function marked(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { engine } = app
  const { subject } = request
  const id = idIn((request.params as { id: string }).id)
  const { type, ownNumber } = await look(engine, subject, id, 'workbook', (tx, place) => readView(tx, place))
  const { content, sheets = [], name } = layoutOf(app, type)
  const { wire, judgement } = await check(engine, subject, id)
  const title = [name.zh, ownNumber, '批注'].filter(Boolean).join('-')
  return sendBook(
    reply,
    title,
    markedBook(content, sheets, wire, atCells(judgement.findings), namesNow(app), languageOf(request)),
  )
}

const namesNow = ({ engine }: App) => codeNamesOf(engine.policies.inForce(engine.clock.today(), engine.clock.machine()))

export function layoutOf({ engine }: App, type: string): AnyFiling {
  const definition = engine.catalogue.filing(type)
  if (!definition?.sheets) throw noLayout({ type: definition?.name.zh ?? type })
  return definition
}

/** Holds work on a workbook against the mandate under which somebody acts. @throws MANDATE_OUTSIDE */
export function requireWriting(app: App, subject: Subject, type: string): void {
  requireMandate(subject, { act: 'write', type, typeName: layoutOf(app, type).name })
}

const ofOwner = <T>({ engine }: App, subject: Subject, read: Parameters<typeof engine.store.tx<T>>[1]) =>
  engine.store.tx({ enterprise: ownerOf(subject), organisation: subject.organisation, stance: 'owner' }, read)

export async function importOf(app: App, subject: Subject, id: string): Promise<ImportJob> {
  const job = await ofOwner(app, subject, (tx) =>
    readJob<ImportInput, ImportProgress, ImportResult>(tx, ownerOf(subject), importKind, idIn(id)),
  )
  if (!job) throw notFound()
  return job
}

function view({ id, state, input, progress, result, at }: ImportJob, whole: boolean) {
  const { type, name } = input
  const base = { id, type, name, state, progress, at }
  if (!result) return base
  if ('refused' in result) return { ...base, errors: result.refused }
  if ('asks' in result) return { ...base, asks: result.asks, ...(whole ? result : {}) }
  const { findings, own, ...made } = result
  return { ...base, ...made, ...(whole ? { findings, ...(own ? { own } : {}) } : { found: findings.length }) }
}

const sendBook = (reply: FastifyReply, title: string, book: Readable) =>
  reply
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`)
    .header('x-content-type-options', 'nosniff')
    .send(book)
