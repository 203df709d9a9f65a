import { changesAstray, draftTooLarge } from './problems.ts'

/**
 * 改动. One change of a draft: a part as a whole (absent: taken away), or of a list some lines taken out at a place and
 * others put there.
 */
export interface Change {
  readonly part: string
  readonly value?: unknown
  readonly at?: number
  readonly out?: number
  readonly in?: readonly unknown[]
}

type Wire = Record<string, unknown>

/** The content with changes made to it, one after the other; what they do not touch stays the same object. @throws FILING_CHANGES, FILING_TOO_LARGE */
export function withChanges(wire: Wire, changes: readonly Change[]): Wire {
  const parts = new Map(Object.entries(wire))
  for (const [n, { part, value, at, out = 0, in: lines = [] }] of changes.entries()) {
    if (at === undefined) {
      if (value === undefined) parts.delete(part)
      else parts.set(part, value)
      continue
    }
    const list = parts.get(part) ?? []
    if (!Array.isArray(list) || at + out > list.length) throw changesAstray({ pointer: `/changes/${n}`, part, at })
    parts.set(part, list.slice(0, at).concat(lines, list.slice(at + out)))
  }
  const next = Object.fromEntries(parts)
  requireSize(next)
  return next
}

// Changes come a few at a time and add up: a hundred thousand lines of twenty fields are half of this.
const mostCharacters = 96 * 1024 * 1024

/** @throws FILING_TOO_LARGE */
function requireSize(wire: Wire): void {
  if (charactersOf(wire) > mostCharacters) throw draftTooLarge({ most: mostCharacters / 1024 / 1024 })
}

// Counted, not written out: for 100,000 lines that is several times faster, and a limit needs no more.
/** About how long a value is, written out as JSON. */
export function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 5
  let sum = 2
  if (Array.isArray(value)) for (const item of value) sum += charactersOf(item) + 1
  else for (const name in value) sum += name.length + 4 + charactersOf((value as Wire)[name])
  return sum
}
