/** 三员分立 and the log over HTTP and the shell, on the real server. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import exceljs from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../database.ts'
import { World } from './world.ts'

const world = new World()
const admin = (role: string) => world.token('operator', role)
beforeAll(() => world.start())
afterAll(() => world.end())

const get = <T = Record<string, unknown>>(path: string, token: string) => world.ask<T>(`/api/v1${path}`, { token })
const owner = (text: string, values: unknown[] = []) =>
  ask<Record<string, string>>(
    { host: join(world.home, 'postgres', 'socket'), port: 5432, user: 'jiamao', database: 'jiamao' },
    text,
    values,
  )

/** Somebody who was appointed to a post with power, or given one: in force once the second person confirms. */
interface Made extends Record<string, unknown> {
  readonly person: string
  readonly token: string
  readonly proposal: { readonly id: string; readonly hash: string }
}
const confirmed = async ({ proposal: { id, hash } }: Made) =>
  (
    await world.ask(`/api/v1/proposals/${id}/confirmation`, {
      token: world.account('security-2').token,
      json: { hash },
    })
  ).status

describe('the three administrators', () => {
  const posts = [
    ['systemAdmin', '/health'],
    ['securityAdmin', '/organisations/OPERATOR/people'],
    ['auditAdmin', '/audit'],
  ] as const
  const operatorId = () => world.accounts().find(({ party }) => party === 'operator')?.organisation ?? ''

  test('each opens what is theirs and nothing of the others; the duty desk none of it', async () => {
    for (const [post] of posts) {
      for (const [of, path] of posts) {
        const { status } = await get(path.replace('OPERATOR', operatorId()), admin(post))
        expect([post, path, status]).toEqual([post, path, post === of ? 200 : 403])
      }
    }
    for (const [, path] of posts)
      expect((await get(path.replace('OPERATOR', operatorId()), admin('operator'))).status).toBe(403)
  })

  test('read no business data: no filing, no task, no book, no desk of the exchange', async () => {
    const firm = world.accounts().find(({ party }) => party === 'enterprise')
    const { body } = await get<{ items: { id: string }[] }>('/filings', firm?.token ?? '')
    for (const [post] of posts) {
      expect((await get(`/filings/${body.items[0].id}`, admin(post))).status).toBe(404)
      expect((await get<{ items: object[] }>('/tasks', admin(post))).body.items).toEqual([])
      expect((await get<{ items: object[] }>('/notices', admin(post))).body.items).toEqual([])
      for (const path of ['/filings', '/exchange/desk', '/ledger/verify', '/registers/enterprise'])
        expect([post, path, (await get(path, admin(post))).status]).toEqual([post, path, 403])
    }
  })

  test('one person is one of them: the API refuses two, and so does the database', async () => {
    const people = `/api/v1/organisations/${operatorId()}/people`
    const token = admin('securityAdmin')
    const both = { name: '两员', roles: ['systemAdmin', 'auditAdmin'] }
    const refused = await world.ask(people, { token, json: both })
    expect([refused.status, refused.body.code]).toEqual([409, 'OVERSIGHT_APART'])
    const one = await world.ask<Made>(people, { token, json: { name: '一员', roles: ['systemAdmin'] } })
    expect([one.status, await confirmed(one.body)]).toEqual([202, 204])
    const change = (roles: string[]) =>
      world.ask<Made>(`${people}/${one.body.person}`, { token, method: 'PUT', json: { roles } })
    expect((await change(['systemAdmin', 'auditAdmin'])).body.code).toBe('OVERSIGHT_APART')
    expect((await change(['systemAdmin', 'operator'])).body.code).toBe('OVERSIGHT_APART')
    expect(await confirmed((await change(['auditAdmin'])).body)).toBe(204)
    const firm = world.accounts().find(({ party }) => party === 'enterprise')?.organisation
    const elsewhere = { token, json: { name: '企业里的', roles: ['auditAdmin'] } }
    expect((await world.ask(`/api/v1/organisations/${firm}/people`, elsewhere)).body.code).toBe('OVERSIGHT_APART')

    const twice = `update platform.membership set roles = '{auditAdmin,securityAdmin}' where person_id = $1`
    await expect(owner(twice, [one.body.person])).rejects.toThrow(/administrator_alone/)
    const second = `insert into platform.membership values ($1, $2, '{securityAdmin}')`
    await expect(owner(second, [one.body.person, firm])).rejects.toThrow(/membership_one_administrator/)
  })

  test('a role that is taken away is gone with the next request, and who took it is in the log', async () => {
    const token = admin('securityAdmin')
    const people = `/api/v1/organisations/${operatorId()}/people`
    const json = { name: '临时系统员', roles: ['systemAdmin'] }
    const { body } = await world.ask<Made>(people, { token, json })
    expect((await get('/health', body.token)).status).toBe(401)
    expect(await confirmed(body)).toBe(204)
    expect((await get('/health', body.token)).status).toBe(200)
    await world.ask(`${people}/${body.person}`, { token, method: 'PUT', json: { roles: [] } })
    expect((await get('/health', body.token)).status).toBe(403)
    const { body: log } = await get<{ items: object[] }>('/audit?act=identity.roles', admin('auditAdmin'))
    expect(log.items[0]).toMatchObject({ act: 'identity.roles', personName: '安全管理员' })
    expect((await world.ask(`${people}/${operatorId()}`, { token, method: 'PUT', json: { roles: [] } })).status).toBe(
      404,
    )
  })

  test('the administrator of the system sees whether it runs', async () => {
    const { body } = await get('/health', admin('systemAdmin'))
    expect(body).toMatchObject({
      platform: { version: expect.any(String) },
      database: { migrations: { count: expect.any(Number) } },
    })
    expect(JSON.stringify(body)).not.toMatch(/样例|9144/)
  })
})

