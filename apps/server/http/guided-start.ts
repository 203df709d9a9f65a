import type { Uuid } from '@jiamao/kernel/ids'
import { type Merging, mergeParts, uncovered } from '@jiamao/modules/enterprise/handbook'
import { check, editDraft, file, notFound, readContent, readView, requestOf } from '@jiamao/platform/filing'
import { ownerOf, type Subject } from '@jiamao/platform/identity'
import { readJob } from '@jiamao/platform/work'
import {
  beginStart,
  draftOfStart,
  type GuidedStart,
  keepMerged,
  moveStart,
  readStart,
  type StartStep,
} from '../imports/guided-start.ts'
import { type ImportInput, type ImportProgress, type ImportResult, importKind } from '../imports/import-workbook.ts'
import { note } from '../imports/own-sheets.ts'
import {
  alone,
  codeLines,
  goodsOf,
  judged,
  lacks,
  proposal,
  relationOf,
  type Said,
  withCodes,
} from '../imports/start-goods.ts'
import { searchTariff } from '../search/tariff.ts'
import type { App, Door } from './app.ts'
import { limitOf, once, sendAnswer } from './requests.ts'
import { codesBody, groupsBody, limitQuery, startBody, stepBody, tariffQuery } from './start-bodies.ts'
import { cannotMerge, changedSince, noDraft, notWhole } from './start-problems.ts'
import { importOf, requireWriting } from './workbooks.ts'

const clerk = { access: { party: 'enterprise', role: 'customsClerk' } }
/** What the start ends in. */
const setUp = 'enterprise.handbook.establish'
// 100,000 parts by their numbers.
const largest = 16 * 1024 * 1024
type Wire = Record<string, unknown>

/** What the draft was before its parts were merged, into what, and at which revision it was done. */
interface Merged {
  readonly before: Wire
  readonly groups: Merging
  readonly revision: number
}

/** 新手引导. From a firm's own sheet to its first handbook; 税则查询 beside it. */
export const guidedStartDoors: Door = (server, app) => {
  const { engine } = app

  server.get<{ Querystring: { q?: string; limit?: string } }>(
    '/api/v1/tariff',
    { config: { access: 'signedIn', scope: 'any' }, schema: { querystring: tariffQuery } },
    ({ query }) => {
      const policy = policyNow(app)
      const items = searchTariff(policy, query.q ?? '', Math.min(limitOf(query.limit ?? '20'), 50))
      return { isEmpty: policy.catalogue('tariff').isEmpty, items }
    },
  )

  server.get('/api/v1/start', { config: clerk }, async ({ subject }) => {
    const { start, revision, state } = await standOf(app, subject)
    if (!start) return { step: 'sheet', import: null, filing: null }
    const { importId, filingId, step, merged } = start
    return {
      step,
      import: importId,
      filing: filingId ? { id: filingId, revision, state } : null,
      isMerged: isMerged(merged, revision),
    }
  })

  server.post<{ Body: { import: string } }>(
    '/api/v1/start',
    { config: clerk, schema: { body: startBody } },
    async ({ subject, body }, reply) => {
      const { id, input } = await importOf(app, subject, body.import)
      requireWriting(app, subject, input.type)
      await inOwn(app, subject, async (tx) => {
        await beginStart(tx, ownerOf(subject), id, subject.person, engine.clock.machine())
        await note(engine, tx, subject, 'start.begin', { import: id })
      })
      return reply.code(204).send()
    },
  )

  server.put<{ Body: { step: StartStep } }>(
    '/api/v1/start/step',
    { config: clerk, schema: { body: stepBody } },
    async ({ subject, body }, reply) => {
      requireWriting(app, subject, setUp)
      await inOwn(app, subject, (tx) => moveStart(tx, ownerOf(subject), body.step, engine.clock.machine()))
      return reply.code(204).send()
    },
  )

  server.get<{ Querystring: { limit?: string } }>(
    '/api/v1/start/codes',
    { config: clerk, schema: { querystring: limitQuery } },
    async ({ subject, query }) => {
      const { wire } = await draftOf(app, subject)
      const policy = policyNow(app)
      const lines = codeLines(wire, policy)
      return {
        isEmpty: policy.catalogue('tariff').isEmpty,
        total: lines.length,
        lacking: lines.filter(lacks).length,
        items: lines.slice(0, limitOf(query.limit ?? '200')),
      }
    },
  )

  server.put<{ Body: { lines: Said[] } }>(
    '/api/v1/start/codes',
    { config: clerk, schema: { body: codesBody } },
    async (request, reply) => {
      const { subject, body } = request
      const { id, revision } = await draftOf(app, subject)
      const edit = (before: Wire) => withCodes(before, body.lines)
      return sendAnswer(request, reply, await editDraft(engine, subject, id, revision, edit, once(request)))
    },
  )

  server.post<{ Body: { groups?: Merging } }>(
    '/api/v1/start/merging',
    { config: clerk, bodyLimit: largest, schema: { body: groupsBody([]) } },
    async ({ subject, body = {} }) => {
      const { wire, merged } = await draftOf(app, subject)
      const policy = policyNow(app)
      const base = merged?.before ?? wire
      const groups = body.groups ?? merged?.groups ?? proposal(base, policy)
      requireWhole(base, groups)
      return { ...judged(base, groups, policy), isMerged: merged !== undefined }
    },
  )

  server.put<{ Body: { groups: Merging } }>(
    '/api/v1/start/merging',
    { config: clerk, bodyLimit: largest, schema: { body: groupsBody(['groups']) } },
    async (request, reply) => {
      const { subject, body } = request
      const { id, revision, wire, merged } = await draftOf(app, subject)
      const before = merged?.before ?? wire
      requireWhole(before, body.groups)
      requireMergeable(judged(before, body.groups, policyNow(app)))
      // Told first: whoever finds the draft at this revision finds it merged, and before it, not.
      const merging: Merged = { before, groups: body.groups, revision: revision + 1 }
      await inOwn(app, subject, async (tx) => {
        await keepMerged(tx, ownerOf(subject), merging)
        const { materials, products } = body.groups
        await note(engine, tx, subject, 'start.merge', {
          filing: id,
          items: `${materials.length} + ${products.length}`,
        })
      })
      const edit = () => mergeParts(before, body.groups)
      return sendAnswer(request, reply, await editDraft(engine, subject, id, revision, edit, once(request)))
    },
  )

  server.delete('/api/v1/start/merging', { config: clerk }, async (request, reply) => {
    const { subject } = request
    const { id, revision, merged } = await draftOf(app, subject)
    if (!merged || merged.revision !== revision) throw changedSince()
    const answer = await editDraft(engine, subject, id, revision, () => merged.before, once(request))
    await inOwn(app, subject, async (tx) => {
      await keepMerged(tx, ownerOf(subject), null)
      await note(engine, tx, subject, 'start.unmerge', { filing: id })
    })
    return sendAnswer(request, reply, answer)
  })

  server.post('/api/v1/start/registration', { config: clerk }, async (request, reply) => {
    const { subject } = request
    const { id, wire, merged } = await draftOf(app, subject)
    const whole = (await check(engine, subject, id)).wire as Wire
    const name = id.slice(-8).toUpperCase()
    const goods = goodsOf(`G-${name}`, merged?.before ?? wire, whole)
    const filed = await file(
      engine,
      subject,
      { type: 'enterprise.item', wire: goods as unknown as Wire, origin: 'imported' },
      requestOf(`start goods ${id}`, JSON.stringify(goods)),
    )
    if (filed.status >= 400) return sendAnswer(request, reply, filed)
    const relation = relationOf(`R-${name}`, merged?.groups ?? alone(whole), whole)
    const related = await file(
      engine,
      subject,
      { type: 'enterprise.merge-relation', wire: relation as unknown as Wire, origin: 'imported' },
      requestOf(`start relation ${id}`, JSON.stringify(relation)),
    )
    return sendAnswer(request, reply, related)
  })
}

