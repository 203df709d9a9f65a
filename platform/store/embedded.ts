import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Binaries } from './binaries.ts'

const run = promisify(execFile)

/** A PostgreSQL server that we started and that lives in a folder of ours. */
export interface EmbeddedServer {
  /** Folder of its Unix socket: there is no TCP port. Trust inside a folder that only we may enter. */
  readonly socket: string
  /** Resolves when the server has gone, wanted or not. */
  readonly exited: Promise<void>
  stop(): Promise<void>
}

const port = 5432
/** The user that `initdb` makes; owns the cluster. */
const clusterOwner = 'jiamao'
// PostgreSQL refuses socket paths over 107 bytes, name of the socket included.
const longestSocketFolder = 107 - '/.s.PGSQL.5432'.length

/**
 * Starts a server in `folder`, made by `initdb` when it is not there yet. A server left behind by a process that was
 * killed is stopped first, so that the next start recovers by itself.
 */
export async function startPostgres(folder: string, binaries: Binaries): Promise<EmbeddedServer> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const data = join(folder, 'data')
  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(data, binaries)
  else await stopOrphan(data, binaries)
  const socket = socketFolder(folder)
  const child = launch(binaries.postgres, ['-D', data, '-k', socket])
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const said: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()) > 40 && said.shift())
  try {
    await answering(socket, child)
  } catch (error) {
    child.kill('SIGQUIT')
    throw new Error(`PostgreSQL did not start in ${data}: ${said.join('').trim()}`, { cause: error })
  }
  return { socket, exited, stop: () => stop(child, exited) }
}

/** Connection settings of an embedded server. */
export const embeddedConnection = (server: EmbeddedServer, database: string, user = clusterOwner): pg.ClientConfig => ({
  host: server.socket,
  port,
  database,
  user,
})

/**
 * PostgreSQL refuses to run as root. A user namespace maps root to an ordinary number, so files stay root's and the
 * process keeps its number and signals; it works even below a home that only root may enter.
 */
function commandOf(program: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [program, [...args]]
  return ['unshare', ['--user', '--map-user=1000', '--map-group=1000', program, ...args]]
}

function launch(program: string, args: readonly string[]): ChildProcess {
  const [command, rest] = commandOf(program, args)
  // Its own process group: Ctrl-C in a terminal must reach us first, so that we stop it in order.
  return spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], detached: true })
}

async function initialise(data: string, binaries: Binaries) {
  rmSync(data, { recursive: true, force: true })
  // lc_ctype must be C.UTF-8: with plain C, pg_trgm finds no trigram in Chinese text.
  const locale =
    (await majorVersion(binaries)) >= 17
      ? ['--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8']
  const args = ['-D', data, '-U', clusterOwner, '-E', 'UTF8', '--auth=trust', '--no-instructions', ...locale]
  const [command, rest] = commandOf(binaries.initdb, args)
  try {
    await run(command, rest)
  } catch (error) {
    rmSync(data, { recursive: true, force: true })
    const said = String((error as { stderr?: string }).stderr ?? error).trim()
    throw new Error(`initdb failed in ${data}: ${said}. Another way: set DATABASE_URL to a PostgreSQL 15 or later.`)
  }
  writeFileSync(join(data, 'postgresql.auto.conf'), settings)
}

// Durability stays on. `jit` is off because plans that row security makes look costly pass its threshold and then take
// 60 ms instead of 0.8 ms.
const settings = `listen_addresses = ''
max_connections = 80
shared_buffers = '256MB'
jit = off
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
log_destination = 'stderr'
log_min_messages = 'warning'
unix_socket_permissions = 0700
`

async function majorVersion(binaries: Binaries): Promise<number> {
  const { stdout } = await run(binaries.postgres, ['--version'])
  return Number(/(\d+)(?:\.|\s|$)/.exec(stdout.replace(/^.*\)\s*/, ''))?.[1])
}

/** Stops a server that still runs on this data folder after its parent was killed. */
async function stopOrphan(data: string, binaries: Binaries) {
  const lock = join(data, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0])
  const running = isPostgres(pid)
  if (!running) return void rmSync(lock)
  const [command, rest] = commandOf(binaries.pgCtl, ['stop', '-D', data, '-m', 'fast', '-w', '-t', '30'])
  await run(command, rest)
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}

/** Always the same folder for the same home: pools find a server that was started again where the first one was. */
function socketFolder(folder: string): string {
  const near = join(folder, 'socket')
  const fits = Buffer.byteLength(near) <= longestSocketFolder
  const socket = fits
    ? near
    : join(tmpdir(), `jiamao-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
  mkdirSync(socket, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(socket)
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) {
    throw new Error(`${socket} is not ours alone: remove it, or set JIAMAO_HOME to a shorter path`)
  }
  return socket
}

async function answering(socket: string, child: ChildProcess) {
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ host: socket, port, database: 'postgres', user: clusterOwner })
    client.on('error', () => {})
    try {
      await client.connect()
      return await client.end()
    } catch (error) {
      if (child.exitCode !== null || Date.now() > deadline) throw error
      await new Promise((wait) => setTimeout(wait, 20))
    }
  }
}

async function stop(child: ChildProcess, exited: Promise<void>) {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
  await exited
}
