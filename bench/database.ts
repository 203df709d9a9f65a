/** A PostgreSQL server of a bench's own, as the platform starts its own: fsync on, the same settings and migrations. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { momentOf } from '@jiamao/kernel/time'
import {
  embeddedConnection,
  migrate,
  openStore,
  packagedBinaries,
  prepareRoles,
  type Store,
  startPostgres,
} from '@jiamao/platform/store'
import { migrations } from '@jiamao/server'
import pg from 'pg'
import { whenInterrupted } from './interrupted.ts'

export interface BenchDatabase {
  /** As the owner of the cluster, whom no row security stops. */
  readonly owner: pg.ClientConfig
  /** As the platform serves. */
  readonly store: Store
  /** One statement as the owner. */
  ask<R extends object>(text: string, values?: unknown[]): Promise<R[]>
}

// In the repository and not in /tmp, which is memory on many machines: a commit there would cost nothing.
const out = fileURLToPath(new URL('../out/', import.meta.url))

/** A folder on the repository's disk, gone after `act`. */
export async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  mkdirSync(out, { recursive: true })
  const folder = mkdtempSync(join(out, 'bench-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    return await act(folder)
  } finally {
    remove()
    process.off('exit', remove)
  }
}

/** Runs `act` on a fresh, migrated database; the server is stopped after it, also where the bench is interrupted. */
export const onDatabase = <T>(act: (db: BenchDatabase) => Promise<T>): Promise<T> =>
  inFolder(async (folder) => {
    const server = await startPostgres(join(folder, 'postgres'), packagedBinaries())
    const forget = whenInterrupted(() => server.stop())
    try {
      await asOwner(embeddedConnection(server, 'postgres'), (ask) => ask('create database bench'))
      const owner = embeddedConnection(server, 'bench')
      const logins = await prepareRoles(owner, undefined)
      await migrate(owner, migrations, momentOf(Date.now()))
      const store = openStore(logins)
      try {
        return await asOwner(owner, (ask) => act({ owner, store, ask }))
      } finally {
        await store.close()
      }
    } finally {
      forget()
      await server.stop()
    }
  })

async function asOwner<T>(owner: pg.ClientConfig, act: (ask: BenchDatabase['ask']) => Promise<T>): Promise<T> {
  const client = new pg.Client(owner)
  // An interrupted bench stops the server under it.
  client.on('error', () => {})
  await client.connect()
  try {
    return await act(
      async <R extends object>(text: string, values: unknown[] = []) => (await client.query<R>(text, values)).rows,
    )
  } finally {
    await client.end()
  }
}
