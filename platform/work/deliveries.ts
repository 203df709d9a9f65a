import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { rows, run, sql, type Tx } from '../store/index.ts'

/** What of a notice may be said outside of the platform. */
export interface SaidOutside {
  readonly kind: string
  readonly notice?: Uuid
  readonly filing?: Uuid
  readonly type?: string
  readonly number?: string
  readonly businessAt?: Moment
}

/** One delivery (投递) before it is written. */
export interface NewDelivery {
  readonly id: Uuid
  readonly enterprise: Uuid
  readonly organisation: Uuid
  readonly channel: 'mail' | 'hook'
  readonly person: Uuid | null
  readonly said: SaidOutside
  readonly digest: boolean
}

/** Writes deliveries, in a transaction of their enterprise or of the carrier: those at once are due, lines of a digest wait for its day. */
export async function putDeliveries(tx: Tx, made: readonly NewDelivery[], at: Moment): Promise<void> {
  if (made.length === 0) return
  await run(
    tx,
    sql`
    insert into delivery (enterprise_id, id, organisation_id, channel, person_id, said, digest, due_at, state, attempts, at)
      select d.enterprise, d.id, d.organisation, d.channel, d.person, d.said, d.digest, case when not d.digest then ${at}::timestamptz end,
             'waiting', 0, ${at}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(made)}::jsonb)
             as d(enterprise uuid, id uuid, organisation uuid, channel text, person uuid, said jsonb, digest boolean)`,
  )
}

/** Makes the waiting lines of these people's daily letters due. As the carrier. */
export const makeDigestsDue = (tx: Tx, people: readonly Uuid[], at: Moment): Promise<number> =>
  run(
    tx,
    sql`
    update delivery set due_at = ${at} where person_id = any (${people}::uuid[]) and state = 'waiting' and digest and due_at is null`,
  )

/** Deliveries that go out together: one call, or the lines of one letter. */
export interface HeldBatch {
  readonly id: Uuid
  readonly channel: 'mail' | 'hook'
  readonly organisation: Uuid
  readonly person: Uuid | null
  readonly digest: boolean
  /** How often it has been tried, this time included. */
  readonly attempts: number
  readonly lines: readonly { readonly id: Uuid; readonly enterprise: Uuid; readonly said: SaidOutside }[]
}

// Longer than an attempt may take by all its limits of time: a letter that is under way is not sent a second time.
const leaseMs = 45_000
const mostLines = 200

/**
 * Takes what is due longest, as the carrier: a call, or all lines that one letter to a person can hold. What was tried
 * before is taken as the same batch with the same lines, under the same id.
 *
 * @param fresh the id of a batch that is new
 */
export async function claimBatch(tx: Tx, fresh: Uuid, at: Moment): Promise<HeldBatch | undefined> {
  const found = await rows<{
    enterprise: Uuid
    id: Uuid
    batch: Uuid
    channel: 'mail' | 'hook'
    organisation: Uuid
    person: Uuid | null
    digest: boolean
    attempts: number
    said: SaidOutside
  }>(
    tx,
    sql`
    with first as (
      select * from delivery where state = 'waiting' and due_at <= ${at} and (lease_until is null or lease_until < ${at})
       order by due_at limit 1 for update skip locked),
    chosen as (
      select d.enterprise_id, d.id from delivery d, first f
       where d.state = 'waiting'
         and (d.batch_id = f.batch_id
              or f.batch_id is null and d.batch_id is null
                 and (d.enterprise_id = f.enterprise_id and d.id = f.id
                      or f.channel = 'mail' and d.person_id = f.person_id and d.organisation_id = f.organisation_id
                         and d.digest = f.digest and d.due_at <= ${at}))
       limit ${mostLines} for update of d skip locked)
    update delivery d
       set batch_id = coalesce(d.batch_id, ${fresh}), attempts = d.attempts + 1, lease_until = ${momentOf(msOf(at) + leaseMs)}
      from chosen c where d.enterprise_id = c.enterprise_id and d.id = c.id
    returning d.enterprise_id as enterprise, d.id, d.batch_id as batch, d.channel, d.organisation_id as organisation, d.person_id as person,
              d.digest, d.attempts, d.said`,
  )
  const [first] = found
  if (!first) return undefined
  const { batch: id, channel, organisation, person, digest, attempts } = first
  const lines = found.map(({ id, enterprise, said }) => ({ id, enterprise, said }))
  return { id, channel, organisation, person, digest, attempts, lines }
}

/** What came of an attempt, as its organisation sees it: the receiver's status, or why there was none. */
export interface DeliveryResult {
  readonly status?: number
  readonly fault?: string
}
/** How an attempt ended: for good, or to be tried again at a moment. */
export type Outcome =
  | { readonly state: 'sent' | 'failed' | 'dropped'; readonly result: DeliveryResult }
  | { readonly state: 'waiting'; readonly due: Moment; readonly result: DeliveryResult }

/** Writes how an attempt ended, as the carrier. A batch that was lost to another holder meanwhile stays that holder's. */
export const settleBatch = (tx: Tx, { id, attempts }: HeldBatch, outcome: Outcome, at: Moment): Promise<number> =>
  run(
    tx,
    sql`
    update delivery
       set state = ${outcome.state}, result = ${JSON.stringify(outcome.result)}, lease_until = null,
           due_at = ${outcome.state === 'waiting' ? outcome.due : at}, settled_at = ${outcome.state === 'waiting' ? null : at}
     where batch_id = ${id} and state = 'waiting' and attempts = ${attempts}`,
  )

// As long as somebody may ask what became of a call.
const keptDays = 30

/** Forgets what was settled long ago, and lines of daily letters that nobody wants any more, as the carrier. */
export const forgetDeliveries = (tx: Tx, at: Moment): Promise<number> =>
  run(
    tx,
    sql`
    delete from delivery where (enterprise_id, id) in (
      select enterprise_id, id from delivery
       where settled_at < ${momentOf(msOf(at) - keptDays * 86_400_000)}
          or state = 'waiting' and due_at is null and at < ${momentOf(msOf(at) - keptDays * 86_400_000)}
       limit 1000)`,
  )

/** A call of an organisation's webhook, as its administrator sees it. */
export interface Call {
  readonly id: Uuid
  readonly said: SaidOutside
  readonly state: 'waiting' | 'sent' | 'failed' | 'dropped'
  readonly attempts: number
  readonly result: DeliveryResult | null
  readonly at: Moment
  readonly dueAt: Moment | null
  readonly settledAt: Moment | null
}

/** The latest calls of an organisation's webhook, in its own stance. */
export const callsOf = (tx: Tx, organisation: Uuid, limit: number): Promise<Call[]> =>
  rows<Call>(
    tx,
    sql`
    select id, said, state, attempts, result, at, due_at as "dueAt", settled_at as "settledAt" from delivery
     where organisation_id = ${organisation} and channel = 'hook' order by at desc, id desc limit ${limit}`,
  )

/** Puts a call that tries an organisation's webhook, in a transaction of it. */
export const putTestCall = (tx: Tx, organisation: Uuid, at: Moment): Promise<void> =>
  putDeliveries(
    tx,
    [
      {
        ...{ id: newUuid(), enterprise: organisation, organisation, channel: 'hook', person: null, digest: false },
        said: { kind: 'test', businessAt: at },
      },
    ],
    at,
  )
