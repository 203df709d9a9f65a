/** 人员. An organisation's administrator lets people in and out by one-time links (S2.1, S2.6), on the real server. */
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browseOn, confirming, leavesOf, proofOf } from './browse.ts'
import { World } from './world.ts'

const world = new World()
const browse = browseOn(world)
const confirm = confirming(browse)
beforeAll(() => world.start())
afterAll(() => world.end())

const words = 'four quite unrelated words'
const signIn = async (proof: object) => (await browse('POST', '/session', '', proof)).cookie
const asDemo = (login: string) => signIn(proofOf(world.account(login)))
const secretOf = (body: Record<string, unknown>) => String(body.link).split('#')[1]
const use = (secret: string, login: string, password = words) =>
  browse('POST', '/invitation/take', '', { secret, login, password })
const people = async (cookie: string) =>
  (await browse('GET', '/people', cookie)).body.items as { id: string; name: string; login: string; roles: string[] }[]

/** Invites somebody new and lets them in. @returns their id and the cookie of their session */
async function newcomer(admin: string, login: string, roles: string[], second = '') {
  const made = await browse('POST', '/invitations', admin, { name: login, roles })
  if (second) expect((await confirm(second, made)).status).toBe(204)
  expect((await use(secretOf(made.body), login)).status).toBe(200)
  const id = (await people(admin)).find((one) => one.login === login)!.id
  return { id, cookie: await signIn({ login, password: words }) }
}

describe('an invitation', () => {
  test('lets one person in, once, with a login and a password of their own', async () => {
    const admin = await asDemo('electronics')
    const made = await browse('POST', '/invitations', admin, { name: '陈关务', roles: ['customsClerk'] })
    expect(made.status).toBe(201)
    expect(made.body.link).toMatch(new RegExp(`^${world.address()}/join#[\\w-]{43}$`))
    const secret = secretOf(made.body)
    expect((await browse('POST', '/invitation/look', '', { secret })).body).toMatchObject({
      kind: 'join',
      name: '陈关务',
      roles: ['customsClerk'],
      organisationName: world.account('electronics').name,
    })
    expect((await use(secret, 'electronics')).body.code).toBe('IDENTITY_LOGIN_TAKEN')
    expect((await use(secret, '陈')).body.code).toBe('IDENTITY_LOGIN_FORM')
    expect((await use(secret, 'chen', 'short')).body.code).toBe('IDENTITY_PASSWORD_WEAK')
    const both = await Promise.all([use(secret, 'chen'), use(secret, 'chen-two')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 410])
    expect((await use(secret, 'chen-three')).body.code).toBe('IDENTITY_INVITATION_OVER')
    const { login } = both.find(({ status }) => status === 200)!.body as { login: string }
    const cookie = await signIn({ login, password: words })
    expect((await browse('GET', '/filings', cookie)).status).toBe(200)
    expect((await browse('GET', '/people', cookie)).status).toBe(403)
  })

  test('is taken back, and asks for roles that there are', async () => {
    const admin = await asDemo('electronics')
    const officer = await browse('POST', '/invitations', admin, { name: '甲', roles: ['officer'] })
    expect([officer.status, officer.body.code]).toEqual([422, 'IDENTITY_ROLE'])
    const made = await browse('POST', '/invitations', admin, { name: '甲', roles: ['customsClerk'] })
    const { items } = (await browse('GET', '/invitations', admin)).body as { items: { id: string }[] }
    expect(items.map(({ id }) => id)).toContain(made.body.id)
    const foreign = await asDemo('toys')
    expect((await browse('DELETE', `/invitations/${made.body.id}`, foreign)).status).toBe(404)
    expect((await browse('DELETE', `/invitations/${made.body.id}`, admin)).status).toBe(204)
    expect((await browse('DELETE', `/invitations/${made.body.id}`, admin)).status).toBe(404)
    expect((await use(secretOf(made.body), 'somebody')).status).toBe(410)
  })

  test('takes a person of another organisation in as who they are', async () => {
    const [admin, elsewhere] = [await asDemo('toys'), await asDemo('lamps')]
    const made = await browse('POST', '/invitations', admin, { name: '兼职', roles: ['customsClerk'] })
    const body = { secret: secretOf(made.body) }
    const joined = await browse('POST', '/invitation/join', elsewhere, body)
    expect(joined.body.organisation).toBe(world.account('toys').organisation)
    const session = (await browse('GET', '/session', elsewhere)).body as { organisations: object[]; person: string }
    expect(session.organisations).toHaveLength(2)
    // Neither of the two sets their password alone.
    const reset = await browse('POST', `/people/${session.person}/reset`, admin, {})
    expect([reset.status, reset.body.code]).toEqual([409, 'IDENTITY_ELSEWHERE'])
  })
})