const policyNow = ({ engine }: App) => engine.policies.inForce(engine.clock.today(), engine.clock.machine())

const inOwn = <T>({ engine }: App, subject: Subject, read: Parameters<typeof engine.store.tx<T>>[1]) =>
  engine.store.tx({ enterprise: ownerOf(subject), organisation: subject.organisation, stance: 'owner' }, read)

interface Stand {
  readonly start: GuidedStart<Merged> | undefined
  readonly revision: number
  readonly state: string
  readonly wire: Wire
}

/** How far a firm is: the draft that its import has made is taken up here. */
const standOf = (app: App, subject: Subject): Promise<Stand> =>
  inOwn(app, subject, async (tx) => {
    const enterprise = ownerOf(subject)
    const nothing = { revision: 0, state: '', wire: {} }
    const start = await readStart<Merged>(tx, enterprise)
    if (!start?.importId) return { start, ...nothing }
    const job = await readJob<ImportInput, ImportProgress, ImportResult>(tx, enterprise, importKind, start.importId)
    const made = job?.result && 'filing' in job.result ? job.result.filing : null
    if (made) await draftOfStart(tx, enterprise, start.importId, made)
    if (!made) return { start, ...nothing }
    const place = { enterprise, id: made }
    const filing = await readView(tx, place)
    const wire = await readContent(tx, place, filing)
    return { start: { ...start, filingId: made }, revision: filing.revision, state: filing.state, wire: wire as Wire }
  })

const isMerged = (merged: Merged | null, revision: number) => merged !== null && revision >= merged.revision

/** The draft in hand. @throws START_NO_DRAFT */
async function draftOf(app: App, subject: Subject) {
  requireWriting(app, subject, setUp)
  const { start, revision, state, wire } = await standOf(app, subject)
  if (!start) throw notFound()
  if (!start.filingId || !['draft', 'returned'].includes(state)) throw noDraft()
  const merged = start.merged && isMerged(start.merged, revision) ? start.merged : undefined
  return { id: start.filingId as Uuid, revision, wire, merged }
}

function requireWhole(wire: Wire, { materials, products }: Merging): void {
  const wrong = [...uncovered(materials, wire.materials), ...uncovered(products, wire.products)]
  if (wrong.length > 0) throw notWhole({ parts: wrong.slice(0, 10).join('、') })
}

function requireMergeable({ materials, products }: ReturnType<typeof judged>): void {
  for (const { name, breaches } of [...materials, ...products]) {
    const found = breaches.find(({ blocks }) => blocks)
    if (found) throw cannotMerge({ name, rule: found.rule, breach: found.zh, breachEn: found.en })
  }
}
