import { readAccounts } from '../accounts.ts'
import { apiOf } from '../api.ts'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { grouped, print, table } from '../print.ts'

/** The write-off as scripts read it (contracts, *JSON*). */
export interface WriteOff {
  readonly handbook: string
  readonly asOf: string
  readonly materials: readonly {
    readonly item: number
    readonly hsCode: string
    readonly name: string
    readonly unit: string
    readonly terms: Readonly<Record<string, string>>
    readonly theoretical: string
    readonly reported: string
    readonly difference: string
  }[]
}

/** 核销平衡表. Every material of a handbook with its terms, as of now. */
export const writeOff: Command = async ([book, ...rest], json) => {
  if (!book || rest.length > 0) throw new CommandFault(2, 'use: npx jiamao write-off HANDBOOK [--json]')
  const found = await ofSomeEnterprise(book)
  if (!found) throw new CommandFault(1, `no enterprise of the demo accounts has a handbook ${book}`)
  if (json) print(JSON.stringify(found))
  else show(found)
  return 0
}

/** The book belongs to one enterprise; only its own account may read it. */
async function ofSomeEnterprise(book: string): Promise<WriteOff | undefined> {
  for (const { party, roles, token } of readAccounts()) {
    if (party !== 'enterprise' || !roles.includes('customsClerk')) continue
    const { status, body } = await apiOf(token).ask<WriteOff>(`/books/${encodeURIComponent(book)}/write-off`, {
      allow: [404],
    })
    if (status === 200) return body
  }
  return undefined
}

function show({ handbook, asOf, materials }: WriteOff): void {
  print(`${handbook} · ${asOf}`)
  const used = Object.keys(materials[0]?.terms ?? {}).filter((term) =>
    materials.some(({ terms }) => !/^0(\.0*)?$/.test(terms[term])),
  )
  print(
    table(
      ['item', 'HS', 'name', ...used, 'theoretical'],
      materials.map(({ item, hsCode, name, terms, theoretical }) => [
        String(item),
        hsCode,
        name,
        ...used.map((term) => grouped(terms[term])),
        grouped(theoretical),
      ]),
    ),
  )
}
