import { createHash } from 'node:crypto'
import { readWorkbook } from '../grid/workbook.ts'
import { unsafeZip } from '../refusals.ts'
import { type Archive, bytesOf, openArchive, type Source } from './archive.ts'
import { isOle, isZip } from './seen.ts'

/** A workbook that may be kept and read (上传). */
export interface Upload {
  /** SHA-256 of the bytes, hexadecimal: the name under which they are kept. */
  readonly hash: string
  readonly bytes: number
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[]
}

/**
 * Takes in a workbook: type by content, limits of S8.4, no macros, no archive inside the archive. The sheets themselves
 * are not read yet; what is wrong inside them is found, under the same limits, by `readInWorker`.
 *
 * `.xlsm` is refused as soon as it holds macros: the file is kept as it is and officers open it; saving as .xlsx loses
 * nothing that a filing needs.
 *
 * @throws the refusals of `openArchive` and `readWorkbook`; FILE_UNSAFE_ZIP for an archive inside
 */
export async function receive(source: Source): Promise<Upload> {
  const archive = await openArchive(source)
  try {
    await refuseNested(archive)
    const { sheets } = await readWorkbook(archive)
    const bytes = await bytesOf(source)
    return {
      hash: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    }
  } finally {
    archive.close()
  }
}

/** Nesting 1 (S8.4). Parts in XML need no look: read as XML, an archive is broken XML, and it is never unpacked. */
async function refuseNested(archive: Archive): Promise<void> {
  for (const name of archive.names) {
    if (/\.(xml|rels|vml)$|\/$/i.test(name)) continue
    for await (const head of archive.bytes(name)) {
      if (isZip(head) || isOle(head)) {
        throw unsafeZip({ entry: name.slice(0, 80), why: '是嵌入的文件', whyEn: 'is a file of its own' })
      }
      break
    }
  }
}
