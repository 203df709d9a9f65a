import { type Uuid, uuidOfHash } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { maybe, one, rows, run, sql, type Tx } from '../store/index.ts'
import type { About, Link, RankOf, Receipt } from './define.ts'
import type { Engine } from './given.ts'
import { sha256 } from './ids.ts'
import { incomingStep } from './incoming.ts'
import type { OutgoingState } from './outgoing.ts'
import { cameBack } from './read-raws.ts'
import { later } from './settings.ts'

/** Something read that has not found its message yet. */
interface Unmatched {
  readonly id: string
  readonly seq: bigint
  readonly account: string
  readonly hash: Buffer
  readonly receipt: Receipt
  readonly state: 'stored' | 'parked'
}

/** One of our messages that goes by a name which the receipt gives. */
interface Candidate {
  readonly kind: 'baseName' | 'ownNumber' | 'number'
  readonly account: string
  readonly enterprise: Uuid
  readonly id: Uuid
  readonly key: string
  readonly type: string
  readonly seq: bigint
  readonly state: OutgoingState
}

/** What a receipt is about: one message, none that is known, another company's, or two at once. */
type Match = Candidate | 'unknown' | 'notOurs' | 'contradicts'

/**
 * Finds the message that each receipt speaks of and puts it into that enterprise's inbox. What speaks of none is kept and
 * asked again at every round, then goes to the operator; even there it is matched when something new was sequenced (I10).
 *
 * @returns whether anything changed
 */
export async function correlate(engine: Engine, link: Link, newMessages: boolean): Promise<boolean> {
  const states = newMessages ? ['stored', 'parked'] : ['stored']
  const at = engine.clock.machine()
  const unmatched = await engine.store.carry((tx) =>
    rows<Unmatched>(
      tx,
      sql`
      select id, seq, account, content_hash as hash, receipt, state from raw r
       where link = ${link.id} and inbox_id is null and state in ('stored', 'parked') and state = any (${states}::text[])
         and (state = 'stored' or why = 'unknownMessage')
         and (state = 'stored' and due_at <= ${at} or exists (
           select from jsonb_each_text(r.receipt->'about') as n
             join address a on a.party = ${link.from} and a.value = n.value
              and a.kind = case when n.key in ('baseName', 'ownNumber') then n.key else 'number' end))
       order by seq limit ${engine.settings.batch}`,
    ),
  )
  let changed = false
  for (const raw of unmatched) if (await matchOne(engine, link, raw)) changed = true
  return changed
}

async function matchOne(engine: Engine, link: Link, raw: Unmatched): Promise<boolean> {
  const at = engine.clock.machine()
  return engine.store.carry(async (tx) => {
    const mine = await maybe(
      tx,
      sql`
      select from raw where link = ${link.id} and id = ${raw.id} and inbox_id is null and state = ${raw.state}
         for update skip locked`,
    )
    if (!mine) return false
    const match = choose(await candidates(tx, link, raw.receipt.about), raw, engine.rankOf)
    if (match === 'unknown') return (await giveUp(engine, tx, link, raw, at)) > 0
    if (match === 'notOurs' || match === 'contradicts') return (await parkRaw(engine, tx, link, raw, match, at)) > 0
    return intoInbox(engine, tx, link, raw, match, at)
  })
}

/** Names in the order in which they are believed: ours of the very file, then the other end's numbers, then own numbers. */
function namesOf({ baseName, preentryNumber, businessId, ownNumber }: About) {
  return [
    ['baseName', baseName],
    ['number', businessId],
    ['number', preentryNumber],
    ['ownNumber', ownNumber],
  ].flatMap(([kind, value]) => (kind && value ? [{ kind, value }] : []))
}

const candidates = (tx: Tx, link: Link, about: About): Promise<Candidate[]> => {
  const names = namesOf(about)
  return rows<Candidate>(
    tx,
    sql`
    select a.kind, a.account, m.enterprise_id as enterprise, m.id, m.key, m.type, m.seq, m.state
      from unnest(${names.map(({ kind }) => kind)}::text[], ${names.map(({ value }) => value)}::text[]) as n(kind, value)
      join address a on a.party = ${link.from} and a.kind = n.kind and a.value = n.value
      join message k on k.enterprise_id = a.enterprise_id and k.id = a.message_id
      join message m on m.enterprise_id = k.enterprise_id and m.link = k.link and m.key = k.key
       and (m.id = k.id or (a.kind = 'number' and m.state in ('leased', 'sent', 'delivered', 'inReview')))`,
  )
}

const ended: readonly OutgoingState[] = ['accepted', 'rejected', 'cancelled', 'superseded']

/**
 * Chooses among the messages that go by a receipt's names. Own numbers are only unlike within one client's folders, so
 * they never point to another company; base names and the other end's numbers do.
 */
