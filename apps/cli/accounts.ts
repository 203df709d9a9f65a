import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CommandFault } from './failure.ts'

/** An account of the demo, as the server writes it down in its home. */
export interface Account {
  readonly party: string
  readonly organisation: string
  readonly name: string
  readonly person: string
  readonly roles: readonly string[]
  /** How the person signs in; absent where a command opened the account for its token alone. */
  readonly login?: string
  readonly password?: string
  readonly token: string
}

const home = resolve(process.env.JIAMAO_HOME || './var')
const file = join(home, 'demo-accounts.json')

/** @throws CommandFault where no demo is loaded in this home */
export function readAccounts(): readonly Account[] {
  if (!existsSync(file)) {
    throw new CommandFault(
      2,
      `no demo accounts in ${home}: run npm start here first, or set JIAMAO_HOME as the server has it`,
    )
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Account[]
}

/** Writes down an account that a demo opened. */
export function keepAccount(account: Account): void {
  writeFileSync(`${file}.new`, `${JSON.stringify([...readAccounts(), account], null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** The account of an office; of the operator, that of its duty desk unless another role is named. @throws CommandFault */
export function officeAccount(party: string, role?: string): Account {
  const found = readAccounts().find(
    (account) => account.party === party && (role === undefined || account.roles.includes(role)),
  )
  if (!found) throw new CommandFault(2, `no account of ${role ?? party} among the demo accounts in ${home}`)
  return found
}

/** The token of the administrator of security: of a demo, or the one that a platform without demo wrote down. @throws CommandFault */
export const securityToken = (): string => tokenOf('first-administrator-token', 0)

/** The same of the second one, who confirms what the first proposes. @throws CommandFault */
export const secondSecurityToken = (): string => tokenOf('second-administrator-token', 1)

function tokenOf(name: string, at: number): string {
  const written = join(home, name)
  if (!existsSync(file) && existsSync(written)) return readFileSync(written, 'utf8').trim()
  const found = readAccounts().filter(({ party, roles }) => party === 'operator' && roles.includes('securityAdmin'))[at]
  if (!found) throw new CommandFault(2, `no ${at === 0 ? '' : 'second '}administrator of security in ${home}`)
  return found.token
}