describe('a membership', () => {
  test('that is taken away in the middle of a session ends it at once, and the person’s token with it', async () => {
    const admin = await asDemo('furniture')
    const { id, cookie } = await newcomer(
      admin,
      'leaver',
      ['customsClerk', 'administrator'],
      await asDemo('furniture-signer'),
    )
    expect((await browse('GET', '/filings', cookie)).status).toBe(200)
    const open = await browse('POST', '/invitations', cookie, { name: '乙', roles: ['customsClerk'] })
    expect((await browse('DELETE', `/people/${id}`, admin)).status).toBe(204)
    expect((await browse('GET', '/filings', cookie)).status).toBe(401)
    expect(await signIn({ login: 'leaver', password: words })).toBe('')
    expect((await use(secretOf(open.body), 'late')).status).toBe(410)
    expect((await people(admin)).map(({ login }) => login)).not.toContain('leaver')
    expect((await browse('DELETE', `/people/${id}`, admin)).status).toBe(404)
  })

  test('with other roles counts from the next sign-in, and the old ones no longer', async () => {
    const admin = await asDemo('furniture')
    const { id, cookie } = await newcomer(admin, 'climber', ['customsClerk'])
    const proposed = await browse('PUT', `/people/${id}/roles`, admin, { roles: ['administrator'] })
    expect([proposed.status, (await browse('GET', '/session', cookie)).status]).toEqual([202, 200])
    expect((await confirm(await asDemo('furniture-signer'), proposed)).status).toBe(204)
    expect((await browse('GET', '/session', cookie)).status).toBe(401)
    const again = await signIn({ login: 'climber', password: words })
    expect((await browse('GET', '/people', again)).status).toBe(200)
    expect((await browse('POST', '/filings', again, {})).status).not.toBe(200)
  })

  test('of the last administrator stays, also where two remove each other at once', async () => {
    const first = await asDemo('paper')
    const all = await people(first)
    const own = all.find(({ login }) => login === 'paper')!.id
    const other = all.find(({ login }) => login === 'paper-signer')!.id
    expect((await browse('DELETE', `/people/${other}`, first)).status).toBe(204)
    expect((await browse('DELETE', `/people/${own}`, first)).body.code).toBe('IDENTITY_LAST_ADMINISTRATOR')
    const roles = await browse('PUT', `/people/${own}/roles`, first, { roles: ['customsClerk'] })
    expect(roles.body.code).toBe('IDENTITY_LAST_ADMINISTRATOR')
    // Alone, they are not locked up: the platform's administrator of security is the second person.
    const security = await asDemo('security')
    const { id, cookie: second } = await newcomer(first, 'second-admin', ['administrator'], security)
    const both = await Promise.all([
      browse('DELETE', `/people/${id}`, first),
      browse('DELETE', `/people/${own}`, second),
    ])
    expect(both.filter(({ status }) => status === 204)).toHaveLength(1)
  })

  test('of another organisation is not found', async () => {
    const [admin, foreign] = [await asDemo('furniture'), await asDemo('bags')]
    const [{ id }] = await people(admin)
    for (const [method, path, body] of [
      ['DELETE', `/people/${id}`, undefined],
      ['PUT', `/people/${id}/roles`, { roles: ['customsClerk'] }],
      ['POST', `/people/${id}/reset`, {}],
    ] as const)
      expect((await browse(method, path, foreign, body)).status).toBe(404)
  })
})

describe('a forgotten password', () => {
  test('is set anew by a link, once; every session is over and other links with it', async () => {
    const admin = await asDemo('shoes')
    const { id, cookie } = await newcomer(admin, 'forgetful', ['customsClerk'])
    const [one, two] = [
      await browse('POST', `/people/${id}/reset`, admin, {}),
      await browse('POST', `/people/${id}/reset`, admin, {}),
    ]
    const taken = await use(secretOf(one.body), 'ignored', 'another four unrelated words')
    expect(taken.body).toEqual({ login: 'forgetful' })
    expect((await browse('GET', '/session', cookie)).status).toBe(401)
    expect((await use(secretOf(two.body), 'ignored', words)).status).toBe(410)
    expect(await signIn({ login: 'forgetful', password: words })).toBe('')
    expect(await signIn({ login: 'forgetful', password: 'another four unrelated words' })).not.toBe('')
  })
})

test('the operator invites the first person of an organisation at the shell, and nobody else may', async () => {
  const { name, creditCode, customsCode } = exampleRegistration.head
  const json = { party: 'enterprise', name, creditCode, customsCode }
  expect((await world.ask('/api/v1/organisations', { json, token: world.account('security').token })).status).toBe(201)
  const said = await world.command(['invite', creditCode, '--name', '厂长', '--json'])
  expect([said.status, said.err]).toEqual([0, ''])
  const made = JSON.parse(said.out) as { link: string; proposal: { id: string; hash: string } }
  expect((await use(secretOf(made), 'director')).status).toBe(410)
  expect((await world.command(['confirm'])).out).toContain(made.proposal.hash)
  expect((await world.command(['confirm', made.proposal.id, made.proposal.hash])).status).toBe(0)
  expect((await use(secretOf(made), 'director')).status).toBe(200)
  const cookie = await signIn({ login: 'director', password: words })
  expect((await people(cookie)).map((one) => one.name)).toEqual(['厂长'])
  const again = await world.command(['reset', 'director', '--json'])
  expect((await use(secretOf(JSON.parse(again.out)), '', 'another four unrelated words')).status).toBe(400)
  expect((await use(secretOf(JSON.parse(again.out)), 'director', 'another four unrelated words')).status).toBe(200)
  const asClerk = { json: { login: 'director' }, token: world.account('toys').token }
  expect((await world.ask('/api/v1/resets', asClerk)).status).toBe(403)
  expect((await world.command(['invite', '没有这家', '--name', '甲'])).status).toBe(1)
})

test('each act stands in the log of the organisation, with who did it and to whom; no secret does', async () => {
  const { organisation } = world.account('furniture')
  const log = await leavesOf(world, organisation)
  const kinds = log.map(({ act }) => act)
  for (const act of ['invited', 'joined', 'memberRemoved', 'roles', 'signIn'])
    expect(kinds).toContain(`identity.${act}`)
  const removed = log.find(({ act }) => act === 'identity.memberRemoved')!
  expect(removed.actor_id).not.toBe(removed.subject)
  expect(JSON.stringify(log)).not.toContain(words)
  // Hashes of what was confirmed stand there; secrets of links would be of this length.
  expect(JSON.stringify(log)).not.toMatch(/"[\w-]{43}"/)
})
