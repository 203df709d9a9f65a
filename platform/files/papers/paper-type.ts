import { readFile } from 'node:fs/promises'
import { type Archive, openArchive } from '../receive/archive.ts'
import { isZip } from '../receive/seen.ts'
import { macros } from '../refusals.ts'
import { notPaper } from './refusals.ts'

/** What an attached paper may be (附件), by its media type; `shown` may be looked at in the page. */
const media = {
  pdf: { type: 'application/pdf', ending: 'pdf', shown: true },
  png: { type: 'image/png', ending: 'png', shown: true },
  jpeg: { type: 'image/jpeg', ending: 'jpg', shown: true },
  webp: { type: 'image/webp', ending: 'webp', shown: true },
  tiff: { type: 'image/tiff', ending: 'tif', shown: false },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx', shown: false },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
    shown: false,
  },
  // 版式文件 (GB/T 33190), as offices and invoice services give them.
  ofd: { type: 'application/ofd', ending: 'ofd', shown: false },
  text: { type: 'text/plain; charset=utf-8', ending: 'txt', shown: false },
} as const

export type PaperType = keyof typeof media
export const mediaOf = (type: PaperType): (typeof media)[PaperType] => media[type]

/** First bytes, hexadecimal; a dot is any digit. */
const signatures: readonly [head: RegExp, type: PaperType][] = [
  [/^255044462d/, 'pdf'],
  [/^89504e470d0a1a0a/, 'png'],
  [/^ffd8ff/, 'jpeg'],
  [/^52494646.{8}57454250/, 'webp'],
  [/^(49492a00|4d4d002a)/, 'tiff'],
]

/** What a file is, by its content and never by its name (S8.5). @throws FILE_NOT_PAPER, FILE_MACROS, those of `openArchive` */
export async function paperTypeOf(path: string): Promise<PaperType> {
  const bytes = await readFile(path)
  const head = bytes.subarray(0, 16).toString('hex')
  const known = signatures.find(([signature]) => signature.test(head))
  if (known) return known[1]
  if (isZip(bytes)) return officeType(path)
  if (isText(bytes)) return 'text'
  throw notPaper()
}

async function officeType(path: string): Promise<PaperType> {
  const archive: Archive = await openArchive(path)
  try {
    const part = archive.names.find((name) => /vbaproject\.bin$/i.test(name))
    if (part) throw macros({ part })
    if (archive.has('xl/workbook.xml')) return 'xlsx'
    if (archive.has('word/document.xml')) return 'docx'
    if (archive.has('ofd.xml')) return 'ofd'
    throw notPaper()
  } finally {
    archive.close()
  }
}

/** UTF-8 without control characters; a page or a script in text is served as text, and never as what it says it is. */
function isText(bytes: Buffer): boolean {
  try {
    return bytes.length > 0 && !/[^\t\n\r\u0020-\uFFFF]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return false
  }
}
