/** 第二因素恢复 (S2.3): two administrators, one link, a new factor in the place of all that were lost; on the real server. */
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { behind, browseOn, confirming, leavesOf, proofOf } from './browse.ts'
import { World } from './world.ts'

const world = new World()
const browse = browseOn(world)
const password = 'four quite unrelated words'
const codeOf = (secret: string, ms = Date.now()) =>
  new TOTP({ digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({ timestamp: ms })

let organisation: string
let security: string
beforeAll(async () => {
  await world.start()
  organisation = world.account('electronics').organisation
  await join('second', ['administrator'])
  await join('clerk', ['customsClerk'])
}, 120_000)
afterAll(() => world.end())
const signIn = async (login: string, more = {}) => browse('POST', '/session', '', { login, password, ...more })
let first: string
let second: string
beforeEach(async () => {
  await behind(world, 'update platform.recovery set ended_at = now() where ended_at is null')
  await behind(
    world,
    `update platform.login set factor_secret = null, factor_confirmed_at = null where name in ('clerk', 'second')`,
  )
  first = (await browse('POST', '/session', '', proofOf(world.account('electronics')))).cookie
  second = (await signIn('second')).cookie
  security = (await browse('POST', '/session', '', proofOf(world.account('security')))).cookie
})

/** Lets somebody into the firm, or into another organisation. */
async function join(login: string, roles: string[]): Promise<void> {
  const admin = (await browse('POST', '/session', '', proofOf(world.account('electronics')))).cookie
  const said = await browse('POST', '/invitations', admin, { name: login, roles })
  if (said.body.proposal) {
    const other = (await browse('POST', '/session', '', proofOf(world.account('electronics-signer')))).cookie
    await confirming(browse)(other, said)
  }
  await browse('POST', '/invitation/take', '', { secret: secretOf(said), login, password })
}
/** Gives a login a second factor. @returns its person, a session, and the secret that will be lost */
async function withFactor(login: string) {
  const { cookie, body } = await signIn(login)
  const { secret } = (await browse('POST', '/second-factor', cookie, {})).body as { secret: string }
  const on = await browse('PUT', '/second-factor', cookie, { code: codeOf(secret, Date.now() - 30_000) })
  expect(on.status).toBe(200)
  return { person: String(body.person), cookie: on.cookie, secret }
}
const open = (person: string, by = first) => browse('POST', `/people/${person}/recovery`, by, { reason: '手机丢了' })
const confirm = (id: unknown, by: string, at = '/recoveries') => browse('POST', `${at}/${id}/confirmation`, by, {})
const secretOf = ({ body }: { body: Record<string, unknown> }) => String(body.link).split('#')[1]
async function confirmed(person: string) {
  const said = await confirm((await open(person)).body.id, second)
  expect(said.status).toBe(201)
  return secretOf(said)
}
const listed = async (by: string, at = '/recoveries') => (await browse('GET', at, by)).body.items as { id: string }[]
const noticesOf = async (cookie: string) =>
  ((await browse('GET', '/notices', cookie)).body.items as { key: string }[]).map(({ key }) => key)

test('two administrators give a link; the person sets a new factor by it, and the lost one is no good', async () => {
  const { person, cookie, secret } = await withFactor('clerk')
  await behind(
    world,
    `insert into platform.passkey values (gen_random_uuid(), $1, 'lost', 'key', 0, '{}', 'lost', now(), null)`,
    [person],
  )
  const opened = await open(person)
  expect(opened.status).toBe(201)
  // Nothing is lost and nobody is put out before a second one says so; the person is told at once, and they alone.
  expect((await browse('GET', '/session', cookie)).status).toBe(200)
  expect(await noticesOf(cookie)).toContain('identity.recoveryOpened')
  expect(await noticesOf(first)).not.toContain('identity.recoveryOpened')
  expect(await listed(second)).toMatchObject([
    { id: opened.body.id, name: 'clerk', reason: '手机丢了', isConfirmed: false },
  ])
  const said = await confirm(opened.body.id, second)
  expect([said.status, String(said.body.link).startsWith(`${world.address()}/recover#`)]).toEqual([201, true])
  expect((await browse('GET', '/session', cookie)).status).toBe(401)

  const link = secretOf(said)
  const look = await browse('POST', '/recovery/look', '', { secret: link })
  expect(look.body).toMatchObject({
    login: 'clerk',
    name: 'clerk',
    organisationName: world.account('electronics').name,
  })
  const wrong = await browse('POST', '/recovery/factor', '', { secret: link, password: 'not the password at all' })
  expect(wrong.body.code).toBe('IDENTITY_PASSWORD_WRONG')
  const proposed = await browse('POST', '/recovery/factor', '', { secret: link, password })
  const fresh = proposed.body.secret as string
  const take = (code: string) => browse('POST', '/recovery/take', '', { secret: link, password, code })
  expect((await take(codeOf(secret))).body.code).toBe('IDENTITY_CODE_WRONG')
  const both = await Promise.all([take(codeOf(fresh)), take(codeOf(fresh))])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
  expect((await browse('POST', '/recovery/look', '', { secret: link })).status).toBe(410)

  expect((await signIn('clerk', { code: codeOf(secret) })).status).toBe(401)
  const [{ n }] = await behind<{ n: number }>(
    world,
    'select count(*)::int as n from platform.passkey where person_id = $1',
    [person],
  )
  expect(n).toBe(0)
  const back = await signIn('clerk', { code: codeOf(fresh, Date.now() + 30_000) })
  expect(back.status).toBe(200)
  expect(await noticesOf(back.cookie)).toEqual(
    expect.arrayContaining(['identity.recovered', 'identity.recoveryConfirmed', 'identity.recoveryOpened']),
  )
  const leaves = (await leavesOf(world, organisation)).filter(({ act }) => /recover/.test(act)).slice(-3)
  expect(leaves.map(({ act }) => act)).toEqual([
    'identity.recoveryOpened',
    'identity.recoveryConfirmed',
    'identity.recovered',
  ])
  expect(new Set(leaves.map(({ actor_id }) => actor_id)).size).toBe(3)
})

describe('a recovery is refused', () => {
  test('to one administrator alone, to the person, for nothing lost, and a second time', async () => {
    const { person } = await withFactor('clerk')
    const { id } = (await open(person)).body
    expect((await confirm(id, first)).body.code).toBe('RECOVERY_SAME')
    expect((await open(person)).body.code).toBe('RECOVERY_OPEN')
    const other = await withFactor('second')
    expect((await open(other.person, other.cookie)).body.code).toBe('RECOVERY_OWN')
    // An administrator for whom it is does not confirm it.
    const own = (await open(other.person)).body.id
    expect((await confirm(own, other.cookie)).body.code).toBe('RECOVERY_SAME')
    const admin = (await browse('GET', '/session', first)).body.person as string
    expect((await open(admin, other.cookie)).body.code).toBe('RECOVERY_NONE')
    const clerk = (await browse('POST', '/session', '', proofOf(world.account('customs-2')))).cookie
    expect((await confirm(id, clerk)).body.code).toBe('NOT_ALLOWED')
  })

  test('where the proof of who asks is old, for who opens and who confirms', async () => {
    const { person } = await withFactor('clerk')
    const { id } = (await open(person)).body
    await behind(world, `update platform.session set proved_at = now() - interval '6 minutes' where ended_at is null`)
    expect((await open(person)).body.code).toBe('IDENTITY_STEP_UP')
    expect((await confirm(id, second)).body.code).toBe('IDENTITY_STEP_UP')
  })

  test('where it is called off, out of date, or its opener is no administrator any more', async () => {
    const { person } = await withFactor('clerk')
    const off = (await open(person)).body.id
    expect((await browse('DELETE', `/recoveries/${off}`, second)).status).toBe(204)
    expect((await confirm(off, second)).status).toBe(404)
    const late = (await open(person)).body.id
    await behind(world, 'update platform.recovery set expires_at = now() where id = $1', [late])
    expect((await confirm(late, second)).status).toBe(404)
    const left = (await open(person, second)).body.id
    await behind(
      world,
      `update platform.membership set roles = '{customsClerk}' where person_id = (select person_id from platform.login where name = 'second')`,
    )
    expect((await confirm(left, first)).status).toBe(404)
    await behind(
      world,
      `update platform.membership set roles = '{administrator}' where person_id = (select person_id from platform.login where name = 'second')`,
    )
  })

  test('to administrators of another organisation, who see nothing of it', async () => {
    const { person } = await withFactor('clerk')
    const { id } = (await open(person)).body
    const toys = (await browse('POST', '/session', '', proofOf(world.account('toys')))).cookie
    expect(await listed(toys)).toEqual([])
    expect((await confirm(id, toys)).status).toBe(404)
    expect((await browse('DELETE', `/recoveries/${id}`, toys)).status).toBe(404)
    expect((await open(person, toys)).status).toBe(404)
  })

  test('by a link that was called off after it was given, and by one without the password', async () => {
    const { person } = await withFactor('clerk')
    const link = await confirmed(person)
    const guess = () => browse('POST', '/recovery/factor', '', { secret: link, password: 'a guess' })
    for (let i = 0; i < 5; i++) expect((await guess()).body.code).toBe('IDENTITY_PASSWORD_WRONG')
    expect((await guess()).body.code).toBe('IDENTITY_WAIT')
    await behind(world, 'delete from platform.sign_in_failure')
    // Without a proposal there is no code that is right.
    const take = await browse('POST', '/recovery/take', '', { secret: link, password, code: '000000' })
    expect(take.body.code).toBe('IDENTITY_CODE_WRONG')
    const [{ id }] = await listed(first)
    await browse('DELETE', `/recoveries/${id}`, first)
    expect((await browse('POST', '/recovery/factor', '', { secret: link, password })).status).toBe(410)
  })
})

describe('the platform’s administrator of security', () => {
  test('is the second where an organisation has one administrator, and stands in the log of that organisation', async () => {
    const { person } = await withFactor('clerk')
    const { id } = (await open(person)).body
    expect(await listed(security, '/oversight/recoveries')).toMatchObject([
      { id, organisationName: world.account('electronics').name },
    ])
    expect((await confirm(id, security, '/oversight/recoveries')).status).toBe(201)
    const leaf = (await leavesOf(world, organisation)).findLast(({ act }) => act === 'identity.recoveryConfirmed')
    const [{ person_id }] = await behind<{ person_id: string }>(
      world,
      `select person_id from platform.login where name = 'security'`,
    )
    expect(leaf).toMatchObject({ actor_id: person_id, subject: person })
    expect((await confirm(id, first, '/oversight/recoveries')).body.code).toBe('NOT_ALLOWED')
  })

  test('alone confirms for who belongs to several organisations', async () => {
    const { person } = await withFactor('clerk')
    await behind(
      world,
      `insert into platform.membership values ($1, $2, '{customsClerk}', null) on conflict do nothing`,
      [person, world.account('toys').organisation],
    )
    const { id } = (await open(person)).body
    expect((await confirm(id, second)).body.code).toBe('RECOVERY_ELSEWHERE')
    expect((await confirm(id, security, '/oversight/recoveries')).status).toBe(201)
  })
})
