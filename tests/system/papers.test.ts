/** Papers over HTTP: cut connections, wrong announcements, other firms, and what a browser is told of them. */
import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { World } from './world.ts'

const world = new World()
let filing = ''
beforeAll(async () => {
  await world.start()
  const { status, err } = await world.command(['demo', '--json'])
  if (status !== 0) throw new Error(err)
  filing = await firstOf('enterprise.write-off.report')
}, 120_000)
afterAll(() => world.end())

const tokenOf = (login: string) => world.accounts().find((account) => account.login === login)?.token ?? ''

const bytes = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_000_000)])
const announced = (of: Buffer, name = '发票.pdf') => ({
  name,
  bytes: of.length,
  hash: createHash('sha256').update(of).digest('hex'),
})
const firstOf = async (type: string) => {
  const { body } = await world.ask<{ items: { id: string }[] }>(`/api/v1/filings?type=${type}`, {
    token: tokenOf('electronics'),
  })
  return body.items[0].id
}
interface Answered {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly arrived: number
  readonly code?: string
  readonly detail?: string
}
const papers = () => `/api/v1/filings/${filing}/papers`
const announce = (json: object, login = 'electronics', path = papers()) =>
  world.ask<Answered>(path, { method: 'POST', json, token: tokenOf(login) })
const send = async (id: string, offset: number, body: Buffer, login = 'electronics') => {
  const reply = await fetch(`${world.address()}${papers()}/${id}?offset=${offset}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${tokenOf(login)}`, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(body),
  })
  return { status: reply.status, json: await reply.json() }
}

