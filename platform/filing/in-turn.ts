const turns = new WeakMap<object, Map<string, Promise<unknown>>>()

/**
 * Runs acts of one key one after another within one engine. Correctness does not depend on it, a book's revision is
 * checked under its lock; but filers who meet on one book wait a moment instead of being judged again and again.
 */
export async function inTurn<T>(engine: object, key: string, act: () => Promise<T>): Promise<T> {
  const last = turns.get(engine) ?? new Map<string, Promise<unknown>>()
  turns.set(engine, last)
  const mine = (last.get(key) ?? Promise.resolve()).then(act, act)
  last.set(key, mine)
  try {
    return await mine
  } finally {
    if (last.get(key) === mine) last.delete(key)
  }
}
