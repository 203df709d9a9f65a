import type { Part } from './parts.ts'

/** A part as the reader needs it: what may stand in it, by name. */
export interface Expected {
  readonly name: string
  readonly role: Part['role'] | 'document'
  readonly many: boolean
  /** White space around a text is its own; around figures and dates it is not theirs. */
  readonly isText: boolean
  /** Place of unknown elements in a wrap. */
  readonly at: string
  readonly children: ReadonlyMap<string, Expected>
  /** The same in the table's order, and its own place in the order around it. */
  readonly order: readonly Expected[]
  readonly place: number
}

/**
 * Compiles what may stand under `parts`.
 *
 * @param aliases other spellings that senders use, by the table's name (messages §4.2)
 */
export function expectedUnder(
  parts: readonly Part[],
  aliases: Readonly<Record<string, string>>,
): ReadonlyMap<string, Expected> {
  const children = new Map<string, Expected>()
  for (const [place, part] of parts.entries()) {
    const inner = 'parts' in part ? expectedUnder(part.parts, aliases) : new Map<string, Expected>()
    const expected: Expected = {
      name: part.name,
      role: part.role,
      many: part.role === 'group' && part.many,
      isText: part.role === 'field' && part.rules.form === 'text',
      at: part.role === 'wrap' ? part.at : '',
      children: inner,
      order: [...new Set(inner.values())],
      place,
    }
    children.set(part.name, expected)
    const alias = aliases[part.name]
    if (alias !== undefined) children.set(alias, expected)
  }
  return children
}
