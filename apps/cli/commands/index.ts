import { demo } from '../demo/demo.ts'
import { accounts } from './accounts.ts'
import { exchange } from './exchange.ts'
import { ledger } from './ledger.ts'
import { writeOff } from './write-off.ts'

/** A command: its words, and whether it answers in JSON. @returns exit status */
export type Command = (words: readonly string[], json: boolean) => Promise<number>

export const commands = { demo, accounts, ledger, 'write-off': writeOff, exchange } satisfies Record<string, Command>
