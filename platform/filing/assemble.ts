import { createHash } from 'node:crypto'
import { canonical, type Json } from '@jiamao/kernel/canonical'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Leaf, leafOf } from '../audit/index.ts'
import type { Subject } from '../identity/index.ts'
import type { Entry } from '../ledger/define.ts'
import { fits } from '../ledger/index.ts'
import type { Finding } from '../policy/define.ts'
import { strongestOf } from '../policy/index.ts'
import type { Answer, Request } from './answers.ts'
import type { AnyFiling } from './define.ts'
import type { FilingRow, Opening } from './drafts.ts'
import type { Origin } from './effort.ts'
import { encodeMessages } from './encode.ts'
import type { Engine } from './engine.ts'
import type { Gated } from './gate.ts'
import { toParts } from './parts.ts'
import { type Routing, routingOf, type TaskRow } from './routing.ts'
import type { Submission } from './take-in.ts'

/** A filing on its way through the gate: a draft, or one that is filed at once. */
export interface Filed {
  readonly id: Uuid
  readonly enterprise: Uuid
  readonly definition: AnyFiling
  readonly wire: Record<string, unknown>
  readonly origin: Origin
  readonly row: FilingRow | undefined
  readonly about: Opening['about']
}

/** Everything that a submission writes; or the findings that stop it. */
export function assemble(
  engine: Engine,
  subject: Subject,
  filed: Filed,
  gated: Gated,
  request: Request,
): Submission | { readonly findings: readonly Finding[] } {
  const { definition, row, enterprise } = filed
  const content = gated.content as never
  const [ownNumber, title] = [definition.key(content), definition.title(content)]
  const version = row?.state === 'returned' ? row.version + 1 : 1
  const given = { on: gated.on, at: engine.clock.now(), version, known: row?.known ?? {} }
  const { edition } = gated.policy
  const sending = { definition, filing: filed.id, enterprise, ownNumber, content, edition, given }
  const { outbox, findings: unsendable } = encodeMessages(engine, 'submit', sending)
  const findings = [...gated.judgement.findings, ...unsendable]
  if (strongestOf(findings) === 'reject') return { findings: unsendable }

  const held = gated.judgement.strongest === 'hold'
  const { organisation } = subject
  const told = { title, number: ownNumber, strongest: strongestOf(findings), findings, held, organisation }
  const routing = routingOf(engine, definition, gated.policy, told)
  const decided = routing.decidedByRule && !held
  const state = held ? 'held' : 'submitted'
  const made = { ownNumber, title, version, state, contentHash: hashOfContent(gated.wire) } as const
  const entry = oneEntry(definition.reserve?.(content, { on: gated.on }) ?? [])
  return {
    enterprise,
    organisation,
    request,
    filing: filingOf(subject, filed, gated, routing, made),
    expect: row?.revision ?? null,
    parts: toParts(gated.wire),
    events: eventsOf(subject, row, held),
    judgement: { edition, strongest: strongestOf(findings), facts: gated.facts, findings },
    sights: routing.sights,
    tasks: decided ? routing.tasks.filter(isForFiler) : routing.tasks,
    book: gated.book,
    fits: fitsAsSeen(gated, row, entry),
    release: row?.entry_id ?? null,
    entry: entry && { id: newUuid(), day: entry.day, postings: entry.postings },
    outbox: held ? [] : outbox,
    leaf: leafFor(engine, subject, filed, edition, made),
    answer: answerOf(filed, edition, { ...made, state: decided ? 'accepted' : state }, findings),
  }
}

/** What the rules decide leaves nobody a task but the filer, who may owe an explanation. */
const isForFiler = ({ act }: TaskRow) => act === 'explain'

/** What is said of a submission in several places. */
interface Made {
  readonly ownNumber: string
  readonly title: { readonly zh: string; readonly en: string }
  readonly version: number
  readonly state: 'held' | 'submitted' | 'accepted'
  readonly contentHash: string
}

/** What a version is known by: SHA-256 of its canonical content. */
export const hashOfContent = (wire: object) =>
  createHash('sha256')
    .update(canonical(wire as Json))
    .digest('hex')

function filingOf(subject: Subject, filed: Filed, gated: Gated, { routes }: Routing, made: Made): Submission['filing'] {
  const { id, definition, about, origin } = filed
  const { ownNumber, title, version, contentHash } = made
  return {
    id,
    document: definition.document,
    type: definition.id,
    ownNumber,
    state: made.state,
    version,
    filer: subject.person,
    title,
    filedOn: gated.on,
    edition: gated.policy.edition,
    route: routes,
    contentHash,
    // How it came stays beside what was counted: a filing that comes back is edited on.
    effort: { ...origin, ...gated.effort },
    ...(gated.book ? { book: gated.book.book, cycle: gated.book.cycle } : {}),
    ...(about ? { about: about.id } : {}),
  }
}

function eventsOf({ person: actor }: Subject, row: FilingRow | undefined, held: boolean): Submission['events'] {
  const submitted = held
    ? ({ event: 'submitHeld', to: 'held', actor } as const)
    : ({ event: 'submit', to: 'submitted', actor } as const)
  if (row) return [{ n: 1, from: row.state, ...submitted }]
  return [
    { n: 1, event: 'open', from: null, to: 'draft', actor },
    { n: 2, from: 'draft', ...submitted },
  ]
}

function leafFor(engine: Engine, subject: Subject, filed: Filed, edition: string, made: Made): Leaf {
  const { ownNumber, version, contentHash } = made
  return leafOf(
    {
      enterprise: filed.enterprise,
      organisation: subject.organisation,
      actor: subject.person,
      act: 'filing.submit',
      subject: filed.id,
      purpose: null,
      detail: { type: filed.definition.id, ownNumber, version, contentHash, edition },
    },
    engine.clock,
  )
}

function answerOf({ id, definition, row }: Filed, edition: string, made: Made, findings: readonly Finding[]): Answer {
  const { ownNumber, state, version } = made
  return {
    status: row ? 200 : 201,
    body: {
      id,
      type: definition.id,
      ownNumber,
      state,
      revision: (row?.revision ?? 0) + 1,
      version,
      edition,
      findings: findings as unknown as Json,
    },
  }
}

/** An entry that takes the place of another has its room too, which only the ledger can tell. */
const fitsAsSeen = ({ room }: Gated, row: FilingRow | undefined, entry: Entry | undefined): boolean =>
  room !== undefined && entry !== undefined && !row?.entry_id && fits(room, entry.postings)

function oneEntry(entries: readonly Entry[]): Entry | undefined {
  if (entries.length > 1) throw new Error('a filing moves one book; where two meet, they meet by messages (scale 3)')
  return entries[0]
}
