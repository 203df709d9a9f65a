/** What changed between two versions of a content (版本差异): by field, in the words of its definition. */
import { itemsOf, listMetaOf, membersOf, metaOf, wordsOf } from '@jiamao/kernel/fields'
import type { Words } from '@jiamao/kernel/words'
import type { TSchema } from 'typebox'

/** One field that is not the same in both, or a line that only one of them has. */
interface Difference {
  readonly kind: 'changed' | 'added' | 'removed'
  /** Into the version that has it: the later one, or the earlier one where it was removed. */
  readonly pointer: string
  readonly part: Words
  /** What names the line in its list, such as its number. */
  readonly line?: string
  /** Undefined where a whole line came or went. */
  readonly field?: Words
  readonly before?: unknown
  readonly after?: unknown
}

export interface Differences {
  readonly items: readonly Difference[]
  /** How many there are; more than `items` where the list was cut. */
  readonly count: number
}

// A reader sees a few hundred at most; a new tariff on 100,000 lines would be an answer of 50 MB.
const most = 1_000

const figures = ['quantity', 'consumption', 'percent', 'rate', 'amount']

/** Pure: two wire contents of one schema in, what differs out, in the order of the definition. */
export function differencesOf(schema: TSchema, before: unknown, after: unknown): Differences {
  const found = { items: [] as Difference[], count: 0 }
  for (const [name, member] of Object.entries(membersOf(schema) ?? {})) {
    const { zh, en } = wordsOf(member) ?? { zh: name, en: name }
    compare(member, at(before, name), at(after, name), { pointer: `/${name}`, part: { zh, en } }, found)
  }
  return found
}

type Place = Pick<Difference, 'pointer' | 'part' | 'line'> & { readonly field?: Words }
type Found = { readonly items: Difference[]; count: number }

const at = (value: unknown, name: string | number): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

function compare(schema: TSchema, before: unknown, after: unknown, place: Place, found: Found): void {
  const meta = metaOf(schema)
  if (meta) {
    if (plain(before, meta.kind) !== plain(after, meta.kind))
      note(found, 'changed', { ...place, field: meta }, before, after)
  } else if (itemsOf(schema)) compareLists(schema, before, after, place, found)
  else {
    for (const [name, member] of Object.entries(membersOf(schema) ?? {}))
      compare(member, at(before, name), at(after, name), { ...place, pointer: `${place.pointer}/${name}` }, found)
  }
}

/** Lines that bear the same name are one line; where a list has no naming field, those in the same place. */
function compareLists(schema: TSchema, before: unknown, after: unknown, place: Place, found: Found): void {
  const line = itemsOf(schema) as TSchema
  const key = listMetaOf(schema)?.key
  const [old, now] = [linesOf(before, key), linesOf(after, key)]
  for (const [name, { at: index, value }] of now) {
    const known = old.get(name)
    const here = { ...place, pointer: `${place.pointer}/${index}`, line: name }
    if (known) compare(line, known.value, value, here, found)
    else note(found, 'added', here)
  }
  for (const [name, { at: index }] of old) {
    if (!now.has(name)) note(found, 'removed', { ...place, pointer: `${place.pointer}/${index}`, line: name })
  }
}

function linesOf(value: unknown, key: string | undefined) {
  const lines = new Map<string, { readonly at: number; readonly value: unknown }>()
  for (const [index, line] of (Array.isArray(value) ? value : []).entries()) {
    const name = key === undefined ? undefined : at(line, key)
    // A line that bears no name, or one that is taken, is named by its place: nothing is left out.
    const own = name === undefined || lines.has(String(name)) ? `#${index + 1}` : String(name)
    lines.set(own, { at: index, value: line })
  }
  return lines
}

/** `undefined`, null and nothing are one; 12 and 12.00000 are one figure. */
function plain(value: unknown, kind: string): unknown {
  if (value === undefined || value === null || value === '') return undefined
  if (!figures.includes(kind) || typeof value !== 'string') return value
  return /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value
}

function note(found: Found, kind: Difference['kind'], place: Place, before?: unknown, after?: unknown): void {
  found.count++
  if (found.items.length === most) return
  const { field, ...rest } = place
  const words = field && { zh: field.zh, en: field.en }
  found.items.push({ kind, ...rest, ...(words ? { field: words, before: before ?? null, after: after ?? null } : {}) })
}
