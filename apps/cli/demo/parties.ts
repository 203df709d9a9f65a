import { randomBytes } from 'node:crypto'
import { type Account, keepAccount, readAccounts, secondSecurityToken } from '../accounts.ts'
import { apiOf } from '../api.ts'
import type { Desk } from './filing.ts'
import { fileNow } from './filing.ts'
import { patienceMs } from './life.ts'

/** A firm as a workbook names it. */
export interface Firm {
  readonly customsCode: string
  readonly creditCode: string
  readonly name: string
  readonly district?: string
}

/** What a workbook's head says that a registration needs. */
export interface Head {
  readonly ownNumber: string
  readonly bookKind: 'importedMaterials' | 'suppliedMaterials'
  readonly tradeMode: string
  readonly competentCustoms: string
  readonly processingType: string
  readonly contact: string
  readonly contactPhone: string
  readonly validTo: string
  readonly importCurrency: string
  readonly operatingEnterprise: Firm
  readonly processingEnterprise: Firm & { readonly district: string }
}

interface Organisation {
  readonly id: string
  readonly creditCode: string | null
}

/** The account of a firm's clerk; a firm that the platform does not know is signed up by the administrator of security. */
export async function accountOf(firm: Firm, security: Desk): Promise<Account> {
  const { body } = await security.api.ask<{ items: Organisation[] }>('/organisations')
  const known = body.items.find(({ creditCode }) => creditCode === firm.creditCode)
  return readAccounts().find(({ organisation }) => organisation === known?.id) ?? signUp(firm, security)
}

async function signUp({ name, creditCode, customsCode }: Firm, security: Desk): Promise<Account> {
  const made = await security.api.ask<Organisation>('/organisations', {
    body: { party: 'enterprise', name, creditCode, customsCode },
    once: security.once(`organisation ${creditCode}`),
  })
  const person = '关务员'
  const roles = ['customsClerk']
  const admitted = await security.api.ask<{ token: string }>(`/organisations/${made.body.id}/people`, {
    body: { name: person, roles },
  })
  const account = { party: 'enterprise', organisation: made.body.id, name, person, roles, token: admitted.body.token }
  keepAccount(account)
  keepAccount(await welcomeSigner(account, security))
  return account
}

interface Invited {
  readonly link: string
  readonly proposal: { readonly id: string; readonly hash: string }
}

/** 授权签字人. Proposed by one administrator of security, confirmed by the other; the signer then chooses login and password. */
async function welcomeSigner({ party, organisation, name }: Account, security: Desk): Promise<Account> {
  const [person, roles] = ['授权签字人', ['signer', 'administrator']]
  const { body } = await security.api.ask<Invited>(`/organisations/${organisation}/invitations`, {
    body: { name: person, roles },
  })
  const { id, hash } = body.proposal
  await apiOf(secondSecurityToken(), patienceMs).ask(`/proposals/${id}/confirmation`, { body: { hash } })
  const [login, password] = [`signer-${organisation.slice(-12)}`, randomBytes(18).toString('base64url')]
  await security.api.ask('/invitation/take', { body: { secret: body.link.split('#')[1], login, password } })
  return { party, organisation, name, person, roles, login, password, token: '' }
}

/** Registers a firm, as any new enterprise does it, unless it is registered. */
export async function registered(firm: Firm, head: Head, clerk: Desk): Promise<void> {
  const { body } = await clerk.api.ask<{ items: object[] }>('/registers/enterprise')
  if (body.items.length > 0) return
  const { creditCode, name, customsCode } = firm
  const { competentCustoms, processingType, contact, contactPhone } = head
  await fileNow(clerk, 'enterprise.registration', `registration ${creditCode}`, {
    head: {
      creditCode,
      name,
      customsCode,
      competentCustoms,
      processingType,
      contact,
      contactPhone,
      legalPerson: '演示',
      address: '演示地址',
      status: 'continuing',
      district: head.processingEnterprise.district,
      operates: true,
      processes: true,
      networkedSupervision: false,
    },
    numbers: [],
  })
}
