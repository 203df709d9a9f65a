/** Risky acts ask for a fresh proof (S2.7); two processes on one database know the same of everybody. */
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ask } from '../database.ts'
import { browseOn, confirming, proofOf } from './browse.ts'
import { World } from './world.ts'

const name = `two_${process.pid}`
const socket = inject('servers').packaged
const url = `postgres://jiamao@${encodeURIComponent(socket)}/${name}`
const admin = { host: socket, port: 5432, user: 'jiamao', database: 'postgres' }
const world = new World({ DATABASE_URL: url })
const other = new World({ DATABASE_URL: url, JIAMAO_COUNTERPARTS: 'off' })
const [browse, elsewhere] = [browseOn(world), browseOn(other)]
beforeAll(async () => {
  await ask(admin, `create database ${name}`)
  await world.start()
  await other.start()
}, 120_000)
afterAll(async () => {
  await other.end()
  await world.end()
  await ask(admin, `drop database ${name} with (force)`)
})

const signIn = (login: string, code?: string) =>
  browse('POST', '/session', '', { ...proofOf(world.account(login)), ...(code ? { code } : {}) })
const invite = (cookie: string) => browse('POST', '/invitations', cookie, { name: '甲', roles: ['customsClerk'] })
const prove = (cookie: string, proof: object) => browse('POST', '/session/proof', cookie, proof)
/** Lets so many seconds pass for a person's proofs. */
const grow = (login: string, seconds: number) =>
  ask(
    { ...admin, database: name },
    `update platform.session s set proved_at = now() - make_interval(secs => $2) from platform.login l
      where l.person_id = s.person_id and l.name = $1 and s.ended_at is null`,
    [login, seconds],
  )
const codeOf = (secret: string, ms = Date.now()) =>
  new TOTP({ digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({ timestamp: ms })

describe('a risky act', () => {
  test('is done with a proof of under five minutes, refused after, and done again under a new secret', async () => {
    const { cookie } = await signIn('electronics')
    await grow('electronics', 290)
    expect((await invite(cookie)).status).toBe(201)
    await grow('electronics', 302)
    const refused = await invite(cookie)
    expect([refused.status, refused.body.code, refused.body.means]).toEqual([403, 'IDENTITY_STEP_UP', ['password']])
    expect((await browse('GET', '/people', cookie)).status).toBe(200)
    expect((await prove(cookie, { password: 'a guess' })).body.code).toBe('IDENTITY_PASSWORD_WRONG')
    expect((await prove(cookie, { code: '000000' })).body.code).toBe('IDENTITY_STEP_UP_MEANS')
    const proved = await prove(cookie, { password: world.account('electronics').password })
    expect(proved.status).toBe(200)
    expect((await browse('GET', '/session', cookie)).status).toBe(401)
    expect((await invite(proved.cookie)).status).toBe(201)
  })

  test('does not take the password of who has a second factor, and a code once only, at two processes too', async () => {
    const first = await signIn('toys')
    const { secret } = (await browse('POST', '/second-factor', first.cookie, {})).body as { secret: string }
    const now = Date.now()
    const { cookie } = await browse('PUT', '/second-factor', first.cookie, { code: codeOf(secret, now) })
    await grow('toys', 400)
    expect((await invite(cookie)).body.means).toEqual(['code'])
    const byPassword = await prove(cookie, { password: world.account('toys').password })
    expect(byPassword.body.code).toBe('IDENTITY_STEP_UP_MEANS')
    const code = codeOf(secret, now + 30_000)
    const both = await Promise.all([prove(cookie, { code }), elsewhere('POST', '/session/proof', cookie, { code })])
    const [taken, refused] = both.map(({ status }) => status).sort()
    expect(taken).toBe(200)
    // The proof gives a new cookie: who comes later finds the code used (422), or already the old session gone (401).
    expect([401, 422]).toContain(refused)
  })

  test('is not for a page that only switched the organisation: the proof keeps its age', async () => {
    const { cookie, body } = await signIn('lamps')
    await grow('lamps', 400)
    const again = await browse('POST', '/session/organisation', cookie, { organisation: body.organisation })
    expect((await invite(again.cookie)).body.code).toBe('IDENTITY_STEP_UP')
  })
})

describe('a filing whose type marks an act as risky', () => {
  test('asks the person for a proof, and neither another type nor a program', async () => {
    const { cookie } = await signIn('paper')
    const open = async (type: string) =>
      (await browse('POST', `/filings/enterprise.${type}`, cookie, { head: { book: 'C520720A0001' } })).body
        .id as string
    const [report, handbook] = [await open('write-off.report'), await open('handbook.establish')]
    await grow('paper', 400)
    const seen = { 'if-match': '"1"' }
    const submit = (id: string, own = cookie) => browse('POST', `/filings/${id}/submit`, own, {}, seen)
    expect((await submit(report)).body.code).toBe('IDENTITY_STEP_UP')
    const atOnce = await browse('POST', '/filings/enterprise.write-off.report?submit=true', cookie, {})
    expect(atOnce.body.code).toBe('IDENTITY_STEP_UP')
    const withdraw = { reason: '不再需要' }
    expect((await browse('POST', `/filings/${report}/withdraw`, cookie, withdraw)).body.code).toBe('IDENTITY_STEP_UP')
    expect((await submit(handbook)).status).toBe(422)
    const program = { ...seen, authorization: `Bearer ${world.account('paper').token}` }
    const byToken = await browse('POST', '/filings/enterprise.write-off.report?submit=true', '', {}, program)
    expect(byToken.body.code).not.toBe('IDENTITY_STEP_UP')
    const proved = await prove(cookie, { password: world.account('paper').password })
    expect((await submit(report, proved.cookie)).body.code).not.toBe('IDENTITY_STEP_UP')
  })
})

describe('two processes', () => {
  test('count failures together: five are free, whichever is asked', async () => {
    const wrong = { login: 'bags', password: 'not the password at all' }
    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, i) => (i % 2 ? browse : elsewhere)('POST', '/session', '', wrong)),
    )
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  test('know of a role that was taken, and of a sign-out, at once', async () => {
    const admin = await signIn('shoes')
    const made = await invite(admin.cookie)
    const proof = { login: 'climber', password: 'four quite unrelated words' }
    await browse('POST', '/invitation/take', '', { secret: String(made.body.link).split('#')[1], ...proof })
    const climber = await elsewhere('POST', '/session', '', proof)
    const person = climber.body.person as string
    expect((await elsewhere('GET', '/people', climber.cookie)).status).toBe(403)
    const roles = ['customsClerk', 'administrator']
    const proposed = await browse('PUT', `/people/${person}/roles`, admin.cookie, { roles })
    expect((await confirming(elsewhere)((await signIn('shoes-signer')).cookie, proposed)).status).toBe(204)
    expect((await elsewhere('GET', '/session', climber.cookie)).status).toBe(401)
    const again = await elsewhere('POST', '/session', '', proof)
    expect((await elsewhere('GET', '/people', again.cookie)).status).toBe(200)
    await browse('PUT', `/people/${person}/roles`, admin.cookie, { roles: ['customsClerk'] })
    expect((await elsewhere('GET', '/people', again.cookie)).status).toBe(401)
    await elsewhere('DELETE', '/session', admin.cookie)
    expect((await browse('GET', '/session', admin.cookie)).status).toBe(401)
  })
})
