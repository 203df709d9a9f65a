import type { DemoAccount } from './demo/load.ts'
import { readSettings } from './settings.ts'
import { SettingsFault } from './settings-fault.ts'
import { type Running, start } from './start.ts'

/** Runs the platform until it is told to stop. */
export async function run(): Promise<void> {
  const began = Date.now()
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  let running: Running | undefined
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    say('\nstopping …')
    await running?.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())
  try {
    running = await start(readSettings(process.env), { say, report })
    say(welcome(running, Date.now() - began))
  } catch (error) {
    if (stopping) return
    fail(error)
  }
}

/** An error that ended a round of the exchange: the next round goes on. Message and code only, never a payload (S11.1). */
function report(error: unknown): void {
  const { message, code } = error as { message?: string; code?: string }
  process.stderr.write(`exchange: ${code ? `${code} ` : ''}${String(message).split('\n')[0].slice(0, 300)}\n`)
}

function fail(error: unknown): never {
  const known = error instanceof SettingsFault || (error as { code?: string }).code === 'EADDRINUSE'
  const text =
    (error as { code?: string }).code === 'EADDRINUSE'
      ? 'the port is taken: set PORT to another one'
      : (error as Error).message
  process.stderr.write(`jiamao: ${text}\n`)
  if (!known && process.argv.includes('--debug')) process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(known ? 2 : 1)
}

function welcome({ address, database, accounts }: Running, ms: number): string {
  return `
加贸 jiamao  ${address}      API ${address}/docs/api
ready in ${(ms / 1000).toFixed(1)} s · ${database}
${accountsText(accounts)}
试一试 · try first:   npx jiamao demo        一本手册的一生 · one handbook's whole life
                     npx jiamao accounts    演示账号与令牌 · demo accounts and tokens
停止 · stop: Ctrl-C`
}

function accountsText(accounts: readonly DemoAccount[]): string {
  if (accounts.length === 0) return ''
  const named = (isFirm: boolean) =>
    new Set(accounts.filter(({ party }) => (party === 'enterprise') === isFirm).map(({ name }) => name))
  return `演示账号 · demo accounts: ${[...named(false)].join('、')}；${named(true).size} 家企业 enterprises\n`
}
