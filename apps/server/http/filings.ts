import { messagesOf } from '@jiamao/platform/exchange'
import {
  check,
  type Decision,
  decide,
  editDraft,
  enterStage,
  explain,
  file,
  listFilings,
  locate,
  look,
  openDraft,
  openFiling,
  readHistory,
  readView,
  submit,
  withdraw,
} from '@jiamao/platform/filing'
import type { MandateAct } from '@jiamao/platform/identity'
import type { TObject } from 'typebox'
import type { Door } from './app.ts'
import { requireProof, requireProofFor, signingOf } from './proofs.ts'
import { cursorOf, dayIn, idIn, limitOf, momentIn, once, readCursor, seenRevision, sendAnswer } from './requests.ts'
import { scopeOf } from './scopes.ts'

type Wire = Record<string, unknown>
const filingBody = 16 * 1024 * 1024
const reasonBody = {
  type: 'object',
  properties: { reason: { type: 'string', maxLength: 4000 } },
  required: ['reason'],
  additionalProperties: false,
}

/** One pair of doors a filing type, derived from its definition: open a draft, or file at once. */
export const filingTypeDoors: Door = (server, { engine }) => {
  for (const definition of engine.catalogue.filings) {
    const { party, role } = definition.filer
    const access = { party, role }
    const { id: type } = definition
    const scope = ({ submit: now }: Readonly<Record<string, string>>) =>
      (now === 'true' ? (['write', 'submit'] as const) : (['write'] as const)).map((act) => scopeOf(type, act))
    server.post<{ Body: Wire; Querystring: { submit?: string; about?: string } }>(
      `/api/v1/filings/${definition.id}`,
      {
        bodyLimit: filingBody,
        config: { access, scope },
        schema: {
          tags: ['filings'],
          summary: `${definition.name.zh} · ${definition.name.en}`,
          body: definition.content as TObject,
          querystring: openingQuery,
        },
        // A draft is kept whatever its faults: the content is described here and judged by the gate, not by the door.
        validatorCompiler: () => () => true,
      },
      async (request, reply) => {
        const { submit: now, about } = request.query
        if (now === 'true' && definition.risky?.includes('submit')) requireProof(engine, request)
        const place = about === undefined ? undefined : await locate(engine, request.subject, idIn(about))
        const opening = {
          type: definition.id,
          wire: request.body ?? {},
          origin: 'typed' as const,
          ...(place ? { about: place } : {}),
        }
        const act = now === 'true' ? file : openDraft
        return sendAnswer(request, reply, await act(engine, request.subject, opening, once(request)))
      },
    )
  }
}

const openingQuery = {
  type: 'object',
  properties: {
    submit: { type: 'string', enum: ['true', 'false'], description: 'submit at once' },
    about: { type: 'string', description: 'the filing that this one answers' },
  },
}

