import { type Change, editDraft, look, readDraftThen, withChanges } from '@jiamao/platform/filing'
import type { Door } from './app.ts'
import { idIn, once, seenRevision, sendAnswer } from './requests.ts'

/** Changes of a draft, so that a cell in 100,000 lines does not send 100,000 lines. */
export const draftChangeDoors: Door = (server, { engine }) => {
  server.patch<{ Params: { id: string }; Body: { changes: Change[] } }>(
    '/api/v1/filings/:id/content',
    { config: { access: 'signedIn', scope: { filing: 'write' } }, bodyLimit: 16 * 1024 * 1024, schema: { body } },
    async (request, reply) => {
      const [id, seen] = [idIn(request.params.id), seenRevision(request)]
      const edit = (before: Record<string, unknown>) => withChanges(before, request.body.changes)
      return sendAnswer(request, reply, await editDraft(engine, request.subject, id, seen, edit, once(request)))
    },
  )

  server.get<{ Params: { id: string; revision: string } }>(
    '/api/v1/filings/:id/content/:revision',
    { config: { access: 'signedIn', scope: { filing: 'read' } }, schema: { params } },
    ({ subject, params: { id, revision } }) =>
      look(engine, subject, idIn(id), 'draft', async (tx, place) => {
        const { content, since } = await readDraftThen(tx, place, Number(revision))
        return { content: content ?? null, since }
      }),
  )
}

const params = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    revision: { type: 'string', pattern: '^\\d{1,9}$', description: 'as it was after that many changes' },
  },
  required: ['id', 'revision'],
}

const body = {
  type: 'object',
  properties: {
    changes: {
      type: 'array',
      minItems: 1,
      maxItems: 1_000,
      items: {
        type: 'object',
        properties: {
          part: { type: 'string', minLength: 1, maxLength: 80, description: 'part of the content, such as materials' },
          value: { description: 'the part as a whole; without it and without `at` the part is taken away' },
          at: { type: 'integer', minimum: 0, description: 'of a list: the line from which on lines change' },
          out: { type: 'integer', minimum: 0, description: 'how many lines are taken out there' },
          in: { type: 'array', description: 'the lines that are put there' },
        },
        required: ['part'],
        additionalProperties: false,
      },
    },
  },
  required: ['changes'],
  additionalProperties: false,
}
