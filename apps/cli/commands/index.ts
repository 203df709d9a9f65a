import { demo } from '../demo/demo.ts'
import { year } from '../year/year.ts'
import { accounts } from './accounts.ts'
import { exchange } from './exchange.ts'
import { ledger } from './ledger.ts'
import { writeOff } from './write-off.ts'

/** Values of a command's own options, by name. */
export type Options = Readonly<Record<string, string | undefined>>

/** A command: its words, whether it answers in JSON, and its own options. @returns exit status */
export type Command = (words: readonly string[], json: boolean, options: Options) => Promise<number>

export const commands = { demo, year, accounts, ledger, 'write-off': writeOff, exchange } satisfies Record<
  string,
  Command
>

/** Options that take a value, by command. */
export const optionsOf: Readonly<Record<string, readonly string[]>> = { year: ['seed'] }
