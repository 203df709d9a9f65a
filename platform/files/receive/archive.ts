import { open, readFile, stat } from 'node:fs/promises'
import { constants, crc32, createInflateRaw } from 'node:zlib'
import { Problem } from '@jiamao/kernel/problem'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { limits } from '../limits.ts'
import { bomb, broken, encrypted, tooLarge, tooMany, unsafeZip } from '../refusals.ts'
import { isOle, isZip, oleDirectoryAt, refusalOf, refusalOfOle } from './seen.ts'

/** Where a file lies: a path, or its bytes. */
export type Source = string | Buffer

/** An open zip archive whose directory has been checked. Names are compared in lower case, as Office does. */
export interface Archive {
  /** Names of all entries, as they are spelled. */
  readonly names: readonly string[]
  has(name: string): boolean
  /** Bytes that the entry says it unpacks to; `bytes` holds it to its word. */
  sizeOf(name: string): number
  /** The unpacked bytes. @throws FILE_BROKEN, FILE_BOMB; an entry that does not exist is FILE_BROKEN */
  bytes(name: string): AsyncGenerator<Buffer, void>
  close(): void
}

const headBytes = 4096

/**
 * Opens a file as a zip archive and walks its directory. What it is, is decided by content (S8.5); all limits of S8.4 on
 * size, ratio, entries and names hold before a byte is unpacked, by the declared sizes.
 *
 * @throws FILE_EMPTY, FILE_TOO_LARGE, FILE_NOT_WORKBOOK, FILE_OLD_EXCEL, FILE_ENCRYPTED, FILE_BROKEN, FILE_UNSAFE_ZIP,
 *         FILE_BOMB, FILE_TOO_MANY
 */
export async function openArchive(source: Source): Promise<Archive> {
  const size = typeof source === 'string' ? (await stat(source)).size : source.length
  if (size > limits.fileBytes) throw tooLarge({ size, max: limits.fileBytes })
  const head = await peek(source, 0)
  if (isOle(head)) throw refusalOfOle(await peek(source, oleDirectoryAt(head)))
  if (!isZip(head)) throw refusalOf(head)
  const zip = await openZip(source)
  try {
    return archiveOf(zip, await directoryOf(zip))
  } catch (error) {
    zip.close()
    throw error
  }
}

/** The bytes of a source, whole; it has been found small enough before. */
export const bytesOf = (source: Source): Promise<Buffer> =>
  typeof source === 'string' ? readFile(source) : Promise.resolve(source)

async function peek(source: Source, at: number): Promise<Buffer> {
  if (typeof source !== 'string') return source.subarray(at, at + headBytes)
  const file = await open(source)
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, at)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

async function openZip(source: Source): Promise<ZipFile> {
  // Names are decoded here, not by yauzl, so that an unsafe one is told from a broken directory.
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: true }
  try {
    return await (typeof source === 'string'
      ? yauzl.openPromise(source, options)
      : yauzl.fromBufferPromise(source, options))
  } catch (error) {
    throw brokenBy('zip', error)
  }
}

async function directoryOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw overEntries(zip.entryCount)
  const entries = new Map<string, Entry>()
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry, nameOf(entry), entries)
      unpacked += entry.uncompressedSize
      if (unpacked > limits.unpackedBytes) {
        throw bomb({ entry: nameOf(entry), size: unpacked, max: limits.unpackedBytes })
      }
      entries.set(nameOf(entry).toLowerCase(), entry)
    }
  } catch (error) {
    throw brokenBy('zip', error)
  }
  return entries
}

const overEntries = (count: number) =>
  tooMany({ what: '压缩条目', whatEn: 'Archive entries', count, max: limits.entries })

const nameOf = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry) =>
  yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false)

const LINK = 0xa000

/** One entry against S8.4. @throws FILE_UNSAFE_ZIP, FILE_ENCRYPTED, FILE_BOMB, FILE_TOO_MANY */
function checkEntry(entry: Entry, name: string, known: ReadonlyMap<string, Entry>): void {
  const unsafe = (why: string, whyEn: string) => unsafeZip({ entry: name.slice(0, 80), why, whyEn })
  if (known.size >= limits.entries) throw overEntries(known.size + 1)
  if (yauzl.validateFileName(name) !== null || name.includes('\0')) {
    throw unsafe('路径指向文件之外', 'points outside the file')
  }
  if (((entry.externalFileAttributes >>> 16) & 0xf000) === LINK) throw unsafe('是链接', 'is a link')
  if (known.has(name.toLowerCase())) throw unsafe('出现两次', 'stands there twice')
  if (entry.isEncrypted()) throw encrypted()
  if (!entry.canDecodeFileData()) throw unsafe('使用了少见的压缩方法', 'is packed by an unusual method')
  const max = Math.max(entry.compressedSize * limits.ratio, limits.ratioFrom)
  if (entry.uncompressedSize > max) throw bomb({ entry: name.slice(0, 80), size: entry.uncompressedSize, max })
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>): Archive {
  return {
    names: Array.from(entries.values(), nameOf),
    has: (name) => entries.has(name.toLowerCase()),
    sizeOf: (name) => entries.get(name.toLowerCase())?.uncompressedSize ?? 0,
    bytes: (name) => unpack(zip, entries.get(name.toLowerCase()), name),
    close: () => zip.close(),
  }
}

async function* unpack(zip: ZipFile, entry: Entry | undefined, name: string): AsyncGenerator<Buffer, void> {
  if (!entry) throw broken({ place: name, reason: 'missing' })
  let count = 0
  let checksum = 0
  try {
    // Raw bytes and an inflater of ours: larger chunks, and headers are not believed: the bytes are counted.
    const packed = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    const inflate = entry.compressionMethod === 8
    const stream = inflate
      ? packed.pipe(createInflateRaw({ chunkSize: 65_536, finishFlush: constants.Z_FINISH }))
      : packed
    packed.on('error', (error) => stream.destroy(error))
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        count += chunk.length
        if (count > entry.uncompressedSize) throw bomb({ entry: name, size: count, max: entry.uncompressedSize })
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } finally {
      packed.destroy()
      stream.destroy()
    }
  } catch (error) {
    throw brokenBy(name, error)
  }
  if (count !== entry.uncompressedSize) throw broken({ place: name, reason: `${count} ≠ ${entry.uncompressedSize}` })
  if (checksum !== entry.crc32) throw broken({ place: name, reason: 'CRC' })
}

/** A user's problem as it is; what zip and inflater complain of as FILE_BROKEN; faults of ours and of the disk as they are. */
function brokenBy(place: string, error: unknown): unknown {
  if (error instanceof Problem || error instanceof TypeError || !(error instanceof Error)) return error
  if ('syscall' in error) return error
  return broken({ place, reason: error.message.slice(0, 120) })
}
