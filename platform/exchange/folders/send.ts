import { join } from 'node:path'
import type { Outgoing, Sent } from '../define.ts'
import { sha256 } from '../ids.ts'
import {
  bytesAt,
  type Disk,
  isAccount,
  isOwn,
  isPassing,
  isTaken,
  makePlace,
  type Place,
  placeOf,
  syncFolder,
} from './places.ts'
import type { FolderSettings } from './settings.ts'

/** Hands a message over: whole, durable, under a name that nothing else has (I9.2). */
export async function sendTo(given: FolderSettings, disk: Disk, message: Outgoing): Promise<Sent> {
  const business = given.folders[message.type]
  if (business === undefined) return { is: 'permanent', why: 'noFolder', detail: message.type }
  if (!isAccount(message.account)) return { is: 'permanent', why: 'noAccount', detail: message.account }
  if (!/^[A-Za-z0-9_-]{1,110}$/.test(message.name)) return { is: 'permanent', why: 'notPacked', detail: message.name }
  const zip = await packed(given, message)
  if (!(zip instanceof Uint8Array)) return zip

  const place = placeOf(given.root, message.account, business)
  const file = `${message.name}.zip`
  const evidence = sha256(zip)
  let published = false
  try {
    await makePlace(disk, given.root, message.account, place)
    const waiting = await disk.readdir(place.outBox)
    const taken = await sameName(disk, place, file, zip)
    if (taken) return taken
    if (waiting.length >= given.waitingFiles)
      return { is: 'transient', detail: `${waiting.length} files wait in ${place.outBox}` }
    const made = await write(disk, place, message, zip)
    // A hard link never overwrites: of two writers one gets the name.
    await disk.link(made, join(place.outBox, file)).catch(async (error: unknown) => {
      await disk.unlink(made)
      throw error
    })
    published = true
    await syncFolder(disk, place.outBox)
    await disk.unlink(made)
    return { is: 'proof', evidence }
  } catch (error) {
    if (isTaken(error)) return (await sameName(disk, place, file, zip)) ?? { is: 'unknown', detail: String(error) }
    if (published) return { is: 'unknown', detail: String(error) }
    if (isPassing(error)) return { is: 'transient', detail: String(error) }
    if (isOwn(error)) return { is: 'transient', detail: String(error), own: true }
    throw error
  }
}

async function packed({ pack }: FolderSettings, { name, bytes }: Outgoing): Promise<Uint8Array | Sent> {
  try {
    return await pack(name, bytes)
  } catch (error) {
    return { is: 'permanent', why: 'notPacked', detail: String(error) }
  }
}

/** I9.3: a file of this name with these bytes is this message, handed over before; with other bytes it is another. */
async function sameName(disk: Disk, place: Place, file: string, zip: Uint8Array): Promise<Sent | undefined> {
  for (const box of [place.outBox, place.sentBox]) {
    const there = await bytesAt(disk, join(box, file))
    if (!there) continue
    if (there.equals(zip)) return { is: 'proof', evidence: sha256(zip) }
    return { is: 'permanent', why: 'nameClash', detail: file }
  }
  return undefined
}

/**
 * Writes the file beside the outbox, durable. Its name bears the lease's token: a writer whose lease ran out must never
 * find another's half-written file under its own name, nor write into one that was handed over.
 */
async function write(disk: Disk, place: Place, { name, fence }: Outgoing, zip: Uint8Array): Promise<string> {
  const path = join(place.making, `${name}.${fence}.zip`)
  const handle = await disk.open(path, 'wx').catch(async (error: unknown) => {
    if (!isTaken(error)) throw error
    // Left by a crash of the same attempt; it may share its content with a file in the outbox, so it is not opened.
    await disk.unlink(path)
    return disk.open(path, 'wx')
  })
  try {
    await handle.writeFile(zip)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncFolder(disk, place.making)
  return path
}
