/** SM2 证书: sign-in and step-up by a signed challenge (S2.5, S17), on the real server, with a software key. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KeyUsageFlags } from '@peculiar/asn1-x509'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Holder, rootOf } from './authority.ts'
import { behind, browseOn, leavesOf, proofOf } from './browse.ts'
import { World } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'jm-sm2-'))
const [rootsFile, listFolder] = [join(folder, 'roots.pem'), join(folder, 'crl')]
mkdirSync(listFolder)
const root = rootOf('测试根')
const middle = root.certify(new Holder('测试中级'), { isAuthority: true })
const put = (name: string, text: string) => writeFileSync(join(listFolder, name), text)
const putLists = (revoked: readonly Holder[] = []) => {
  put('root.crl', root.revocations([]))
  put('middle.crl', middle.revocations(revoked))
}
writeFileSync(rootsFile, root.certificate)
putLists()

const world = new World({ JIAMAO_SM2_ROOTS: rootsFile, JIAMAO_SM2_CRL: listFolder })
const browse = browseOn(world)
beforeAll(() => world.start(), 120_000)
afterAll(async () => {
  await world.end()
  rmSync(folder, { recursive: true })
})

const signIn = (login: string) => browse('POST', '/session', '', proofOf(world.account(login)))
const challenge = async (path = '/session/certificate/challenge', cookie = '') =>
  (await browse('POST', path, cookie, {})).body.challenge as string
const person = (name: string, said = {}) => middle.certify(new Holder(name), said)
/** With the authority between it and the root. */
const withMiddle = (holder: Holder) => `${holder.certificate}${middle.certificate}`
const answerOf = (holder: Holder, text: string, more = {}) =>
  holder.answer(text, { certificate: withMiddle(holder), ...more })
const enter = async (holder: Holder, more = {}) =>
  browse('POST', '/session/certificate', '', answerOf(holder, await challenge(), more))
const bind = async (holder: Holder, cookie: string) =>
  browse('POST', '/certificates', cookie, answerOf(holder, await challenge('/certificates/challenge', cookie)))
const reasonOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.reason]

/** Binds a new certificate to the account of a login. @returns the key, and the session that goes on */
async function bound(login: string, name: string) {
  const holder = person(name)
  const said = await bind(holder, (await signIn(login)).cookie)
  expect(said.status).toBe(200)
  return { holder, cookie: said.cookie }
}

describe('a certificate', () => {
  test('is bound by who has its key, signs them in without a password, proves them again, and is forgotten', async () => {
    const { holder, cookie } = await bound('electronics', '张三')
    const [listed] = (await browse('GET', '/certificates', cookie)).body.items as { id: string; subject: string }[]
    expect(listed).toMatchObject({ subject: 'CN=张三', serial: holder.serial, usedAt: null })
    const came = await enter(holder)
    expect([came.status, came.body.login]).toEqual([200, 'electronics'])
    // As hardware keys give it: r and s, without a form around them.
    expect((await enter(holder, { der: false })).status).toBe(200)
    await behind(world, `update platform.session set proved_at = now() - interval '6 minutes' where ended_at is null`)
    const risky = () => browse('POST', '/invitations', came.cookie, { name: '甲', roles: ['customsClerk'] })
    expect((await risky()).body.means).toEqual(['certificate'])
    const byPassword = { password: world.account('electronics').password }
    expect((await browse('POST', '/session/proof', came.cookie, byPassword)).body.code).toBe('IDENTITY_STEP_UP_MEANS')
    const certificate = answerOf(holder, await challenge('/session/proof/certificate', came.cookie))
    const proved = await browse('POST', '/session/proof', came.cookie, { certificate })
    expect(proved.status).toBe(200)
    const gone = await browse('DELETE', `/certificates/${listed.id}`, proved.cookie)
    expect(gone.status).toBe(200)
    expect((await enter(holder)).body.code).toBe('IDENTITY_CERTIFICATE_UNKNOWN')
    expect((await signIn('electronics')).status).toBe(200)
    const acts = (await leavesOf(world, world.account('electronics').organisation)).map(({ act }) => act)
    expect(acts).toEqual(expect.arrayContaining(['identity.certificateBound', 'identity.certificateForgotten']))
  })

  test('ends the person’s other sessions when it is bound, asks for a fresh proof, and is one person', async () => {
    const [here, there] = [await signIn('shoes'), await signIn('shoes')]
    const holder = person('李四')
    await behind(world, `update platform.session set proved_at = now() - interval '6 minutes' where ended_at is null`)
    expect((await bind(holder, here.cookie)).body.code).toBe('IDENTITY_STEP_UP')
    const fresh = await signIn('shoes')
    const said = await bind(holder, fresh.cookie)
    expect(said.status).toBe(200)
    expect((await browse('GET', '/session', there.cookie)).status).toBe(401)
    expect((await bind(holder, (await signIn('lamps')).cookie)).body.code).toBe('IDENTITY_CERTIFICATE_TAKEN')
  })

  test('makes the password alone too little', async () => {
    const { holder } = await bound('bags', '王五')
    const downgraded = await signIn('bags')
    expect([downgraded.status, downgraded.body.code, downgraded.cookie]).toEqual([401, 'IDENTITY_STRONGER_NEEDED', ''])
    const guessed = await browse('POST', '/session', '', { login: 'bags', password: 'not the password at all' })
    expect(guessed.body.code).toBe('IDENTITY_SIGN_IN_FAILED')
    expect((await enter(holder)).status).toBe(200)
  })
})

