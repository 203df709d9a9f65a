import { type Change, withChanges } from './changes.ts'
import type { Wire } from './wire.ts'

/** A change as the server takes it. */
export interface SentChange {
  readonly part: string
  readonly value?: unknown
  readonly at?: number
  readonly out?: number
  readonly in?: readonly unknown[]
}

/** Lines of one request: a paste of 100,000 is more than the server takes at once. */
const mostLines = 5_000

/** 分批上传. Changes as requests to be sent one after the other, each a whole step. */
export function portionsOf(changes: readonly Change[]): SentChange[][] {
  const small: SentChange[] = []
  const rest: SentChange[][] = []
  for (const change of changes) {
    if (!('at' in change) && !Array.isArray(change.is)) {
      small.push(change.is === undefined ? { part: change.part } : { part: change.part, value: change.is })
      continue
    }
    const { part } = change
    // A list that was none begins empty.
    if (!('at' in change)) small.push({ part, value: [] })
    const { at, out, lines } =
      'at' in change
        ? { at: change.at, out: change.out.length, lines: change.in }
        : { at: 0, out: 0, lines: change.is as readonly unknown[] }
    if (out > 0 || lines.length > 0) small.push({ part, at, out, in: lines.slice(0, mostLines) })
    for (let from = mostLines; from < lines.length; from += mostLines)
      rest.push([{ part, at: at + from, out: 0, in: lines.slice(from, from + mostLines) }])
  }
  return small.length > 0 ? [small, ...rest] : rest
}

/** The content after a request, as the server has it then. */
export const withPortion = (wire: Wire, portion: readonly SentChange[]): Wire =>
  portion.reduce(
    (now, { part, value, at, out = 0, in: lines = [] }) =>
      withChanges(now, [
        at === undefined
          ? { part, was: now[part], is: value }
          : { part, at, out: ((now[part] ?? []) as unknown[]).slice(at, at + out), in: lines },
      ]),
    wire,
  )
