import { secondSecurityToken } from '../accounts.ts'
import { apiOf } from '../api.ts'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { print } from '../print.ts'

interface Proposal {
  readonly id: string
  readonly kind: string
  readonly organisationName: string | null
  readonly difference: {
    readonly name: string
    readonly before: readonly string[]
    readonly after: readonly string[]
    readonly facts: Readonly<Record<string, string>>
  }
  readonly hash: string
  readonly by: { readonly name: string; readonly organisation: string }
  readonly expiresAt: string
}

/**
 * 双人确认. What waits for the second administrator of security, with its difference and hash; with both named, confirms it.
 * Where nobody has a login yet, this is how the first people come in.
 */
export const confirm: Command = async ([id, hash, ...rest], json) => {
  if (rest.length > 0 || (id !== undefined && hash === undefined))
    throw new CommandFault(2, 'use: npx jiamao confirm, then: npx jiamao confirm ID HASH')
  const api = apiOf(secondSecurityToken())
  if (id !== undefined) {
    await api.ask(`/proposals/${id}/confirmation`, { body: { hash } })
    if (!json) print('已确认生效 · confirmed, and in force')
    return 0
  }
  const { items } = (await api.ask<{ items: Proposal[] }>('/proposals')).body
  if (json) print(JSON.stringify(items))
  else if (items.length === 0) print('没有待确认的提议 · nothing waits')
  for (const { id, kind, organisationName, difference, hash, by, expiresAt } of json ? [] : items) {
    const { name, before, after, facts } = difference
    print(`${kind} · ${organisationName ?? ''} ${name}: ${before.join(', ') || '—'} → ${after.join(', ')}`)
    for (const [fact, value] of Object.entries(facts)) print(`  ${fact}: ${value}`)
    print(`  ${by.name} (${by.organisation}), until ${expiresAt}\n  npx jiamao confirm ${id} ${hash}`)
  }
  return 0
}
