import type { Command } from '../command.ts'
import { demo } from '../demo/demo.ts'
import { year } from '../year/year.ts'
import { accounts } from './accounts.ts'
import { audit } from './audit.ts'
import { confirm } from './confirm.ts'
import { exchange } from './exchange.ts'
import { invite, reset } from './invite.ts'
import { ledger } from './ledger.ts'
import { sign } from './sign.ts'
import { writeOff } from './write-off.ts'

export const commands = {
  demo,
  year,
  accounts,
  audit,
  ledger,
  'write-off': writeOff,
  exchange,
  invite,
  confirm,
  reset,
  sign,
} satisfies Record<string, Command>

/** Options that take a value, by command. */
export const optionsOf: Readonly<Record<string, readonly string[]>> = {
  year: ['seed'],
  invite: ['name', 'roles'],
  sign: ['key', 'origin'],
}
