/** The platform as a user has it: real processes, its own home and port, nothing in common with this one but the files. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Account {
  readonly party: string
  readonly organisation: string
  readonly name: string
  readonly roles: readonly string[]
  readonly login: string
  readonly password: string
  readonly token: string
}

/** What a command said. */
export interface Said {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

/** An answer over HTTP. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
}

export interface Asking {
  readonly method?: string
  readonly token?: string
  readonly json?: unknown
  readonly bytes?: Uint8Array
  readonly headers?: Readonly<Record<string, string>>
}

/** One home with its platform, started and stopped as often as a test likes. */
export class World {
  readonly home = mkdtempSync(join(tmpdir(), 'jw-'))
  readonly #more: Readonly<Record<string, string>>
  #server: ChildProcess | undefined
  port = 0
  log = ''

  constructor(more: Readonly<Record<string, string>> = {}) {
    this.#more = more
  }

  get env(): NodeJS.ProcessEnv {
    return { ...process.env, JIAMAO_HOME: this.home, PORT: String(this.port), NODE_ENV: '', ...this.#more }
  }

  get pid(): number {
    return this.#server?.pid ?? 0
  }

  /** Starts it and waits until it says that it is ready. @throws Error with its log where it ends instead */
  async start(): Promise<void> {
    if (this.port === 0) this.port = await freePort()
    const server = spawn(process.execPath, ['apps/server/main.ts'], { cwd: root, env: this.env, stdio: 'pipe' })
    this.#server = server
    let own = ''
    await new Promise<void>((done, fail) => {
      const hear = (chunk: Buffer) => {
        own += chunk
        this.log += chunk
        if (own.includes('ready in')) done()
      }
      server.stdout.on('data', hear)
      server.stderr.on('data', hear)
      server.once('exit', (code) => fail(new Error(`the platform ended with ${code}:\n${own}`)))
    })
  }

  /** Stops it as Ctrl-C does. @returns its exit status */
  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    const server = this.#server
    if (!server || server.exitCode !== null || server.signalCode !== null) return Promise.resolve(null)
    return new Promise((done) => {
      server.once('exit', (code) => done(code))
      server.kill(signal)
    })
  }

  /** Stops it and forgets its home. */
  async end(): Promise<void> {
    await this.stop()
    for (const pid of this.processes()) process.kill(pid, 'SIGKILL')
    rmSync(this.home, { recursive: true, force: true })
  }

  /** A command of the shell, to its end. */
  command(
    words: readonly string[],
    hear: (line: string) => void = () => {},
    more: Readonly<Record<string, string>> = {},
  ): Promise<Said> {
    const env = { ...this.env, ...more }
    const child = spawn('node_modules/.bin/jiamao', words, { cwd: root, env, stdio: 'pipe' })
    let [out, err, rest] = ['', '', '']
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk
      rest += chunk
      const lines = rest.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) hear(line)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk
    })
    return new Promise((done) => child.once('close', (status) => done({ status, out, err })))
  }

  accounts(): Account[] {
    return JSON.parse(readFileSync(join(this.home, 'demo-accounts.json'), 'utf8')) as Account[]
  }

  /** The demo account of a login. */
  account(login: string): Account {
    const found = this.accounts().find((one) => one.login === login)
    if (!found) throw new Error(`no account ${login}`)
    return found
  }

  address(): string {
    return `http://localhost:${this.port}`
  }

  /** Token of the first account of a party, or of the first in a role. */
  token(party: string, role?: string): string {
    const found = this.accounts().find(
      (account) => account.party === party && (role === undefined || account.roles.includes(role)),
    )
    if (!found) throw new Error(`no account of ${role ?? party}`)
    return found.token
  }

  async ask<T = Record<string, unknown>>(path: string, asking: Asking = {}): Promise<Answer<T>> {
    const { json, bytes, token, method = json || bytes ? 'POST' : 'GET', headers = {} } = asking
    const response = await fetch(`http://localhost:${this.port}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...(bytes ? { 'content-type': 'application/octet-stream' } : {}),
        ...headers,
      },
      body: bytes ? Buffer.from(bytes) : json === undefined ? undefined : JSON.stringify(json),
    })
    const text = await response.text()
    const isJson = /json/.test(response.headers.get('content-type') ?? '')
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T }
  }

  /** Numbers of the processes that work for this home: PostgreSQL's, the counterpart's. */
  processes(named = ''): number[] {
    return processesWith(this.home).filter((pid) => pid !== this.pid && commandOf(pid).includes(named))
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

function processesWith(text: string): number[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return numbers.map(Number).filter((pid) => commandOf(pid).includes(text))
}

export function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