describe('what is refused', () => {
  let holder: Holder
  let cookie: string
  beforeAll(async () => {
    ;({ holder, cookie } = await bound('toys', '赵六'))
  })
  // All come from one source, which is slowed after twenty.
  beforeEach(() => behind(world, 'delete from platform.sign_in_failure'))

  test('a challenge that was used, also at once, is out of date, or is for another purpose or person', async () => {
    const send = (answer: object) => browse('POST', '/session/certificate', '', answer)
    const answer = answerOf(holder, await challenge())
    const both = await Promise.all([send(answer), send(answer)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422])
    expect(reasonOf(await send(answer))).toEqual([422, 'challenge'])
    const late = answerOf(holder, await challenge())
    const minutes = await behind<{ seconds: number }>(
      world,
      `select extract(epoch from max(expires_at) - now())::int as seconds from platform.challenge`,
    )
    expect(minutes[0].seconds).toBeLessThanOrEqual(120)
    await behind(world, `update platform.challenge set expires_at = now()`)
    expect(reasonOf(await send(late))).toEqual([422, 'challenge'])
    const forProof = answerOf(holder, await challenge('/session/proof/certificate', cookie))
    expect(reasonOf(await send(forProof))).toEqual([422, 'challenge'])
    const forAnother = await challenge('/session/proof/certificate', (await signIn('lamps')).cookie)
    const proof = { certificate: answerOf(holder, forAnother) }
    expect(reasonOf(await browse('POST', '/session/proof', cookie, proof))).toEqual([422, 'challenge'])
  })

  test('a challenge of another origin, one that was changed, and one that nobody gave', async () => {
    const text = await challenge()
    expect(text).toMatch(
      /^jiamao SM2 challenge\npurpose: signIn\norigin: http:\/\/localhost:\d+\ntime: .+\nnonce: [\w-]{43}$/,
    )
    const elsewhere = text.replace(world.address(), 'https://evil.example')
    for (const one of [elsewhere, `${text}\norigin: https://evil.example`, 'origin: x', text.replace('signIn', 'bind')])
      expect(reasonOf(await browse('POST', '/session/certificate', '', answerOf(holder, one)))).toEqual([
        422,
        'challenge',
      ])
  })

  test('a signature by another key, over something else, or that is none; the challenge is gone with it', async () => {
    const text = await challenge()
    const other = person('赵六')
    const send = (answer: object) => browse('POST', '/session/certificate', '', answer)
    const forged = { ...answerOf(other, text), certificate: withMiddle(holder) }
    expect(reasonOf(await send(forged))).toEqual([422, 'signature'])
    expect(reasonOf(await send(answerOf(holder, text)))).toEqual([422, 'challenge'])
    for (const signature of [
      '',
      'AAAA',
      Buffer.alloc(64).toString('base64'),
      Buffer.alloc(72, 0xff).toString('base64'),
    ]) {
      const said = await send({ ...answerOf(holder, await challenge()), signature })
      expect([signature, [400, 422].includes(said.status)]).toEqual([signature, true])
    }
  })

  test('a certificate that certified itself, of an unknown root, or by somebody who may not certify', async () => {
    const selfMade = new Holder('赵六')
    selfMade.certify(selfMade)
    const foreign = rootOf('测试根').certify(new Holder('赵六'))
    const byPerson = holder.certify(new Holder('赵六'))
    const send = async (one: Holder, certificate: string) =>
      reasonOf(await browse('POST', '/session/certificate', '', one.answer(await challenge(), { certificate })))
    expect(await send(selfMade, selfMade.certificate)).toEqual([422, 'untrusted'])
    expect(await send(foreign, foreign.certificate)).toEqual([422, 'untrusted'])
    expect(await send(byPerson, `${byPerson.certificate}${withMiddle(holder)}`)).toEqual([422, 'untrusted'])
    // Without the authority between it and the root nothing leads there.
    expect(await send(holder, holder.certificate)).toEqual([422, 'untrusted'])
    const bare = middle.certify(new Holder('无权中级'), { isAuthority: true, usage: KeyUsageFlags.cRLSign })
    const under = bare.certify(new Holder('赵六'))
    expect(await send(under, `${under.certificate}${bare.certificate}${middle.certificate}`)).toEqual([
      422,
      'untrusted',
    ])
    expect(await send(holder, 'not a certificate')).toEqual([422, 'unreadable'])
    const strange = middle.certify(new Holder('赵六'), { critical: '1.2.3.4' })
    expect(await send(strange, withMiddle(strange))).toEqual([422, 'unreadable'])
  })

  test('a certificate out of its days, for another use, or of an authority, although it was bound', async () => {
    const day = 86_400_000
    const tried = async (said: object) => reasonOf(await enter(person('钱七', said)))
    expect(await tried({ to: new Date(Date.now() - 1_000) })).toEqual([422, 'time'])
    expect(await tried({ from: new Date(Date.now() + day) })).toEqual([422, 'time'])
    expect(await tried({ usage: KeyUsageFlags.keyEncipherment })).toEqual([422, 'usage'])
    expect(await tried({ usage: KeyUsageFlags.digitalSignature, isAuthority: true })).toEqual([422, 'usage'])
    expect(await tried({ purposes: ['1.3.6.1.5.5.7.3.1'] })).toEqual([422, 'usage'])
    expect((await enter(person('钱七', { purposes: ['1.3.6.1.5.5.7.3.2'] }))).body.code).toBe(
      'IDENTITY_CERTIFICATE_UNKNOWN',
    )
  })

  test('a certificate that was revoked; and all of them while a list is missing, out of date, or forged', async () => {
    expect((await enter(holder)).status).toBe(200)
    putLists([holder])
    expect(reasonOf(await enter(holder))).toEqual([422, 'revoked'])
    put('middle.crl', middle.revocations([], new Date(Date.now() - 1_000)))
    expect(reasonOf(await enter(holder))).toEqual([422, 'stale'])
    put('middle.crl', rootOf('测试中级').revocations([]))
    expect(reasonOf(await enter(holder))).toEqual([422, 'stale'])
    put('middle.crl', 'nothing')
    expect(reasonOf(await enter(holder))).toEqual([422, 'stale'])
    putLists()
    put('root.crl', '')
    expect(reasonOf(await enter(holder))).toEqual([422, 'stale'])
    putLists()
    expect((await enter(holder)).status).toBe(200)
  })

  test('is counted: who tries on and on waits', async () => {
    const answer = holder.answer('a guess')
    const tries = []
    for (let i = 0; i < 21; i++) tries.push((await browse('POST', '/session/certificate', '', answer)).status)
    expect(tries).toEqual([...Array.from({ length: 20 }, () => 422), 429])
  })
})
