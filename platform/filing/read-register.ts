import type { TObject } from 'typebox'
import { ownerOf, type Subject } from '../identity/index.ts'
import { join, name, rows, type Sql, sql } from '../store/index.ts'
import type { Register } from './define.ts'
import type { Engine } from './engine.ts'
import { columnsOf, registerColumns } from './registers.ts'

/** Which rows of a register are wanted: equal values by field, after a place, bounded. */
export interface RegisterFilter {
  readonly where: Readonly<Record<string, string | undefined>>
  readonly after?: string
  readonly limit: number
}

/** A row of a register, and its place in the list. */
export interface RegisterItem {
  readonly row: object
  readonly cursor: string
}

/** An enterprise's own rows of a register, or those that a mandate of it opens, in the order of its key. */
export async function listRegister(
  engine: Engine,
  subject: Subject,
  register: Register<TObject>,
  { where, after, limit }: RegisterFilter,
): Promise<RegisterItem[]> {
  const columns = new Map(columnsOf(register).map(({ field, column }) => [field, column]))
  const enterprise = ownerOf(subject)
  const wanted = Object.entries(where).flatMap(([field, value]): Sql[] => {
    const column = columns.get(field)
    return column === undefined || value === undefined ? [] : [sql`${name(`r.${column}`)}::text = ${value}`]
  })
  // Row security lets a holder's mandate through as far as it goes; naming its books finds them by their index.
  const books = subject.mandate?.books
  if (books && columns.has('book')) wanted.push(sql`${name(`r.${columns.get('book')!}`)} = any (${books}::text[])`)
  const keys = register.key.map((field) => name(`r.${columns.get(field)!}`))
  const place = readPlace(after, keys.length)
  const later = place
    ? [
        sql`(${join(keys, ', ')}) > (${join(
          place.map((value) => sql`${value}`),
          ', ',
        )})`,
      ]
    : []
  const found = await engine.store.tx({ enterprise, organisation: subject.organisation, stance: 'owner' }, (tx) =>
    rows<Record<string, unknown>>(
      tx,
      sql`
      select ${registerColumns(register, 'r')} from ${name(register.table)} r
       where ${join([sql`r.enterprise_id = ${enterprise}`, ...wanted, ...later], ' and ')}
       order by ${join(keys, ', ')} limit ${limit}`,
    ),
  )
  return found.map((row) => ({
    row: Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    cursor: Buffer.from(JSON.stringify(register.key.map((field) => row[field]))).toString('base64url'),
  }))
}

function readPlace(after: string | undefined, length: number): readonly unknown[] | undefined {
  if (after === undefined) return undefined
  try {
    const place = JSON.parse(Buffer.from(after, 'base64url').toString()) as unknown
    return Array.isArray(place) && place.length === length ? place : undefined
  } catch {
    return undefined
  }
}
