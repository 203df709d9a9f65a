import { securityToken } from '../accounts.ts'
import { type Api, apiOf } from '../api.ts'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { print } from '../print.ts'

interface Organisation {
  readonly id: string
  readonly name: string
  readonly creditCode: string | null
}
interface Link {
  readonly id: string
  readonly link: string
  readonly expiresAt: string
  /** Where its roles have power: the link opens once another person has confirmed them. */
  readonly proposal?: { readonly id: string; readonly hash: string }
}

/** 邀请. A one-time link for the first person of an organisation, who invites the others on the page 人员. */
export const invite: Command = async ([organisation, ...rest], json, { name, roles = 'administrator' }) => {
  if (!organisation || !name || rest.length > 0)
    throw new CommandFault(
      2,
      'use: npx jiamao invite NAME|CREDIT-CODE|ID --name PERSON [--roles administrator,customsClerk]',
    )
  const api = apiOf(securityToken())
  const { id } = await organisationOf(api, organisation)
  const { body } = await api.ask<Link>(`/organisations/${id}/invitations`, { body: { name, roles: roles.split(',') } })
  return show(body, json)
}

/** 重设密码. For who has forgotten it and has no administrator to ask: a member of several organisations, a last administrator. */
export const reset: Command = async ([login, ...rest], json) => {
  if (!login || rest.length > 0) throw new CommandFault(2, 'use: npx jiamao reset LOGIN')
  return show((await apiOf(securityToken()).ask<Link>('/resets', { body: { login } })).body, json)
}

async function organisationOf(api: Api, text: string): Promise<Organisation> {
  const { items } = (await api.ask<{ items: Organisation[] }>('/organisations')).body
  const found = items.filter(({ id, name, creditCode }) => [id, name, creditCode].includes(text))
  if (found.length === 1) return found[0]
  throw new CommandFault(
    1,
    found.length === 0
      ? `no organisation "${text}": add it with POST /api/v1/organisations (see /docs/api)`
      : `${found.length} organisations are called "${text}": give the credit code or the id`,
  )
}

function show(made: Link, json: boolean): number {
  if (json) print(JSON.stringify(made))
  else if (made.proposal)
    print(
      `${made.link}\n另一位安全管理员确认后可用 · works once another administrator of security has run npx jiamao confirm`,
    )
  else print(`${made.link}\n一次有效，至 · works once, until ${made.expiresAt}`)
  return 0
}
