import { officeAccount } from '../accounts.ts'
import { apiOf } from '../api.ts'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { print } from '../print.ts'

interface Verified {
  readonly postings: number
  readonly balances: number
  readonly mismatches: readonly object[]
}

/** 底账核对. All balances rebuilt from postings; 1 where one differs. */
export const ledger: Command = async ([act, ...rest], json) => {
  if (act !== 'verify' || rest.length > 0) throw new CommandFault(2, 'use: npx jiamao ledger verify [--json]')
  const { body } = await apiOf(officeAccount('operator').token).ask<Verified>('/ledger/verify')
  if (json) print(JSON.stringify(body))
  else {
    print(`postings ${body.postings} · balances ${body.balances} · mismatches ${body.mismatches.length}`)
    for (const mismatch of body.mismatches) print(`  ${JSON.stringify(mismatch)}`)
  }
  return body.mismatches.length === 0 ? 0 : 1
}
