import type { TObject } from 'typebox'
import type { Fact } from '../policy/define.ts'
import { factsOf, type Provider } from '../policy/index.ts'
import type { AnyFiling, Module, NoticeKind, ReceiptMap, Register } from './define.ts'
import { faultsOfDefinitions } from './definition-faults.ts'
import { engineNotices } from './notices.ts'

/** All definitions of all subsystems, found by id. */
export interface Catalogue {
  readonly modules: readonly Module[]
  filing(type: string): AnyFiling | undefined
  readonly filings: readonly AnyFiling[]
  /** Kind of the document whose order a filing's messages keep: its own, or that of the filing it amends. */
  documentOf(filing: AnyFiling): string
  register(id: string): Register<TObject>
  /** A kind of notice, by its key. */
  notice(key: string): NoticeKind | undefined
  /** All kinds of notices, by their keys. */
  readonly notices: Readonly<Record<string, NoticeKind>>
  readonly registers: readonly Register<TObject>[]
  readonly providers: ReadonlyMap<string, Provider>
  /** Facts that a filing's prefill and checks name. */
  facts(filing: AnyFiling): readonly Fact[]
  /** What a code of a receipt means for the message that it answers. */
  rankOf(messageType: string, receiptType: string, code: string): ReceiptMap['rank'][string] | undefined
}

/** Collects definitions. @throws Error naming every definition that is wrong: the start is refused */
export function catalogueOf(modules: readonly Module[], providers: readonly Provider[]): Catalogue {
  const filings: AnyFiling[] = modules.flatMap((module) => module.filings)
  const registers = modules.flatMap((module) => module.registers ?? []) as Register<TObject>[]
  const faults = faultsOfDefinitions(modules, providers)
  if (faults.length > 0) throw new Error(`definitions are wrong:\n${faults.join('\n')}`)

  const byType = new Map(filings.map((filing) => [filing.id as string, filing]))
  const byRegister = new Map(registers.map((register) => [register.id, register]))
  const byFact = new Map(providers.map((provider) => [provider.fact.id, provider]))
  const facts = new Map(filings.map((filing) => [filing, factsOf(filing.checks, filing.prefill?.facts)]))
  const notices: Readonly<Record<string, NoticeKind>> = Object.assign(
    {},
    engineNotices,
    ...modules.map((module) => module.notices),
  )
  const ranks = new Map<string, ReceiptMap['rank'][string]>()
  for (const filing of filings) {
    for (const { type } of filing.messages ?? []) {
      for (const map of filing.receipts ?? []) {
        for (const [code, rank] of Object.entries(map.rank)) ranks.set(`${type} ${map.type} ${code}`, rank)
      }
    }
  }
  return {
    modules,
    filings,
    registers,
    providers: byFact,
    filing: (type) => byType.get(type),
    documentOf: ({ on, document }) => (on?.as === 'amendment' ? byType.get(on.filing)!.document : document),
    facts: (filing) => facts.get(filing)!,
    notice: (key) => (Object.hasOwn(notices, key) ? notices[key] : undefined),
    notices,
    register: (id) => {
      const found = byRegister.get(id)
      if (!found) throw new Error(`no register ${id}`)
      return found
    },
    rankOf: (message, receipt, code) => ranks.get(`${message} ${receipt} ${code}`),
  }
}
