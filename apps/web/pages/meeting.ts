/** 两人同改. What is here and what somebody else saved meanwhile, put together; where both changed a field, one chooses. */
import { type Divergence, linesByName, merge } from '@jiamao/kernel/merge'
import type { Described } from '../api/queries.ts'
import { adopted } from './changes.ts'
import type { Wire } from './wire.ts'

/** Who saved the draft since, and when last. */
export interface Editor {
  readonly name: string
  readonly at: string
}
export type Side = 'mine' | 'theirs'

/** What a draft was made of two: what there is to choose, and what went together by itself. */
export interface Meeting {
  readonly since: readonly Editor[]
  /** How many changes of the other side stand here now without a question. */
  readonly taken: number
  readonly overlaps: readonly Divergence[]
}

export type Keys = Readonly<Record<string, string>>

/** The fields that name the lines of a content's lists. */
export const keysOf = (content: Described): Keys =>
  Object.fromEntries(
    Object.entries(content.members ?? {}).flatMap(([part, { key }]) => (key === undefined ? [] : [[part, key]])),
  )

/** @param base undefined where nobody knows it any more */
export function meet(base: Wire | undefined, mine: Wire, theirs: Wire, keys: Keys, since: readonly Editor[]) {
  const known = adopted(theirs, mine)
  const { content, divergences } = merge(base && adopted(theirs, base), known, theirs, keys)
  const overlaps = divergences.filter(({ by }) => by === 'both')
  const taken = divergences.filter(({ by }) => by === 'theirs').length
  return { wire: adopted(theirs, content), meeting: { since, taken, overlaps } satisfies Meeting }
}

/** The content with what was chosen; what was typed meanwhile in other places stays. */
export function withChosen(wire: Wire, overlaps: readonly Divergence[], chosen: readonly Side[], keys: Keys): Wire {
  const next: Record<string, unknown> = { ...wire }
  for (const [part, some] of Map.groupBy(overlaps.map(asChosen(chosen)), ({ one }) => one.part)) {
    const isList = some.some(({ one }) => one.line !== undefined)
    const lines = isList ? linesByName(next[part], keys[part] ?? '') : new Map([['', next[part]]])
    for (const { one, side } of some) {
      // My own stands there already, or what was typed over it since; only a line that I took out still waits to go.
      if (side === 'mine' && !(one.path.length === 0 && one.mine === undefined)) continue
      const name = one.line ?? ''
      const now = placed(lines.get(name), one.path, one[side])
      if (now === undefined) lines.delete(name)
      else lines.set(name, now)
    }
    if (isList) next[part] = [...lines.values()]
    else if (lines.has('')) next[part] = lines.get('')
    else delete next[part]
  }
  return next
}

const asChosen = (chosen: readonly Side[]) => (one: Divergence, n: number) => ({ one, side: chosen[n] ?? 'mine' })

/** A copy with a value at a place; nothing takes it away. */
function placed(value: unknown, [name, ...rest]: readonly string[], next: unknown): unknown {
  if (name === undefined) return next ?? undefined
  const { [name]: inner, ...others } = (value ?? {}) as Record<string, unknown>
  const now = placed(inner, rest, next)
  return now === undefined ? others : { ...others, [name]: now }
}
