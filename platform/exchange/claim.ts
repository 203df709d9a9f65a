import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { join, rows, run, type Sql, sql, type Tx } from '../store/index.ts'
import type { Link } from './define.ts'
import { ownNumberOf } from './ids.ts'
import { type MessageRow, messageColumns } from './move.ts'
import { type ExchangeSettings, later } from './settings.ts'

/** A message that this process holds for a while. */
export interface Leased extends MessageRow {
  /** Base name with its attempt (I9.2). */
  readonly name: string
}

/**
 * Nothing of the same key stands before it (I2.4). What was delivered is out of the way: a withdrawal must be able to
 * follow it. What waits on a desk is not, unless it had been delivered: order within a document is never broken.
 */
const isLaneHead: Sql = sql`
  not exists (select from message o
    where o.enterprise_id = m.enterprise_id and o.link = m.link and o.key = m.key and o.key_seq < m.key_seq
      and (o.state in ('queued', 'leased', 'sent') or (o.state = 'parked' and o.delivered_at is null)))`

/** All that it depends on was accepted (I2.2). */
const predecessorsDone: Sql = sql`
  not exists (select from unnest(m.after) as w(id)
    left join message a on a.enterprise_id = m.enterprise_id and a.id = w.id where a.state is distinct from 'accepted')`

/**
 * Leases lane heads (租约, I3.4): each lane has one holder at a time, by a fencing token that every later write names.
 * Where a message may have left already, `first` says that it is to be probed.
 */
export async function claim(
  tx: Tx,
  link: Link,
  limit: number,
  at: Moment,
  settings: ExchangeSettings,
): Promise<Leased[]> {
  // Two statements: what a lock is taken for is read again under it, since the first one read an old snapshot.
  const heads = await rows<{ enterprise: Uuid; id: Uuid }>(
    tx,
    sql`
    select h.enterprise_id as enterprise, h.id
      from (select m.enterprise_id, m.id, m.key, m.class, m.seq from message m
             where m.link = ${link.id} and m.state = 'queued' and m.next_at <= ${at}
               and (m.not_before is null or m.not_before <= ${at}) and (m.deadline is null or m.deadline > ${at})
               and ${join([isLaneHead, predecessorsDone], ' and ')}
             order by m.class, m.seq limit ${limit}) h
      join lane l on l.enterprise_id = h.enterprise_id and l.link = ${link.id} and l.key = h.key
     order by h.class, h.seq for update of l skip locked`,
  )
  if (heads.length === 0) return []
  const leased = await rows<Leased>(
    tx,
    sql`
    with fenced as (
      update lane l set fence = l.fence + 1
        from unnest(${heads.map(({ enterprise }) => enterprise)}::uuid[], ${heads.map(({ id }) => id)}::uuid[]) as h(enterprise_id, id)
        join message m on m.enterprise_id = h.enterprise_id and m.id = h.id
       where l.enterprise_id = m.enterprise_id and l.link = m.link and l.key = m.key and m.state = 'queued'
      returning m.enterprise_id, m.id, m.first, l.fence)
    update message m
       set state = 'leased', fence = f.fence, owner = 'engine', why = null, detail = null, due_at = ${later(at, settings.leaseMs)}, changed_at = ${at}
      from fenced f
      join payload p on p.enterprise_id = f.enterprise_id and p.id = f.id
     where m.enterprise_id = f.enterprise_id and m.id = f.id and m.state = 'queued'
    returning ${messageColumns}, p.name || '_t-' || m.attempt as name`,
  )
  await keepEvents(tx, leased, at)
  await keepNames(tx, link, leased, at)
  const place = new Map(heads.map(({ id }, i) => [id, i]))
  return leased.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

const keepEvents = (tx: Tx, leased: readonly Leased[], at: Moment) =>
  run(
    tx,
    sql`
    insert into message_event (enterprise_id, message_id, n, no, event, from_state, to_state, at)
    select m.enterprise_id, m.id, 1 + (select max(e.n) from message_event e where e.enterprise_id = m.enterprise_id and e.message_id = m.id),
           2, 'taken', 'queued', 'leased', ${at}
      from unnest(${leased.map(({ enterprise }) => enterprise)}::uuid[], ${leased.map(({ id }) => id)}::uuid[]) as m(enterprise_id, id)`,
  )

/** The names by which a receipt may speak of them are known before the first byte leaves: it may be faster than we are. */
async function keepNames(tx: Tx, link: Link, leased: readonly Leased[], at: Moment) {
  const names = leased.flatMap((m) => [
    { ...m, kind: 'baseName', value: m.name },
    { ...m, kind: 'ownNumber', value: ownNumberOf(m.key) },
  ])
  await run(
    tx,
    sql`
    insert into address
    select ${link.to}, kind, value, account, enterprise_id, message_id, ${at}
      from unnest(${names.map(({ kind }) => kind)}::text[], ${names.map(({ value }) => value)}::text[], ${names.map(({ account }) => account)}::text[],
                  ${names.map(({ enterprise }) => enterprise)}::uuid[], ${names.map(({ id }) => id)}::uuid[]) as n(kind, value, account, enterprise_id, message_id)
    on conflict do nothing`,
  )
}

/** Holds leases on for another while; says which of them this process still has. */
export async function renew(
  tx: Tx,
  leased: readonly Leased[],
  at: Moment,
  settings: ExchangeSettings,
): Promise<Leased[]> {
  const kept = await rows<{ id: Uuid }>(
    tx,
    sql`
    update message m set due_at = ${later(at, settings.leaseMs)}
      from unnest(${leased.map(({ enterprise }) => enterprise)}::uuid[], ${leased.map(({ id }) => id)}::uuid[], ${leased.map(({ fence }) => fence)}::int[]) as h(enterprise_id, id, fence)
     where m.enterprise_id = h.enterprise_id and m.id = h.id and m.state = 'leased' and m.fence = h.fence and m.due_at > ${at}
    returning m.id`,
  )
  const ids = new Set(kept.map(({ id }) => id))
  return leased.filter(({ id }) => ids.has(id))
}
