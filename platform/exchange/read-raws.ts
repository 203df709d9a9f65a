import type { Moment } from '@jiamao/kernel/time'
import { one, rows, run, sql, type Tx } from '../store/index.ts'
import type { Link, Receipt } from './define.ts'
import type { Engine } from './given.ts'
import { incomingStep } from './incoming.ts'
import { later } from './settings.ts'

/** What came in and has not been read yet. */
interface Unread {
  readonly id: string
  readonly name: string
  readonly returned: string | null
}

/** The type of the receipt that stands for a message of ours that came back unsent (I9.4). */
export const cameBack = 'returned'

/**
 * Reads what came in, each once: the same bytes would read the same. What cannot be read waits for a complete copy, then
 * goes to a desk (I9.7).
 *
 * @returns whether anything changed
 */
export async function readRaws(engine: Engine, link: Link): Promise<boolean> {
  const unread = await engine.store.carry((tx) =>
    rows<Unread>(
      tx,
      sql`
      select id, name, returned from raw
       where link = ${link.id} and state = 'raw' and faults is null and inbox_id is null
       order by seq limit ${engine.settings.batch}`,
    ),
  )
  for (const raw of unread) {
    const read = await readOne(engine, link, raw)
    const at = engine.clock.machine()
    await engine.store.carry((tx) =>
      isReceipt(read) ? understood(engine, tx, link, raw, read, at) : faulty(tx, link, raw, read),
    )
  }
  const parked = await engine.store.carry((tx) => park(engine, tx, link, engine.clock.machine()))
  return unread.length + parked > 0
}

const isReceipt = (read: Receipt | readonly unknown[]): read is Receipt => !Array.isArray(read)

async function readOne(engine: Engine, link: Link, raw: Unread): Promise<Receipt | readonly unknown[]> {
  if (raw.returned !== null) return { type: cameBack, code: cameBack, about: { baseName: raw.returned }, values: {} }
  const { bytes } = await engine.store.carry((tx) =>
    one<{ bytes: Buffer }>(tx, sql`select bytes from raw where link = ${link.id} and id = ${raw.id}`),
  )
  try {
    return await engine.read(bytes, raw.name)
  } catch (error) {
    // Our reader broke on it: it is kept and shown like what nobody can read, and the fault is told.
    engine.report(error)
    return [{ code: 'READER_FAILED', detail: String(error) }]
  }
}

async function understood(engine: Engine, tx: Tx, link: Link, raw: Unread, receipt: Receipt, at: Moment) {
  const { to } = incomingStep('raw', 'understood')
  const moved = await run(
    tx,
    sql`
    update raw set state = ${to}, receipt = ${JSON.stringify(receipt)}, owner = 'engine',
           due_at = ${later(at, engine.settings.unknownMs)}, changed_at = ${at}
     where link = ${link.id} and id = ${raw.id} and state = 'raw'`,
  )
  if (moved > 0) await cureShorter(tx, link, raw.id, at)
}

async function faulty(tx: Tx, link: Link, raw: Unread, faults: readonly unknown[]) {
  await run(
    tx,
    sql`
    update raw set faults = ${JSON.stringify(faults)}, owner = 'operator'
     where link = ${link.id} and id = ${raw.id} and state = 'raw'`,
  )
}

/**
 * A complete copy cures by itself what was put on a desk as unreadable: it lay in the same place, or its name is the
 * same but for the client's time and its bytes are how these begin.
 */
async function cureShorter(tx: Tx, link: Link, id: string, at: Moment) {
  const { to } = incomingStep('parked', 'completed')
  await run(
    tx,
    sql`
    update raw short set state = ${to}, owner = null, due_at = null, why = null, detail = whole.id, changed_at = ${at}
      from raw whole
     where whole.link = ${link.id} and whole.id = ${id} and short.link = whole.link and short.account = whole.account
       and short.id <> whole.id and short.state = 'parked' and short.why = 'unreadable'
       and (short.place = whole.place
         or (regexp_replace(short.name, '_[0-9]{8,}[.][A-Za-z]+$', '') = regexp_replace(whole.name, '_[0-9]{8,}[.][A-Za-z]+$', '')
           and substring(whole.bytes from 1 for length(short.bytes)) = short.bytes))`,
  )
}

async function park(engine: Engine, tx: Tx, link: Link, at: Moment): Promise<number> {
  const { to, desk } = incomingStep('raw', 'unreadable')
  return run(
    tx,
    sql`
    update raw set state = ${to}, owner = ${desk}, due_at = ${later(at, engine.settings.parkedMs[0])}, escalations = 0,
           why = case when faults ? 'tooLarge' then 'tooLarge' else 'unreadable' end, changed_at = ${at}
     where link = ${link.id} and state = 'raw' and faults is not null and inbox_id is null
       and at <= ${later(at, -engine.settings.unreadableMs)}`,
  )
}