/** What is done with a filing after it was opened. */
export const filingDoors: Door = (server, { engine }) => {
  const signedIn = { access: 'signedIn' as const }
  const reads = { ...signedIn, scope: { filing: 'read' } } as const
  const acts = (act: MandateAct) => ({ ...signedIn, scope: { filing: act } }) as const

  server.get<{ Querystring: ListQuery }>(
    '/api/v1/filings',
    { config: { access: { party: 'enterprise' }, scope: { listed: 'read' } }, schema: { querystring: listQuery } },
    async ({ subject, query }, reply) => {
      const limit = limitOf(query.limit)
      const about = query.about === undefined ? undefined : idIn(query.about)
      const found = await listFilings(engine, subject, {
        ...query,
        about,
        search: query.q,
        answeredSince: momentIn(query.answeredSince),
        filedFrom: dayIn(query.filedFrom),
        typedTwice: query.typedTwice === 'true',
        after: readCursor(query.cursor),
        limit: limit + 1,
      })
      const items = found.slice(0, limit)
      const last = items.at(-1)
      const next = found.length > limit && last ? cursorOf({ at: last.updatedAt, id: last.id }) : null
      const views = items.map(({ view }) => view).join(',')
      return reply.type('application/json; charset=utf-8').send(`{"items":[${views}],"next":${JSON.stringify(next)}}`)
    },
  )

  server.get<{ Params: { id: string } }>(
    '/api/v1/filings/:id',
    { config: reads },
    async ({ subject, params, headers }, reply) => {
      const [, had] = /^"(\d{1,9})"$/.exec(headers['if-none-match'] ?? '') ?? []
      const found = await openFiling(engine, subject, idIn(params.id), had === undefined ? undefined : Number(had))
      if (!found) return reply.code(304).send()
      return reply.header('etag', `"${found.revision}"`).send(found)
    },
  )

  server.get<{ Params: { id: string } }>('/api/v1/filings/:id/history', { config: reads }, ({ subject, params }) =>
    look(engine, subject, idIn(params.id), 'history', async (tx, place) => {
      await readView(tx, place)
      return { items: await readHistory(engine, tx, place) }
    }),
  )

  server.get<{ Params: { id: string } }>('/api/v1/filings/:id/messages', { config: reads }, ({ subject, params }) =>
    look(engine, subject, idIn(params.id), 'messages', async (tx, place) => {
      await readView(tx, place)
      const items = await messagesOf(tx, place.enterprise, place.id)
      // A form that was taken over and never seen is shown as what it is (messages §12).
      return {
        items: items.map(({ contentHash, ...message }) => ({
          ...message,
          mark: engine.encoders.get(message.type)?.mark ?? null,
          contentHash: contentHash.toString('hex'),
        })),
      }
    }),
  )

  server.put<{ Params: { id: string }; Body: Wire }>(
    '/api/v1/filings/:id/content',
    { config: acts('write'), bodyLimit: filingBody, schema: { body: { type: 'object' } } },
    async (request, reply) => {
      const [id, seen] = [idIn(request.params.id), seenRevision(request)]
      const replace = () => request.body
      return sendAnswer(request, reply, await editDraft(engine, request.subject, id, seen, replace, once(request)))
    },
  )

  server.post<{ Params: { id: string }; Querystring: { content?: string } }>(
    '/api/v1/filings/:id/check',
    { config: reads, schema: { querystring: checkQuery } },
    async ({ subject, params, query }) => {
      const { wire, judgement, effort } = await check(engine, subject, idIn(params.id))
      return { ...(query.content === 'false' ? {} : { content: wire }), ...judgement, effort }
    },
  )

  server.post<{ Params: { id: string }; Body: { signature?: string } | undefined }>(
    '/api/v1/filings/:id/submit',
    { config: acts('submit'), schema: { body: submitBody } },
    async (request, reply) => {
      const [id, seen] = [idIn(request.params.id), seenRevision(request)]
      await requireProofFor(engine, request, { id, enterprise: request.subject.organisation }, 'submit')
      const hash = request.body?.signature
      const signing = hash === undefined ? undefined : await signingOf(engine, request, hash)
      return sendAnswer(request, reply, await submit(engine, request.subject, id, seen, once(request), signing))
    },
  )

  server.post<{ Params: { id: string }; Body: { reason: string } }>(
    '/api/v1/filings/:id/withdraw',
    { config: acts('withdraw'), schema: { body: reasonBody } },
    async (request, reply) => {
      const place = await locate(engine, request.subject, idIn(request.params.id))
      await requireProofFor(engine, request, place, 'withdraw')
      return sendAnswer(
        request,
        reply,
        await withdraw(engine, request.subject, place, request.body.reason, once(request)),
      )
    },
  )

  server.post<{ Params: { id: string }; Body: { text: string } }>(
    '/api/v1/filings/:id/explanation',
    { config: acts('explain'), schema: { body: explanationBody } },
    async (request, reply) => {
      const place = await locate(engine, request.subject, idIn(request.params.id))
      return sendAnswer(request, reply, await explain(engine, request.subject, place, request.body.text, once(request)))
    },
  )

  server.post<{ Params: { id: string }; Body: { decision: Decision; reason?: string; task?: string } }>(
    '/api/v1/filings/:id/decision',
    { config: signedIn, schema: { body: decisionBody } },
    async (request, reply) => {
      const { decision, reason = '', task } = request.body
      const place = await locate(engine, request.subject, idIn(request.params.id))
      const verdict = { decision, reason, task: task === undefined ? undefined : idIn(task) }
      await requireProofFor(engine, request, place, 'decide')
      return sendAnswer(request, reply, await decide(engine, request.subject, place, verdict, once(request)))
    },
  )

  server.post<{ Params: { id: string; stage: string }; Body: Wire }>(
    '/api/v1/filings/:id/stages/:stage',
    { config: signedIn, schema: { body: { type: 'object' } } },
    async (request, reply) => {
      const place = await locate(engine, request.subject, idIn(request.params.id))
      return sendAnswer(
        request,
        reply,
        await enterStage(engine, request.subject, place, request.params.stage, request.body, once(request)),
      )
    },
  )
}

const signature = { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'hash of the statement that was read' }
const submitBody = { type: ['object', 'null'], properties: { signature }, additionalProperties: false }

type ListQuery = Partial<
  Record<
    'type' | 'state' | 'book' | 'about' | 'q' | 'answeredSince' | 'filedFrom' | 'typedTwice' | 'cursor' | 'limit',
    string
  >
>
const listQuery = {
  type: 'object',
  properties: {
    type: { type: 'string', maxLength: 80 },
    state: { type: 'string', maxLength: 100, description: 'one, or several with commas between them' },
    book: { type: 'string', maxLength: 12 },
    about: { type: 'string', maxLength: 36 },
    q: { type: 'string', maxLength: 100, description: 'part of a number or a title' },
    answeredSince: { type: 'string', maxLength: 40 },
    filedFrom: { type: 'string', maxLength: 10 },
    typedTwice: { type: 'string', enum: ['true', 'false'] },
    cursor: { type: 'string', maxLength: 200 },
    limit: { type: 'string', maxLength: 4 },
  },
}

const checkQuery = {
  type: 'object',
  properties: {
    content: { type: 'string', enum: ['true', 'false'], description: 'whether the completed content comes along' },
  },
}

const explanationBody = {
  type: 'object',
  properties: { text: { type: 'string', minLength: 4, maxLength: 4000 } },
  required: ['text'],
  additionalProperties: false,
}

const decisionBody = {
  type: 'object',
  properties: {
    decision: { type: 'string', enum: ['release', 'accept', 'reject', 'sendBack'] },
    reason: { type: 'string', maxLength: 4000, description: 'due for everything but accept' },
    task: { type: 'string', maxLength: 36, description: 'the task that is decided: nothing filed anew since' },
  },
  required: ['decision'],
  additionalProperties: false,
}
