/** 接口客户端: programs get tokens by OAuth2 client credentials, and scopes narrow what these do (S2.8), on the real server. */
import { exampleHandbook } from '@jiamao/modules/enterprise/handbook/example'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { behind, browseOn, leavesOf, proofOf } from './browse.ts'
import { World } from './world.ts'

const world = new World()
const browse = browseOn(world)
let cookie: string
let own: string
beforeAll(async () => {
  await world.start()
  own = world.account('electronics').organisation
  cookie = (await browse('POST', '/session', '', proofOf(world.account('electronics')))).cookie
}, 120_000)
afterAll(() => world.end())

const establish = 'enterprise.handbook.establish'
const all = ['read', 'write', 'submit'].map((act) => `${establish}:${act}`)
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
interface Made {
  readonly id: string
  readonly secret: string
}
const register = (scopes: readonly string[] = all, more: object = {}, by = cookie) =>
  browse('POST', '/clients', by, { name: 'ERP', scopes, until: inDays(90), ...more })
const made = async (scopes?: readonly string[]) => (await register(scopes)).body as unknown as Made

interface Grant {
  readonly access_token: string
  readonly expires_in: number
  readonly scope: string
  readonly error: string
}
async function grant(form: Record<string, string> | string, headers: Record<string, string> = {}) {
  const reply = await fetch(`${world.address()}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form),
  })
  return { status: reply.status, headers: reply.headers, body: (await reply.json()) as Grant }
}
const grant_type = 'client_credentials'
const byPost = ({ id, secret }: Made, more = {}) => grant({ grant_type, client_id: id, client_secret: secret, ...more })
const basic = ({ id, secret }: Made) => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
})
const tokenOf = async (client: Made, more = {}) => (await byPost(client, more)).body.access_token
const call = (token: string, path: string, json?: unknown) =>
  world.ask<{ code: string; scope: string; id: string; items: Record<string, unknown>[]; person: string }>(
    `/api/v1${path}`,
    { token, ...(json ? { json } : {}) },
  )

describe('a client', () => {
  test('is registered by the administrator alone, with scopes that there are, for a year at most', async () => {
    const { status, body } = await register()
    expect(status).toBe(201)
    expect(body.secret).toMatch(/^jms_[\w-]{43}$/)
    const refused = async (scopes: readonly string[], more: object = {}) => (await register(scopes, more)).body.code
    expect(await refused(['enterprise.handbook.establish:decide'])).toBe('CLIENT_SCOPE')
    expect(await refused(['commerce.writeoff-opinion:write'])).toBe('CLIENT_SCOPE')
    expect(await refused(all, { until: inDays(367) })).toBe('CLIENT_END')
    expect(await refused(all, { until: inDays(-2) })).toBe('CLIENT_END')
    expect(await refused(all, { until: '2027-02-30' })).toBe('CLIENT_END')
    const officer = await browse('POST', '/session', '', proofOf(world.account('customs-2')))
    expect((await register(all, {}, officer.cookie)).body.code).toBe('NOT_ALLOWED')
    const [row] = await behind<{ found: boolean }>(
      world,
      `select exists (select from platform.api_secret where hash::text like '%' || $1 || '%' or hint = $1) as found`,
      [body.secret],
    )
    expect(row.found).toBe(false)
  })

  test('gets a short-lived token in both ways of RFC 6749, and stands in the log under its own name', async () => {
    const client = await made()
    for (const said of [await byPost(client), await grant({ grant_type }, basic(client))]) {
      expect(said.status).toBe(200)
      expect(said.body).toMatchObject({ token_type: 'Bearer', expires_in: 1800, scope: all.join(' ') })
      expect(said.body.access_token).toMatch(/^jm_[\w-]{43}$/)
      expect(said.headers.get('cache-control')).toBe('no-store')
    }
    const token = await tokenOf(client)
    const me = await call(token, '/me')
    expect([me.body.person, me.status]).toEqual([client.id, 200])
    const draft = await call(token, `/filings/${establish}`, exampleHandbook)
    expect(draft.status).toBe(201)
    const [leaf] = await behind<{ actor_id: string }>(
      world,
      `select actor_id from platform.audit where enterprise_id = $1 and subject = $2 order by at limit 1`,
      [own, draft.body.id],
    )
    expect(leaf.actor_id).toBe(client.id)
    const leaves = (await leavesOf(world, own)).filter(({ subject, actor_id }) =>
      [subject, actor_id].includes(client.id),
    )
    expect(leaves.map(({ act }) => act)).toEqual([
      'identity.clientRegistered',
      ...Array.from({ length: 3 }, () => 'identity.clientToken'),
    ])
    const listed = (await browse('GET', '/clients', cookie)).body.items as { id: string; usedAt: string | null }[]
    expect(listed.find(({ id }) => id === client.id)?.usedAt).toBeTruthy()
    const people = (await browse('GET', '/people', cookie)).body.items as { id: string }[]
    expect(people.map(({ id }) => id)).not.toContain(client.id)
    const colleagues = (await browse('GET', '/colleagues', cookie)).body.items as { id: string }[]
    expect(colleagues.map(({ id }) => id)).not.toContain(client.id)
  })

  test('is told what is wrong in the words of RFC 6749', async () => {
    const client = await made()
    const other = await made()
    const said = async (form: Record<string, string> | string, headers = {}) => {
      const { status, body } = await grant(form, headers)
      return [status, body.error]
    }
    const form = { grant_type, client_id: client.id, client_secret: client.secret }
    expect(await said({})).toEqual([400, 'invalid_request'])
    expect(await said({ ...form, grant_type: 'password' })).toEqual([400, 'unsupported_grant_type'])
    expect(await said(`grant_type=${grant_type}&scope=a&scope=b`)).toEqual([400, 'invalid_request'])
    expect(await said(form, basic(client))).toEqual([400, 'invalid_request'])
    expect(await said({ grant_type })).toEqual([401, 'invalid_client'])
    expect(await said({ ...form, client_id: other.id })).toEqual([401, 'invalid_client'])
    expect(await said({ ...form, client_id: 'nobody' })).toEqual([401, 'invalid_client'])
    expect(await said({ grant_type, client_id: other.id }, basic(client))).toEqual([401, 'invalid_client'])
    expect(await said({ grant_type }, { authorization: 'Basic %%%' })).toEqual([401, 'invalid_client'])
    expect((await grant({ grant_type })).headers.get('www-authenticate')).toMatch(/^Basic /)
    expect((await world.ask('/oauth/token', { json: form })).body).toMatchObject({ error: 'invalid_request' })
    const { body } = await world.ask('/.well-known/oauth-authorization-server')
    expect(body).toMatchObject({
      issuer: world.address(),
      token_endpoint: `${world.address()}/oauth/token`,
      grant_types_supported: [grant_type],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    })
  })

  test('is slowed where its secret is guessed, and another one goes on', async () => {
    const [guessed, honest] = [await made(), await made()]
    const guess = () => byPost({ ...guessed, secret: 'jms_a-guess' })
    for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(401)
    const { status, headers } = await guess()
    expect([status, Number(headers.get('retry-after')) >= 1]).toEqual([429, true])
    expect((await byPost(guessed)).status).toBe(429)
    expect((await byPost(honest)).status).toBe(200)
  })
})

describe('scopes', () => {
  test('narrow a token to some of the client’s, and never widen it', async () => {
    const client = await made()
    const read = `${establish}:read`
    const narrow = await byPost(client, { scope: read })
    expect(narrow.body.scope).toBe(read)
    const refused = await call(narrow.body.access_token, `/filings/${establish}`, exampleHandbook)
    expect([refused.status, refused.body.code, refused.body.scope]).toEqual([
      403,
      'SCOPE_MISSING',
      `${establish}:write`,
    ])
    expect(refused.headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_scope", scope="${establish}:write"`,
    )
    for (const scope of [`${read} enterprise.item:write`, 'people', `${establish}:decide`])
      expect((await byPost(client, { scope })).body.error).toBe('invalid_scope')
  })

  test('hold for the filing that is meant, for lists of several types, and for what is done at once', async () => {
    const writer = await tokenOf(await made([`${establish}:read`, `${establish}:write`]))
    const { id } = (await call(writer, `/filings/${establish}`, exampleHandbook)).body
    expect((await call(writer, `/filings/${id}`)).status).toBe(200)
    const atOnce = await call(writer, `/filings/${establish}?submit=true`, exampleHandbook)
    expect(atOnce.body).toMatchObject({ code: 'SCOPE_MISSING', scope: `${establish}:submit` })
    const submit = await world.ask(`/api/v1/filings/${id}/submit`, {
      token: writer,
      method: 'POST',
      headers: { 'if-match': '"1"' },
    })
    expect(submit.body).toMatchObject({ code: 'SCOPE_MISSING', scope: `${establish}:submit` })
    expect((await call(writer, `/filings?type=${establish}`)).status).toBe(200)
    expect((await call(writer, '/filings')).body.code).toBe('SCOPE_MISSING')
    expect((await call(writer, '/filings?type=enterprise.item')).body.scope).toBe('enterprise.item:read')
    const elsewhere = await tokenOf(await made(['enterprise.item:read']))
    expect((await call(elsewhere, `/filings/${id}`)).body).toMatchObject({ scope: `${establish}:read` })
    for (const path of ['papers', 'talk', 'history', 'messages', 'versions', 'workbook'])
      expect((await call(elsewhere, `/filings/${id}/${path}`)).body.code).toBe('SCOPE_MISSING')
  })

  test('leave what is not there and what is another’s alike', async () => {
    const toys = (await browse('POST', '/session', '', proofOf(world.account('toys')))).cookie
    const theirs = (await browse('POST', `/filings/${establish}`, toys, exampleHandbook)).body.id as string
    const token = await tokenOf(await made(['enterprise.item:read']))
    const foreign = await call(token, `/filings/${theirs}`)
    const absent = await call(token, '/filings/01900000-0000-7000-8000-000000000000')
    expect([foreign.status, foreign.body]).toEqual([absent.status, absent.body])
    expect(absent.status).toBe(404)
  })

  test('never open what is done by persons: a token registers no client, reads no people, changes no means', async () => {
    const everything = ((await browse('GET', '/clients', cookie)).body.scopes as { scope: string }[]).map(
      ({ scope }) => scope,
    )
    const client = await made(everything)
    const token = await tokenOf(client)
    expect((await call(token, '/books/C520720A0001/balances')).status).toBe(404)
    for (const path of [
      '/people',
      '/clients',
      '/invitations',
      '/desk',
      '/search?q=a',
      '/seen',
      '/mandates',
      '/session',
    ])
      expect([path, (await call(token, path)).body.code]).toEqual([
        path,
        expect.stringMatching(/^(SCOPE_NONE|NOT_ALLOWED)$/),
      ])
    const escalated = await call(token, '/clients', { name: 'x', scopes: everything, until: inDays(30) })
    expect(escalated.status).toBe(403)
    // Even with the role given behind everybody's back.
    await behind(world, `update platform.membership set roles = '{administrator,customsClerk}' where person_id = $1`, [
      client.id,
    ])
    for (const path of ['/people', '/clients', '/invitations'])
      expect((await call(token, path)).body.code).toBe('SCOPE_NONE')
  })
})

