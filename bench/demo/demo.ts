/** `demo`: one handbook's whole life against a platform of its own, through the command that people use. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Bench, Skipped } from '../bench.ts'
import { inFolder } from '../database.ts'
import { whenInterrupted } from '../interrupted.ts'
import { short, timed } from '../measure.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const samples = resolve(root, process.env.JIAMAO_SAMPLES || '../shared/data')
const workbook = join(samples, 'handbook-export.xlsx')

export const demo: Bench = {
  name: 'demo',
  work: 'the real workbook, from import to closing, over public HTTP',
  unit: 's',
  better: 'lower',
  goal: { also: 'every step ok' },
  run() {
    if (!existsSync(workbook))
      throw new Skipped(`no ${workbook}: set JIAMAO_SAMPLES to the folder of the real workbook`)
    return inFolder(async (home) => {
      const settings = { ...process.env, JIAMAO_HOME: home, PORT: `${await freePort()}`, HOST: '127.0.0.1' }
      const env: NodeJS.ProcessEnv = { ...settings, JIAMAO_DEMO: 'on', DATABASE_URL: '', JIAMAO_PUBLIC_URL: '' }
      const server = spawn(process.execPath, [join(root, 'apps/server/main.ts')], {
        env,
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      const said: string[] = []
      server.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()) > 40 && said.shift())
      const stop = async () => {
        server.kill('SIGTERM')
        if (server.exitCode === null) await once(server, 'exit')
      }
      const forget = whenInterrupted(stop)
      try {
        await ready(`http://127.0.0.1:${env.PORT}/readyz`, () => {
          if (server.exitCode !== null) throw new Error(`the platform ended: ${said.join('')}`)
        })
        return await life(env)
      } finally {
        forget()
        await stop()
      }
    })
  },
}

interface Line {
  readonly step?: string
  readonly state?: string
  readonly ms?: number
  readonly ok?: boolean
}

async function life(env: NodeJS.ProcessEnv) {
  let said = ''
  const ms = await timed(async () => {
    said = await command(['apps/cli/main.ts', 'demo', workbook, '--json'], env)
  })
  const lines = said
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
  const steps = lines.filter(({ step }) => step !== undefined)
  const slowest = steps.toSorted((a, b) => (b.ms ?? 0) - (a.ms ?? 0)).slice(0, 5)
  const failed = steps.find(({ state }) => state !== 'ok')
  return {
    value: ms / 1e3,
    reference: 'none: wall time, every step with its own in npx jiamao demo --json',
    referenceValue: null,
    note: [
      `${steps.length} steps`,
      `longest: ${slowest.map(({ step, ms = 0 }) => `${step} ${short(ms / 1e3)} s`).join(', ')}`,
      ...(failed ? [`failed at ${failed.step}`] : []),
    ].join('; '),
    also: lines.at(-1)?.ok === true && failed === undefined,
  }
}

/** What a command says; a status other than 0 is told by what it said. */
const command = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> =>
  new Promise((done) => {
    execFile(process.execPath, [...args], { env, cwd: root, maxBuffer: 2 ** 26 }, (_, stdout) => done(stdout))
  })

async function ready(address: string, stillRuns: () => void): Promise<void> {
  for (let wait = 0; wait < 600; wait++) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok) return
    stillRuns()
    await pause(100)
  }
  throw new Error(`${address} was not ready in a minute`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
