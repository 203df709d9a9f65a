/** How much was typed, and how much of it needlessly: the platform promises that the last figure is 0 (R8.6). */
import { itemsOf, membersOf, metaOf } from '@jiamao/kernel/fields'
import type { TSchema } from 'typebox'

/** Values of one filing by how they came. `typedTwice`: typed although the platform held the value. */
export interface Effort {
  readonly typed: number
  readonly imported: number
  readonly prefilled: number
  readonly typedTwice: number
}

/** How a draft came to be: typed (form, API), or out of a file, with the pointers of what was then edited by hand. */
export interface Origin {
  readonly origin: 'typed' | 'imported'
  readonly edited: readonly string[]
}

/** One single value of a wire content, by pointer. */
interface Value {
  readonly pointer: string
  readonly value: unknown
  readonly own: boolean
}

/** Single values that are filled in; `own` are those that only the enterprise can know (source e). */
function* values(schema: TSchema, wire: unknown, pointer = ''): Generator<Value> {
  if (wire === undefined || wire === null || wire === '') return
  const meta = metaOf(schema)
  if (meta) yield { pointer, value: wire, own: (meta.source ?? 'e') === 'e' }
  else if (Array.isArray(wire)) {
    const line = itemsOf(schema)
    if (line) for (const [i, item] of wire.entries()) yield* values(line, item, `${pointer}/${i}`)
  } else if (typeof wire === 'object') {
    const members = membersOf(schema) ?? {}
    for (const [name, item] of Object.entries(wire)) {
      if (Object.hasOwn(members, name)) yield* values(members[name], item, `${pointer}/${name}`)
    }
  }
}

/**
 * Counts a filing's values.
 *
 * @param given what the filer sent
 * @param bare what the platform makes of it when only the enterprise's own fields are sent
 * @param complete what is filed: given, completed
 */
export function countEffort(
  schema: TSchema,
  { origin, edited }: Origin,
  given: unknown,
  bare: unknown,
  complete: unknown,
): Effort {
  const byHand = new Set(edited)
  const held = new Set([...values(schema, bare)].flatMap(({ pointer, own }) => (own ? [] : [pointer])))
  let [sent, typed, typedTwice, all] = [0, 0, 0, 0]
  for (const { pointer } of values(schema, given)) {
    sent++
    if (origin === 'typed' || byHand.has(pointer)) {
      typed++
      if (held.has(pointer)) typedTwice++
    }
  }
  for (const _ of values(schema, complete)) all++
  return { typed, imported: sent - typed, prefilled: all - sent, typedTwice }
}

/** The wire without what the platform holds or computes: only fields whose source is the enterprise. */
export function ownFields(schema: TSchema, wire: unknown): unknown {
  const meta = metaOf(schema)
  if (meta) return (meta.source ?? 'e') === 'e' ? wire : undefined
  if (Array.isArray(wire)) return wire.map((item) => ownFields(itemsOf(schema) ?? schema, item))
  if (typeof wire !== 'object' || wire === null) return wire
  const members = membersOf(schema) ?? {}
  const own = Object.entries(wire).map(([name, value]) => [
    name,
    Object.hasOwn(members, name) ? ownFields(members[name], value) : value,
  ])
  return Object.fromEntries(own.filter(([, value]) => value !== undefined))
}

/** Pointers of single values in which two wires differ: what an edit changed. */
export function changedPointers(schema: TSchema, before: unknown, after: unknown): string[] {
  const old = new Map([...values(schema, before)].map(({ pointer, value }) => [pointer, value]))
  const changed: string[] = []
  for (const { pointer, value } of values(schema, after)) {
    if (old.get(pointer) !== value) changed.push(pointer)
    old.delete(pointer)
  }
  return [...changed, ...old.keys()]
}
