/** 双人确认 (S5): power is proposed by one person and given by another, who sees what it is; and the ways around it. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browsed, behind, browseOn, confirming, leavesOf, proofOf } from './browse.ts'
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
const setRoles = (admin: string, id: string, roles: string[]) => browse('PUT', `/people/${id}/roles`, admin, { roles })
const proposalOf = ({ body }: Browsed) =>
  body.proposal as { id: string; hash: string; difference: object; second: object }
const waiting = async (cookie: string) =>
  (await browse('GET', '/proposals', cookie)).body.items as { id: string; isOwn: boolean }[]
const rolesOf = async (admin: string, id: string) =>
  ((await browse('GET', '/people', admin)).body.items as { id: string; roles: string[] }[]).find((one) => one.id === id)
    ?.roles

/** A firm's two administrators and a clerk of theirs. */
async function firm(key: string, clerk: string) {
  const [first, second] = [await asDemo(key), await asDemo(`${key}-signer`)]
  const made = await browse('POST', '/invitations', first, { name: clerk, roles: ['customsClerk'] })
  expect(made.status).toBe(201)
  await browse('POST', '/invitation/take', '', { secret: secretOf(made.body), login: clerk, password: words })
  const people = (await browse('GET', '/people', first)).body.items as { id: string; login: string }[]
  return {
    first,
    second,
    id: people.find(({ login }) => login === clerk)!.id,
    clerk: { login: clerk, password: words },
  }
}

describe('a role with power', () => {
  test('is given once another administrator has confirmed the difference that they saw', async () => {
    const { first, second, id } = await firm('electronics', 'rising')
    const proposed = await setRoles(first, id, ['customsClerk', 'signer'])
    const { hash, difference, id: proposal } = proposalOf(proposed)
    expect([proposed.status, difference]).toEqual([
      202,
      { name: 'rising', before: ['customsClerk'], after: ['customsClerk', 'signer'], facts: {} },
    ])
    expect(await rolesOf(first, id)).toEqual(['customsClerk'])
    expect(await waiting(second)).toMatchObject([{ id: proposal, isOwn: false, difference, hash }])
    expect((await waiting(first)).map(({ isOwn }) => isOwn)).toEqual([true])
    expect((await setRoles(second, id, ['signer'])).body.code).toBe('PROPOSAL_KNOWN')
    const both = await Promise.all([confirm(second, proposed), confirm(second, proposed)])
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409])
    expect(await rolesOf(first, id)).toEqual(['customsClerk', 'signer'])
    expect((await confirm(second, proposed)).body.code).toBe('PROPOSAL_OVER')
    expect(await waiting(second)).toEqual([])
    // What takes power away, or gives none, needs nobody else.
    expect((await setRoles(first, id, ['customsClerk'])).status).toBe(200)
    const log = await behind<{ act: string }>(
      world,
      `select act from platform.audit where enterprise_id = $1 and act like 'fourEyes.%' order by at`,
      [world.account('electronics').organisation],
    )
    expect(log.map(({ act }) => act)).toEqual(['fourEyes.propose', 'fourEyes.confirm'])
    const given = (await leavesOf(world, world.account('electronics').organisation)).find(
      ({ act, detail }) => act === 'identity.roles' && detail.proposal === proposal,
    )
    expect(given?.subject).toBe(id)
  })

  test('is not given by who proposed it, by a clerk, by another firm, nor by another hash', async () => {
    const { first, second, id, clerk } = await firm('toys', 'wanting')
    const proposed = await setRoles(first, id, ['customsClerk', 'administrator'])
    expect((await confirm(first, proposed)).body.code).toBe('PROPOSAL_OWN')
    const own = { authorization: `Bearer ${world.account('toys').token}` }
    const { id: proposal, hash } = proposalOf(proposed)
    const byToken = await browse('POST', `/proposals/${proposal}/confirmation`, '', { hash }, own)
    expect(byToken.body.code).toBe('PROPOSAL_OWN')
    for (const other of [
      await signIn(clerk),
      await asDemo('lamps'),
      await asDemo('customs'),
      await asDemo('security'),
    ]) {
      const refused = await confirm(other, proposed)
      expect([refused.status, refused.body.code]).toEqual([404, 'NOT_FOUND'])
      expect((await browse('DELETE', `/proposals/${proposal}`, other)).status).toBe(404)
      expect(await waiting(other)).toEqual([])
    }
    const wrong = await browse('POST', `/proposals/${proposal}/confirmation`, second, { hash: '0'.repeat(64) })
    expect(wrong.body.code).toBe('PROPOSAL_STALE')
    await behind(world, `update platform.session set proved_at = now() - interval '6 minutes'`)
    expect((await confirm(second, proposed)).body.code).toBe('IDENTITY_STEP_UP')
    expect(await rolesOf(first, id)).toEqual(['customsClerk'])
  })

  test('is not given where things moved, where it was taken back, where it ran out, or where its proposer went', async () => {
    const { first, second, id } = await firm('lamps', 'waiting')
    const moved = await setRoles(first, id, ['customsClerk', 'signer'])
    await behind(world, `update platform.membership set roles = '{}' where person_id = $1`, [id])
    expect((await confirm(second, moved)).body.code).toBe('PROPOSAL_STALE')
    expect((await browse('DELETE', `/proposals/${proposalOf(moved).id}`, second)).status).toBe(404)
    expect((await browse('DELETE', `/proposals/${proposalOf(moved).id}`, first)).status).toBe(204)
    expect((await browse('DELETE', `/proposals/${proposalOf(moved).id}`, first)).body.code).toBe('PROPOSAL_OVER')
    expect((await confirm(second, moved)).body.code).toBe('PROPOSAL_OVER')

    const late = await setRoles(first, id, ['signer'])
    await behind(world, `update platform.proposal set expires_at = now() where id = $1`, [proposalOf(late).id])
    expect(await waiting(second)).toEqual([])
    expect((await confirm(second, late)).body.code).toBe('PROPOSAL_OVER')

    // What ran out makes way for a new one; its proposer is then no administrator any more.
    const orphan = await setRoles(first, id, ['signer'])
    expect(orphan.status).toBe(202)
    const people = (await browse('GET', '/people', first)).body.items as { id: string; login: string }[]
    const proposer = people.find(({ login }) => login === 'lamps')!.id
    expect((await setRoles(second, proposer, ['customsClerk'])).status).toBe(200)
    expect((await confirm(second, orphan)).body.code).toBe('PROPOSAL_OVER')
    expect(await rolesOf(second, id)).toEqual([])
  })

  test('comes to a newcomer only after: the link does not open before', async () => {
    const [first, second] = [await asDemo('bags'), await asDemo('bags-signer')]
    const made = await browse('POST', '/invitations', first, { name: '新管理员', roles: ['administrator'] })
    expect(made.status).toBe(202)
    const take = (login: string) =>
      browse('POST', '/invitation/take', '', { secret: secretOf(made.body), login, password: words })
    expect((await take('newcomer')).status).toBe(410)
    expect((await confirm(second, made)).status).toBe(204)
    expect((await take('newcomer')).status).toBe(200)
    expect((await browse('GET', '/people', await signIn({ login: 'newcomer', password: words }))).status).toBe(200)
  })
})

