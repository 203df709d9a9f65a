import { createHash } from 'node:crypto'
import { canonical, type Json } from '@jiamao/kernel/canonical'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { quantities } from '@jiamao/kernel/numbers'
import { leafOf } from '../audit/index.ts'
import type { Subject } from '../identity/index.ts'
import type { Entry } from '../ledger/define.ts'
import { strongestOf } from '../policy/index.ts'
import { one, type Tx } from '../store/index.ts'
import { type Answer, firstAnswer, type Request } from './answers.ts'
import type { AnyFiling } from './define.ts'
import {
  definitionFor,
  engineScope,
  type FilingRow,
  type Opening,
  readFiling,
  requireAbout,
  requireDraft,
  writtenContent,
} from './drafts.ts'
import type { Origin } from './effort.ts'
import { encodeMessages } from './encode.ts'
import type { Engine } from './engine.ts'
import { type Gated, gate } from './gate.ts'
import { inTurn } from './in-turn.ts'
import { toParts } from './parts.ts'
import * as problems from './problems.ts'
import { keepRefusal } from './refusal.ts'
import { routingOf } from './routing.ts'
import { settleByRule } from './settle.ts'
import { type Outcome, type Submission, takeIn } from './take-in.ts'

/** A filing on its way through the gate: a draft, or one that is filed at once. */
interface Filed {
  readonly id: Uuid
  readonly enterprise: Uuid
  readonly definition: AnyFiling
  readonly wire: Record<string, unknown>
  readonly origin: Origin
  readonly row: FilingRow | undefined
  readonly about: Opening['about']
}

/** Submits a draft as it was last seen. @throws the problems of `problems.ts` */
export async function submit(
  engine: Engine,
  subject: Subject,
  id: Uuid,
  expect: number,
  request: Request,
): Promise<Answer> {
  const scope = engineScope(subject)
  const found = await engine.store.tx(scope, async (tx) => {
    const first = await firstAnswer(tx, scope.enterprise, request)
    if (first) return first
    const row = await readFiling(tx, scope.enterprise, id)
    if (row.revision !== expect) throw problems.changedMeanwhile({ expected: expect, revision: row.revision })
    requireDraft(row, 'submit')
    return { row, wire: await writtenContent(tx, scope.enterprise, row) }
  })
  if ('status' in found) return found
  const { row, wire } = found
  const about = row.about_id ? { id: row.about_id, enterprise: scope.enterprise } : undefined
  const definition = definitionFor(engine, subject, row.type)
  return take(
    engine,
    subject,
    { id, enterprise: scope.enterprise, definition, wire, origin: row.effort, row, about },
    request,
  )
}

/** Opens and submits in one: what machines do, and people for the things of a day. */
export async function file(engine: Engine, subject: Subject, opening: Opening, request: Request): Promise<Answer> {
  const definition = definitionFor(engine, subject, opening.type)
  await requireAbout(engine, subject, definition, opening.about)
  const enterprise = opening.about?.enterprise ?? subject.organisation
  const origin: Origin = { origin: opening.origin, edited: [] }
  return take(
    engine,
    subject,
    { id: newUuid(), enterprise, definition, wire: opening.wire, origin, row: undefined, about: opening.about },
    request,
  )
}

type Ended = Exclude<Outcome, { readonly outcome: 'stale' }>

// The book moved between the gate and the lock: judged again, on the new facts. More than this many times is a queue.
const attempts = 8

function take(engine: Engine, subject: Subject, filed: Filed, request: Request): Promise<Answer> {
  const touched = filed.definition.touches?.(filed.wire)
  const judged = () => judgeAndWrite(engine, subject, filed, request)
  return touched ? inTurn(engine, `${filed.enterprise} ${touched.book}`, judged) : judged()
}

async function judgeAndWrite(engine: Engine, subject: Subject, filed: Filed, request: Request): Promise<Answer> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const gated = await gate(engine, { ...filed, filing: filed.id, organisation: subject.organisation })
    const made = gated.content === undefined ? undefined : assemble(engine, subject, filed, gated, request)
    if (!made || 'findings' in made) return keepRefusal(engine, subject, filed, gated, made?.findings ?? [], request)
    const outcome = await write(engine, subject, filed, made)
    if (outcome.outcome !== 'stale') return answerTo(outcome, made, filed)
  }
  throw problems.busy({ book: filed.row?.book ?? '—' })
}

