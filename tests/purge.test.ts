import { momentOf } from '@jiamao/kernel/time'
import { giveLogin, purge, signIn } from '@jiamao/platform/identity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from './database.ts'
import { makePlatform, type TestPlatform } from './platform.ts'

let p: TestPlatform
beforeAll(async () => {
  p = await makePlatform()
})
afterAll(() => p.drop())

const day = 86_400_000
/** The clock of so many days later. */
const later = (days: number) => ({ ...p.clock, machine: () => momentOf(Date.now() + days * day) })
const all = () => Promise.resolve(true)
const count = async (table: string) =>
  Number((await ask<{ n: string }>(p.db.owner, `select count(*) as n from platform.${table}`))[0].n)

test('sessions that ran out are ended with a leaf each, by one of two at once; what is old is forgotten', async () => {
  const { person } = await p.subject(p.firm, 'customsClerk')
  await giveLogin(p.db.store, person, 'clerk', 'four quite unrelated words', p.clock.machine())
  const proof = { login: 'clerk', password: 'four quite unrelated words' }
  for (let i = 0; i < 3; i++) await signIn(p.db.store, proof, { address: '192.0.2.1', agent: '' }, p.clock)
  await expect(
    signIn(p.db.store, { ...proof, password: 'a guess' }, { address: '192.0.2.2', agent: '' }, p.clock),
  ).rejects.toThrow('IDENTITY_SIGN_IN_FAILED')

  await purge(p.db.store, later(0), all)
  expect(await count('session where ended_at is null')).toBe(3)
  await Promise.all([purge(p.db.store, later(0.5), all), purge(p.db.store, later(0.5), all)])
  expect(await count('session where ended_at is null')).toBe(0)
  const leaf = `audit where act = 'identity.sessionRanOut' and enterprise_id = '${p.firm.id}' and actor_id = '${person}'`
  expect(await count(leaf)).toBe(3)
  expect(await count('sign_in_failure')).toBeGreaterThan(0)
  await purge(p.db.store, later(2), all)
  expect([await count('sign_in_failure'), await count('session')]).toEqual([0, 3])
  await purge(p.db.store, later(91), all)
  expect(await count('session')).toBe(0)
  expect(await count(leaf)).toBe(3)
})
