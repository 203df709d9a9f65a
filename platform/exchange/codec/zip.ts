import { isUtf8 } from 'node:buffer'
import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import type { ProblemItem } from '@jiamao/kernel/problem'
import { quoted } from '@jiamao/kernel/words'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import yazl from 'yazl'
import { zipMalformed, zipTooLarge, zipTruncated } from './unreadable.ts'

/** S8.4. The ratio is asked only of what would be large: small messages of like lines pack better than any bomb. */
const limits = { bytes: 20 * 2 ** 20, ratio: 100, freeOfRatio: 2 ** 20 }

/** A message packed as the import client wants it (I9.2): one XML file of the archive's base name. */
export async function pack(baseName: string, xml: Uint8Array): Promise<Uint8Array> {
  const zip = new yazl.ZipFile()
  // One moment for all, in local parts since a zip's clock bears no offset: equal messages make equal bytes.
  const mtime = new Date(2000, 0, 1)
  zip.addBuffer(Buffer.from(xml), `${baseName}.xml`, { mtime, mode: 0o100644, forceDosTimestamp: true })
  zip.end()
  return await buffer(zip.outputStream)
}

/** What an archive holds: its one file, with its base name. */
interface Unpacked {
  readonly baseName: string
  readonly xml: Uint8Array
}

/**
 * Opens an archive in memory. ZIP_TRUNCATED means that a complete copy may cure it (I9.7): cut off, or a checksum that does
 * not agree; ZIP_MALFORMED and ZIP_TOO_LARGE do not pass with time.
 */
export async function unpack(zip: Uint8Array): Promise<Unpacked | readonly ProblemItem[]> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.length)
  if (zip.length > limits.bytes) return [tooLarge(zip.length)]
  if (!'PK'.startsWith(bytes.toString('latin1', 0, 2))) return [malformed('不是 zip 文件', 'It is not a zip file')]
  try {
    // Names are read here: the library knows UTF-8 and the code page of DOS, senders also write GB18030.
    return await opened(await yauzl.fromBufferPromise(bytes, { lazyEntries: true, decodeStrings: false }))
  } catch (error) {
    // All that the library says of an archive without features that we refuse is that its bytes do not fit together.
    if (error instanceof Error) return [zipTruncated({ reason: quoted(error.message) }).item()]
    throw error
  }
}

async function opened(zip: ZipFile): Promise<Unpacked | readonly ProblemItem[]> {
  if (zip.entryCount !== 1) return [malformed(`含 ${zip.entryCount} 个文件`, `It holds ${zip.entryCount} files`)]
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry.fileNameRaw)
    if (name === undefined) return [malformed('文件名不合规或不是 .xml', 'The file in it has no plain .xml name')]
    if ((entry.generalPurposeBitFlag & 1) !== 0) return [malformed('已加密', 'It is encrypted')]
    if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
      return [malformed(`压缩方法 ${entry.compressionMethod}`, `Compression method ${entry.compressionMethod}`)]
    }
    return isTooLarge(entry) ? [tooLarge(entry.uncompressedSize)] : await extracted(zip, entry, name)
  }
  return [zipTruncated({ reason: 'no entry' }).item()]
}

async function extracted(zip: ZipFile, entry: Entry, name: string): Promise<Unpacked | readonly ProblemItem[]> {
  // The library ends the stream with an error as soon as it holds more than the directory says.
  const xml = await buffer(await zip.openReadStreamPromise(entry))
  if (crc32(xml) !== entry.crc32) return [zipTruncated({ reason: 'CRC-32' }).item()]
  return { baseName: name.slice(0, -'.xml'.length), xml }
}

const isTooLarge = ({ uncompressedSize, compressedSize }: Entry) =>
  uncompressedSize > limits.bytes ||
  (uncompressedSize > limits.freeOfRatio && uncompressedSize > compressedSize * limits.ratio)

/** The name of an entry: undefined for a path, a hidden file, or anything but XML. */
function nameOf(raw: Buffer): string | undefined {
  const decode = (encoding: string) => new TextDecoder(encoding, { fatal: true }).decode(raw)
  try {
    const name = isUtf8(raw) ? decode('utf-8') : decode('gb18030')
    return /^[^./\\:\p{Cc}][^/\\:\p{Cc}]{0,199}\.xml$/iu.test(name) ? name : undefined
  } catch {
    return undefined
  }
}

const tooLarge = (size: number) => zipTooLarge({ size, limit: limits.bytes, ratio: limits.ratio }).item()
const malformed = (reasonZh: string, reasonEn: string) => zipMalformed({ reasonZh, reasonEn }).item()
