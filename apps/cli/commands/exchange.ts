import { randomUUID } from 'node:crypto'
import { officeAccount } from '../accounts.ts'
import { type Api, apiOf, language } from '../api.ts'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { print, table } from '../print.ts'

interface LinkStatus {
  readonly link: string
  readonly direction: string
  readonly queued: number
  readonly unanswered: number
  readonly undecided: number
  readonly parked: number
  readonly breaker: { readonly state: string }
}

interface DeskItem {
  readonly kind: 'outgoing' | 'incoming' | 'raw'
  readonly link: string
  readonly id: string
  readonly enterprise: string | null
  readonly type: string
  readonly key: string | null
  readonly state: string
  readonly owner: string
  readonly dueAt: string
  readonly says?: { readonly zh: string; readonly en: string }
}

/** 数据交换. How the links stand, what waits for a person, and what is done about it. */
export const exchange: Command = async ([act = 'status', id, ...reason], json) => {
  const api = apiOf(officeAccount('operator').token)
  if (act === 'status') return status(api, json)
  if (act === 'dead') return dead(api, json)
  if ((act === 'resend' || act === 'dismiss' || act === 'cancel') && id && reason.length > 0) {
    return decide(api, act, id, reason.join(' '))
  }
  throw new CommandFault(
    2,
    'use: npx jiamao exchange [status | dead | resend ID REASON | dismiss ID REASON | cancel ID REASON]',
  )
}

async function status(api: Api, json: boolean): Promise<number> {
  const { items } = (await api.ask<{ items: LinkStatus[] }>('/exchange/status')).body
  if (json) print(JSON.stringify(items))
  else {
    print(
      table(
        ['link', 'queued', 'unanswered', 'undecided', 'parked', 'breaker'],
        items.map((link) => [
          link.link,
          ...[link.queued, link.unanswered, link.undecided, link.parked].map(String),
          link.breaker.state,
        ]),
      ),
    )
  }
  return items.some(({ parked }) => parked > 0) ? 1 : 0
}

/** All that waits on desks, page by page. */
async function* desk(api: Api): AsyncGenerator<DeskItem> {
  for (let from = ''; ; ) {
    const { items, next } = (
      await api.ask<{ items: DeskItem[]; next: string | null }>(`/exchange/desk?limit=200${from}`)
    ).body
    yield* items
    if (next === null) return
    from = `&from=${encodeURIComponent(next)}`
  }
}

async function dead(api: Api, json: boolean): Promise<number> {
  let count = 0
  const lines: string[][] = []
  for await (const item of desk(api)) {
    count++
    if (json) print(JSON.stringify(item))
    else
      lines.push([item.id, item.kind, item.type, item.key ?? '', item.state, item.owner, item.says?.[language()] ?? ''])
  }
  if (!json) print(table(['id', 'kind', 'type', 'key', 'state', 'owner', 'why'], lines))
  return count === 0 ? 0 : 1
}

async function decide(api: Api, act: string, id: string, reason: string): Promise<number> {
  for await (const item of desk(api)) {
    if (item.id !== id) continue
    const { kind, enterprise, link } = item
    const ref = kind === 'raw' ? { kind, link, id } : { kind, enterprise, id }
    await api.ask(`/exchange/desk/${act}`, { body: { ...ref, reason }, once: randomUUID() })
    print(`${act} ${id}`)
    return 0
  }
  throw new CommandFault(1, `nothing with the id ${id} waits on a desk: see npx jiamao exchange dead`)
}
