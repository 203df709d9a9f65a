import { parseArgs } from 'node:util'
import type { Options } from './command.ts'
import { commands, optionsOf } from './commands/index.ts'
import { CommandFault } from './failure.ts'

const usage = `jiamao COMMAND [--json]

  demo [WORKBOOK]      一本手册的一生 · one handbook's whole life against the running server
  year [--seed N]      十二家企业的一年 · a year of the twelve enterprises, from a seed; run again, it goes on
  accounts             演示账号与令牌 · demo accounts and tokens
  audit verify         核验审计日志的封存 · verifies the audit log against its seals, names what was tampered with
  ledger verify        由记账重算余额并核对 · rebuilds balances from postings and compares
  write-off HANDBOOK   核销平衡表 · the write-off table as of now
  invite ORGANISATION --name PERSON [--roles A,B]   邀请某单位的首位人员 · a link for the first person of an organisation
  confirm [ID HASH]    双人确认 · what waits for the second administrator of security, and its confirmation
  reset LOGIN          重设密码的链接 · a link for a new password
  sign --key FILE      用 SM2 密钥文件签登录挑战 · signs a challenge of the sign-in page, read from standard input
  exchange [status|dead|resend ID|dismiss ID]   数据交换 · the exchange

exit 0 done · 1 something is not as it should be · 2 wrong usage or not reachable`

/** Runs one command; its exit status is 0, 1 or 2 and never comes with a stack trace unless `--debug` is given. */
async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined || name === 'help' || name === '--help') {
    process.stdout.write(`${usage}\n`)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name as keyof typeof commands] : undefined
  if (!command) throw new CommandFault(2, `there is no command "${name}": see npx jiamao help`)
  const { words, json, options } = read(name, rest)
  return command(words, json, options)
}

/** Words and options of a command. @throws CommandFault where it has no such option */
function read(name: string, args: readonly string[]) {
  const own = Object.fromEntries((optionsOf[name] ?? []).map((option) => [option, { type: 'string' as const }]))
  try {
    const { positionals: words, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, debug: { type: 'boolean' }, ...own },
    })
    const { json = false, debug: _, ...options } = values
    return { words, json: json === true, options: options as Options }
  } catch (error) {
    throw new CommandFault(2, `${(error as Error).message.split('. ')[0]}: see npx jiamao help`)
  }
}

// A reader that went away (head, less) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
process.exitCode = await main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`jiamao: ${error.message}\n`)
  if (process.argv.includes('--debug')) process.stderr.write(`${error.stack}\n`)
  return error instanceof CommandFault ? error.status : 1
})
