import { randomInt } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { momentOf } from '@jiamao/kernel/time'
import { type Engine, file, requestOf } from '@jiamao/platform/filing'
import { admit, authenticate, giveLogin, type Organisation } from '@jiamao/platform/identity'
import { type DemoEnterprise, enterprises, offices } from './parties.ts'

/** A demo account: whose it is, how its person signs in, and the token that scripts call with. */
export interface DemoAccount {
  readonly party: string
  readonly organisation: string
  readonly name: string
  readonly person: string
  readonly roles: readonly string[]
  readonly login: string
  readonly password: string
  readonly token: string
}

/** Where the demo's tokens are written down, for its owner alone: the database keeps only their hashes. */
const accountsFile = (home: string) => join(home, 'demo-accounts.json')

/** The accounts of a demo that was loaded before. */
export const knownAccounts = (home: string): DemoAccount[] =>
  existsSync(accountsFile(home)) ? (JSON.parse(readFileSync(accountsFile(home), 'utf8')) as DemoAccount[]) : []

/** Four groups of letters and digits that nobody mistakes for others: 70 bits. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

const year = 365 * 86_400_000

/** Loads the demo's parties, enterprises and accounts; each enterprise registers itself by a filing of its own. */
export async function loadDemo(engine: Engine, home: string): Promise<DemoAccount[]> {
  const accounts: DemoAccount[] = []
  const welcome = async (organisation: Organisation, login: string, person: string, roles: readonly string[]) => {
    const { person: id, token } = await admit(
      engine.store,
      { name: person, organisation: organisation.id, roles },
      momentOf(Date.now() + year),
      engine.clock.machine(),
    )
    const password = newPassword()
    await giveLogin(engine.store, id, login, password, engine.clock.machine())
    accounts.push({
      party: organisation.party,
      organisation: organisation.id,
      name: organisation.name,
      person,
      roles,
      login,
      password,
      token,
    })
    return token
  }
  for (const { party, name, person, roles } of offices) {
    const office = await engine.directory.add(
      { party, name, creditCode: null, customsCode: null },
      engine.clock.machine(),
    )
    await welcome(office, party, person, roles)
  }
  for (const enterprise of enterprises) {
    const { name, creditCode, customsCode } = enterprise
    const made = await engine.directory.add(
      { party: 'enterprise', name, creditCode, customsCode },
      engine.clock.machine(),
    )
    await register(engine, enterprise, await welcome(made, enterprise.key, '关务员', ['customsClerk', 'administrator']))
  }
  writeFileSync(accountsFile(home), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  chmodSync(accountsFile(home), 0o600)
  return accounts
}

async function register(engine: Engine, enterprise: DemoEnterprise, token: string) {
  const clerk = await authenticate(engine.store, token, engine.clock.machine())
  if (!clerk) throw new Error('the token just given is not known')
  const { name, creditCode, customsCode, competentCustoms, processingType, town } = enterprise
  const wire = {
    head: {
      creditCode,
      name,
      customsCode,
      competentCustoms,
      processingType,
      legalPerson: '示例法人',
      address: `东莞市${town}示例路 1 号`,
      status: 'continuing',
      district: '44199',
      operates: true,
      processes: true,
      contact: '示例联系人',
      contactPhone: '13800000000',
      networkedSupervision: false,
    },
    numbers: [],
  }
  const answer = await file(
    engine,
    clerk,
    { type: 'enterprise.registration', wire, origin: 'typed' },
    requestOf(`demo ${creditCode}`, 'registration'),
  )
  if ((answer.body as { state?: string }).state !== 'accepted')
    throw new Error(`the demo's ${name} was not registered: ${JSON.stringify(answer.body)}`)
}
