import type { Uuid } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, readMoment } from '@jiamao/kernel/time'
import { quoted, type Words } from '@jiamao/kernel/words'
import { maybe, rows, run, sql, type Tx } from '../store/index.ts'
import type { Engine } from './given.ts'
import { type IncomingEvent, incomingStep } from './incoming.ts'
import type { Desk } from './machine.ts'
import { type By, lockMessage, type MessageRow, move, note } from './move.ts'
import { type Reason, reasons } from './reasons.ts'
import { hasLeft } from './recall.ts'
import { later } from './settings.ts'

/** Something on a desk, by what it needs to be found. */
export type DeskRef =
  | { readonly kind: 'outgoing' | 'incoming'; readonly enterprise: Uuid; readonly id: Uuid }
  | { readonly kind: 'raw'; readonly link: string; readonly id: string }

/** A message that waits for a person (待处理报文). Never its content: no payload on operators' screens (I15.7). */
export interface DeskItem {
  readonly kind: DeskRef['kind']
  readonly link: string
  readonly id: string
  /** Not known for what has not found its enterprise. */
  readonly enterprise: Uuid | null
  readonly conversation: Uuid | null
  readonly type: string
  readonly key: string | null
  readonly state: string
  readonly owner: Desk
  readonly dueAt: Moment
  readonly escalations: number
  readonly why: Reason | null
  /** What happened, in one sentence. */
  readonly says: Words | undefined
  readonly detail: string | null
  readonly since: Moment
}

/** Which items, most urgent first. */
export interface DeskQuery {
  readonly owner?: Desk
  readonly enterprise?: Uuid
  /** `next` of the page before. */
  readonly from?: string
  /** At most 200. */
  readonly limit: number
}

const notOnDesk = defineProblem({
  code: 'EXCHANGE_NOT_ON_DESK',
  status: 409,
  zh: {
    title: '不在待处理之列',
    detail: '报文 {id} 现为 {state}，不需要人工处理。',
    remedy: '刷新列表，查看其最新状态。',
  },
  en: {
    title: 'Not on a desk',
    detail: 'Message {id} is {state} and waits for nobody.',
    remedy: 'Reload the list and see where it stands.',
  },
})
const mayHaveLeft = defineProblem({
  code: 'EXCHANGE_MAY_HAVE_LEFT',
  status: 409,
  zh: {
    title: '可能已经发出',
    detail: '报文 {id} 可能已到对方，不能单方撤销。',
    remedy: '重发、等待回执，或由申报人提交撤回申请。',
  },
  en: {
    title: 'It may have left',
    detail: 'Message {id} may lie at the other end and cannot be cancelled from here.',
    remedy: 'Resend it, wait for its receipt, or let the filer ask for a withdrawal.',
  },
})
const badCursor = defineProblem({
  code: 'EXCHANGE_CURSOR',
  status: 422,
  zh: { title: '页码无效', detail: '“{from}”不是上一页给出的页码。', remedy: '从第一页重新打开列表。' },
  en: {
    title: 'Not a page',
    detail: '"{from}" is not what the page before gave.',
    remedy: 'Open the list from its first page.',
  },
})
const reasonMissing = defineProblem({
  code: 'EXCHANGE_REASON_MISSING',
  status: 422,
  zh: { title: '未写明缘由', detail: '人工处理报文须写明缘由。', remedy: '填写缘由（至少 4 个字符）。' },
  en: {
    title: 'No reason given',
    detail: 'An act on a message needs its reason.',
    remedy: 'Write the reason, 4 characters or more.',
  },
})

/** What waits for people, by page. */
export async function listDesk(
  engine: Engine,
  { owner, enterprise, from, limit }: DeskQuery,
): Promise<{ readonly items: readonly DeskItem[]; readonly next?: string }> {
  const [dueAt, lastId] = from === undefined ? [null, null] : readCursor(from)
  const bound = Math.min(limit, 200)
  const found = await engine.store.carry((tx) =>
    rows<DeskItem>(
      tx,
      sql`
      select * from (
        select 'outgoing' as kind, link, id::text, enterprise_id as enterprise, conversation, type, key, state, owner,
               due_at as "dueAt", escalations, why, detail, changed_at as since
          from message where state = 'parked' or (owner = 'operator' and state in ('queued', 'sent'))
        union all
        select 'incoming', link, id::text, enterprise_id, null, receipt->>'type', key, state, owner, due_at, escalations, why, detail, changed_at
          from inbox where state = 'parked' or (owner = 'operator' and state = 'stored')
        union all
        select 'raw', link, id, null, null, coalesce(receipt->>'type', ''), null, state, owner, due_at, escalations, why, detail, changed_at
          from raw where state = 'parked' and inbox_id is null) as desk
       where (${owner ?? null}::text is null or owner = ${owner ?? null})
         and (${enterprise ?? null}::uuid is null or enterprise = ${enterprise ?? null})
         and (${dueAt}::timestamptz is null or ("dueAt", id) > (${dueAt}::timestamptz, ${lastId}::text))
       order by "dueAt", id limit ${bound + 1}`,
    ),
  )
  const items = found.slice(0, bound).map((item) => ({ ...item, says: item.why ? reasons[item.why] : undefined }))
  const last = items.at(-1)
  if (found.length <= bound || !last) return { items }
  return { items, next: Buffer.from(`${last.dueAt}\n${last.id}`).toString('base64url') }
}

/** @throws EXCHANGE_CURSOR */
function readCursor(from: string): [dueAt: string, id: string] {
  const [dueAt, id] = Buffer.from(from, 'base64url').toString().split('\n')
  if (id === undefined || isFault(readMoment(dueAt))) throw badCursor({ from: quoted(from) })
  return [dueAt, id]
}

