/** 附件的收存. Bytes of papers: received in pieces, resumed where they broke off, kept once under their hash. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import type { Uuid } from '@jiamao/kernel/ids'
import { Problem } from '@jiamao/kernel/problem'
import { type PaperType, paperTypeOf } from './paper-type.ts'
import { beingReceived, infected, notScanned, otherHash, wrongOffset } from './refusals.ts'

/** One paper on its way in. */
export interface Incoming {
  readonly enterprise: Uuid
  readonly id: Uuid
  /** What its sender says that it will be. */
  readonly bytes: number
  readonly hash: string
}

/** What a paper turned out to be, when it was all there. `unscanned`: no scanner is set. */
export interface Kept {
  readonly type: PaperType
  readonly scan: 'clean' | 'unscanned'
}

export interface PaperStore {
  /** How many bytes of it have arrived. */
  arrived(paper: Pick<Incoming, 'enterprise' | 'id'>): Promise<number>
  /**
   * Takes the next piece; what arrives before a connection breaks stays. @returns undefined while some is missing
   * @throws FILE_OFFSET, FILE_BUSY; when it is all there FILE_HASH, FILE_INFECTED, FILE_NOT_SCANNED and those of `paperTypeOf`
   */
  take(paper: Incoming, offset: number, piece: Readable): Promise<Kept | undefined>
  read(enterprise: Uuid, hash: string): Readable
  drop(paper: Pick<Incoming, 'enterprise' | 'id'>): Promise<void>
}

/** Keeps papers under a folder, which no web server reaches. @param scanner a program that says 0 for clean, 1 for infected */
export function keepPapers(root: string, scanner: string | undefined): PaperStore {
  const partOf = ({ enterprise, id }: Pick<Incoming, 'enterprise' | 'id'>) => join(root, enterprise, 'incoming', id)
  const pathOf = (enterprise: Uuid, hash: string) => join(root, enterprise, hash.slice(0, 2), hash)
  const busy = new Set<Uuid>()
  const arrived: PaperStore['arrived'] = async (paper) =>
    stat(partOf(paper)).then(
      ({ size }) => size,
      () => 0,
    )
  return {
    arrived,
    read: (enterprise, hash) => createReadStream(pathOf(enterprise, hash)),
    drop: (paper) => rm(partOf(paper), { force: true }),
    take: async (paper, offset, piece) => {
      if (busy.has(paper.id)) throw beingReceived()
      busy.add(paper.id)
      try {
        const part = partOf(paper)
        const there = await arrived(paper)
        if (offset !== there) throw wrongOffset({ offset, arrived: there }, { more: { offset: there } })
        await append(part, piece, paper.bytes - there)
        if ((await arrived(paper)) < paper.bytes) return undefined
        const kept = await examine(part, paper.hash, scanner)
        const path = pathOf(paper.enterprise, paper.hash)
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(part, path)
        return kept
      } finally {
        busy.delete(paper.id)
      }
    },
  }
}

/** Appends at most so many bytes and makes them safe on the disk; a broken connection leaves what has come. */
async function append(path: string, piece: Readable, most: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(path, 'a', 0o600)
  try {
    let left = most
    for await (const chunk of piece as AsyncIterable<Buffer>) {
      if (left > 0) await file.write(chunk.subarray(0, left))
      left -= chunk.length
      // What is more than was announced is not read to its end.
      if (left < -most) break
    }
  } catch (error) {
    if (!isCutOff(error)) throw error
  } finally {
    await file.sync().finally(() => file.close())
  }
}

const isCutOff = (error: unknown) =>
  ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ECONNABORTED'].includes((error as { code?: string }).code ?? '')

/** Whole at last: is it what was announced, may it be kept, is it clean? What is refused is gone. */
async function examine(part: string, hash: string, scanner: string | undefined): Promise<Kept> {
  try {
    const digest = createHash('sha256')
    for await (const chunk of createReadStream(part)) digest.update(chunk)
    if (digest.digest('hex') !== hash) throw otherHash()
    return { type: await paperTypeOf(part), scan: await scanned(part, scanner) }
  } catch (error) {
    // A scanner that is not there is no fault of the paper: it waits for the next try.
    if (!(error instanceof Problem && error.kind.code === 'FILE_NOT_SCANNED')) await rm(part, { force: true })
    throw error
  }
}

const scanMs = 60_000

async function scanned(path: string, scanner: string | undefined): Promise<Kept['scan']> {
  if (scanner === undefined) return 'unscanned'
  const said = await promisify(execFile)(scanner, [path], { timeout: scanMs }).then(
    () => 0,
    (error: { code?: number | string }) => error.code,
  )
  if (said === 1) throw infected()
  if (said !== 0) throw notScanned()
  return 'clean'
}
