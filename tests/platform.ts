import { type Clock, type ClockSetting, clockOf } from '@jiamao/kernel/clock'
import { newUuid } from '@jiamao/kernel/ids'
import { momentOf, parseDate, startOf } from '@jiamao/kernel/time'
import type { Engine } from '@jiamao/platform/filing'
import { admit, authenticate, type Organisation, type Subject } from '@jiamao/platform/identity'
import { composeEngine, migrations } from '@jiamao/server'
import { makeDatabase, type TestDatabase } from './database.ts'

/** A whole platform on a database of its own, at a business day that the test moves. */
export interface TestPlatform {
  readonly db: TestDatabase
  readonly engine: Engine
  readonly clock: Clock
  /** Sets business time to the start of work on a day. */
  moveTo(day: string): void
  /** A person of an organisation, with roles; enterprises and offices are made on first use. */
  subject(organisation: Organisation, ...roles: string[]): Promise<Subject>
  readonly offices: Readonly<Record<'customs' | 'commerce' | 'tax', Organisation>>
  readonly firm: Organisation
  drop(): Promise<void>
}

export async function makePlatform(day = '2020-01-02', version?: string): Promise<TestPlatform> {
  const db = await makeDatabase(migrations, version)
  let setting: ClockSetting = { mode: 'real' }
  const moveTo = (to: string) => {
    setting = { mode: 'set', start: startOf(parseDate(to)), at: momentOf(Date.now()), rate: 0 }
  }
  moveTo(day)
  const clock = clockOf(() => setting)
  const engine = await composeEngine(db.store, clock)
  const add = (party: string, name: string, creditCode: string | null = null, customsCode: string | null = null) =>
    engine.directory.add({ party, name, creditCode, customsCode }, clock.machine())
  const offices = {
    customs: await add('customs', '凤岗海关'),
    commerce: await add('commerce', '东莞商务局'),
    tax: await add('tax', '东莞税务局'),
  }
  const firm = await add('enterprise', '东莞样例复合材料有限公司', '91441900MA00000010', '4419940001')
  const subject = async (organisation: Organisation, ...roles: string[]): Promise<Subject> => {
    const expires = momentOf(Date.now() + 3_600_000)
    const { token } = await admit(
      db.store,
      { person: newUuid(), name: '测试人员', organisation: organisation.id, roles },
      expires,
      clock.machine(),
    )
    const found = await authenticate(db.store, token, clock.machine())
    if (!found) throw new Error('the token just given is not known')
    return found
  }
  return { db, engine, clock, moveTo, subject, offices, firm, drop: () => db.drop() }
}
