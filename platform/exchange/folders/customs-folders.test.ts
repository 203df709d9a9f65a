import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import * as promises from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newUuid } from '@jiamao/kernel/ids'
import { momentOf } from '@jiamao/kernel/time'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Outgoing } from '../define.ts'
import { customsFolders } from './customs-folders.ts'
import type { Disk } from './places.ts'
import { type FolderSettings, usualFolders } from './settings.ts'

const account = '4419960001'

describe('customs folders', () => {
  let root: string
  let ms: number
  let reported: unknown[]
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'jf-'))
    ms = Date.parse('2026-11-23T09:00:00+08:00')
    reported = []
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  const connector = (disk?: Disk, more: Partial<FolderSettings> = {}) =>
    customsFolders(
      {
        ...usualFolders,
        root,
        folders: { INV101: 'Sas', NPTS001: 'Npts', EML121: 'Npts' },
        pack: (name, xml) => Buffer.concat([Buffer.from(name), xml]),
        clock: { machine: () => momentOf(ms) },
        report: (error) => void reported.push(error),
        ...more,
      },
      disk,
    )
  const message = (more: Partial<Outgoing> = {}): Outgoing => ({
    id: newUuid(),
    type: 'INV101',
    account,
    name: 'INV101_I_N1_v1_t-1',
    bytes: Buffer.from('<a/>'),
    fence: 7,
    ...more,
  })
  const box = (name: string) => join(root, account, 'Sas', name)
  const receive = (name: string, text: string) => {
    mkdirSync(box('InBox'), { recursive: true })
    writeFileSync(join(box('InBox'), name), text)
  }
  /** All that lies at rest. */
  const polled = async (made = connector()) => {
    await made.poll()
    ms += usualFolders.restMs
    return made.poll()
  }

  test('each type goes into its business’s folder, which is made on first use', async () => {
    const made = connector()
    expect((await made.send(message())).is).toBe('proof')
    expect((await made.send(message({ type: 'NPTS001', name: 'NPTS001_N_1_v1_t-1' }))).is).toBe('proof')
    expect(readdirSync(join(root, account)).sort()).toEqual(['Npts', 'Sas'])
    expect(readdirSync(join(root, account, 'Sas')).sort()).toEqual([
      '.jiamao-tmp',
      'Archive',
      'FailBox',
      'InBox',
      'OutBox',
      'SentBox',
    ])
    expect(readFileSync(join(box('OutBox'), 'INV101_I_N1_v1_t-1.zip'), 'utf8')).toBe('INV101_I_N1_v1_t-1<a/>')
  })

  test('no name or account becomes a path', async () => {
    const made = connector()
    for (const name of ['../x', 'a/b', '', 'a.zip'])
      expect(await made.send(message({ name }))).toMatchObject({ is: 'permanent', why: 'notPacked' })
    for (const wrong of ['..', 'a/b', ''])
      expect(await made.send(message({ account: wrong }))).toMatchObject({ is: 'permanent', why: 'noAccount' })
    expect(readdirSync(root)).toEqual([])
  })

  test('a message that cannot be packed is for the operator', async () => {
    const made = connector(undefined, { pack: () => Promise.reject(new Error('no zip')) })
    expect(await made.send(message())).toMatchObject({ is: 'permanent', why: 'notPacked', detail: 'Error: no zip' })
  })

  test('what an earlier attempt left is never written into: it may be the file that the client already has', async () => {
    const made = connector()
    await made.send(message({ fence: 1 }))
    renameSync(join(box('OutBox'), 'INV101_I_N1_v1_t-1.zip'), join(box('SentBox'), 'theirs.zip'))
    linkSync(join(box('SentBox'), 'theirs.zip'), join(box('.jiamao-tmp'), 'INV101_I_N1_v1_t-1.2.zip'))
    await made.send(message({ fence: 2, bytes: Buffer.from('<other/>') }))
    expect(readFileSync(join(box('SentBox'), 'theirs.zip'), 'utf8')).toBe('INV101_I_N1_v1_t-1<a/>')
  })

  test.each([
    ['ENOSPC', { is: 'transient' }],
    ['EACCES', { is: 'transient', own: true }],
    ['EPERM', { is: 'transient', own: true }],
  ])('%s while writing is transient; the connector’s own faults say so', async (code, outcome) => {
    const link = () => Promise.reject(Object.assign(new Error(code), { code }))
    const sent = await connector({ ...promises, link }).send(message())
    expect(sent).toMatchObject(outcome)
    expect('own' in sent).toBe('own' in outcome)
    expect(readdirSync(box('.jiamao-tmp'))).toEqual([])
  })

  test('a failure after the file lies in the outbox leaves the outcome unknown', async () => {
    let linked = false
    const disk: Disk = {
      ...promises,
      link: async (from, to) => {
        await promises.link(from, to)
        linked = true
      },
      open: async (path, ...rest) => {
        if (linked && String(path).endsWith('OutBox')) throw Object.assign(new Error('EIO'), { code: 'EIO' })
        return promises.open(path, ...rest)
      },
    }
    expect((await connector(disk).send(message())).is).toBe('unknown')
    expect((await connector().probe(message())).is).toBe('waiting')
  })

  test('the probe looks into all four folders', async () => {
    const made = connector()
    const found = async () => (await made.probe(message())).is
    expect(await found()).toBe('hasNot')
    await made.send(message())
    expect(await found()).toBe('waiting')
    const file = 'INV101_I_N1_v1_t-1.zip'
    renameSync(join(box('OutBox'), file), join(box('SentBox'), file))
    expect(await found()).toBe('has')
    renameSync(join(box('SentBox'), file), join(box('FailBox'), file))
    expect(await found()).toBe('waiting')
    rmSync(join(box('FailBox'), file))
    expect(await found()).toBe('hasNot')
    receive('Failed_INV101_I_N1_v1_t-1_20261123090000001.xml', '')
    expect(await found()).toBe('waiting')
    receive('Successed_INV101_I_N1_v1_t-1_20261123090000001.xml', '')
    expect(await found()).toBe('has')
    writeFileSync(join(box('SentBox'), file), 'other')
    expect(await found()).toBe('unknown')
    rmSync(root, { recursive: true })
    await expect(found()).rejects.toThrow('ENOENT')
    mkdirSync(root)
  })

  test('files come oldest first, none through a symbolic link, none from folders that are no company’s', async () => {
    receive('b.xml', '1')
    receive('a.xml', '2')
    await promises.utimes(join(box('InBox'), 'a.xml'), 2000, 2000)
    await promises.utimes(join(box('InBox'), 'b.xml'), 1000, 1000)
    symlinkSync('/etc/hostname', join(box('InBox'), 'link.xml'))
    mkdirSync(join(root, 'not a company', 'Sas', 'InBox'), { recursive: true })
    writeFileSync(join(root, 'not a company', 'Sas', 'InBox', 'x.xml'), '')
    expect((await polled()).map(({ name, account: of }) => [of, name])).toEqual([
      [account, 'b.xml'],
      [account, 'a.xml'],
    ])
  })

  test('one poll holds no more than a bounded number of bytes', async () => {
    for (let n = 0; n < 12; n++) receive(`${n}.xml`, 'x'.repeat(100))
    expect(await polled(connector(undefined, { maxBytes: 100 }))).toHaveLength(5)
  })

  test('what the client says of two files in the same words are two messages; the same of one is one', async () => {
    receive('Failed_A_t-1_20261123090000001.xml', 'no')
    receive('Failed_A_t-2_20261123090000002.xml', 'no')
    receive('Failed_A_t-2_20261123090000003.xml', 'no')
    receive('Receipt_1_20261123090000004.xml', 'no')
    // Another company whose document bears the same own number.
    const theirs = join(root, '4419960002', 'Sas', 'InBox')
    mkdirSync(theirs, { recursive: true })
    writeFileSync(join(theirs, 'Failed_A_t-1_20261123090000001.xml'), 'no')
    const ids = (await polled()).map(({ id }) => id)
    expect(ids.filter((id) => id === undefined)).toHaveLength(1)
    expect(new Set(ids.filter((id) => id !== undefined)).size).toBe(3)
  })

  test('a folder that cannot be read is told of, and the others go on', async () => {
    receive('a.xml', '1')
    const disk = {
      ...promises,
      readdir: async (path: string, options: object) => {
        if (path.includes('FailBox')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
        return promises.readdir(path, options)
      },
    } as unknown as Disk
    expect(await polled(connector(disk))).toHaveLength(1)
    expect(reported.map(String)).toContain('Error: EACCES')
  })

  test('the archive keeps one of each, and never takes what was not read', async () => {
    const made = connector()
    receive('a.xml', 'first')
    const [raw] = await polled(made)
    await made.confirm(raw)
    const day = () => readdirSync(join(box('Archive'), '2026-11-23')).sort()
    expect(day()).toHaveLength(1)
    // The same again, then changed before it is taken away.
    receive('a.xml', 'first')
    const [same] = await polled(made)
    receive('a.xml', 'second, longer')
    await made.confirm(same)
    expect(readFileSync(join(box('InBox'), 'a.xml'), 'utf8')).toBe('second, longer')
    // Replaced between the last look and the link.
    const [second] = await polled(made)
    const racing = connector({
      ...promises,
      link: async (from, to) => {
        receive('new', 'third')
        renameSync(join(box('InBox'), 'new'), from as string)
        return promises.link(from, to)
      },
    })
    await racing.confirm(second)
    expect(readFileSync(join(box('InBox'), 'a.xml'), 'utf8')).toBe('third')
    expect(day()).toHaveLength(1)
  })

  test('what abandoned attempts left is swept away after an hour', async () => {
    const made = connector()
    await made.send(message())
    writeFileSync(join(box('.jiamao-tmp'), 'left.9.zip'), 'x')
    await made.poll()
    ms += 3_599_000
    await made.poll()
    expect(readdirSync(box('.jiamao-tmp'))).toEqual(['left.9.zip'])
    ms += 1000
    await made.poll()
    expect(readdirSync(box('.jiamao-tmp'))).toEqual([])
    expect(readdirSync(box('OutBox'))).toHaveLength(1)
  })
})
