import type * as promises from 'node:fs/promises'
import { join } from 'node:path'

/** What the connector asks of a file system: a port, so that a simulation can crash between any two steps (I17.3). */
export type Disk = Pick<typeof promises, 'link' | 'lstat' | 'mkdir' | 'open' | 'readdir' | 'unlink'>

/** The import client's folders of one business, as the client itself names them (M§3.1). */
export interface Place {
  readonly folder: string
  readonly outBox: string
  readonly sentBox: string
  readonly failBox: string
  readonly inBox: string
  /** Ours: on the same volume, so that a file moves into `OutBox` whole or not at all. */
  readonly making: string
  /** Ours: what was taken in, by day. */
  readonly archive: string
}

export const placeOf = (root: string, account: string, business: string): Place => {
  const folder = join(root, account, business)
  return {
    folder,
    outBox: join(folder, 'OutBox'),
    sentBox: join(folder, 'SentBox'),
    failBox: join(folder, 'FailBox'),
    inBox: join(folder, 'InBox'),
    making: join(folder, '.jiamao-tmp'),
    archive: join(folder, 'Archive'),
  }
}

/** A company's 海关编码 names its import root; nothing else may become a path. */
export const isAccount = (account: string): boolean => /^[0-9A-Za-z]{1,20}$/.test(account)

const isCode = (error: unknown, ...codes: string[]) => codes.includes((error as { code?: string } | null)?.code ?? '')
/** Nothing is there. */
export const isAbsent = (error: unknown): boolean => isCode(error, 'ENOENT')
/** The name is taken. */
export const isTaken = (error: unknown): boolean => isCode(error, 'EEXIST')
/** It passes by itself (I7.2). */
export const isPassing = (error: unknown): boolean =>
  isCode(error, 'ENOSPC', 'EDQUOT', 'EBUSY', 'EIO', 'EAGAIN', 'ETIMEDOUT', 'EMFILE', 'ENFILE', 'ESTALE', 'ETXTBSY')
/** The folders are not as they must be: a person has to see to it (I7.2). */
export const isOwn = (error: unknown): boolean =>
  isCode(error, 'EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EROFS', 'EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK', 'ELOOP')

/** Makes a business's folders on first use. The root is never made: an absent one is a share that is not there. */
export async function makePlace(disk: Disk, root: string, account: string, place: Place): Promise<void> {
  const { folder, outBox, sentBox, failBox, inBox, making, archive } = place
  for (const path of [join(root, account), folder, outBox, sentBox, failBox, inBox, making, archive]) {
    await disk.mkdir(path).catch((error: unknown) => {
      if (!isTaken(error)) throw error
    })
  }
}

/** Makes what a folder says durable: names of files are the folder's content. */
export async function syncFolder(disk: Disk, path: string): Promise<void> {
  const handle = await disk.open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A file's bytes, or undefined where there is none. */
export async function bytesAt(disk: Disk, path: string): Promise<Buffer | undefined> {
  const handle = await disk.open(path, 'r').catch((error: unknown) => {
    if (isAbsent(error)) return undefined
    throw error
  })
  if (!handle) return undefined
  try {
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}
