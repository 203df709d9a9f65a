import { useState } from 'react'
import { filled } from '../words/desk.ts'
import { liveWords } from '../words/live.ts'
import { useWords } from '../words/words.ts'

/** A list that does not jump: what it shows, and how many have come since. */
interface Steady<T> {
  readonly shown: readonly T[]
  readonly arrived: number
  take(): void
}

/**
 * Keeps a list in the places in which it was first shown: rows change in place and go, new ones wait at its head until
 * they are taken (workbench §7).
 *
 * @param of which list it is: another one begins anew
 */
export function useSteady<T>(items: readonly T[] | undefined, keyOf: (item: T) => string, of: string): Steady<T> {
  const [kept, keep] = useState<{ readonly of: string; readonly keys: readonly string[] }>()
  const found = new Map(items?.map((item) => [keyOf(item), item]))
  const isAnew = kept?.of !== of
  if (items && isAnew) keep({ of, keys: [...found.keys()] })
  const keys = isAnew ? [...found.keys()] : kept.keys
  const shown = keys.flatMap((key) => found.get(key) ?? [])
  const known = new Set(keys)
  return {
    shown,
    arrived: [...found.keys()].filter((key) => !known.has(key)).length,
    take: () => keep({ of, keys: [...found.keys()] }),
  }
}

/** “3 条新到” at the head of a list. */
export function Arrived({ list: { arrived, take } }: { readonly list: Steady<unknown> }) {
  const words = useWords(liveWords)
  return (
    <div role="status">
      {arrived > 0 ? (
        <button type="button" className="arrived" onClick={take}>
          {filled(words.arrived, { n: arrived })}
        </button>
      ) : null}
    </div>
  )
}
