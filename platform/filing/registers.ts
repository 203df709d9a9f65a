import { membersOf, metaOf } from '@jiamao/kernel/fields'
import type { Uuid } from '@jiamao/kernel/ids'
import type { Values } from '@jiamao/kernel/words'
import type { TObject, TSchema } from 'typebox'
import { join, name, quoted, run, type Sql, sql, type Tx } from '../store/index.ts'
import type { Register } from './define.ts'

const snake = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** SQL type of each kind of value, by its name in the catalogue: exact integers for figures, never a float. */
function columnType(schema: TSchema): string {
  const meta = metaOf(schema)
  switch (meta?.kind) {
    case 'quantity':
    case 'consumption':
    case 'percent':
    case 'rate':
    case 'amount':
      return 'int8'
    case 'whole':
      return 'int4'
    case 'flag':
      return 'bool'
    case 'day':
      return 'date'
    case 'text':
    case 'code':
    case 'choice':
    case 'identifier':
      return 'text'
    case undefined:
      return 'jsonb'
  }
}

/** Columns of a register's table, as the register says them. */
export const columnsOf = (register: Register<TObject>) =>
  Object.entries(membersOf(register.columns)!).map(([field, schema]) => ({
    field,
    column: snake(field),
    type: columnType(schema),
  }))

const selected = new WeakMap<object, Map<string, Sql>>()

/** A register's columns for a question, from the table's alias, by their names as fields. Questions are asked at every gate. */
export function registerColumns(register: Register<TObject>, alias: string): Sql {
  const known = selected.get(register) ?? new Map<string, Sql>()
  selected.set(register, known)
  const found =
    known.get(alias) ??
    join(
      columnsOf(register).map(({ field, column }) => sql`${name(`${alias}.${column}`)} as ${quoted(field)}`),
      ', ',
    )
  known.set(alias, found)
  return found
}

/** Writes rows of a register, new or in place of those with the same key. */
export async function putRows(
  tx: Tx,
  enterprise: Uuid,
  register: Register<TObject>,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = columnsOf(register)
  const keys = new Set<string>(register.key)
  const plain = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ field, column }) => [column, printable((row as Record<string, unknown>)[field])]),
    ),
  )
  const names = columns.map(({ column }) => name(column))
  const typed = columns.map(({ column, type }) => sql`${name(column)} ${name(type)}`)
  const others = columns.filter(({ field }) => !keys.has(field))
  const update = others.map(({ column }) => sql`${name(column)} = ${name(`excluded.${column}`)}`)
  const conflict = join([name('enterprise_id'), ...register.key.map((field) => name(snake(field)))], ', ')
  const then = others.length > 0 ? sql`do update set ${join(update, ', ')}` : sql`do nothing`
  await run(
    tx,
    sql`
    insert into ${name(register.table)} (enterprise_id, ${join(names, ', ')})
      select ${enterprise}, ${join(names, ', ')}
        from jsonb_to_recordset(${JSON.stringify(plain)}::jsonb) as r(${join(typed, ', ')})
    on conflict (${conflict}) ${then}`,
  )
}

const printable = (value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value === undefined ? null : value

/**
 * Moves the rows of a register that have these values, by its own machine.
 *
 * @throws Error where there is none in a state that knows the event: whoever asked has checked before
 */
export async function moveRows(
  tx: Tx,
  enterprise: Uuid,
  register: Register<TObject>,
  key: Values,
  event: string,
  set: object = {},
): Promise<void> {
  const moves = register.machine?.rows.filter((row) => row.on === event) ?? []
  const columns = new Map(columnsOf(register).map(({ field, column }) => [field, column]))
  const where = Object.entries(key).map(([field, value]) => sql`${name(columns.get(field)!)} = ${value}`)
  const assigned = Object.entries(set).map(([field, value]) => sql`${name(columns.get(field)!)} = ${printable(value)}`)
  let moved = 0
  for (const { from, to } of moves) {
    moved += await run(
      tx,
      sql`
      update ${name(register.table)} set ${join([sql`state = ${to}`, ...assigned], ', ')}
       where enterprise_id = ${enterprise} and ${join(where, ' and ')} and state = any (${[from].flat()})`,
    )
  }
  if (moved > 0) return
  throw new Error(`${register.id}: no row ${JSON.stringify(key)} in a state that knows the event ${event}`)
}
