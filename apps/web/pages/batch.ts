import { Problem } from '../api/client.ts'

/** How many requests of a batch are under way at once, and how often one is asked again where the server was busy. */
const atOnce = 4
const attempts = 6
const isBusy = (error: unknown) => error instanceof Problem && [429, 503].includes(error.status)
const pause = (ms: number) => new Promise<void>((go) => setTimeout(go, ms))

/**
 * Does one act with each of many, a few at once. Each has a key of its own, so that what is asked again is done once. What
 * fails does not stop the others.
 *
 * @param tell how many have been tried
 * @returns what failed, with its error
 */
export async function runBatch<T>(
  items: readonly T[],
  act: (item: T, key: string) => Promise<unknown>,
  tell: (tried: number) => void,
): Promise<Map<T, unknown>> {
  const failed = new Map<T, unknown>()
  let [next, tried] = [0, 0]
  const work = async () => {
    while (next < items.length) {
      const item = items[next++]
      await patiently((key) => act(item, key)).catch((error) => failed.set(item, error))
      tell(++tried)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, work))
  return failed
}

async function patiently(act: (key: string) => Promise<unknown>): Promise<void> {
  const key = crypto.randomUUID()
  for (let attempt = 1; ; attempt++) {
    try {
      await act(key)
      return
    } catch (error) {
      if (!isBusy(error) || attempt === attempts) throw error
      await pause(attempt * 400)
    }
  }
}
