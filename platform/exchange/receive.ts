import type { Moment } from '@jiamao/kernel/time'
import { maybe, one, rows, run, sql, type Tx } from '../store/index.ts'
import type { Link, Raw } from './define.ts'
import { carrierOf, type Engine } from './given.ts'
import { sha256 } from './ids.ts'
import { incomingStep } from './incoming.ts'
import { readRaws } from './read-raws.ts'
import { later } from './settings.ts'

/**
 * Fetches what lies at the other end: raw store, commit, read, and only then away from there (I9.5).
 *
 * @returns whether anything was new
 */
export async function receive(engine: Engine, link: Link): Promise<boolean> {
  const { connector, breaker } = carrierOf(engine, link)
  const raws = await connector.poll().catch((error: unknown) => {
    // What came before is read and applied all the same.
    engine.report(error)
    return []
  })
  if (raws.length > 0) breaker.alive()
  const at = engine.clock.machine()
  const fresh = raws.length > 0 && (await engine.store.carry((tx) => keepAll(engine, tx, link, raws, at)))
  const read = await readRaws(engine, link)
  // What cannot be read may be incomplete: it stays where it is, and grows there (I9.7).
  const settled = raws.length === 0 ? new Set() : await settledOf(engine, link, raws.map(idOf))
  for (const raw of raws) if (settled.has(idOf(raw))) await connector.confirm(raw).catch(engine.report)
  return fresh || read
}

const settledOf = (engine: Engine, link: Link, ids: readonly string[]): Promise<Set<string>> =>
  engine.store.carry(async (tx) => {
    const found = await rows<{ id: string }>(
      tx,
      sql`select id from raw where link = ${link.id} and id = any (${ids}::text[]) and state <> 'raw'`,
    )
    return new Set(found.map(({ id }) => id))
  })

/** One client's bytes: two companies may be told the same in the same words. */
const idOf = ({ id, account, bytes }: Raw): string =>
  id ?? `sha256:${sha256(Buffer.concat([Buffer.from(`${account}\n`), bytes])).toString('hex')}`

/** Keeps what came, in the order in which it came. @returns whether anything of it was new */
async function keepAll(engine: Engine, tx: Tx, link: Link, raws: readonly Raw[], at: Moment): Promise<boolean> {
  const locked = await one<{ seq: bigint }>(tx, sql`select seq from link where id = ${link.id} for update`)
  let { seq } = locked
  for (const raw of raws) if (await keep(engine, tx, { link, raw, seq: seq + 1n, at })) seq += 1n
  await run(tx, sql`update link set seq = ${seq} where id = ${link.id}`)
  return seq > locked.seq
}

interface Keeping {
  readonly link: Link
  readonly raw: Raw
  readonly seq: bigint
  readonly at: Moment
}

/** I4.1: the same bytes are counted; other bytes under a known id are a case for security. @returns whether it is new */
async function keep(engine: Engine, tx: Tx, keeping: Keeping): Promise<boolean> {
  const { link, raw, at } = keeping
  const id = idOf(raw)
  const hash = sha256(raw.bytes)
  const known = await maybe<{ hash: Buffer }>(
    tx,
    sql`
    update raw set seen = seen + 1, changed_at = ${at} where link = ${link.id} and id = ${id}
    returning content_hash as hash`,
  )
  if (!known) {
    await insert(engine, tx, keeping, id, hash)
    await closeShorter(tx, keeping, id)
    return true
  }
  if (!known.hash.equals(hash)) return insertOther(engine, tx, keeping, `${id}#${hash.toString('hex')}`, hash)
  return false
}

async function insert(engine: Engine, tx: Tx, { link, raw, seq, at }: Keeping, id: string, hash: Buffer) {
  const { to, desk } = incomingStep('nothing', 'durable')
  await run(
    tx,
    sql`
    insert into raw (link, id, seq, account, place, name, bytes, content_hash, seen, returned, state, faults, owner,
                     due_at, escalations, at, changed_at)
    values (${link.id}, ${id}, ${seq}, ${raw.account}, ${raw.place}, ${raw.name}, ${raw.bytes}, ${hash}, 1,
            ${raw.returned ?? null}, ${to}, ${raw.tooLarge === undefined ? null : JSON.stringify({ tooLarge: raw.tooLarge })},
            ${desk ?? 'engine'}, ${later(at, engine.settings.appliedWithinMs)}, 0, ${at}, ${at})`,
  )
}

async function insertOther(engine: Engine, tx: Tx, keeping: Keeping, id: string, hash: Buffer): Promise<boolean> {
  const { link, at } = keeping
  const counted = await run(tx, sql`update raw set seen = seen + 1 where link = ${link.id} and id = ${id}`)
  if (counted > 0) return false
  await insert(engine, tx, keeping, id, hash)
  const { to, desk } = incomingStep('raw', 'otherBytes')
  await run(
    tx,
    sql`
    update raw set state = ${to}, owner = ${desk}, why = 'otherBytes', due_at = ${later(at, engine.settings.parkedMs[0])}
     where link = ${link.id} and id = ${id}`,
  )
  return true
}

/** What lay in this place before, could not be read, and is no longer there, was a shorter copy of this (I9.7). */
async function closeShorter(tx: Tx, { link, raw, at }: Keeping, id: string) {
  const { to } = incomingStep('raw', 'completed')
  await run(
    tx,
    sql`
    update raw set state = ${to}, owner = null, due_at = null, why = null, detail = ${id}, changed_at = ${at}
     where link = ${link.id} and account = ${raw.account} and place = ${raw.place} and id <> ${id}
       and state = 'raw' and faults is not null`,
  )
}