describe('a paper', () => {
  test('whose connection is cut at 60 % goes on from there, is given out as it came, and is kept once', async () => {
    const { status, body: json } = await announce(announced(bytes))
    expect([status, json.state, json.arrived]).toEqual([201, 'receiving', 0])
    await cutAt(`${papers()}/${json.id}?offset=0`, bytes, 600_000)
    await expect.poll(async () => (await announce(announced(bytes))).body.arrived).toBe(600_000)
    expect(await send(json.id, 0, bytes)).toMatchObject({ status: 409, json: { code: 'FILE_OFFSET', offset: 600_000 } })
    expect(await send(json.id, 600_000, bytes.subarray(600_000))).toMatchObject({
      status: 200,
      json: { state: 'kept', type: 'application/pdf', scan: 'unscanned' },
    })
    const file = await fetch(`${world.address()}${papers()}/${json.id}/file?show=true`, {
      headers: { authorization: `Bearer ${tokenOf('customs')}` },
    })
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true)
    expect(file.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')

    // The same bytes under another name on another filing: nothing is sent again.
    const other = `/api/v1/filings/${await firstOf('enterprise.checklist.import')}/papers`
    const again = await announce(announced(bytes, '../../etc/\u202Efdp.发票'), 'electronics', other)
    expect(again.body).toMatchObject({ state: 'kept', name: 'fdp.发票', arrived: bytes.length })
    // An officer who announces it is told nothing of what the owner keeps.
    expect((await announce(announced(Buffer.from('另一份')), 'customs')).body.state).toBe('receiving')
  })

  test('of 2 GB is refused before a byte is sent', async () => {
    const { status, body: json } = await announce({ ...announced(bytes), bytes: 2 * 1024 ** 3 })
    expect([status, json.code]).toEqual([413, 'FILE_PAPER_TOO_LARGE'])
    expect(json.detail).toContain('2147483648')
  })

  test('of 2 GB that is sent all the same is answered at once, whatever was announced', async () => {
    const { body: json } = await announce(announced(Buffer.from('%PDF-1.7 small'), '小.pdf'))
    const said = await sayOnly(`${papers()}/${json.id}?offset=0`, 2 * 1024 ** 3)
    expect(said).toMatchObject({ status: 413, code: 'HTTP_TOO_LARGE' })
    // And who does not say how much: not a byte more than was announced is kept.
    const long = Readable.from([Buffer.alloc(20)])
    const reply = await fetch(`${world.address()}${papers()}/${json.id}?offset=0`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${tokenOf('electronics')}`, 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(long),
      duplex: 'half',
    } as never)
    expect(await reply.json()).toMatchObject({ code: 'FILE_HASH' })
  })

  test('says what it is, and is held against what its type asks for; another word for it is no paper', async () => {
    const type = 'enterprise.handbook.establish'
    const token = tokenOf('electronics')
    const draft = await world.ask<{ id: string }>(`/api/v1/filings/${type}`, { token, json: { head: {} } })
    const path = `/api/v1/filings/${draft.body.id}/papers`
    const asked = async () =>
      (await world.ask<{ asked: { code: string; does: string; isThere: boolean; ground: string }[] }>(path, { token }))
        .body.asked
    const findings = async () => {
      const check = await world.ask<{ findings: { check: string; effect: string; message: { zh: string } }[] }>(
        `/api/v1/filings/${draft.body.id}/check`,
        { method: 'POST', token },
      )
      return check.body.findings.filter(({ check: code }) => code === 'PAPERS')
    }
    expect((await asked())[0]).toMatchObject({
      code: '00000004',
      does: 'required',
      isThere: false,
      ground: expect.stringMatching(/219/),
    })
    expect(await findings()).toMatchObject([
      { effect: 'warn', message: { zh: expect.stringMatching(/对外签订的合同/) } },
    ])
    const contract = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_000)])
    expect((await announce({ ...announced(contract), kind: '发票' }, 'electronics', path)).body.code).toBe(
      'FILING_PAPER_KIND',
    )
    const { body } = await announce({ ...announced(contract), kind: '00000001' }, 'electronics', path)
    const sent = await fetch(`${world.address()}${path}/${body.id}?offset=0`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(contract),
    })
    expect(await sent.json()).toMatchObject({ state: 'kept', kind: '00000001' })
    expect((await asked())[0]).toMatchObject({ isThere: false })
    // Said anew what it is, it is what was asked for.
    await announce({ ...announced(contract), kind: '00000004' }, 'electronics', path)
    expect((await asked())[0]).toMatchObject({ isThere: true })
    expect(await findings()).toEqual([])
  })

  test('is found by nobody whose view does not hold it', async () => {
    const { body: json } = await announce(announced(bytes))
    const statusFor = async (login: string, path: string) => (await world.ask(path, { token: tokenOf(login) })).status
    expect(await statusFor('toys', papers())).toBe(404)
    expect(await statusFor('toys', `${papers()}/${json.id}/file`)).toBe(404)
    expect(await statusFor('market', papers())).toBe(404)
    expect((await send(json.id, 0, bytes, 'toys')).status).toBe(404)
    expect((await send(json.id, 0, bytes, 'customs')).status).toBe(404)
  })

  test('that was given to others is not taken back', async () => {
    const { body: json } = await announce(announced(bytes))
    const gone = await world.ask(`${papers()}/${json.id}`, { method: 'DELETE', token: tokenOf('electronics') })
    expect(gone).toMatchObject({ status: 409, body: { code: 'FILING_STATE' } })
  })
})

/** Says how much it would send, sends a little, and hears the answer. */
const sayOnly = (path: string, length: number) =>
  new Promise<{ status: number; code: string }>((resolve, reject) => {
    const sent = request(
      {
        port: world.port,
        path,
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${tokenOf('electronics')}`,
          'content-type': 'application/octet-stream',
          'content-length': length,
        },
      },
      async (reply) => {
        let text = ''
        for await (const chunk of reply) text += chunk
        sent.destroy()
        resolve({ status: reply.statusCode ?? 0, code: JSON.parse(text).code })
      },
    )
    sent.on('error', reject)
    sent.write(Buffer.alloc(1000))
  })

/** Sends so many bytes of a body and breaks the connection. */
const cutAt = (path: string, body: Buffer, at: number) =>
  new Promise<void>((resolve) => {
    const sent = request({
      port: world.port,
      path,
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${tokenOf('electronics')}`,
        'content-type': 'application/octet-stream',
        'content-length': body.length,
      },
    })
    sent.on('error', () => resolve())
    sent.on('close', () => resolve())
    sent.write(body.subarray(0, at), () => setTimeout(() => sent.destroy(), 200))
  })
