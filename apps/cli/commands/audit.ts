import { officeAccount } from '../accounts.ts'
import { apiOf } from '../api.ts'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { print } from '../print.ts'

interface Fault {
  readonly kind: string
  readonly enterprise?: string
  readonly id?: string
  readonly seal: number | null
}
interface Verified {
  readonly seals: number
  readonly rows: number
  readonly faults: readonly Fault[]
  readonly next: number | null
  readonly head: string | null
}

/** 日志核验. The whole audit log against its seals; 1 where a row was changed, removed or put in, which is named. */
export const audit: Command = async ([act, ...rest], json) => {
  if (act !== 'verify' || rest.length > 0) throw new CommandFault(2, 'use: npx jiamao audit verify [--json]')
  const api = apiOf(officeAccount('operator', 'auditAdmin').token)
  const sum = { seals: 0, rows: 0, head: null as string | null, faults: [] as Fault[] }
  for (let after: number | null = 0; after !== null; ) {
    const { body }: { body: Verified } = await api.ask<Verified>(`/audit/verify?after=${after}`)
    sum.seals += body.seals
    sum.rows += body.rows
    sum.faults.push(...body.faults)
    sum.head = body.head
    after = body.next
  }
  if (json) print(JSON.stringify(sum))
  else {
    print(`seals ${sum.seals} · rows ${sum.rows} · faults ${sum.faults.length} · head ${sum.head ?? '—'}`)
    for (const { kind, id, enterprise, seal } of sum.faults)
      print(`  ${kind} ${id ? `row ${id} of ${enterprise}` : ''} ${seal === null ? '' : `seal ${seal}`}`)
  }
  return sum.faults.length === 0 ? 0 : 1
}
