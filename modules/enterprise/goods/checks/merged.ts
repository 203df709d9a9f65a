import type { Measure, Pointer } from '@jiamao/platform/policy/define'
import type { RelationContent } from '../content.ts'
import { keyOf } from '../prefill.ts'
import type { ItemRow } from '../register.ts'

/** The lines that merge a part into a registered item, with their place. Lines that end, or name no item, are for other checks. */
export function merged({ lines }: RelationContent, { items }: { readonly items: readonly ItemRow[] }) {
  const rows = new Map(items.map((row) => [keyOf(row), row]))
  return lines.flatMap((line, i) => {
    const item = rows.get(keyOf(line))
    return line.mark === 'end' || !item ? [] : [{ line, at: `/lines/${i}`, item }]
  })
}

/** One breach of a condition. The dated parameter R2.MERGE counts breaches and says what they do: held, or warned of (R2.11). */
export const breach = (at: Pointer, terms: Measure['terms'], passes?: string): Measure => ({
  at,
  value: { n: 1n, d: 1n },
  terms,
  ...(passes ? { passes } : {}),
})
