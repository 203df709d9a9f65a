import { itemsOf, membersOf, metaOf } from '@jiamao/kernel/fields'
import type { TSchema } from 'typebox'

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== ''
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isEmpty = (value: unknown) => isObject(value) && Object.keys(value).length === 0

/**
 * What of a content goes into a copy of it (复制): what the enterprise enters. Not what belongs to the one filing alone
 * (`once`), what is computed, and what an officer says. Of what the platform holds, only what it does not give for the copy:
 * the enterprise had to enter that itself, and would again.
 *
 * @param complete the copy's own fields as the platform completes them; undefined: held fields are left out altogether
 */
export function copied(schema: TSchema, wire: unknown, complete?: unknown): unknown {
  const meta = metaOf(schema)
  if (meta) {
    const source = meta.source ?? 'e'
    const isOwn = source === 'e' || (source.startsWith('h:') && complete !== undefined && !isFilled(complete))
    return isOwn && !meta.once && isFilled(wire) ? wire : undefined
  }
  const line = itemsOf(schema)
  if (line) {
    if (!Array.isArray(wire)) return undefined
    const beside = (i: number) => (complete === undefined ? undefined : lineOf(complete, i))
    const lines = wire.map((item, i) => copied(line, item, beside(i)) ?? {})
    // Lines stay in their places, by which they are completed; a list of which nothing is the enterprise's is none.
    return lines.every(isEmpty) ? undefined : lines
  }
  if (!isObject(wire)) return undefined
  const beside = (name: string) =>
    complete === undefined ? undefined : isObject(complete) ? (complete[name] ?? null) : null
  const own = Object.entries(membersOf(schema) ?? {}).map(
    ([name, member]) => [name, copied(member, wire[name], beside(name))] as const,
  )
  const kept = own.filter(([, value]) => value !== undefined && !isEmpty(value))
  return Object.fromEntries(kept)
}

const lineOf = (complete: unknown, i: number): unknown => (Array.isArray(complete) ? (complete[i] ?? null) : null)
