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

/** Three states of one filing: what the filer sent, what the platform makes of the enterprise's own fields alone, what is filed. */
interface States {
  readonly given: unknown
  /** Undefined where nobody typed: nothing then was typed twice, and nobody asks. */
  readonly bare: unknown
  readonly complete: unknown
}

/** Whether anything of a filing was typed: only then `bare` is needed. */
export const isTyped = ({ origin, edited }: Origin): boolean => origin === 'typed' || edited.length > 0

/** Counts a filing's values. */
export function countEffort(schema: TSchema, origin: Origin, states: States): Effort {
  const found = { sent: 0, typed: 0, typedTwice: 0, all: 0 }
  count(schema, states, '', new Set(origin.edited), origin.origin === 'typed', found)
  const { sent, typed, typedTwice, all } = found
  return { typed, imported: sent - typed, prefilled: all - sent, typedTwice }
}

// One walk through all three, on the way of every filing: pointers are made only where an edit is looked for.
function count(
  schema: TSchema,
  { given, bare, complete }: States,
  pointer: string,
  byHand: ReadonlySet<string>,
  allTyped: boolean,
  found: { sent: number; typed: number; typedTwice: number; all: number },
): void {
  const meta = metaOf(schema)
  if (meta) {
    if (isFilled(complete)) found.all++
    if (!isFilled(given)) return
    found.sent++
    if (!allTyped && !byHand.has(pointer)) return
    found.typed++
    if (isFilled(bare) && (meta.source ?? 'e') !== 'e') found.typedTwice++
    return
  }
  const under = (name: string | number) => (byHand.size === 0 ? '' : `${pointer}/${name}`)
  const line = itemsOf(schema)
  if (line) {
    const [g, b, c] = [given, bare, complete].map((state) => (Array.isArray(state) ? state : []))
    for (let i = 0; i < g.length || i < c.length; i++)
      count(line, { given: g[i], bare: b[i], complete: c[i] }, under(i), byHand, allTyped, found)
    return
  }
  const [g, b, c] = [given, bare, complete].map((state) => (isObject(state) ? state : {}))
  for (const [name, member] of Object.entries(membersOf(schema) ?? {}))
    count(member, { given: g[name], bare: b[name], complete: c[name] }, under(name), byHand, allTyped, found)
}

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== ''
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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

/**
 * Pointers of single values in which two wires differ: what an edit changed. What both have as the same object is not
 * walked through: an edit of one line in 100,000 costs one line.
 */
export function* changedPointers(schema: TSchema, before: unknown, after: unknown, pointer = ''): Generator<string> {
  if (before === after) return
  if (metaOf(schema)) {
    if (isFilled(before) || isFilled(after)) yield pointer
    return
  }
  const line = itemsOf(schema)
  if (line) {
    const [was, is] = [before, after].map((state) => (Array.isArray(state) ? state : []))
    for (let i = 0; i < was.length || i < is.length; i++) yield* changedPointers(line, was[i], is[i], `${pointer}/${i}`)
    return
  }
  const [was, is] = [before, after].map((state) => (isObject(state) ? state : {}))
  for (const [name, member] of Object.entries(membersOf(schema) ?? {}))
    yield* changedPointers(member, was[name], is[name], `${pointer}/${name}`)
}
