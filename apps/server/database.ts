import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { momentOf } from '@jiamao/kernel/time'
import {
  type Binaries,
  type EmbeddedServer,
  embeddedConnection,
  migrate,
  openStore,
  packagedBinaries,
  prepareRoles,
  type Store,
  startPostgres,
} from '@jiamao/platform/store'
import pg from 'pg'
import { migrations } from './compose.ts'
import type { Settings } from './settings.ts'
import { SettingsFault } from './settings-fault.ts'

/** A database that is migrated and open, and how to let go of it. */
export interface Database {
  readonly store: Store
  readonly kind: string
  close(): Promise<void>
}

const name = 'jiamao'
const oldest = 150_000

/** Opens the database of the settings: the embedded server, kept alive while we live, or the one of DATABASE_URL. */
export async function openDatabase(settings: Settings, say: (text: string) => void): Promise<Database> {
  const { owner, kind, stop } = settings.databaseUrl
    ? await external(settings.databaseUrl)
    : await embedded(settings.home, say)
  try {
    const logins = await prepareRoles(owner, settings.databaseUrl ? settings.home : undefined)
    const applied = await migrate(owner, migrations, momentOf(Date.now()))
    if (applied.length > 0) say(`migrations applied: ${applied.length}`)
    const store = openStore(logins)
    return {
      store,
      kind,
      close: async () => {
        await store.close()
        await stop()
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

async function external(url: string): Promise<{ owner: pg.ClientConfig; kind: string; stop(): Promise<void> }> {
  const owner = configOf(url)
  const client = new pg.Client(owner)
  try {
    await client.connect()
    const { rows } = await client.query<{ number: string; version: string }>(
      `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
    )
    if (Number(rows[0].number) < oldest)
      throw new SettingsFault(`DATABASE_URL is PostgreSQL ${rows[0].version}: 15 or later is needed`)
    return { owner, kind: `PostgreSQL ${rows[0].version} of DATABASE_URL`, stop: () => Promise.resolve() }
  } catch (error) {
    if (error instanceof SettingsFault) throw error
    throw new SettingsFault(`DATABASE_URL cannot be reached: ${(error as Error).message}`)
  } finally {
    await client.end().catch(() => {})
  }
}

function configOf(url: string): pg.ClientConfig {
  try {
    const { hostname, port, username, password, pathname, searchParams } = new URL(url)
    return {
      host: searchParams.get('host') ?? (decodeURIComponent(hostname) || undefined),
      port: port ? Number(port) : 5432,
      user: decodeURIComponent(username) || undefined,
      password: decodeURIComponent(password) || undefined,
      database: pathname.slice(1) || undefined,
    }
  } catch {
    throw new SettingsFault('DATABASE_URL is no address: use postgres://user:password@host:5432/database')
  }
}

/** Until it works: what stops it, such as a full disk, may be mended while we wait. */
async function startAgain(folder: string, binaries: Binaries, say: (text: string) => void): Promise<EmbeddedServer> {
  for (let wait = 500; ; wait = Math.min(wait * 2, 30_000)) {
    try {
      return await startPostgres(folder, binaries)
    } catch (error) {
      say((error as Error).message)
      await pause(wait)
    }
  }
}

/** Starts the embedded server, and starts it again when it goes without being told to. */
async function embedded(home: string, say: (text: string) => void) {
  const folder = join(home, 'postgres')
  const binaries = packagedBinaries()
  let stopping = false
  let server: EmbeddedServer = await startPostgres(folder, binaries)
  const watch = async () => {
    for (;;) {
      await server.exited
      if (stopping) return
      say('the database stopped by itself; starting it again')
      server = await startAgain(folder, binaries, say)
    }
  }
  void watch()
  const admin = new pg.Client(embeddedConnection(server, 'postgres'))
  await admin.connect()
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await admin.query(`create database ${name}`)
  await admin.end()
  return {
    owner: embeddedConnection(server, name),
    kind: 'embedded PostgreSQL',
    stop: async () => {
      stopping = true
      await server.stop()
    },
  }
}
