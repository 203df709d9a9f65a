import { randomInt } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { momentOf, parseDate } from '@jiamao/kernel/time'
import { type Engine, file, requestOf } from '@jiamao/platform/filing'
import {
  admit,
  agree,
  authenticate,
  giveLogin,
  mandateActs,
  type Organisation,
  propose,
} from '@jiamao/platform/identity'
import { broker, colleagues, type DemoEnterprise, demoAdministrators, enterprises, offices } from './parties.ts'

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
  for (const { party, name, person, roles } of offices) {
    const office = await engine.directory.add(
      { party, name, creditCode: null, customsCode: null },
      engine.clock.machine(),
    )
    accounts.push(await welcome(engine, office, party, person, roles))
    for (const one of colleagues)
      if (one.party === party) accounts.push(await welcome(engine, office, one.login, one.person, one.roles))
    if (party === 'operator') accounts.push(...(await administratorsOf(engine, office)))
  }
  for (const enterprise of enterprises) {
    const { name, creditCode, customsCode } = enterprise
    const made = await engine.directory.add(
      { party: 'enterprise', name, creditCode, customsCode },
      engine.clock.machine(),
    )
    const account = await welcome(engine, made, enterprise.key, '关务员', ['customsClerk', 'administrator'])
    accounts.push(account)
    accounts.push(await welcome(engine, made, `${enterprise.key}-signer`, '授权签字人', ['signer', 'administrator']))
    await register(engine, enterprise, account.token)
  }
  const { person, ...firm } = broker
  const made = await engine.directory.add({ party: 'broker', ...firm }, engine.clock.machine())
  const holder = await welcome(engine, made, 'broker', person, ['customsClerk'])
  const first = accounts.find(({ login }) => login === enterprises[0].key)!
  await entrust(engine, first.token, holder.token)
  accounts.push(holder)
  return keep(accounts, home)
}

/** The administrators that a demo of before does not have yet. */
export async function completeDemo(engine: Engine, home: string): Promise<DemoAccount[]> {
  const operator = engine.directory.all().find(({ party }) => party === 'operator')
  const known = knownAccounts(home)
  const missing = demoAdministrators.filter(({ login }) => !known.some((account) => account.login === login))
  return keep([...known, ...(operator ? await administratorsOf(engine, operator, missing) : [])], home)
}

const administratorsOf = (
  engine: Engine,
  operator: Organisation,
  wanted: readonly (typeof demoAdministrators)[number][] = demoAdministrators,
): Promise<DemoAccount[]> =>
  Promise.all(wanted.map(({ login, person, role }) => welcome(engine, operator, login, person, [role])))

function keep(accounts: DemoAccount[], home: string): DemoAccount[] {
  writeFileSync(accountsFile(home), `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 })
  chmodSync(accountsFile(home), 0o600)
  return accounts
}

/** The first firm has its customs affairs done by the broker. */
async function entrust(engine: Engine, firmToken: string, brokerToken: string) {
  const { store, clock } = engine
  const [firm, holder] = await Promise.all(
    [firmToken, brokerToken].map((token) => authenticate(store, token, clock.machine())),
  )
  if (!firm || !holder) throw new Error('the token just given is not known')
  const days = { from: parseDate('2020-01-01'), until: parseDate('2030-12-31') }
  const id = await propose(store, firm, { holder: holder.organisation, acts: mandateActs, ...days }, clock)
  await agree(store, holder, firm.organisation, id, clock)
}

/** Opens an account: a token for programs, a login for the browser. */
async function welcome(
  engine: Engine,
  organisation: Organisation,
  login: string,
  person: string,
  roles: readonly string[],
): Promise<DemoAccount> {
  const { person: id, token } = await admit(
    engine.store,
    { name: person, organisation: organisation.id, roles },
    momentOf(Date.now() + year),
    engine.clock.machine(),
  )
  const password = newPassword()
  await giveLogin(engine.store, id, login, password, engine.clock.machine())
  const { party, id: of, name } = organisation
  return { party, organisation: of, name, person, roles, login, password, token }
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