/** Sends again what is ours, the same bytes; takes in again what came. @throws EXCHANGE_NOT_ON_DESK, …_REASON_MISSING */
export const resend = (engine: Engine, ref: DeskRef, by: By): Promise<void> =>
  act(engine, ref, by, async (tx, at) => {
    if (ref.kind === 'raw') return rawAgain(engine, tx, ref, at)
    if (ref.kind === 'incoming') return free(engine, tx, ref, 'cured', by, at)
    const message = await lockMessage(tx, ref.enterprise, ref.id)
    const to = message && (await move(tx, message, 'resend', { at, settings: engine.settings, by }))
    if (!to) throw notOnDesk({ id: ref.id, state: message?.state ?? '—' })
    if (message.account === '') await findAccount(engine, tx, message)
  })

/** The enterprise may have got its client since. */
async function findAccount(engine: Engine, tx: Tx, { enterprise, id, link: linkId }: MessageRow) {
  const link = engine.links.find((one) => one.id === linkId)
  const account = link && (await engine.accountOf(enterprise, link))
  if (account === undefined) return
  await run(tx, sql`update message set account = ${account} where enterprise_id = ${enterprise} and id = ${id}`)
}

/** Gives up a message of ours that never left. @throws as `resend`, EXCHANGE_MAY_HAVE_LEFT */
export const cancel = (engine: Engine, ref: Extract<DeskRef, { enterprise: Uuid }>, by: By): Promise<void> =>
  act(engine, ref, by, async (tx, at) => {
    const message = ref.kind === 'outgoing' ? await lockMessage(tx, ref.enterprise, ref.id) : undefined
    if (!message || (message.state !== 'parked' && message.state !== 'queued'))
      throw notOnDesk({ id: ref.id, state: message?.state ?? '—' })
    if (hasLeft(message)) throw mayHaveLeft({ id: ref.id })
    await move(tx, message, 'cancel', { at, settings: engine.settings, by })
  })

/**
 * Closes what came in and will have no effect; its lane goes on. The caller sees to the second person that it needs (I8.1).
 * @throws as `resend`
 */
export const dismiss = (engine: Engine, ref: DeskRef, by: By): Promise<void> =>
  act(engine, ref, by, async (tx, at) => {
    if (ref.kind === 'incoming') return free(engine, tx, ref, 'dismissed', by, at)
    if (ref.kind !== 'raw') throw notOnDesk({ id: ref.id, state: ref.kind })
    const { to } = incomingStep('parked', 'dismissed')
    const closed = await run(
      tx,
      sql`
      update raw set state = ${to}, owner = null, due_at = null, detail = ${by.reason}, organisation_id = ${by.organisation},
             person_id = ${by.person ?? null}, changed_at = ${at}
       where link = ${ref.link} and id = ${ref.id} and state = 'parked' and inbox_id is null`,
    )
    if (closed === 0) throw notOnDesk({ id: ref.id, state: '—' })
  })

/** An act of a person: with a reason, in one transaction. */
async function act(engine: Engine, ref: DeskRef, by: By, change: (tx: Tx, at: Moment) => Promise<void>): Promise<void> {
  if (by.reason.trim().length < 4) throw reasonMissing()
  const at = engine.clock.machine()
  if (ref.kind === 'raw') return engine.store.carry((tx) => change(tx, at))
  const scope = { enterprise: ref.enterprise, organisation: by.organisation, stance: 'engine' as const }
  return engine.store.tx(scope, (tx) => change(tx, at))
}

/** Takes an incoming message off its desk, and lets the lane go on that it had stopped. */
async function free(
  engine: Engine,
  tx: Tx,
  { enterprise, id }: { readonly enterprise: Uuid; readonly id: Uuid },
  event: 'cured' | 'dismissed',
  by: By,
  at: Moment,
): Promise<void> {
  const { no, to } = incomingStep('parked', event)
  const found = await maybe<{ state: string }>(
    tx,
    sql`select state from inbox where enterprise_id = ${enterprise} and id = ${id} for update`,
  )
  if (found?.state !== 'parked') throw notOnDesk({ id, state: found?.state ?? '—' })
  const again = event === 'cured'
  await run(
    tx,
    sql`
    update inbox set state = ${to}, failures = 0, next_at = ${at}, why = null, owner = ${again ? 'engine' : null},
           due_at = ${again ? later(at, engine.settings.appliedWithinMs) : null}, changed_at = ${at}
     where enterprise_id = ${enterprise} and id = ${id}`,
  )
  await note(tx, { enterprise, id, no, event, from: 'parked', to, how: { at, by } })
  await run(tx, sql`update lane set stopped_by = null where enterprise_id = ${enterprise} and stopped_by = ${id}`)
}

/** What was read is matched again; what was not is read again. */
async function rawAgain(engine: Engine, tx: Tx, { link, id }: { link: string; id: string }, at: Moment) {
  const found = await maybe<{ state: string; read: boolean }>(
    tx,
    sql`
    select state, receipt is not null as read from raw where link = ${link} and id = ${id} and inbox_id is null for update`,
  )
  if (found?.state !== 'parked') throw notOnDesk({ id, state: found?.state ?? '—' })
  const event: IncomingEvent = found.read ? 'cured' : 'readAgain'
  await run(
    tx,
    sql`
    update raw set state = ${incomingStep('parked', event).to}, faults = null, why = null, owner = 'engine',
           due_at = ${later(at, engine.settings.unknownMs)}, changed_at = ${at}
     where link = ${link} and id = ${id}`,
  )
}
