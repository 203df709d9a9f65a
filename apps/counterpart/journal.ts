import { closeSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Lines of JSON, only ever added to. */
export interface Journal {
  /** Durable when it returns. A line that was cut off by a crash was never followed by an effect, so it never was. */
  append(lines: readonly unknown[]): void
  /** Not made durable: at worst, the next start does again what was done. */
  note(line: unknown): void
  close(): void
}

/**
 * Opens the journal in a folder and reads what it holds, in order. What a crash cut off at its end is removed.
 *
 * @throws Error where a whole line is no JSON: then the file was changed by somebody else, and nothing is guessed
 */
export function openJournal(folder: string): { readonly lines: unknown[]; readonly journal: Journal } {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'journal.jsonl')
  const file = openSync(path, 'a+')
  const { lines, length } = linesIn(file, path)
  ftruncateSync(file, length)
  fsyncSync(file)
  syncFolder(folder)
  const write = (written: readonly unknown[]) => {
    const bytes = Buffer.from(written.map((line) => `${JSON.stringify(line)}\n`).join(''))
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  }
  const journal: Journal = {
    append(written) {
      write(written)
      fsyncSync(file)
    },
    note: (line) => write([line]),
    close: () => closeSync(file),
  }
  return { lines, journal }
}

/** The name of a new file is the folder's content. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Whole lines, read in pieces since one text cannot hold a long life, and the bytes that they take. */
function linesIn(file: number, path: string): { lines: unknown[]; length: number } {
  const lines: unknown[] = []
  const piece = Buffer.alloc(2 ** 20)
  let rest: Buffer = Buffer.alloc(0)
  let length = 0
  for (let at = 0; ; ) {
    const read = readSync(file, piece, 0, piece.length, at)
    if (read === 0) return { lines, length }
    at += read
    const bytes = Buffer.concat([rest, piece.subarray(0, read)])
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      lines.push(parsed(bytes.toString('utf8', start, end), path, lines.length + 1))
      length += end + 1 - start
      start = end + 1
    }
    rest = bytes.subarray(start)
  }
}

function parsed(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Error(`${path}, line ${line} is not JSON`, { cause: error })
  }
}