describe('who is alone', () => {
  test('proposes all the same: the platform’s administrator of security is the second person', async () => {
    const tax = await asDemo('tax')
    const made = await browse('POST', '/invitations', tax, { name: '税务乙', roles: ['officer'] })
    expect(proposalOf(made).second).toMatchObject({ role: 'securityAdmin' })
    expect((await confirm(tax, made)).body.code).toBe('PROPOSAL_OWN')
    expect((await confirm(await asDemo('system'), made)).status).toBe(404)
    expect((await confirm(await asDemo('security'), made)).status).toBe(204)
  })

  test('of security is not: what one of them appoints is in force when the other confirms', async () => {
    const [{ token }, other] = [world.account('security'), world.account('security-2')]
    const { organisation } = world.account('commerce')
    const json = { name: '商务丙', roles: ['officer'] }
    const path = `/api/v1/organisations/${organisation}/people`
    const { status, body } = await world.ask<{ token: string; proposal: { id: string; hash: string } }>(path, {
      token,
      json,
    })
    expect(status).toBe(202)
    expect((await world.ask('/api/v1/tasks', { token: body.token })).status).toBe(401)
    const confirmAs = (by: string) =>
      world.ask(`/api/v1/proposals/${body.proposal.id}/confirmation`, { token: by, json: { hash: body.proposal.hash } })
    expect((await confirmAs(token)).body.code).toBe('PROPOSAL_OWN')
    expect((await confirmAs(other.token)).status).toBe(204)
    expect((await world.ask('/api/v1/tasks', { token: body.token })).status).toBe(200)
  })
})

test('a platform without a demo has two of security from the start, each with a token of their own', async () => {
  const bare = new World({ JIAMAO_DEMO: 'off' })
  try {
    await bare.start()
    const tokens = ['first', 'second'].map((name) => {
      const file = join(bare.home, `${name}-administrator-token`)
      expect(statSync(file).mode & 0o777).toBe(0o600)
      return readFileSync(file, 'utf8').trim()
    })
    const persons = await Promise.all(
      tokens.map(async (token) => (await bare.ask<{ person: string }>('/api/v1/me', { token })).body.person),
    )
    expect(new Set(persons).size).toBe(2)
    const said = await bare.command(['invite', '运行单位', '--name', '系统员', '--roles', 'systemAdmin', '--json'])
    const { link, proposal } = JSON.parse(said.out) as { link: string; proposal: { id: string; hash: string } }
    const take = () =>
      bare.ask('/api/v1/invitation/take', {
        json: { secret: link.split('#')[1], login: 'system-one', password: words },
      })
    expect((await take()).status).toBe(410)
    expect((await bare.command(['confirm', proposal.id, proposal.hash])).status).toBe(0)
    expect((await take()).status).toBe(200)
    const before = tokens.join()
    await bare.stop()
    await bare.start()
    expect(
      ['first', 'second']
        .map((name) => readFileSync(join(bare.home, `${name}-administrator-token`), 'utf8').trim())
        .join(),
    ).toBe(before)
  } finally {
    await bare.end()
  }
}, 90_000)
