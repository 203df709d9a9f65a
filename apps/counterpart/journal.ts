import { closeSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Lines of JSON, only ever added to. */
export interface Journal {
  /** Durable when it returns. A line that was cut off by a crash was never followed by an effect, so it never was. */
  append(line: unknown): void
  /** Not made durable: at worst, the next start does again what was done. */
  note(line: unknown): void
  close(): void
}

/**
 * Opens the journal in a folder and hands on what it holds, in order. What a crash cut off at its end is removed.
 *
 * @throws Error where a whole line is no JSON: then the file was changed by somebody else, and nothing is guessed
 */
export function openJournal(folder: string, replay: (line: unknown) => void): Journal {
  const path = join(folder, 'journal.jsonl')
  const file = openSync(path, 'a+')
  ftruncateSync(file, replayAll(file, path, replay))
  fsyncSync(file)
  syncFolder(folder)
  const write = (line: unknown) => {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
  }
  return {
    append(line) {
      write(line)
      fsyncSync(file)
    },
    note: write,
    close: () => closeSync(file),
  }
}

/** The name of a new file is the folder's content. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Hands on whole lines, read in pieces since one text cannot hold a long life. @returns the bytes that they take */
function replayAll(file: number, path: string, replay: (line: unknown) => void): number {
  const piece = Buffer.alloc(2 ** 20)
  let rest: Buffer = Buffer.alloc(0)
  let length = 0
  let line = 0
  for (let at = 0; ; ) {
    const read = readSync(file, piece, 0, piece.length, at)
    if (read === 0) return length
    at += read
    const bytes = Buffer.concat([rest, piece.subarray(0, read)])
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      replay(parsed(bytes.toString('utf8', start, end), path, ++line))
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
