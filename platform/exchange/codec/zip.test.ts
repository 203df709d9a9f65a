import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { runs } from '@jiamao/tests/big-numbers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import yazl from 'yazl'
import { pack, unpack } from './zip.ts'

const xml = Buffer.from(`<Root>${'中文 & more '.repeat(50)}</Root>`)

async function archive(files: readonly (readonly [name: string, content: Uint8Array])[]): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  for (const [name, content] of files) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return await buffer(zip.outputStream)
}
async function codeOf(bytes: Uint8Array): Promise<string> {
  const unpacked = await unpack(bytes)
  return 'xml' in unpacked ? 'read' : unpacked.map((problem) => problem.code).join()
}
/** Replaces a name of the same length in both headers, which the writing library itself would refuse. */
const renamed = (zip: Buffer, from: string, to: string) =>
  Buffer.from(zip.toString('latin1').replaceAll(from, Buffer.from(to).toString('latin1')), 'latin1')

test('what is packed comes out, under its name', async () => {
  const unpacked = await unpack(await pack('INV101_I_QD-1_v1_t-1', xml))
  expect('xml' in unpacked && [unpacked.baseName, Buffer.from(unpacked.xml).equals(xml)]).toEqual([
    'INV101_I_QD-1_v1_t-1',
    true,
  ])
})

test('equal messages make equal bytes, at any time and in any time zone', async () => {
  const first = await pack('a', xml)
  const zone = process.env.TZ
  try {
    process.env.TZ = 'America/Lima'
    expect(Buffer.from(await pack('a', xml)).equals(first)).toBe(true)
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})

test('cut off anywhere it is cut off', async () => {
  const zip = await pack('a', xml)
  for (let end = 0; end < zip.length; end += 7) expect(await codeOf(zip.subarray(0, end))).toBe('ZIP_TRUNCATED')
})

test('a changed byte is noticed or changes nothing', async () => {
  const zip = await pack('a', xml)
  await fc.assert(
    fc.asyncProperty(fc.nat(zip.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = Buffer.from(zip)
      changed[at] ^= flip
      const unpacked = await unpack(changed)
      if ('xml' in unpacked) expect(Buffer.from(unpacked.xml).equals(xml)).toBe(true)
    }),
    { numRuns: runs(300) },
  )
})

test('what is not one XML file is refused for good', async () => {
  expect(await codeOf(Buffer.from('<Root/>'))).toBe('ZIP_MALFORMED')
  expect(await codeOf(await archive([]))).toBe('ZIP_MALFORMED')
  expect(
    await codeOf(
      await archive([
        ['a.xml', xml],
        ['b.xml', xml],
      ]),
    ),
  ).toBe('ZIP_MALFORMED')
  expect(await codeOf(await archive([['a.exe', xml]]))).toBe('ZIP_MALFORMED')
  expect(await codeOf(await archive([['dir/a.xml', xml]]))).toBe('ZIP_MALFORMED')
  const plain = await archive([['aabbccdd.xml', xml]])
  expect(await codeOf(plain)).toBe('read')
  for (const name of [
    '../../ab.xml',
    '/etc/abc.xml',
    'c:aabbcc.xml',
    'a\\bbccdd.xml',
    '.abbccdd.xml',
    'aa\0bccdd.xml',
  ]) {
    expect([name, await codeOf(renamed(plain, 'aabbccdd.xml', name))]).toEqual([name, 'ZIP_MALFORMED'])
  }
})

test('an encrypted file, or one packed by another method, is refused for good', async () => {
  const zip = Buffer.from(await pack('a', xml))
  const directory = zip.lastIndexOf(Buffer.from('PK\u0001\u0002'))
  const patched = (offset: number, value: number) => {
    const copy = Buffer.from(zip)
    copy.writeUInt16LE(value, directory + offset)
    return copy
  }
  expect(await codeOf(patched(8, 1))).toBe('ZIP_MALFORMED')
  expect(await codeOf(patched(10, 12))).toBe('ZIP_MALFORMED')
})

test('names in Chinese come in either encoding', async () => {
  const unpacked = await unpack(await archive([['浙B.xml', xml]]))
  expect('xml' in unpacked && unpacked.baseName).toBe('浙B')
  // 浙 in GB18030 is D5 E3.
  const gb = await archive([['ab1.xml', xml]])
  for (let at = gb.indexOf('ab1.xml'); at >= 0; at = gb.indexOf('ab1.xml', at)) gb.set([0xd5, 0xe3, 0x42], at)
  const old = await unpack(gb)
  expect('xml' in old && old.baseName).toBe('浙B')
})

test('a bomb is refused before it is unpacked', async () => {
  expect(await codeOf(await archive([['a.xml', Buffer.alloc(21 * 2 ** 20)]]))).toBe('ZIP_TOO_LARGE')
  // One random byte in sixteen: about a tenth when packed, so only the size can be against it.
  const mixed = Buffer.alloc(21 * 2 ** 20)
  const noise = randomBytes(mixed.length / 16)
  for (let i = 0; i < noise.length; i++) mixed[i * 16] = noise[i]
  expect(await codeOf(await archive([['a.xml', mixed]]))).toBe('ZIP_TOO_LARGE')
  expect(await codeOf(await archive([['a.xml', Buffer.alloc(2 ** 21)]]))).toBe('ZIP_TOO_LARGE')
  expect(await codeOf(await archive([['a.xml', Buffer.alloc(2 ** 19)]]))).toBe('read')
  // A directory that lies about the size: the stream ends where it does.
  const zip = Buffer.from(await archive([['a.xml', Buffer.alloc(2 ** 22)]]))
  zip.writeUInt32LE(100, zip.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 24)
  expect(await codeOf(zip)).toBe('ZIP_TRUNCATED')
})
