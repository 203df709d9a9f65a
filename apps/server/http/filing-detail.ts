import { locate, look, readDifferences, readTalk, readVersions, readView, say } from '@jiamao/platform/filing'
import type { Door } from './app.ts'
import { idIn, once, sendAnswer } from './requests.ts'

const reads = { access: 'signedIn', scope: { filing: 'read' } } as const
const says = { access: 'signedIn', scope: { filing: 'explain' } } as const

/** What a filing's page shows beside content and findings: its versions, what changed between them, what was said. */
export const filingDetailDoors: Door = (server, { engine }) => {
  server.get<{ Params: { id: string } }>('/api/v1/filings/:id/versions', { config: reads }, ({ subject, params }) =>
    look(engine, subject, idIn(params.id), 'versions', async (tx, place) => {
      await readView(tx, place)
      return { items: await readVersions(tx, place) }
    }),
  )

  server.get<{ Params: { id: string }; Querystring: { from: string; to?: string } }>(
    '/api/v1/filings/:id/differences',
    { config: reads, schema: { querystring: versionsQuery } },
    ({ subject, params, query }) =>
      look(engine, subject, idIn(params.id), 'differences', async (tx, place) =>
        readDifferences(engine, tx, place, await readView(tx, place), Number(query.from), versionIn(query.to)),
      ),
  )

  server.get<{ Params: { id: string } }>('/api/v1/filings/:id/talk', { config: reads }, ({ subject, params }) =>
    look(engine, subject, idIn(params.id), 'talk', async (tx, place) => {
      await readView(tx, place)
      return { items: await readTalk(engine, tx, place) }
    }),
  )

  server.post<{ Params: { id: string }; Body: { says: string } }>(
    '/api/v1/filings/:id/talk',
    { config: says, schema: { body: talkBody } },
    async (request, reply) => {
      const { subject, params, body } = request
      const place = await locate(engine, subject, idIn(params.id))
      return sendAnswer(request, reply, await say(engine, subject, place, body.says, once(request)))
    },
  )
}

const version = { type: 'string', pattern: '^[1-9]\\d{0,3}$' }
const versionsQuery = {
  type: 'object',
  properties: { from: version, to: { ...version, description: 'left out: what is being written' } },
  required: ['from'],
}

const talkBody = {
  type: 'object',
  properties: { says: { type: 'string', pattern: '\\S', maxLength: 4000 } },
  required: ['says'],
  additionalProperties: false,
}

const versionIn = (text: string | undefined) => (text === undefined ? undefined : Number(text))
