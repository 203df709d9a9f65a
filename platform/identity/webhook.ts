import { randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { one, rows, run, type Store, sql, type Tx } from '../store/index.ts'
import { inScope, note } from './sign-in.ts'
import type { Subject } from './subject.ts'

/** 回调地址. Where an organisation's own system is told of its notices, as its administrator sees it: without the key. */
export interface Webhook {
  readonly url: string
  readonly by: string
  readonly at: Moment
}

export const webhookOf = async (store: Store, organisation: Uuid): Promise<Webhook | undefined> =>
  (await store.call<Webhook>(sql`select url, by_name as "by", at from webhook_of(${organisation})`))[0]

/** Sets the address. @returns the key that signs what is sent there, shown this once; the one before signs no more */
export function setWebhook(store: Store, subject: Subject, url: string, clock: Clock): Promise<string> {
  const secret = `jmwh_${randomBytes(32).toString('base64url')}`
  const { organisation, person } = subject
  return inScope(store, organisation, async (tx) => {
    await run(tx, sql`select set_webhook(${organisation}, ${url}, ${secret}, ${person}, ${clock.machine()})`)
    await note(tx, clock, organisation, person, 'identity.webhookSet', { host: new URL(url).host })
    return secret
  })
}

/** @returns whether there was one */
export const dropWebhook = (store: Store, { organisation, person }: Subject, clock: Clock): Promise<boolean> =>
  inScope(store, organisation, async (tx) => {
    const { dropped } = await one<{ dropped: boolean }>(tx, sql`select drop_webhook(${organisation}) as dropped`)
    if (dropped) await note(tx, clock, organisation, person, 'identity.webhookDropped', {})
    return dropped
  })

/** Address and key, for who sends there: the carrier alone may ask. */
export const webhookToCall = async (
  tx: Tx,
  organisation: Uuid,
): Promise<{ readonly url: string; readonly secret: string } | undefined> =>
  (await rows<{ url: string; secret: string }>(tx, sql`select url, secret from webhook_to_call(${organisation})`))[0]
