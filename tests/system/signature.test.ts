/** 电子签名 through HTTP: a person's act with a fresh proof; programs file first; replay and other firms get nothing. */
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behind, browseOn, proofOf } from './browse.ts'
import { World } from './world.ts'

const world = new World({ JIAMAO_CLOCK: '2020-01-02' })
const browse = browseOn(world)
let signer: string
let clerk: string
beforeAll(async () => {
  await world.start()
  signer = await signIn('electronics-signer')
  clerk = await signIn('electronics')
}, 120_000)
afterAll(() => world.end())

async function signIn(login: string) {
  return (await browse('POST', '/session', '', proofOf(world.account(login)))).cookie
}
const grow = (login: string) =>
  behind(
    world,
    `update platform.session s set proved_at = now() - interval '400 seconds' from platform.login l
      where l.person_id = s.person_id and l.name = $1 and s.ended_at is null`,
    [login],
  )

const content = (ownNumber: string) => {
  const { customsCode, creditCode, name } = firm
  const named = { customsCode, creditCode, name }
  const { head, ...lists } = exampleHandbook
  return {
    ...lists,
    head: {
      ...head,
      ownNumber,
      operatingEnterprise: named,
      processingEnterprise: { ...head.processingEnterprise, ...named },
    },
  }
}
let firm: { customsCode: string; creditCode: string; name: string }
beforeAll(async () => {
  const { items } = (await browse('GET', '/organisations', clerk)).body as { items: (typeof firm & { id: string })[] }
  firm = items.find(({ id }) => id === world.account('electronics').organisation)!
})

/** What a program files at once, under the clerk's token. */
async function byProgram(ownNumber: string): Promise<string> {
  const { token } = world.account('electronics')
  const path = '/api/v1/filings/enterprise.handbook.establish?submit=true'
  const { status, body } = await world.ask<{ id: string }>(path, { token, json: content(ownNumber) })
  expect([status, body]).toMatchObject([201, {}])
  return body.id
}
const statementOf = async (id: string, cookie = signer) =>
  (await browse('GET', `/filings/${id}/statement`, cookie)).body
const sign = (id: string, hash: unknown, cookie = signer, more = {}) =>
  browse('POST', `/filings/${id}/signature`, cookie, { hash }, more)

describe('what a program files', () => {
  test('is filed first; the officer sees that it is to be countersigned; a person signs it, once', async () => {
    const id = await byProgram('P-1')
    const officer = await signIn('customs')
    expect((await browse('GET', `/filings/${id}`, officer)).body.countersignBy).toMatch(/^2020-01-/)
    const desk = (await browse('GET', '/desk', signer)).body as { matters: { kind: string; filing: string }[] }
    expect(desk.matters).toContainEqual(expect.objectContaining({ kind: 'task.countersign', filing: id }))

    // Neither the clerk, nor a token of anybody, nor an officer.
    expect((await browse('GET', `/filings/${id}/statement`, clerk)).body.code).toBe('NOT_ALLOWED')
    const { hash } = await statementOf(id)
    const token = { authorization: `Bearer ${world.account('electronics-signer').token}` }
    expect((await sign(id, hash, '', token)).body.code).toBe('IDENTITY_NO_SESSION')
    expect((await sign(id, hash, clerk)).body.code).toBe('NOT_ALLOWED')
    expect((await sign(id, hash, officer)).body.code).toBe('NOT_ALLOWED')
    expect((await sign(id, '0'.repeat(64))).body.code).toBe('SIGNATURE_CHANGED')

    expect((await sign(id, hash)).status).toBe(200)
    expect((await sign(id, hash)).body.code).toBe('SIGNATURE_NONE_DUE')
    expect((await browse('GET', `/filings/${id}`, officer)).body.countersignBy).toBeNull()
    const { items } = (await browse('GET', `/filings/${id}/signatures`, officer)).body as { items: object[] }
    expect(items).toMatchObject([{ version: 1, hash, means: 'password', signer: '授权签字人', fits: 'yes' }])
  })

  test('is signed with a proof of under five minutes, and the means of that proof are kept', async () => {
    const id = await byProgram('P-2')
    const { hash } = await statementOf(id)
    await grow('electronics-signer')
    expect((await sign(id, hash)).body.code).toBe('IDENTITY_STEP_UP')
    const proof = { password: world.account('electronics-signer').password }
    signer = (await browse('POST', '/session/proof', signer, proof)).cookie
    const { secret } = (await browse('POST', '/second-factor', signer, {})).body as { secret: string }
    const code = (ms: number) =>
      new TOTP({ digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate({ timestamp: ms })
    const now = Date.now()
    signer = (await browse('PUT', '/second-factor', signer, { code: code(now) })).cookie
    await grow('electronics-signer')
    signer = (await browse('POST', '/session/proof', signer, { code: code(now + 30_000) })).cookie
    expect((await sign(id, hash)).status).toBe(200)
    const { items } = (await browse('GET', `/filings/${id}/signatures`, clerk)).body as { items: object[] }
    expect(items).toMatchObject([{ means: 'code', fits: 'yes' }])
  })

  test('is nothing to another firm’s signer', async () => {
    const id = await byProgram('P-3')
    const { hash } = await statementOf(id)
    const other = await signIn('toys-signer')
    for (const reply of [
      await browse('GET', `/filings/${id}/statement`, other),
      await sign(id, hash, other),
      await browse('GET', `/filings/${id}/signatures`, other),
    ])
      expect([reply.status, reply.body.code]).toEqual([404, 'NOT_FOUND'])
  })
})

test('a draft is signed as it is submitted by who may sign, not under a mandate, and not by another’s hash', async () => {
  const both = { roles: ['customsClerk', 'signer'] }
  const { organisation } = world.account('electronics')
  await behind(
    world,
    `update platform.membership set roles = $2 where organisation_id = $1 and 'signer' = any (roles)`,
    [organisation, both.roles],
  )
  const draft = async (ownNumber: string) =>
    (await browse('POST', '/filings/enterprise.handbook.establish', signer, content(ownNumber))).body.id as string
  const submit = (id: string, signature?: unknown, cookie = signer, more = {}) =>
    browse('POST', `/filings/${id}/submit`, cookie, signature ? { signature } : {}, { 'if-match': '"1"', ...more })
  const [one, two] = [await draft('D-1'), await draft('D-2')]
  const { hash } = await statementOf(one)
  expect((await submit(two, hash)).body.code).toBe('SIGNATURE_CHANGED')
  expect((await submit(one, hash, clerk)).body.code).toBe('NOT_ALLOWED')
  const token = { authorization: `Bearer ${world.account('electronics-signer').token}` }
  expect((await submit(one, hash, '', token)).body.code).toBe('IDENTITY_NO_SESSION')
  await grow('electronics-signer')
  expect((await submit(one, hash)).body.code).toBe('IDENTITY_STEP_UP')
  // Filed first all the same: only the signature asks for the proof.
  expect((await submit(two)).status).toBe(200)
  await behind(world, `update platform.session set proved_at = now() where ended_at is null`)
  expect((await submit(one, hash)).status).toBe(200)
  const detail = (await browse('GET', `/filings/${one}`, signer)).body
  expect([detail.countersignBy, detail.state]).toEqual([null, 'submitted'])
  const { items } = (await browse('GET', `/filings/${one}/history`, clerk)).body as { items: { event: string }[] }
  expect(items.map(({ event }) => event)).toEqual(['open', 'submit', 'stage:signed'])
})
