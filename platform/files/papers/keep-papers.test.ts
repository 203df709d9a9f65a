import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { newUuid } from '@jiamao/kernel/ids'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { keepPapers, type PaperStore } from './keep-papers.ts'

const folders: string[] = []
let folder: string
let store: PaperStore
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'papers-'))
  folders.push(folder)
  store = keepPapers(folder, undefined)
})
afterAll(() => folders.forEach((one) => void rmSync(one, { recursive: true, force: true })))

const enterprise = newUuid()
const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 'x')])
const announced = (bytes: Buffer) => ({
  ...{ enterprise, id: newUuid(), bytes: bytes.length },
  hash: createHash('sha256').update(bytes).digest('hex'),
})
const take = (paper: ReturnType<typeof announced>, offset: number, piece: Buffer) =>
  store.take(paper, offset, Readable.from([piece]))
const left = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

describe('a paper', () => {
  test('comes in pieces, goes on where it broke off, and is kept under its hash', async () => {
    const paper = announced(pdf)
    expect(await take(paper, 0, pdf.subarray(0, 100_000))).toBeUndefined()
    await expect(take(paper, 0, pdf)).rejects.toThrow('FILE_OFFSET')
    expect(await store.arrived(paper)).toBe(100_000)
    // A process that is started again knows as much: the disk says it.
    store = keepPapers(folder, undefined)
    expect(await take(paper, 100_000, pdf.subarray(100_000))).toEqual({ type: 'pdf', scan: 'unscanned' })
    expect(await buffer(store.read(enterprise, paper.hash))).toEqual(pdf)
    expect([await store.arrived(paper), left()]).toEqual([0, 1])
  })

  test('keeps what came before the connection broke', async () => {
    const paper = announced(pdf)
    const broken = Readable.from(
      (async function* () {
        yield pdf.subarray(0, 180_000)
        throw Object.assign(new Error('cut'), { code: 'ECONNRESET' })
      })(),
    )
    expect(await store.take(paper, 0, broken)).toBeUndefined()
    expect(await store.arrived(paper)).toBe(180_000)
    expect(await take(paper, 180_000, pdf.subarray(180_000))).toMatchObject({ type: 'pdf' })
  })

  test('is taken by one request at a time, and no more of it than was announced', async () => {
    const paper = announced(pdf)
    const first = take(paper, 0, pdf.subarray(0, 10))
    await expect(take(paper, 0, pdf)).rejects.toThrow('FILE_BUSY')
    await first
    expect(await take(paper, 10, Buffer.concat([pdf.subarray(10), Buffer.alloc(50_000)]))).toMatchObject({
      type: 'pdf',
    })
  })

  test('that is not what was announced is thrown away', async () => {
    const paper = { ...announced(pdf), hash: 'a'.repeat(64) }
    await expect(take(paper, 0, pdf)).rejects.toThrow('FILE_HASH')
    expect([await store.arrived(paper), left()]).toEqual([0, 0])
  })
})

const zip = (name: string) => {
  // A stored entry of no bytes, by the format: local header, directory, end.
  const file = Buffer.from(name)
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  fields.writeUInt16LE(file.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, file])
  const directory = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), fields, Buffer.alloc(14), file])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, directory, end])
}

describe('what a paper is, its content says', () => {
  test.each([
    ['png', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['jpeg', Buffer.from('ffd8ffe00010', 'hex')],
    ['webp', Buffer.from('RIFF\x01\x02\x03\x04WEBPVP8 ', 'latin1')],
    ['tiff', Buffer.from('49492a0008000000', 'hex')],
    ['text', Buffer.from('品名,数量\r\n锂离子电芯,5\r\n')],
    ['text', Buffer.from('<script>alert(1)</script>')],
    ['ofd', zip('OFD.xml')],
    ['docx', zip('word/document.xml')],
    ['xlsx', zip('xl/workbook.xml')],
  ])('%s', async (type, bytes) => expect(await take(announced(bytes), 0, bytes)).toMatchObject({ type }))

  test.each([
    ['a program', Buffer.from('MZ\x90\x00\x03', 'latin1'), 'FILE_NOT_PAPER'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'FILE_NOT_PAPER'],
    ['an archive', zip('a.exe'), 'FILE_NOT_PAPER'],
    ['macros', zip('xl/vbaProject.bin'), 'FILE_MACROS'],
  ])('%s is refused, and gone', async (_name, bytes, code) => {
    await expect(take(announced(bytes), 0, bytes)).rejects.toThrow(code)
    expect(left()).toBe(0)
  })
})

describe('a scanner', () => {
  const scanner = (script: string) => {
    const path = join(folder, 'scanner.sh')
    writeFileSync(path, `#!/bin/sh\n${script}\n`)
    chmodSync(path, 0o755)
    return path
  }
  test('looks at each paper: what it finds harmful is gone, what it could not look at waits', async () => {
    const bad = Buffer.from('X5O!P%@AP[4 EICAR')
    store = keepPapers(folder, scanner('grep -q EICAR "$1" && exit 1; exit 0'))
    expect(await take(announced(pdf), 0, pdf)).toMatchObject({ scan: 'clean' })
    const harmful = announced(bad)
    await expect(take(harmful, 0, bad)).rejects.toThrow('FILE_INFECTED')
    expect(existsSync(join(folder, enterprise, harmful.hash.slice(0, 2), harmful.hash))).toBe(false)

    store = keepPapers(folder, scanner('exit 7'))
    const waiting = announced(bad)
    await expect(take(waiting, 0, bad)).rejects.toThrow('FILE_NOT_SCANNED')
    expect(await store.arrived(waiting)).toBe(bad.length)
    store = keepPapers(folder, scanner('exit 0'))
    expect(await take(waiting, bad.length, Buffer.alloc(0))).toMatchObject({ scan: 'clean' })
  })
})
