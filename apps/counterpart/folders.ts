import { lstat, mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { businesses, type Effect, type Place, type Upload, type WriteEffect } from './facts.ts'

type Box = 'OutBox' | 'SentBox' | 'FailBox' | 'InBox'

/** The import client's folders of all companies (M§3.1), and what it does in them. */
export class Folders {
  readonly #root: string
  #lastWrittenMs = 0

  constructor(root: string) {
    this.#root = root
  }

  #box = ({ company, business }: Place, box: Box): string => join(this.#root, company, business, box)

  /** All files that wait in `OutBox`, oldest first. Half-written ones (`.tmp`) and folders are passed over. */
  async uploads(): Promise<Upload[]> {
    const found: { upload: Upload; age: bigint }[] = []
    for (const company of await namesIn(this.#root)) {
      for (const business of businesses) {
        const outBox = this.#box({ company, business }, 'OutBox')
        for (const name of await namesIn(outBox)) {
          if (name.startsWith('.') || /\.tmp$/i.test(name)) continue
          const file = await fileAt(join(outBox, name))
          if (file) found.push({ upload: { company, business, name, identity: file.identity }, age: file.age })
        }
      }
    }
    const inOrder = (a: (typeof found)[number], b: (typeof found)[number]) =>
      a.age < b.age || (a.age === b.age && a.upload.name < b.upload.name) ? -1 : 1
    return found.sort(inOrder).map(({ upload }) => upload)
  }

  /** A file's bytes; undefined where it is gone by now. */
  bytesOf(upload: Upload): Promise<Buffer | undefined> {
    return unlessAbsent(readFile(join(this.#box(upload, 'OutBox'), upload.name)))
  }

  /**
   * Does an effect; doing it again changes nothing. A crash of the machine itself, not of this process, may lose files
   * that were written last: they are not forced to disk.
   */
  carryOut(effect: Effect): Promise<void> {
    return effect.do === 'move' ? this.#move(effect.upload, effect.to) : this.#write(effect)
  }

  async #move(upload: Upload, to: 'SentBox' | 'FailBox' | 'nowhere'): Promise<void> {
    const path = join(this.#box(upload, 'OutBox'), upload.name)
    // Gone, or another file by now that somebody sent under the same name.
    if ((await fileAt(path))?.identity !== upload.identity) return
    if (to === 'nowhere') return rm(path)
    const folder = this.#box(upload, to)
    await mkdir(folder, { recursive: true })
    await rename(path, join(folder, upload.name))
  }

  async #write(effect: WriteEffect): Promise<void> {
    const folder = this.#box(effect, 'InBox')
    await mkdir(folder, { recursive: true })
    const path = join(folder, effect.name)
    const bytes = Buffer.from(effect.content, effect.encoding)
    await writeFile(`${path}.tmp`, effect.times === 1 ? bytes : Buffer.concat(Array(effect.times).fill(bytes)))
    // Readers sort by time, and the file system's own clock gives one to everything within a few milliseconds.
    this.#lastWrittenMs = Math.max(Date.now(), this.#lastWrittenMs + 1)
    const time = new Date(this.#lastWrittenMs)
    await utimes(`${path}.tmp`, time, time)
    await rename(`${path}.tmp`, path)
  }
}

/** Names in a folder; none where there is no folder. */
const namesIn = async (folder: string): Promise<string[]> => (await unlessAbsent(readdir(folder))) ?? []

/** Which file this is: another one that takes the name later is another file. Undefined for what is no file. */
async function fileAt(path: string): Promise<{ identity: string; age: bigint } | undefined> {
  const stat = await unlessAbsent(lstat(path, { bigint: true }))
  return stat?.isFile() ? { identity: `${stat.ino}-${stat.mtimeNs}`, age: stat.mtimeNs } : undefined
}

const unlessAbsent = <T>(work: Promise<T>): Promise<T | undefined> =>
  work.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
