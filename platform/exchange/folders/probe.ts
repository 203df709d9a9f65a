import { join } from 'node:path'
import type { Outgoing, Probed } from '../define.ts'
import { sha256 } from '../ids.ts'
import { bytesAt, type Disk, isAbsent, isAccount, placeOf } from './places.ts'
import type { FolderSettings } from './settings.ts'

/** Looks for a message in all four folders (I9.1). */
export async function probeIn(given: FolderSettings, disk: Disk, message: Outgoing): Promise<Probed> {
  const business = given.folders[message.type]
  if (business === undefined || !isAccount(message.account)) return { is: 'hasNot' }
  // The root itself must be there: on a share that is away nothing would be found of anything.
  await disk.lstat(given.root)
  const place = placeOf(given.root, message.account, business)
  const file = `${message.name}.zip`
  const zip = await given.pack(message.name, message.bytes)
  // In this order: the client moves files from the outbox onwards, and one that moves meanwhile is still found.
  if (await bytesAt(disk, join(place.outBox, file))) return { is: 'waiting' }
  const sent = await bytesAt(disk, join(place.sentBox, file))
  if (sent?.equals(zip)) return { is: 'has', evidence: sha256(sent) }
  if (sent) return { is: 'unknown', detail: `${file} in SentBox has other content` }
  if (await bytesAt(disk, join(place.failBox, file))) return { is: 'waiting' }
  const answers = await disk.readdir(place.inBox).catch((error: unknown) => {
    if (isAbsent(error)) return []
    throw error
  })
  if (answers.some((name) => name.startsWith(`Successed_${message.name}_`))) return { is: 'has', evidence: sha256(zip) }
  return answers.some((name) => name.startsWith(`Failed_${message.name}_`)) ? { is: 'waiting' } : { is: 'hasNot' }
}
