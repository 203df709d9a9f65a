import { constants, type Stats } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { type Moment, msOf } from '@jiamao/kernel/time'
import type { Raw } from '../define.ts'
import { sha256 } from '../ids.ts'
import { type Disk, isAbsent, isAccount, isOwn, isPassing, isTaken, placeOf } from './places.ts'
import type { FolderSettings } from './settings.ts'

/** A file as a scan saw it, and since when it has been so. */
interface Seen {
  readonly stamp: string
  readonly since: Moment
}
/**
 * What earlier scans saw, by path. Rest is measured by our own clock between two scans: the file server's clock may
 * differ from ours.
 */
export type Memory = Map<string, Seen>

type Box = 'inBox' | 'failBox' | 'making'
interface Found {
  readonly path: string
  readonly account: string
  readonly box: Box
  readonly stamp: string
  readonly size: number
  readonly modified: number
  readonly since: Moment
}

/** Bytes in memory after one poll, in files of the largest size. */
const heldFiles = 4

/** What an abandoned attempt left behind is removed after this. */
const abandonedMs = 3_600_000

/** Everything that lies at rest in all in-boxes and fail-boxes, oldest first, as far as one round takes it (I9.5). */
export async function pollAll(given: FolderSettings, disk: Disk, memory: Memory): Promise<Raw[]> {
  const now = given.clock.machine()
  const found = await scan(given, disk, memory, now)
  const resting = (file: Found) => msOf(now) - msOf(file.since)
  for (const file of found.filter(({ box }) => box === 'making')) {
    if (resting(file) >= abandonedMs) await disk.unlink(file.path).catch(() => {})
  }
  const ready = found
    .filter((file) => file.box !== 'making' && resting(file) >= given.restMs)
    .sort((a, b) => a.modified - b.modified || (a.path < b.path ? -1 : 1))
    .slice(0, given.filesPerPoll)
  const raws: Raw[] = []
  let held = 0
  for (const file of ready) {
    if (held > heldFiles * given.maxBytes) break
    const raw = await read(given, disk, file)
    if (raw) raws.push(raw)
    held += raw?.bytes.length ?? 0
  }
  return raws
}

/** A full scan; watching would only be a hint. */
async function scan(given: FolderSettings, disk: Disk, memory: Memory, now: Moment): Promise<Found[]> {
  const found: Found[] = []
  const accounts = (await disk.readdir(given.root, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  for (const { name: account } of accounts.filter(({ name }) => isAccount(name))) {
    for (const business of new Set(Object.values(given.folders))) {
      const place = placeOf(given.root, account, business)
      for (const box of ['inBox', 'failBox', 'making'] as const) {
        for (const path of await filesIn(given, disk, place[box])) {
          const stat = await disk.lstat(path).catch(() => undefined)
          if (!stat?.isFile()) continue
          const stamp = stampOf(stat)
          const before = memory.get(path)
          const since = before?.stamp === stamp ? before.since : now
          found.push({ path, account, box, stamp, size: stat.size, modified: stat.mtimeMs, since })
        }
      }
    }
  }
  memory.clear()
  for (const { path, stamp, since } of found) memory.set(path, { stamp, since })
  return found
}

async function filesIn(given: FolderSettings, disk: Disk, folder: string): Promise<string[]> {
  const entries = await disk.readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (!isOwn(error) && !isPassing(error)) throw error
    if (!isAbsent(error)) given.report(error)
    return []
  })
  return entries.filter((entry) => entry.isFile() && !/\.tmp$/i.test(entry.name)).map(({ name }) => join(folder, name))
}

const stampOf = (stat: Stats) => `${stat.size}:${stat.mtimeMs}:${stat.ino}`

/** Reads a file if nobody else holds it and it is still as it was seen; else it is for later. */
async function read(given: FolderSettings, disk: Disk, file: Found): Promise<Raw | undefined> {
  const handle = await disk.open(file.path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    if (isOwn(error) || isPassing(error)) return undefined
    throw error
  })
  if (!handle) return undefined
  try {
    const large = file.size > given.maxBytes
    const bytes = large ? await beginning(handle) : await handle.readFile()
    if (stampOf(await handle.stat()) !== file.stamp) return undefined
    const name = basename(file.path)
    const place = relative(given.root, file.path)
    const raw = { account: file.account, place, stamp: file.stamp, name, bytes }
    const own = large ? { id: `large:${file.size}:${place}` } : idOf(file, name, bytes)
    if (file.box === 'failBox') return { ...raw, ...own, returned: name.replace(/\.[A-Za-z]+$/, '') }
    return { ...raw, ...own, ...(large ? { tooLarge: file.size } : {}) }
  } finally {
    await handle.close()
  }
}

/**
 * What the client says of one of our files is known by that file's name as well: its words on two of them may be the
 * same. Receipts are known by their bytes alone, under whatever name they come again.
 */
function idOf({ account, box }: Found, name: string, bytes: Uint8Array): { readonly id?: string } {
  const [, response] = /^((?:Successed|Failed)_.+)_\d{8,}\.[A-Za-z]+$/.exec(name) ?? []
  const about = box === 'failBox' ? `returned ${name}` : response
  if (about === undefined) return {}
  return { id: `named:${sha256(Buffer.concat([Buffer.from(`${account}\n${about}\n`), bytes])).toString('hex')}` }
}

async function beginning(handle: { read(buffer: Buffer): Promise<{ bytesRead: number }> }): Promise<Buffer> {
  const buffer = Buffer.alloc(4096)
  const { bytesRead } = await handle.read(buffer)
  return buffer.subarray(0, bytesRead)
}

/** Moves a file that is durable here into the archive beside its box. One that has changed since stays (I9.5). */
export async function archive(given: FolderSettings, disk: Disk, raw: Raw): Promise<void> {
  const path = join(given.root, raw.place)
  const stat = await disk.lstat(path).catch(() => undefined)
  if (!stat || stampOf(stat) !== raw.stamp) return
  const day = given.clock.machine().slice(0, 10)
  const folder = join(given.root, raw.place, '..', '..', 'Archive', day)
  await disk.mkdir(folder, { recursive: true })
  const kept = join(folder, `${sha256(raw.bytes).toString('hex').slice(0, 12)}-${raw.name}`)
  try {
    // Linked and not renamed: a rename would overwrite, and the same file may come twice.
    await disk.link(path, kept)
    // Another file took this one's place at the last moment: it stays, to be read.
    if (stampOf(await disk.lstat(kept)) !== raw.stamp) return await disk.unlink(kept)
  } catch (error) {
    if (isAbsent(error)) return // Another process was quicker.
    if (!isTaken(error)) throw error
  }
  await disk.unlink(path).catch((error: unknown) => {
    if (!isAbsent(error)) throw error
  })
}