describe('the log', () => {
  test('is searched by person, act and time, page by page, without business content; the search is in it too', async () => {
    const token = admin('auditAdmin')
    const { body } = await get<{ items: { act: string; id: string }[]; next: string }>(
      '/audit?act=filing.&limit=2',
      token,
    )
    expect(body.items).toHaveLength(2)
    const more = await get<{ items: { id: string }[] }>(`/audit?act=filing.&limit=2&cursor=${body.next}`, token)
    expect(more.body.items[0].id).not.toBe(body.items[1].id)
    const by = await get<{ items: { personName: string }[] }>(
      `/audit?person=${encodeURIComponent('审计管理员')}`,
      token,
    )
    expect(new Set(by.body.items.map(({ personName }) => personName))).toEqual(new Set(['审计管理员']))
    expect((await get('/audit?from=2020-13-01', token)).body.code).toBe('FILTER')
    expect((await get<{ items: object[] }>('/audit?to=2019-12-31', token)).body.items).toEqual([])
    expect(Object.keys(body.items[0])).not.toContain('detail')
  })

  test('is exported; a name that is a formula is text in both forms', async () => {
    const people = `/api/v1/organisations/${world.accounts()[0].organisation}/people`
    const json = { name: '=HYPERLINK("http://x")', roles: ['systemAdmin'] }
    const made = await world.ask<Made>(people, { token: admin('securityAdmin'), json })
    expect(await confirmed(made.body)).toBe(204)
    // A line of this person: a look at nothing is none, so the log gets one by its owner.
    await owner(
      `insert into platform.audit select enterprise_id, gen_random_uuid(), organisation_id,
         (select id from platform.person where name like '=HYPER%'), 'test.name', null, null, '{}', salt, hash, now(), now()
         from platform.audit limit 1`,
    )
    const file = async (format: string) => {
      const reply = await fetch(`${world.address()}/api/v1/audit/export?act=test.name&format=${format}`, {
        headers: { authorization: `Bearer ${admin('auditAdmin')}` },
      })
      return Buffer.from(await reply.arrayBuffer())
    }
    expect((await file('csv')).toString()).toContain(`"'=HYPERLINK(""http://x"")"`)
    const book = new exceljs.Workbook()
    await book.xlsx.load((await file('xlsx')) as never)
    const cell = book.worksheets[0].getRow(3).getCell(3)
    expect([cell.type, cell.value]).toEqual([exceljs.ValueType.String, json.name])
    await owner(`delete from platform.audit where act = 'test.name'`)
  })

  test('verifies; what the owner of the database tampers with is named by the command', async () => {
    const until = Date.now() + 30_000
    while ((await owner('select count(*) as n from platform.audit_seal'))[0].n === '0' && Date.now() < until)
      await new Promise((go) => setTimeout(go, 300))
    const well = await world.command(['audit', 'verify', '--json'])
    expect([well.status, JSON.parse(well.out).faults]).toEqual([0, []])
    const [row] = await owner(`select l.id from platform.audit_leaf l order by l.seal limit 1`)
    await owner(`update platform.audit set actor_id = null, act = 'nothing' where id = $1`, [row.id])
    const tampered = await world.command(['audit', 'verify'])
    expect(tampered.status).toBe(1)
    expect(tampered.out).toContain(`changed row ${row.id}`)
    await owner('delete from platform.audit where id = $1', [row.id])
    expect((await world.command(['audit', 'verify'])).out).toContain(`missing row ${row.id}`)
  })

  test('notes heads outside of the database: a chain written anew is found', async () => {
    await owner('update platform.audit_seal set head = sha256(head) where n = (select max(n) from platform.audit_seal)')
    expect((await world.command(['audit', 'verify'])).out).toContain('rewritten')
  })
})

test('a demo of before there were administrators gets them at its next start', async () => {
  await owner(
    `with gone as (select person_id from platform.membership where roles && '{systemAdmin,securityAdmin,auditAdmin}'),
          t as (delete from platform.token where person_id in (select person_id from gone)),
          l as (delete from platform.login where person_id in (select person_id from gone))
     select from gone`,
  )
  await owner(`delete from platform.membership where roles && '{systemAdmin,securityAdmin,auditAdmin}'`)
  const before = world.accounts().filter(({ roles }) => !roles.some((role) => role.endsWith('Admin')))
  writeFileSync(join(world.home, 'demo-accounts.json'), JSON.stringify(before))
  await world.stop()
  await world.start()
  expect(world.accounts()).toHaveLength(before.length + 4)
  expect((await get('/health', admin('systemAdmin'))).status).toBe(200)
}, 60_000)
