import type { Readable } from 'node:stream'
import { defineProblem, Problem } from '@jiamao/kernel/problem'
import type { LocalDate } from '@jiamao/kernel/time'
import { mediaOf } from '@jiamao/platform/files'
import {
  announcePaper,
  locate,
  look,
  notFound,
  type Paper,
  paperArrived,
  papersAsked,
  readPaper,
  readPapers,
  readView,
  removePaper,
} from '@jiamao/platform/filing'
import type { FastifyReply } from 'fastify'
import type { App, Door } from './app.ts'
import { idIn } from './requests.ts'

const reads = { access: 'signedIn', scope: { filing: 'read' } } as const
const writes = { access: 'signedIn', scope: { filing: 'write' } } as const
const largestPiece = 24 * 1024 * 1024

const kindList = 'attached-document-type'
const unknownKind = defineProblem({
  code: 'FILING_PAPER_KIND',
  status: 422,
  zh: {
    title: '没有这种单证',
    detail: '“{kind}”不在随附单证类别代码表中。',
    remedy: '从代码表 attached-document-type 中选取，或不填。',
  },
  en: {
    title: 'No such kind of paper',
    detail: '"{kind}" is not in the list of attached documents.',
    remedy: 'Take a code of the list attached-document-type, or leave it out.',
  },
})

interface Announcement {
  readonly name: string
  readonly bytes: number
  readonly hash: string
  readonly kind?: string
}

interface PaperParams {
  readonly id: string
  readonly paper: string
}

/** Papers of a filing: announced by hash, uploaded in pieces from where they broke off, given out to be looked at. */
export const paperDoors: Door = (server, app) => {
  const { engine, papers } = app

  server.get<{ Params: { id: string } }>('/api/v1/filings/:id/papers', { config: reads }, ({ subject, params }) =>
    look(engine, subject, idIn(params.id), 'papers', async (tx, place) => {
      const filing = await readView(tx, place)
      const found = await readPapers(tx, place, subject.organisation)
      const policy = engine.policies.inForce(
        (filing.filedOn as LocalDate | null) ?? engine.clock.today(),
        engine.clock.machine(),
      )
      return {
        items: await Promise.all(found.map((paper) => shown(app, place.enterprise, paper))),
        asked: papersAsked(policy, filing.type, found),
      }
    }),
  )

  server.post<{ Params: { id: string }; Body: Announcement }>(
    '/api/v1/filings/:id/papers',
    { config: writes, schema: { body: announcement } },
    async ({ subject, params, body }, reply) => {
      const place = await locate(engine, subject, idIn(params.id))
      const { kind = null, ...said } = body
      const { lists } = engine.policies.inForce(engine.clock.today(), engine.clock.machine())
      if (kind !== null && !lists.has(kindList, kind)) throw unknownKind({ kind })
      const paper = await announcePaper(engine, subject, place, { ...said, name: plainName(body.name), kind })
      return reply.code(201).send(await shown(app, place.enterprise, paper))
    },
  )

  server.patch<{ Params: PaperParams; Body: Readable; Querystring: { offset: string } }>(
    '/api/v1/filings/:id/papers/:paper',
    {
      bodyLimit: largestPiece,
      config: writes,
      schema: { querystring: offsetQuery, consumes: ['application/octet-stream'] },
    },
    async ({ subject, params, body, query }) => {
      const place = await locate(engine, subject, idIn(params.id))
      const paper = await engine.store.tx(
        { enterprise: place.enterprise, organisation: subject.organisation, stance: 'engine' },
        (tx) => readPaper(tx, place, subject.organisation, idIn(params.paper)),
      )
      if (paper.by !== subject.organisation) throw notFound()
      if (paper.state === 'kept') return shown(app, place.enterprise, paper)
      const incoming = { ...paper, enterprise: place.enterprise }
      const kept = await papers.take(incoming, Number(query.offset), body).catch(async (error) => {
        // What may not be kept is gone, and so is its announcement.
        if (isRefused(error)) await removePaper(engine, subject, place, paper.id)
        throw error
      })
      return shown(app, place.enterprise, kept ? await paperArrived(engine, subject, place, paper, kept) : paper)
    },
  )

  server.get<{ Params: PaperParams; Querystring: { show?: string } }>(
    '/api/v1/filings/:id/papers/:paper/file',
    { config: reads },
    async ({ subject, params, query }, reply) => {
      const found = await look(engine, subject, idIn(params.id), 'paper', async (tx, place) => ({
        enterprise: place.enterprise,
        paper: await readPaper(tx, place, subject.organisation, idIn(params.paper)),
      }))
      return sendPaper(app, reply, found.enterprise, found.paper, query.show === 'true')
    },
  )

  server.delete<{ Params: PaperParams }>(
    '/api/v1/filings/:id/papers/:paper',
    { config: writes },
    async ({ subject, params }, reply) => {
      const place = await locate(engine, subject, idIn(params.id))
      const paper = idIn(params.paper)
      await removePaper(engine, subject, place, paper)
      await papers.drop({ enterprise: place.enterprise, id: paper })
      return reply.code(204).send()
    },
  )
}

const isRefused = (error: unknown) =>
  error instanceof Problem && !['FILE_OFFSET', 'FILE_BUSY', 'FILE_NOT_SCANNED'].includes(error.kind.code)

async function shown({ engine, papers }: App, enterprise: Paper['by'], { by, type, ...paper }: Paper) {
  const who = engine.directory.organisation(by)
  return {
    ...paper,
    type: type ? mediaOf(type).type : null,
    isShown: type ? mediaOf(type).shown : false,
    arrived: paper.state === 'kept' ? paper.bytes : await papers.arrived({ enterprise, id: paper.id }),
    party: who?.party ?? null,
    organisation: who?.name ?? null,
  }
}

/** Whatever a paper holds, a browser runs nothing of it and leaves nothing to guess (S8.5). */
function sendPaper({ papers }: App, reply: FastifyReply, enterprise: Paper['by'], paper: Paper, isToShow: boolean) {
  if (!paper.type) throw notFound()
  const { type, ending, shown } = mediaOf(paper.type)
  const name = paper.name.toLowerCase().endsWith(`.${ending}`) ? paper.name : `${paper.name}.${ending}`
  const how = isToShow && shown ? 'inline' : 'attachment'
  return reply
    .type(type)
    .header('content-length', paper.bytes)
    .header('content-disposition', `${how}; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .send(papers.read(enterprise, paper.hash))
}

/** A name without a path and without what a terminal or a right-to-left mark would play with. */
const plainName = (name: string) =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim() || '附件'

const announcement = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 200 },
    bytes: { type: 'integer', minimum: 1 },
    hash: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'SHA-256' },
    kind: { type: 'string', maxLength: 32, description: 'what it is: a code of the list attached-document-type' },
  },
  required: ['name', 'bytes', 'hash'],
  additionalProperties: false,
}
const offsetQuery = {
  type: 'object',
  properties: { offset: { type: 'string', pattern: '^\\d{1,10}$', description: 'bytes that have arrived before' } },
  required: ['offset'],
}
