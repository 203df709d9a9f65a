/** SM2 证书: the command that signs with a key in a file, held against OpenSSL; and a platform whose setting names no authority. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Holder, rootOf } from './authority.ts'
import { browseOn, proofOf } from './browse.ts'
import { World } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'jm-sm2-'))
const hasOpenssl = spawnSync('openssl', ['ecparam', '-name', 'SM2']).status === 0
const root = rootOf('测试根')
const middle = root.certify(new Holder('测试中级'), { isAuthority: true })
const leaf = middle.certify(new Holder('无'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('the command `jiamao sign`', () => {
  const run = (words: readonly string[], text: string) =>
    new Promise<{ status: number | null; out: string; err: string }>((done) => {
      const child = spawn('node_modules/.bin/jiamao', words, { env: process.env, stdio: 'pipe' })
      const said = { out: '', err: '' }
      child.stdout.on('data', (chunk) => (said.out += chunk))
      child.stderr.on('data', (chunk) => (said.err += chunk))
      child.once('close', (status) => done({ status, ...said }))
      child.stdin.end(text)
    })
  const openssl = (...words: string[]) => {
    const { status, stderr } = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
  }

  test.skipIf(!hasOpenssl)(
    'signs with a key of OpenSSL, whose certificates are taken, with a password too; for another platform it does not sign',
    async () => {
      // An authority outside this repository: its root is added, and it has a list of its own.
      const distid = ['-sm3', '-sigopt', 'distid:1234567812345678']
      openssl('ecparam', '-genkey', '-name', 'SM2', '-noout', '-out', 'ca.key')
      openssl(
        ...[
          'req',
          '-x509',
          '-new',
          '-key',
          'ca.key',
          ...distid,
          '-subj',
          '/CN=outside',
          '-days',
          '3',
          '-out',
          'ca.pem',
        ],
        ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
      )
      openssl('ecparam', '-genkey', '-name', 'SM2', '-noout', '-out', 'own.key')
      openssl('req', '-new', '-key', 'own.key', ...distid, '-subj', '/CN=outsider', '-out', 'own.csr')
      writeFileSync(join(folder, 'own.ext'), 'basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature\n')
      openssl(
        ...['x509', '-req', '-in', 'own.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial'],
        ...['-vfyopt', 'distid:1234567812345678', ...distid, '-days', '3', '-extfile', 'own.ext', '-out', 'own.pem'],
      )
      openssl(
        'pkcs8',
        '-topk8',
        '-in',
        'own.key',
        '-out',
        'locked.key',
        '-passout',
        'pass:secret',
        '-v2',
        'aes-256-cbc',
      )
      const outside = new World({ JIAMAO_SM2_ROOTS: join(folder, 'ca.pem') })
      try {
        await outside.start()
        const ask = browseOn(outside)
        const certificate = readFileSync(join(folder, 'own.pem'), 'utf8')
        const { cookie } = await ask('POST', '/session', '', proofOf(outside.account('toys')))
        const origin = ['--origin', outside.address()]
        const answer = async (path: string, own = '', key = 'own.key') => {
          const { challenge: text } = (await ask('POST', path, own, {})).body as { challenge: string }
          const { status, out, err } = await run(['sign', '--key', join(folder, key), ...origin], `${text}\r\n`)
          expect([status, err]).toEqual([0, ''])
          return { challenge: text, certificate, signature: out.trim() }
        }
        const said = await ask('POST', '/certificates', cookie, await answer('/certificates/challenge', cookie))
        expect(said.status).toBe(200)
        process.env.SM2_PASSWORD = 'secret'
        const came = await ask(
          'POST',
          '/session/certificate',
          '',
          await answer('/session/certificate/challenge', '', 'locked.key'),
        )
        expect([came.status, came.body.login]).toEqual([200, 'toys'])
      } finally {
        delete process.env.SM2_PASSWORD
        await outside.end()
      }
      const text = 'jiamao SM2 challenge\npurpose: signIn\norigin: https://evil.example\ntime: now\nnonce: x'
      const { status, out, err } = await run(['sign', '--key', join(folder, 'own.key')], text)
      expect([status, out]).toEqual([1, ''])
      expect(err).toContain('not signed')
    },
    // Ten programs are started one after another.
    180_000,
  )
})

describe('where no authority is set', () => {
  const plain = new World()
  afterAll(() => plain.end())

  test('there is no such way in, and a setting that says nothing stops the start', async () => {
    await plain.start()
    const ask = browseOn(plain)
    expect((await ask('GET', '/session/certificate')).body).toEqual({ isTaken: false })
    expect((await ask('POST', '/session/certificate/challenge', '', {})).status).toBe(404)
    expect((await ask('POST', '/session/certificate', '', leaf.answer('x'))).status).toBe(404)
    const wrong = join(folder, 'wrong.pem')
    for (const text of ['', leaf.certificate, middle.certificate]) {
      writeFileSync(wrong, text)
      const other = new World({ JIAMAO_SM2_ROOTS: wrong })
      await expect(other.start()).rejects.toThrow('JIAMAO_SM2_ROOTS')
      await other.end()
    }
  }, 180_000)
})
