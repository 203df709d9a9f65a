import type { Writable } from 'node:stream'
import type { Uuid } from '@jiamao/kernel/ids'
import { type Moment, momentOf } from '@jiamao/kernel/time'
import pg from 'pg'
import { retry } from './retry.ts'
import { preparedName, type Sql, sql } from './sql.ts'

/** Whose rows a transaction may touch, who acts, and in which stance. Row security reads these three (S3.5). */
export interface Scope {
  /** The operating enterprise (经营企业) whose rows are touched; none for a desk over enterprises. */
  readonly enterprise?: Uuid
  /** The organisation that acts. */
  readonly organisation: Uuid
  /** The owner itself, the engine for the owner, another party by sights, or the operator's auditor over the log. */
  readonly stance: 'owner' | 'engine' | 'party' | 'auditor'
}

/** One open transaction. */
export interface Tx {
  query<R extends object>(statement: Sql, format?: 'binary'): Promise<{ readonly rows: R[]; readonly rowCount: number }>
}

/** A moment as the server writes it in Beijing time, put into our one form; read anew in any other. */
const momentIn = (text: string): Moment =>
  text.endsWith('+08') && text[4] === '-' && text >= '1000'
    ? (`${text.slice(0, 10)}T${text.slice(11, 19)}.${text.slice(20, -3).slice(0, 3).padEnd(3, '0')}+08:00` as Moment)
    : momentOf(Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')))

const { builtins } = pg.types
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.INT8]: BigInt,
  [builtins.DATE]: (text) => text,
  [builtins.TIMESTAMPTZ]: momentIn,
  1016: (text) => (text === '{}' ? [] : text.slice(1, -1).split(',').map(BigInt)),
}
/** int8 is a bigint, a date stays its text, a moment has our one form. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') => parsers[oid] ?? pg.types.getTypeParser(oid, format)) as never,
}

const settings = (scope: Scope) => sql`
  set_config('app.enterprise', ${scope.enterprise ?? ''}, true),
  set_config('app.organisation', ${scope.organisation}, true),
  set_config('app.stance', ${scope.stance}, true)`

export const scopeStatement = (scope: Scope): Sql => sql`select ${settings(scope)}`

/**
 * A scope for questions that are planned once a connection. What they ask comes as JSON, of which a plan made for the
 * values knows no more; but the planner may think it a little cheaper, and then plans at every filing, longer than it reads.
 */
export const questionScope = (scope: Scope): Sql =>
  sql`select ${settings(scope)}, set_config('plan_cache_mode', 'force_generic_plan', true)`

const txOf = (client: pg.ClientBase): Tx => ({
  query: async <R extends object>({ text, values }: Sql) => {
    together(client)
    const named = { name: preparedName(text), text, values: values as unknown[] }
    const { rows, rowCount } = await answer<R>(client, named)
    return { rows, rowCount: rowCount ?? 0 }
  },
})

/**
 * One statement, answered by callback. Of the promises that the library makes, an old one keeps all later answers alive until
 * the old generation is swept: a collection of young objects then takes 5 to 10 ms instead of 0.1, and every request waits for it.
 */
const answer = <R extends pg.QueryResultRow>(client: pg.ClientBase, query: string | pg.QueryConfig) =>
  new Promise<pg.QueryResult<R>>((done, fail) => {
    client.query<R>(query as pg.QueryConfig, (error, result) => (error ? fail(error) : done(result)))
  })

/**
 * Sends what is asked of a connection before anything is waited for in one write: connections are pipelined, and a write
 * to the server's socket, which wakes it, costs more than most of our statements.
 */
function together(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/**
 * Runs `fn` in one transaction of one connection; the scope is gone with it. Retried whole (scale rule 8). What `fn` asks
 * at once goes out with the beginning: without a beginning there is no scope, and without a scope no row.
 */
export function transact<T>(pool: pg.Pool, begin: readonly Sql[], fn: (tx: Tx) => Promise<T>): Promise<T> {
  return retry(async () => {
    const client = await pool.connect()
    let broken = true
    try {
      const tx = txOf(client)
      together(client)
      const begun = Promise.all([answer(client, 'begin'), ...begin.map((statement) => tx.query(statement))])
      const [result] = await Promise.all([fn(tx), begun])
      await answer(client, 'commit')
      broken = false
      return result
    } catch (error) {
      // A connection whose rollback fails is thrown away, never reused: its scope could leak into the next user.
      broken = await answer(client, 'rollback').then(
        () => false,
        () => true,
      )
      throw error
    } finally {
      client.release(broken)
    }
  })
}

/**
 * Questions in one transaction that goes out whole, its end included, in one write. `fn` must put all of them before it
 * waits for anything.
 *
 * @throws Error where `fn` asks later: the transaction, and with it the scope, is then over
 */
export function askAtOnce<T>(pool: pg.Pool, begin: readonly Sql[], fn: (tx: Tx) => Promise<T>): Promise<T> {
  return retry(async () => {
    const client = await pool.connect()
    const inner = txOf(client)
    let isOver = false
    const tx: Tx = {
      query: (statement) => {
        if (isOver) throw new Error(`asked after the end of its transaction: ${statement.text}`)
        return inner.query(statement)
      },
    }
    together(client)
    const begun = [answer(client, 'begin'), ...begin.map((statement) => inner.query(statement))]
    const found = fn(tx)
    const ended = answer(client, 'commit')
    isOver = true
    const settled = await Promise.allSettled([found, ...begun, ended])
    client.release(settled.at(-1)?.status === 'rejected')
    for (const { status, reason } of settled as { status: string; reason?: unknown }[])
      if (status === 'rejected') throw reason
    return found
  })
}

/** Statements in one transaction that goes out whole in one write: all are done, or none. */
export function allTogether<R extends object>(pool: pg.Pool, statements: readonly Sql[]): Promise<R[][]> {
  return askAtOnce(pool, [], (tx) => Promise.all(statements.map((statement) => rows<R>(tx, statement))))
}

/** One statement that is a transaction of its own: one round trip, commit included. */
export const alone = <R extends object>(pool: pg.Pool, { text, values }: Sql): Promise<R[]> =>
  retry(async () => (await pool.query<R>({ name: preparedName(text), text, values: values as unknown[] })).rows)

/** All rows of a question. */
export const rows = async <R extends object>(tx: Tx, statement: Sql): Promise<R[]> =>
  (await tx.query<R>(statement)).rows
/** The only row, undefined where there is none. @throws Error for two rows */
export async function maybe<R extends object>(tx: Tx, statement: Sql): Promise<R | undefined> {
  const found = await rows<R>(tx, statement)
  if (found.length > 1) throw new Error(`expected at most one row: ${statement.text}`)
  return found[0]
}
/** The only row. @throws Error where there is none or more */
export async function one<R extends object>(tx: Tx, statement: Sql): Promise<R> {
  const found = await maybe<R>(tx, statement)
  if (!found) throw new Error(`expected a row: ${statement.text}`)
  return found
}
/** Runs a statement for its effect; says how many rows it touched. */
export const run = async (tx: Tx, statement: Sql): Promise<number> => (await tx.query(statement)).rowCount
