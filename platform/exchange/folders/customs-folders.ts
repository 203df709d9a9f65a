import * as promises from 'node:fs/promises'
import type { Connector } from '../define.ts'
import type { Disk } from './places.ts'
import { archive, type Memory, pollAll } from './poll.ts'
import { probeIn } from './probe.ts'
import { sendTo } from './send.ts'
import type { FolderSettings } from './settings.ts'

/** The connector over the import client's folders. Customs knows by own number and company what it has (I4.4). */
export function customsFolders(given: FolderSettings, disk: Disk = promises): Connector {
  const memory: Memory = new Map()
  return {
    answersWithinMs: given.answersWithinMs,
    idempotent: true,
    send: (message) => sendTo(given, disk, message),
    probe: (message) => probeIn(given, disk, message),
    poll: () => pollAll(given, disk, memory),
    confirm: (raw) => archive(given, disk, raw),
  }
}
