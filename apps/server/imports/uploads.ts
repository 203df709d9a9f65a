import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import type { Moment } from '@jiamao/kernel/time'
import { limits, receive, type Upload } from '@jiamao/platform/files'
import { run, type Store, sql } from '@jiamao/platform/store'

/** Where uploaded workbooks lie: a folder per enterprise, a file per hash. Nothing is ever served or run from there. */
export interface Uploads {
  /** Streams a workbook in and keeps it. @throws the refusals of `receive`; nothing of a refused file stays */
  keep(body: Readable, by: { enterprise: Uuid; organisation: Uuid; person: Uuid }, at: Moment): Promise<Upload>
  pathOf(enterprise: Uuid, hash: string): string
  read(enterprise: Uuid, hash: string): Readable
}

export function uploadsIn(home: string, store: Store): Uploads {
  const folder = join(home, 'uploads')
  const pathOf = (enterprise: Uuid, hash: string) => join(folder, enterprise, `${hash}.xlsx`)
  return {
    pathOf,
    read: (enterprise, hash) => createReadStream(pathOf(enterprise, hash)),
    keep: async (body, { enterprise, organisation, person }, at) => {
      await mkdir(join(folder, enterprise), { recursive: true, mode: 0o700 })
      const incoming = join(folder, enterprise, `${newUuid()}.incoming`)
      try {
        await pipeline(body, upTo(limits.fileBytes + 1), createWriteStream(incoming, { mode: 0o600, flush: true }))
        const upload = await receive(incoming)
        await rename(incoming, pathOf(enterprise, upload.hash))
        await store.tx({ enterprise, organisation, stance: 'owner' }, (tx) =>
          run(
            tx,
            sql`insert into upload values (${enterprise}, ${upload.hash}, ${upload.bytes}, ${person}, ${at}) on conflict do nothing`,
          ),
        )
        return upload
      } finally {
        await rm(incoming, { force: true })
      }
    },
  }
}

/** Lets so many bytes through and drops the rest unread: `receive` then says that the file is too large. */
const upTo = (most: number) =>
  async function* (chunks: AsyncIterable<Buffer>) {
    let count = 0
    for await (const chunk of chunks) {
      if (count < most) yield chunk.subarray(0, most - count)
      count += chunk.length
      // A sender that does not stop is cut off.
      if (count > most * 2) return
    }
  }
