import { randomBytes } from 'node:crypto'
import { type Migrations, migrate, openStore, prepareRoles, type Store } from '@jiamao/platform/store'
import pg from 'pg'
import { inject } from 'vitest'

/** A database of a test's own on a real server, migrated, with the two logins that serve. */
export interface TestDatabase {
  readonly owner: pg.ClientConfig
  readonly store: Store
  drop(): Promise<void>
}

/** Versions of the server that this machine has: store, ledger and exchange are tested on each. */
export const serverVersions = (): string[] => Object.keys(inject('servers'))

/** Makes a database with the given migrations. */
export async function makeDatabase(migrations: readonly Migrations[], version = 'packaged'): Promise<TestDatabase> {
  const admin: pg.ClientConfig = { host: inject('servers')[version], port: 5432, user: 'jiamao', database: 'postgres' }
  const database = `t_${randomBytes(6).toString('hex')}`
  await ask(admin, `create database ${database}`)
  const owner = { ...admin, database }
  const logins = await prepareRoles(owner, undefined)
  await migrate(owner, migrations, '2020-01-02T09:00:00.000+08:00')
  const store = openStore(logins, 8)
  const drop = async () => {
    await store.close()
    await ask(admin, `drop database ${database} with (force)`)
    await ask(admin, `drop role ${database}_serves, ${database}_carries`)
  }
  return { owner, store, drop }
}

/** One statement as the owner, for preparing and for looking behind the walls. */
export async function ask<R extends object>(
  config: pg.ClientConfig,
  text: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client(config)
  await client.connect()
  try {
    return (await client.query<R>(text, values)).rows
  } finally {
    await client.end()
  }
}