/** Everything that a submission writes; or the findings that stop it. */
function assemble(
  engine: Engine,
  subject: Subject,
  filed: Filed,
  gated: Gated,
  request: Request,
): Submission | { findings: Gated['judgement']['findings'] } {
  const { definition, row } = filed
  const content = gated.content as never
  const ownNumber = definition.key(content)
  const version = row?.state === 'returned' ? row.version + 1 : 1
  const given = { on: gated.on, at: engine.clock.now(), version, known: row?.known ?? {} }
  const sending = {
    definition,
    filing: filed.id,
    enterprise: filed.enterprise,
    ownNumber,
    content,
    edition: gated.policy.edition,
    given,
  }
  const held = gated.judgement.strongest === 'hold'
  const { outbox, findings } = encodeMessages(engine, 'submit', sending)
  const all = [...gated.judgement.findings, ...findings]
  if (strongestOf(all) === 'reject') return { findings }

  const title = definition.title(content)
  const routing = routingOf(engine, definition, gated.policy, {
    title,
    findings: all,
    held,
    organisation: subject.organisation,
  })
  const state = held ? 'held' : 'submitted'
  const from = row?.state ?? null
  const entry = oneEntry(definition.reserve?.(content, { on: gated.on }) ?? [])
  const contentHash = createHash('sha256')
    .update(canonical(gated.wire as Json))
    .digest('hex')
  const base = {
    id: filed.id,
    document: definition.document,
    type: definition.id,
    ownNumber,
    state,
    version,
    filer: subject.person,
    title,
    filedOn: gated.on,
    edition: gated.policy.edition,
    route: routing.routes,
    contentHash,
    // How it came stays beside what was counted: a filing that comes back is edited on.
    effort: { ...filed.origin, ...gated.effort },
  } as const
  return {
    enterprise: filed.enterprise,
    organisation: subject.organisation,
    request,
    filing: {
      ...base,
      ...(gated.book ? { book: gated.book.book, cycle: gated.book.cycle } : {}),
      ...(filed.about ? { about: filed.about.id } : {}),
    },
    expect: row?.revision ?? null,
    parts: toParts(gated.wire),
    events: [
      ...(from === null ? [{ n: 1, event: 'open', from: null, to: 'draft', actor: subject.person } as const] : []),
      {
        n: from === null ? 2 : 1,
        event: held ? 'submitHeld' : 'submit',
        from: from ?? 'draft',
        to: state,
        actor: subject.person,
      } as const,
    ],
    judgement: { edition: gated.policy.edition, strongest: strongestOf(all), facts: gated.facts, findings: all },
    sights: routing.sights,
    tasks: routing.decidedByRule && !held ? [] : routing.tasks,
    book: gated.book,
    release: row?.entry_id ?? null,
    entry: entry && { id: newUuid(), day: entry.day, postings: entry.postings },
    outbox: held ? [] : outbox,
    leaf: leafOf(
      {
        enterprise: filed.enterprise,
        organisation: subject.organisation,
        actor: subject.person,
        act: 'filing.submit',
        subject: filed.id,
        purpose: null,
        detail: { type: definition.id, ownNumber, version, contentHash, edition: gated.policy.edition },
      },
      engine.clock,
    ),
    answer: {
      status: row ? 200 : 201,
      body: {
        id: filed.id,
        type: definition.id,
        ownNumber,
        state: routing.decidedByRule && !held ? 'accepted' : state,
        revision: (row?.revision ?? 0) + 1,
        version,
        edition: gated.policy.edition,
        findings: all as unknown as Json,
      },
    },
  }
}

function oneEntry(entries: readonly Entry[]): Entry | undefined {
  if (entries.length > 1) throw new Error('a filing moves one book; where two meet, they meet by messages (scale 3)')
  return entries[0]
}

/** Writes a submission; where the rules decide, acceptance is in the same transaction. */
async function write(engine: Engine, subject: Subject, filed: Filed, made: Submission): Promise<Outcome> {
  const statement = takeIn(made)
  const byRule = (made.answer.body as { state: string }).state === 'accepted'
  try {
    if (!byRule) return (await engine.store.call<{ outcome: Outcome }>(statement))[0].outcome
    return await engine.store.tx(engineScope(subject, filed.enterprise), async (tx: Tx) => {
      const { outcome } = await one<{ outcome: Outcome }>(tx, statement)
      if (outcome.outcome === 'done') await settleByRule(engine, tx, subject, filed)
      return outcome
    })
  } catch (error) {
    // Two filings with one own number met in the index: the next turn finds the first.
    if ((error as { code?: string }).code === '23505') return { outcome: 'stale' }
    throw error
  }
}

function answerTo(outcome: Ended, made: Submission, filed: Filed): Answer {
  switch (outcome.outcome) {
    case 'done':
      return made.answer
    case 'replay':
      return { status: outcome.status, body: outcome.body }
    case 'keyReused':
      throw problems.keyReused()
    case 'conflict':
      throw problems.changedMeanwhile({ expected: filed.row?.revision ?? 0, revision: outcome.revision ?? 0 })
    case 'ownNumberTaken':
      if (outcome.sameContent)
        return {
          status: 200,
          body: { id: outcome.id, type: filed.definition.id, ownNumber: made.filing.ownNumber, repeated: true },
        }
      throw problems.ownNumberTaken(
        { ownNumber: made.filing.ownNumber },
        { pointer: '/head/ownNumber', more: { id: outcome.id } },
      )
    case 'notEnough': {
      const errors = outcome.lines.map(({ seq, asked, left }) =>
        problems
          .notEnough({ seq, asked: quantities.print(BigInt(asked)), left: quantities.print(BigInt(left)) })
          .item(),
      )
      throw problems.notEnough(errors[0].values, { errors })
    }
    case 'bookClosed':
      throw problems.bookClosed({ book: made.book?.book ?? '—' })
    case 'notHere':
      throw problems.notHere()
  }
}
