import type { Sql, Store } from '../store/index.ts'
import type { Outcome } from './take-in.ts'

/** A submission that waits to be written. */
interface Waiting {
  /** What its transaction locks first: groups lock in one order, so that two of them never wait for each other. */
  readonly locks: string
  readonly statement: Sql
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: unknown) => void
}

interface Queue {
  readonly waiting: Waiting[]
  writing: number
}

// Two commits under way keep the disk and the processors busy; a larger group makes its first member wait.
const writers = 2
const most = 32

const queues = new WeakMap<Store, Queue>()

/**
 * Writes a submission, together with those that arrived while the writers were busy: one commit for all of them. There is
 * no timer, a submission that meets nobody goes alone at once.
 */
export function writeInGroup(store: Store, locks: string, statement: Sql): Promise<Outcome> {
  const queue = queues.get(store) ?? { waiting: [], writing: 0 }
  queues.set(store, queue)
  return new Promise((resolve, reject) => {
    queue.waiting.push({ locks, statement, resolve, reject })
    write(store, queue)
  })
}

function write(store: Store, queue: Queue): void {
  if (queue.writing === writers || queue.waiting.length === 0) return
  queue.writing++
  const group = queue.waiting.splice(0, most).sort((a, b) => (a.locks < b.locks ? -1 : 1))
  void writeGroup(store, group).finally(() => {
    queue.writing--
    write(store, queue)
  })
}

async function writeGroup(store: Store, group: readonly Waiting[]): Promise<void> {
  if (group.length === 1) return writeAlone(store, group[0])
  const written = await store
    .callAll<{ outcome: Outcome }>(group.map(({ statement }) => statement))
    .catch(() => undefined)
  // Nothing of the group was written: each goes alone, and the one that cannot be written fails alone.
  if (!written) await Promise.all(group.map((one) => writeAlone(store, one)))
  else for (const [i, { resolve }] of group.entries()) resolve(written[i][0].outcome)
}

const writeAlone = (store: Store, { statement, resolve, reject }: Waiting): Promise<void> =>
  store.call<{ outcome: Outcome }>(statement).then(([{ outcome }]) => resolve(outcome), reject)
