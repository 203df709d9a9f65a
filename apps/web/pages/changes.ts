import { pointerOf, type Wire } from './wire.ts'

/** 改动: what differs between two states of a content. Of a list, the lines taken out at a place and those put there. */
export type Change =
  | {
      readonly part: string
      readonly at: number
      readonly out: readonly unknown[]
      readonly in: readonly unknown[]
    }
  | { readonly part: string; readonly was: unknown; readonly is: unknown }

/** What makes `after` of `before`. Lines are compared as objects: an edit leaves the others the same. */
export const changesOf = (before: Wire, after: Wire): Change[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((part) => before[part] !== after[part])
    .map((part) => {
      const [was, is] = [before[part], after[part]]
      return Array.isArray(was) && Array.isArray(is) ? spliceOf(part, was, is) : { part, was, is }
    })

function spliceOf(part: string, was: readonly unknown[], is: readonly unknown[]): Change {
  const most = Math.min(was.length, is.length)
  let head = 0
  while (head < most && was[head] === is[head]) head++
  let tail = 0
  while (tail < most - head && was[was.length - 1 - tail] === is[is.length - 1 - tail]) tail++
  return { part, at: head, out: was.slice(head, was.length - tail), in: is.slice(head, is.length - tail) }
}

/** The content with changes made to it. */
export function withChanges(wire: Wire, changes: readonly Change[]): Wire {
  const next: Record<string, unknown> = { ...wire }
  for (const change of changes) {
    if ('at' in change) next[change.part] = spliced((next[change.part] ?? []) as readonly unknown[], change)
    else if (change.is === undefined) delete next[change.part]
    else next[change.part] = change.is
  }
  return next
}

// Not `toSpliced(...lines)`: the engine's stack does not hold 100,000 arguments.
const spliced = (
  list: readonly unknown[],
  { at, out, in: lines }: { readonly at: number; readonly out: readonly unknown[]; readonly in: readonly unknown[] },
) => list.slice(0, at).concat(lines, list.slice(at + out.length))

/** What takes changes back. */
export const reversed = (changes: readonly Change[]): Change[] =>
  changes.map((change) =>
    'at' in change
      ? { ...change, out: change.in, in: change.out }
      : { part: change.part, was: change.is, is: change.was },
  )

/** Where a change is, as a pointer: of a line, the first of its fields that differs. */
export function placeOf(change: Change): string {
  if (!('at' in change)) return pointerOf([change.part])
  const [was, is] = [change.out[0], change.in[0]] as (Wire | undefined)[]
  const field = was && is && Object.keys({ ...was, ...is }).find((name) => was[name] !== is[name])
  return pointerOf([change.part, change.at, ...(field ? [field] : [])])
}
