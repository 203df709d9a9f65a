import { encode, itemsOf, membersOf } from '@jiamao/kernel/fields'
import type { TSchema } from 'typebox'
import type { Fact } from './define.ts'

/**
 * Facts as JSON, by fact id: what a judgement keeps, so that a replay reads them back to the digit. A list lies by columns,
 * `{ field: [value, …] }` with null for a value that is missing: an export judges by hundreds of consumption rows, and a
 * name of each field in each row would be most of what is written.
 */
export function keptFacts(wanted: readonly Fact[], facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(wanted.map(({ id, value }) => [id, kept(value, facts[id])]))
}

function kept(schema: TSchema, value: unknown): unknown {
  const columns = membersOf(itemsOf(schema) ?? schema)
  if (!Array.isArray(value) || !columns) return encode(schema, value as never)
  return Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [
      name,
      value.map((row) => (row[name] === undefined ? null : encode(column, row[name] as never))),
    ]),
  )
}
