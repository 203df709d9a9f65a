import pg from 'pg'
import type { Logins } from './roles.ts'
import type { Sql } from './sql.ts'
import {
  allTogether,
  alone,
  askAtOnce,
  questionScope,
  type Scope,
  scopeStatement,
  type Tx,
  transact,
  types,
} from './tx.ts'

export { type Binaries, debianBinaries, packagedBinaries } from './binaries.ts'
export { type EmbeddedServer, embeddedConnection, startPostgres } from './embedded.ts'
export { lintSchema } from './lint.ts'
export { type Migrations, migrate } from './migrate.ts'
export { isTransient, patience, retry } from './retry.ts'
export { prepareRoles } from './roles.ts'
export { join, name, quoted, type Sql, sql } from './sql.ts'
export { maybe, one, rows, run, type Scope, type Tx } from './tx.ts'

/** The database, as the engines meet it. */
export interface Store {
  /** One transaction in a scope: row security lets through what the scope allows. Retried whole, so `fn` may run again. */
  tx<T>(scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T>
  /** Questions that are all put before any is answered, in one transaction in a scope and one round trip. */
  ask<T>(scope: Scope, fn: (tx: Tx) => Promise<T>): Promise<T>
  /** Statements that each set a scope of their own, in one transaction and one round trip: all are done, or none. */
  callAll<R extends object>(statements: readonly Sql[]): Promise<R[][]>
  /** One statement without scope, a transaction of its own: a function that sets its scope, or reference data. */
  call<R extends object>(statement: Sql): Promise<R[]>
  /** One transaction as the carrier of messages, which sees outboxes of all enterprises and none of their filings. */
  carry<T>(fn: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens the pools of a database that is migrated. */
export function openStore(logins: Logins, size = 16): Store {
  const pool = (login: pg.ClientConfig, max: number) => {
    const settings = { max, types, pipeline: true, connectionTimeoutMillis: 10_000, application_name: 'jiamao' }
    const made = new pg.Pool({ ...login, ...settings })
    // A connection that breaks while idle is replaced by the pool; one that breaks in use fails the next statement on it.
    made.on('error', () => {})
    made.on('connect', (client) => client.on('error', () => {}))
    return made
  }
  const app = pool(logins.app, size)
  const worker = pool(logins.worker, 4)
  return {
    tx: (scope, fn) => transact(app, [scopeStatement(scope)], fn),
    ask: (scope, fn) => askAtOnce(app, [questionScope(scope)], fn),
    callAll: (statements) => allTogether(app, statements),
    call: (statement) => alone(app, statement),
    carry: (fn) => transact(worker, [], fn),
    close: async () => void (await Promise.all([app.end(), worker.end()])),
  }
}

export const migrations = { of: 'platform/store', folder: new URL('./migrations/', import.meta.url) }
