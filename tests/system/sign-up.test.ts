/** 入驻. An enterprise applies with evidence, the operator decides, the applicant comes in by the link that they hold. */
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { behind, browseOn, confirming, leavesOf, proofOf } from './browse.ts'
import { World } from './world.ts'

const world = new World({ JIAMAO_TRUST_PROXY: '127.0.0.1' })
const browse = browseOn(world)
let operator = ''
let second = ''
beforeAll(async () => {
  await world.start()
  operator = (await browse('POST', '/session', '', proofOf(world.account('security')))).cookie
  second = (await browse('POST', '/session', '', proofOf(world.account('security-2')))).cookie
})
afterAll(() => world.end())

const { name, creditCode, customsCode } = exampleRegistration.head
const pdf = Buffer.from('%PDF-1.7\n%a licence').toString('base64')
const given = { name, creditCode, customsCode, contact: '厂长', phone: '0769-8888 0000', evidence: pdf }
const apply = (more: object = {}, from = '192.0.2.1') =>
  browse('POST', '/sign-up', '', { ...given, ...more }, { 'x-forwarded-for': from })
const secretOf = (link: unknown) => String(link).split('#')[1]
const look = async (secret: string) => (await browse('POST', '/sign-up/look', '', { secret })).body
const waiting = async () => (await browse('GET', '/sign-ups', operator)).body.items as { id: string; known: string }[]

test('an enterprise is taken in once, by the secret that it got when it applied', async () => {
  const applied = await apply()
  expect([applied.status, applied.body.link]).toEqual([201, expect.stringMatching(/\/sign-up#[\w-]{43}$/)])
  const secret = secretOf(applied.body.link)
  expect(await look(secret)).toMatchObject({ name, state: 'open', reason: null })
  expect((await browse('POST', '/invitation/look', '', { secret })).status).toBe(410)
  const [{ id }] = await waiting()
  const evidence = await fetch(`${world.address()}/api/v1/sign-ups/${id}/evidence`, {
    headers: { cookie: operator },
  })
  expect(evidence.headers.get('content-type')).toBe('application/pdf')
  expect(evidence.headers.get('content-disposition')).toContain('attachment')
  expect(evidence.headers.get('content-security-policy')).toBe('sandbox')
  expect(Buffer.from(await evidence.arrayBuffer()).toString('base64')).toBe(pdf)

  const both = await Promise.all([1, 2].map(() => browse('POST', `/sign-ups/${id}/approval`, operator, {})))
  expect(both.map(({ status }) => status).sort()).toEqual([202, 409])
  expect(await look(secret)).toMatchObject({ state: 'open' })
  const proposed = both.find(({ status }) => status === 202)!
  expect((await confirming(browse)(operator, proposed)).body.code).toBe('PROPOSAL_OWN')
  const confirmed = await Promise.all([1, 2].map(() => confirming(browse)(second, proposed)))
  expect(confirmed.map(({ status }) => status).sort()).toEqual([204, 409])
  expect(await look(secret)).toMatchObject({ state: 'approved' })
  const proof = { login: 'director', password: 'four quite unrelated words' }
  expect((await browse('POST', '/invitation/take', '', { secret, ...proof })).status).toBe(200)
  const { body, cookie } = await browse('POST', '/session', '', proof)
  expect(body).toMatchObject({ organisationName: name, roles: ['customsClerk', 'signer', 'administrator'] })
  expect((await browse('GET', '/people', cookie)).status).toBe(200)
  const acts = (await leavesOf(world, String(body.organisation))).map(({ act }) => act)
  expect(acts).toEqual(expect.arrayContaining(['identity.signUpApproved', 'identity.invited', 'identity.joined']))
})

test('one that is turned down reads the reason, and never comes in by its link', async () => {
  const { body } = await apply({ customsCode: '' })
  const [{ id, known }] = await waiting()
  expect(known).toBe(name)
  const refusal = { reason: '执照照片看不清' }
  const proposed = await browse('POST', `/sign-ups/${id}/approval`, operator, {})
  expect((proposed.body.proposal as { difference: object }).difference).toMatchObject({ facts: { known: name } })
  expect((await browse('POST', `/sign-ups/${id}/refusal`, operator, refusal)).status).toBe(204)
  expect((await confirming(browse)(second, proposed)).body.code).toBe('PROPOSAL_STALE')
  expect((await browse('POST', `/sign-ups/${id}/approval`, operator, {})).status).toBe(409)
  const secret = secretOf(body.link)
  expect(await look(secret)).toMatchObject({ state: 'refused', ...refusal })
  expect((await browse('POST', '/invitation/look', '', { secret })).status).toBe(410)
})

test('is for the operator to decide, who has proved who they are', async () => {
  await apply()
  const [{ id }] = await waiting()
  const { cookie } = await browse('POST', '/session', '', proofOf(world.account('toys')))
  for (const [method, path] of [
    ['GET', '/sign-ups'],
    ['GET', `/sign-ups/${id}/evidence`],
    ['POST', `/sign-ups/${id}/approval`],
  ] as const)
    expect((await browse(method, path, cookie)).status).toBe(403)
  await behind(world, `update platform.session set proved_at = now() - interval '6 minutes'`)
  expect((await browse('POST', `/sign-ups/${id}/approval`, operator, {})).body.code).toBe('IDENTITY_STEP_UP')
})

test('takes no wrong code, no other file, nothing too large, and few from one source', async () => {
  const code = async (more: object, from: string) => (await apply(more, from)).body.code
  expect(await code({ creditCode: '91441900MA00000011' }, '192.0.2.9')).toBe('ID_CREDIT_CODE')
  const page = Buffer.from('<html><script>alert(1)</script>').toString('base64')
  expect(await code({ evidence: page }, '192.0.2.9')).toBe('IDENTITY_EVIDENCE')
  const large = Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(2 * 1024 * 1024)])
  expect(await code({ evidence: large.toString('base64') }, '192.0.2.9')).toBe('IDENTITY_EVIDENCE')
  expect((await apply({ evidence: 'A'.repeat(4 * 1024 * 1024) }, '192.0.2.9')).status).toBe(413)
  for (let i = 0; i < 5; i++) expect((await apply({}, '192.0.2.10')).status).toBe(201)
  expect(await code({}, '192.0.2.10')).toBe('IDENTITY_WAIT')
})
