import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { rows, sql, type Tx } from '../store/index.ts'

/** A message of a filing as its owner sees it: never its bytes. */
export interface SentMessage {
  readonly id: Uuid
  readonly type: string
  readonly schema: string
  /** Under which name it travels. */
  readonly name: string
  /** `waiting` until it has its place in the order. */
  readonly state: string
  readonly attempt: number
  readonly contentHash: Buffer
  readonly at: Moment
  readonly deliveredAt: Moment | null
  readonly receipts: readonly {
    readonly type: string
    readonly code: string
    readonly state: string
    readonly notes: readonly string[]
    readonly at: string
  }[]
}

/** The messages of a filing, with what came back for each (报文与回执), oldest first. */
export const messagesOf = (tx: Tx, enterprise: Uuid, conversation: Uuid): Promise<SentMessage[]> =>
  rows<SentMessage>(
    tx,
    sql`
    with sent as (
      select id, type, schema, state, attempt, content_hash, at, delivered_at from message
       where enterprise_id = ${enterprise} and conversation = ${conversation}
      union all
      select id, type, schema, 'waiting', 1, content_hash, at, null from outbox
       where enterprise_id = ${enterprise} and conversation = ${conversation})
    select s.id, s.type, s.schema, p.name || '_t-' || s.attempt as name, s.state, s.attempt, s.content_hash as "contentHash", s.at,
           s.delivered_at as "deliveredAt",
           coalesce((select jsonb_agg(jsonb_build_object('type', i.receipt->>'type', 'code', i.receipt->>'code', 'state', i.state,
                              'notes', coalesce(i.receipt->'notes', '[]'), 'at', i.at) order by i.seq)
                       from inbox i where i.enterprise_id = ${enterprise} and i.about = s.id), '[]') as receipts
      from sent s join payload p on p.enterprise_id = ${enterprise} and p.id = s.id
     order by s.at, s.id limit 1000`,
  )
