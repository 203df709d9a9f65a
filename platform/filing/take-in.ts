import type { Uuid } from '@jiamao/kernel/ids'
import type { Leaf } from '../audit/index.ts'
import type { Posting } from '../ledger/define.ts'
import { movementKinds } from '../ledger/kinds.ts'
import { type Sql, sql } from '../store/index.ts'
import type { Answer, Request } from './answers.ts'
import type { FilingEvent } from './define.ts'
import type { BookSeen } from './gate.ts'
import type { FilingState } from './life-cycle.ts'
import { type PartRows, partsText } from './parts.ts'
import type { SightRow, TaskRow } from './routing.ts'

/** One submission, complete: everything that `take_in` writes in its one transaction. */
export interface Submission {
  readonly enterprise: Uuid
  readonly organisation: Uuid
  readonly request: Request
  readonly filing: {
    readonly id: Uuid
    readonly document: string
    readonly type: string
    readonly ownNumber: string
    readonly state: FilingState
    readonly version: number
    readonly filer: Uuid
    readonly title: object
    readonly filedOn: string
    readonly edition: string
    readonly route: object
    readonly contentHash: string
    readonly book?: string
    readonly cycle?: number
    readonly about?: Uuid
    readonly effort: object
  }
  /** Revision that the filer saw; null where the filing is new. */
  readonly expect: number | null
  readonly parts: PartRows
  readonly events: readonly {
    readonly n: number
    readonly event: FilingEvent
    readonly from: FilingState | null
    readonly to: FilingState
    readonly actor: Uuid
  }[]
  readonly judgement: {
    readonly edition: string
    readonly strongest: string | null
    readonly facts: object
    readonly findings: readonly object[]
  }
  readonly sights: readonly SightRow[]
  readonly tasks: readonly TaskRow[]
  readonly book: BookSeen | undefined
  /** Whether every line that is drawn on had the room, at the revision seen; if not, it is measured under the lock. */
  readonly fits: boolean
  /** Entry of an earlier version: released in the same transaction, so that nobody slips between. */
  readonly release: Uuid | null
  readonly entry: { readonly id: Uuid; readonly day: string; readonly postings: readonly Posting[] } | undefined
  readonly outbox: readonly OutboxMessage[]
  readonly leaf: Leaf
  readonly answer: Answer
}

/** A message to another party's system, encoded. */
export interface OutboxMessage {
  readonly id: Uuid
  readonly receiver: Uuid
  readonly type: string
  readonly schema: string
  readonly key: string
  readonly purpose: string
  readonly class: number
  readonly contentHash: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly salt: Buffer
}

/** How a submission ended. Anything but `done` has written nothing. */
export type Outcome =
  | { readonly outcome: 'done'; readonly revision: number }
  | { readonly outcome: 'replay'; readonly status: number; readonly body: never }
  | { readonly outcome: 'ownNumberTaken'; readonly id: Uuid; readonly sameContent: boolean }
  | { readonly outcome: 'conflict'; readonly revision: number | null }
  | {
      readonly outcome: 'notEnough'
      readonly lines: readonly {
        readonly side: string
        readonly seq: number
        readonly asked: string
        readonly left: string
      }[]
    }
  | { readonly outcome: 'keyReused' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'bookClosed' }
  | { readonly outcome: 'notHere' }

/** The one statement of a submission. */
export function takeIn(s: Submission): Sql {
  const postings = s.entry?.postings ?? []
  const column = <T>(of: (posting: Posting) => T) => postings.map(of)
  const { outbox, payload } = oneBehindTheOther(s.outbox)
  return sql`
    select take_in(
      ${s.enterprise}, ${s.organisation}, ${s.request.key}, ${s.request.hash}, ${s.leaf.at}, ${s.leaf.businessAt},
      ${JSON.stringify(s.filing)}, ${s.expect}, ${partsText(s.parts)},
      ${JSON.stringify(s.events)}, ${JSON.stringify(s.judgement)}, ${JSON.stringify(s.sights)}, ${JSON.stringify(s.tasks)},
      ${s.entry ? (s.book?.book ?? null) : null}, ${s.book?.cycle ?? null}, ${s.book?.revision ?? null}, ${s.fits}, ${s.release},
      ${s.entry?.id ?? null}, ${s.filing.filedOn},
      ${column(({ line }) => line)}, ${column(({ side }) => side)}, ${column(({ seq }) => seq)}, ${column(({ kind }) => movementKinds[kind].code)},
      ${column(({ recipe }) => recipe ?? '')}, ${column(({ quantity }) => quantity)},
      ${JSON.stringify(outbox)}, ${payload},
      ${JSON.stringify({ id: s.leaf.id, actor: s.leaf.actor, act: s.leaf.act, purpose: s.leaf.purpose, detail: s.leaf.detail })},
      ${s.leaf.salt}, ${s.leaf.hash}, ${s.answer.status}, ${JSON.stringify(s.answer.body)}
    ) as outcome`
}

function oneBehindTheOther(messages: readonly OutboxMessage[]) {
  let from = 0
  const outbox = messages.map(({ bytes, salt, ...row }) => {
    const place = { from, length: bytes.length, salt: salt.toString('hex') }
    from += bytes.length
    return { ...row, ...place }
  })
  return { outbox, payload: Buffer.concat(messages.map(({ bytes }) => bytes)) }
}
