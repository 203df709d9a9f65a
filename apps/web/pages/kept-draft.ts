import type { Wire } from './wire.ts'

/** What this machine holds of a draft that the server has not taken yet. */
interface Kept {
  readonly wire: Wire
  /** The revision that it was made of. */
  readonly revision: number
}

export interface KeptDraft {
  read(): Promise<Kept | undefined>
  put(kept: Kept): Promise<void>
  /** Keeps it before the page is gone: at once, if it fits (5 million characters); the database would need a moment. */
  leave(kept: Kept): void
  /** The server has it all: nothing is to be found again. */
  sent(): Promise<void>
}

/** How a draft lies there. Its lines lie in pieces, so that a key in 100,000 lines writes 2,000. */
interface Head {
  /** Who wrote the pieces: another page may have the same draft open, and pieces of two are not mixed. */
  readonly writer: string
  readonly revision: number
  /** Pieces of each list; 0 for a part that is none. */
  readonly parts: Readonly<Record<string, number>>
  readonly isSent: boolean
}

const pieceLines = 2_000

/** 本机草稿, in the browser's database: its plain store holds 5 million characters, a paste of 20,000 rows is more. */
export function keptDraft(id: string): KeptDraft {
  const writer: string = crypto.randomUUID()
  // Whose pieces were found here when the page opened: what they hold is sent by this page.
  let found = writer
  const lastWords = `draft ${id}`
  let lies: Wire = {}
  let next: Kept | undefined
  let running: Promise<void> | undefined

  const write = async ({ wire, revision }: Kept) => {
    const { tx, heads, pieces } = await transaction('readwrite')
    const head = await answerTo<Head | undefined>(heads.get(id))
    const before = head?.writer === writer ? lies : {}
    if (before !== lies) pieces.delete(under(id))
    const parts: Record<string, number> = {}
    for (const [part, value] of Object.entries(wire)) {
      const [now, was] = [piecesOf(value), piecesOf(before[part])]
      parts[part] = Array.isArray(value) ? now.length : 0
      for (const [n, piece] of now.entries()) if (!isSame(was[n], piece)) pieces.put(piece, [id, part, n])
    }
    heads.put({ writer, revision, parts, isSent: false } satisfies Head, id)
    tx.commit()
    await endOf(tx)
    lies = wire
    // What the page before this one could say last is in here by now.
    localStorage.removeItem(lastWords)
  }
  /** Writes go one after another; of those that wait only the last one is worth it. */
  const run = async () => {
    try {
      for (let now = next; now; now = next) {
        next = undefined
        await write(now)
      }
    } finally {
      running = undefined
    }
  }

  return {
    put: (kept) => {
      next = kept
      running ??= run()
      return running
    },
    leave: (kept) => {
      try {
        localStorage.setItem(lastWords, JSON.stringify(kept))
      } catch {
        // Too long: what was put before is in the database, only the cell that was being written is not.
      }
    },
    async read() {
      const last: Kept | null = JSON.parse(localStorage.getItem(lastWords) ?? 'null')
      if (last) return last
      const { heads, pieces } = await transaction('readonly')
      const head = await answerTo<Head | undefined>(heads.get(id))
      if (!head || head.isSent) return undefined
      found = head.writer
      const kept = await Promise.all(
        Object.entries(head.parts).map(async ([part, count]) => {
          const read = (n: number) => answerTo<unknown>(pieces.get([id, part, n]))
          if (count === 0) return [part, await read(0)]
          const lists = await Promise.all(Array.from({ length: count }, (_, n) => read(n)))
          return [part, lists.flat()]
        }),
      )
      return { wire: Object.fromEntries(kept), revision: head.revision }
    },
    async sent() {
      localStorage.removeItem(lastWords)
      await running
      const { tx, heads } = await transaction('readwrite')
      const head = await answerTo<Head | undefined>(heads.get(id))
      // The pieces stay: the next key writes only what it changed. What another page keeps is not ours to end.
      if (head && [writer, found].includes(head.writer)) heads.put({ ...head, isSent: true } satisfies Head, id)
      await endOf(tx)
    },
  }
}

const under = (id: string) => IDBKeyRange.bound([id], [id, []])

// An empty list is one empty piece, as on the server.
const piecesOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value)
    ? Array.from({ length: Math.max(1, Math.ceil(value.length / pieceLines)) }, (_, n) =>
        value.slice(n * pieceLines, (n + 1) * pieceLines),
      )
    : [value]

const isSame = (one: unknown, other: unknown) =>
  one === other ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((line, n) => line === other[n]))

let opened: Promise<IDBDatabase> | undefined
const database = (): Promise<IDBDatabase> => {
  opened ??= new Promise((done, fail) => {
    const request = indexedDB.open('drafts', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('heads')
      request.result.createObjectStore('pieces')
    }
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
  return opened
}

async function transaction(mode: IDBTransactionMode) {
  const tx = (await database()).transaction(['heads', 'pieces'], mode)
  return { tx, heads: tx.objectStore('heads'), pieces: tx.objectStore('pieces') }
}
const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result)
    request.onerror = () => fail(request.error)
  })
const endOf = (tx: IDBTransaction): Promise<void> =>
  new Promise((done, fail) => {
    tx.oncomplete = () => done()
    tx.onabort = () => fail(tx.error)
  })
