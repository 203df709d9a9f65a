import { msOf } from '@jiamao/kernel/time'
import { type Engine, noteShown } from '@jiamao/platform/filing'
import { webhookToCall } from '@jiamao/platform/identity'
import type { HeldBatch } from '@jiamao/platform/work'
import { callWebhook } from './call-webhook.ts'
import type { Attempt, Post } from './sender.ts'

/** Calls the webhook of the organisation that was told; one that was taken away meanwhile is not called. */
export async function sendCall(engine: Engine, { rule }: Post, batch: HeldBatch): Promise<Attempt> {
  const { store, clock } = engine
  const { organisation, lines } = batch
  const hook = await store.carry((tx) => webhookToCall(tx, organisation))
  if (!hook) return { state: 'dropped', result: { fault: 'noWebhook' } }
  const [{ id, enterprise, said }] = lines
  await noteShown(
    engine,
    { organisation, person: null },
    {
      ...{ what: 'notices.webhook', ground: 'notice' },
      lines: said.filing ? [{ enterprise, filing: said.filing }] : [],
    },
  )
  const body = JSON.stringify({ id, organisation, enterprise, ...said })
  const seconds = Math.floor(msOf(clock.machine()) / 1_000)
  const { ok, result } = await callWebhook({ ...hook, id, body, seconds }, rule)
  return { state: ok ? 'sent' : 'again', result }
}
