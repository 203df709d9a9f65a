import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { maybe, rows, run, sql, type Tx } from '../store/index.ts'
import type { Link } from './define.ts'
import type { Engine } from './given.ts'
import { type MessageRow, messageColumns, move } from './move.ts'
import { later } from './settings.ts'

/** How many rows of one enterprise a round takes: none is starved by another's batch. */
const perEnterprise = 500

/**
 * The sequencer (定序, I3.3): takes committed outbox rows and appends them to the link's log with `seq` and `keySeq`.
 * Which rows are there is asked anew each time; "id > last seen" would lose those whose transaction commits late.
 *
 * @returns whether it took anything; not where another process sequences this link at the moment
 */
export async function sequence(engine: Engine, link: Link): Promise<boolean> {
  const { store, clock, settings } = engine
  const waiting = await store.carry((tx) =>
    rows<{ enterprise: Uuid }>(
      tx,
      sql`select distinct enterprise_id as enterprise from outbox where receiver = ${link.to} limit ${settings.batch}`,
    ),
  )
  if (waiting.length === 0) return false
  // Asked before the lock: it may be a question to another system.
  const accounts = new Map<Uuid, string>()
  for (const { enterprise } of waiting) accounts.set(enterprise, (await engine.accountOf(enterprise, link)) ?? '')
  return store.carry(async (tx) => {
    const locked = await maybe<{ seq: bigint }>(
      tx,
      sql`select seq from link where id = ${link.id} for update skip locked`,
    )
    if (!locked) return false
    let { seq } = locked
    for (const [enterprise, account] of accounts) {
      seq = await append(engine, tx, { link, enterprise, account, seq, at: clock.machine() })
    }
    await run(tx, sql`update link set seq = ${seq} where id = ${link.id}`)
    return seq > locked.seq
  })
}

interface Appending {
  readonly link: Link
  readonly enterprise: Uuid
  readonly account: string
  readonly seq: bigint
  readonly at: Moment
}

interface Taken {
  readonly id: Uuid
  readonly type: string
  readonly key: string
  readonly version: number
  readonly known: boolean
}

/** Appends what one enterprise has waiting. @returns the link's last number after it */
async function append(engine: Engine, tx: Tx, appending: Appending): Promise<bigint> {
  const { link, enterprise, account, seq, at } = appending
  // Whoever wrote for a key held its document's lock (I3.2): by version, then by moment, is the order of commits.
  const taken = await rows<Taken>(
    tx,
    sql`
    select o.id, o.type, o.key, o.version,
           exists (select from message m where m.enterprise_id = o.enterprise_id and m.id = o.id) as known
      from outbox o
     where o.enterprise_id = ${enterprise} and o.receiver = ${link.to}
     order by o.version, o.at, o.ordinal, o.id limit ${perEnterprise} for update of o skip locked`,
  )
  const fresh = taken.filter(({ known }) => !known)
  const numbers = await keyNumbers(tx, appending, fresh)
  const ids = fresh.map(({ id }) => id)
  const lateAt = later(at, engine.settings.lateMs)
  await run(
    tx,
    sql`
    insert into message
      (enterprise_id, id, link, seq, key, key_seq, type, schema, version, cause, conversation, after, purpose, class,
       not_before, deadline, content_hash, account, state, attempt, failures, returns, refusals, fence, next_at, late_at, owner,
       due_at, escalations, at, changed_at)
    select o.enterprise_id, o.id, ${link.id}, ${seq} + n.place, o.key, n.key_seq, o.type, o.schema, o.version, o.cause,
           o.conversation, o.after, o.purpose, o.class, o.not_before, o.deadline, o.content_hash, ${account}, 'queued',
           1, 0, 0, 0, 0, ${at}, ${lateAt}, 'engine', ${lateAt}, 0, ${at}, ${at}
      from unnest(${ids}::uuid[], ${numbers}::int[]) with ordinality as n(id, key_seq, place)
      join outbox o on o.enterprise_id = ${enterprise} and o.id = n.id`,
  )
  await run(
    tx,
    sql`
    insert into message_event (enterprise_id, message_id, n, no, event, from_state, to_state, at)
    select ${enterprise}, id, 1, 1, 'sequenced', 'nothing', 'queued', ${at} from unnest(${ids}::uuid[]) as id`,
  )
  await supersede(engine, tx, appending, fresh)
  await run(
    tx,
    sql`delete from outbox where enterprise_id = ${enterprise} and id = any (${taken.map(({ id }) => id)}::uuid[])`,
  )
  return seq + BigInt(fresh.length)
}

/** Counts each key on, without gaps (I2.3). @returns the number of each message in its key */
async function keyNumbers(tx: Tx, { link, enterprise }: Appending, fresh: readonly Taken[]): Promise<number[]> {
  const counts = new Map<string, number>()
  for (const { key } of fresh) counts.set(key, (counts.get(key) ?? 0) + 1)
  const lanes = await rows<{ key: string; last: number }>(
    tx,
    sql`
    insert into lane as l (enterprise_id, link, key, key_seq, fence)
    select ${enterprise}, ${link.id}, key, messages, 0 from unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::int[]) as c(key, messages)
    on conflict (enterprise_id, link, key) do update set key_seq = l.key_seq + excluded.key_seq
    returning key, key_seq as last`,
  )
  const next = new Map(lanes.map(({ key, last }) => [key, last - (counts.get(key) ?? 0)]))
  return fresh.map(({ key }) => {
    const number = (next.get(key) ?? 0) + 1
    next.set(key, number)
    return number
  })
}

/** A newer version takes the place of one that waits on a desk (I6 17): the clerk has corrected what was refused. */
async function supersede(engine: Engine, tx: Tx, { link, enterprise, at }: Appending, fresh: readonly Taken[]) {
  const newer = fresh.filter(({ version }) => version > 1)
  if (newer.length === 0) return
  const parked = await rows<MessageRow>(
    tx,
    sql`
    select ${messageColumns} from message m
     where m.enterprise_id = ${enterprise} and m.link = ${link.id} and m.state = 'parked'
       and m.key = any (${newer.map(({ key }) => key)}::text[]) for update`,
  )
  for (const old of parked) {
    const by = newer.find(({ key, type, version }) => key === old.key && type === old.type && version > old.version)
    if (by) await move(tx, old, 'edit', { at, settings: engine.settings, detail: by.id })
  }
}