describe('a secret', () => {
  test('is changed without a pause: two are good, the old one is revoked with its tokens, at once', async () => {
    const client = await made()
    const old = await tokenOf(client)
    const { status, body } = await browse('POST', `/clients/${client.id}/secrets`, cookie, {})
    expect(status).toBe(201)
    const fresh = { id: client.id, secret: body.secret as string }
    expect((await browse('POST', `/clients/${client.id}/secrets`, cookie, {})).body.code).toBe('CLIENT_SECRETS')
    const [first] = (
      (await browse('GET', '/clients', cookie)).body.items as { id: string; secrets: { id: string; hint: string }[] }[]
    ).find(({ id }) => id === client.id)!.secrets
    expect(client.secret.startsWith(first.hint)).toBe(true)
    const later = await tokenOf(fresh)
    expect((await browse('DELETE', `/clients/${client.id}/secrets/${first.id}`, cookie)).status).toBe(204)
    expect((await byPost(client)).body.error).toBe('invalid_client')
    expect((await call(old, '/me')).status).toBe(401)
    expect((await call(later, '/me')).status).toBe(200)
    expect((await byPost(fresh)).status).toBe(200)
  })

  test('of a revoked client, or of one whose last day is over, is no good, nor are its tokens', async () => {
    const [revoked, over] = [await made(), await made()]
    const [first, second] = [await tokenOf(revoked), await tokenOf(over)]
    expect((await browse('DELETE', `/clients/${revoked.id}`, cookie)).status).toBe(204)
    expect((await browse('DELETE', `/clients/${revoked.id}`, cookie)).status).toBe(404)
    expect((await byPost(revoked)).status).toBe(401)
    expect((await call(first, '/me')).status).toBe(401)
    await behind(world, `update platform.api_client set expires_at = now() + interval '10 seconds' where id = $1`, [
      over.id,
    ])
    expect((await byPost(over)).body.expires_in).toBeLessThan(11)
    await behind(world, `update platform.api_client set expires_at = now() where id = $1`, [over.id])
    expect((await byPost(over)).status).toBe(401)
    await behind(world, `update platform.token set expires_at = now() where person_id = $1`, [over.id])
    expect((await call(second, '/me')).status).toBe(401)
  })

  test('of another organisation is not to be seen, changed or revoked', async () => {
    const client = await made()
    const toys = (await browse('POST', '/session', '', proofOf(world.account('toys')))).cookie
    const listed = (await browse('GET', '/clients', toys)).body.items as { id: string }[]
    expect(listed.map(({ id }) => id)).not.toContain(client.id)
    const [{ id: secret }] = await behind<{ id: string }>(
      world,
      'select id from platform.api_secret where client_id = $1',
      [client.id],
    )
    expect((await browse('POST', `/clients/${client.id}/secrets`, toys, {})).status).toBe(404)
    expect((await browse('DELETE', `/clients/${client.id}/secrets/${secret}`, toys)).status).toBe(404)
    expect((await browse('DELETE', `/clients/${client.id}`, toys)).status).toBe(404)
    expect((await byPost(client)).status).toBe(200)
  })
})