function choose(
  found: readonly Candidate[],
  { account, receipt }: { readonly account: string; readonly receipt: Pick<Receipt, 'type' | 'code'> },
  rankOf: RankOf,
): Match {
  const here = found.filter((one) => one.account === account)
  const elsewhere = found.filter((one) => one.account !== account && one.kind !== 'ownNumber')
  if (elsewhere.some(({ kind }) => !here.some((one) => one.kind === kind))) return 'notOurs'
  if (here.length === 0) return 'unknown'

  const kind = (['baseName', 'number', 'ownNumber'] as const).find((k) => here.some((one) => one.kind === k))
  const named = here.filter((one) => one.kind === kind)
  const answering = named.filter(({ type }) => rankOf(type, receipt.type, receipt.code) !== undefined)
  const open = answering.filter(({ state }) => !ended.includes(state))
  const exact = kind === 'baseName' || receipt.type === cameBack
  const pool = exact ? named : ([open, answering, named].find((some) => some.length > 0) ?? named)
  const documents = new Set(
    [...pool, ...here.filter((one) => one.kind === 'number')].map((one) => `${one.enterprise} ${one.key}`),
  )
  return documents.size > 1 ? 'contradicts' : pool.reduce((a, b) => (b.seq > a.seq ? b : a))
}

/** I4.1: keyed by enterprise, sender and the sender's own number: it takes effect once. */
async function intoInbox(engine: Engine, tx: Tx, link: Link, raw: Unmatched, about: Candidate, at: Moment) {
  const { enterprise, key } = about
  const messageId = raw.receipt.id ?? raw.id
  const id = uuidOfHash(sha256(`${link.id}\n${messageId}\n${raw.hash.toString('hex')}`))
  const due = later(at, engine.settings.appliedWithinMs)
  const written = await run(
    tx,
    sql`
    insert into inbox (enterprise_id, sender, message_id, id, link, seq, about, key, content_hash, receipt, state, failures,
                       next_at, owner, due_at, escalations, at, changed_at)
    values (${enterprise}, ${link.from}, ${messageId}, ${id}, ${link.id}, ${raw.seq}, ${about.id}, ${key}, ${raw.hash},
            ${JSON.stringify(raw.receipt)}, 'stored', 0, ${at}, 'engine', ${due}, 0, ${at}, ${at})
    on conflict (enterprise_id, sender, message_id) do nothing`,
  )
  if (written === 0) return repeated(engine, tx, link, raw, { enterprise, messageId }, at)
  await run(
    tx,
    sql`
    insert into message_event (enterprise_id, message_id, n, no, event, from_state, to_state, evidence, at)
    values (${enterprise}, ${id}, 1, 2, 'understood', 'raw', 'stored', ${raw.hash}, ${at})`,
  )
  await run(
    tx,
    sql`
    insert into lane (enterprise_id, link, key, key_seq, fence) values (${enterprise}, ${link.id}, ${key}, 0, 0)
    on conflict do nothing`,
  )
  await run(
    tx,
    sql`
    update raw set enterprise_id = ${enterprise}, inbox_id = ${id}, state = 'stored', owner = null, due_at = null, why = null,
           changed_at = ${at}
     where link = ${link.id} and id = ${raw.id}`,
  )
  return true
}

async function repeated(
  engine: Engine,
  tx: Tx,
  link: Link,
  raw: Unmatched,
  first: { readonly enterprise: Uuid; readonly messageId: string },
  at: Moment,
): Promise<boolean> {
  const { hash } = await one<{ hash: Buffer }>(
    tx,
    sql`
    select content_hash as hash from inbox
     where enterprise_id = ${first.enterprise} and sender = ${link.from} and message_id = ${first.messageId}`,
  )
  if (!hash.equals(raw.hash)) return (await parkRaw(engine, tx, link, raw, 'otherBytes', at)) > 0
  const { to } = incomingStep('stored', 'known')
  const closed = await run(
    tx,
    sql`
    update raw set state = ${to}, owner = null, due_at = null, why = null, changed_at = ${at}
     where link = ${link.id} and id = ${raw.id}`,
  )
  return closed > 0
}

async function parkRaw(
  engine: Engine,
  tx: Tx,
  link: Link,
  raw: Unmatched,
  why: 'notOurs' | 'contradicts' | 'otherBytes',
  at: Moment,
): Promise<number> {
  const { to, desk } = incomingStep('stored', why)
  return run(
    tx,
    sql`
    update raw set state = ${to}, owner = ${desk}, due_at = ${later(at, engine.settings.parkedMs[0])}, escalations = 0, why = ${why}, changed_at = ${at}
     where link = ${link.id} and id = ${raw.id} and inbox_id is null and state = 'stored'`,
  )
}

const giveUp = (engine: Engine, tx: Tx, link: Link, raw: Unmatched, at: Moment): Promise<number> => {
  const { to, desk } = incomingStep('stored', 'unknownCause')
  return run(
    tx,
    sql`
    update raw set state = ${to}, owner = ${desk}, due_at = ${later(at, engine.settings.parkedMs[0])}, escalations = 0, why = 'unknownMessage', changed_at = ${at}
     where link = ${link.id} and id = ${raw.id} and inbox_id is null and state = 'stored' and due_at <= ${at}`,
  )
}
