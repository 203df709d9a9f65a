import { type CodeLists, encode, itemsOf, listMetaOf, membersOf, metaOf, shape, wordsOf } from '@jiamao/kernel/fields'
import type { TSchema } from 'typebox'
import { factsOf, type Provider } from '../policy/index.ts'
import type { AnyFiling, Module } from './define.ts'

// Codes are held against their lists when the policy is loaded; here only the form of a definition is judged.
const anyCode: CodeLists = { has: () => true }

/** What is wrong with the definitions, each by name. Empty: the platform may start. */
export function faultsOfDefinitions(modules: readonly Module[], providers: readonly Provider[]): string[] {
  const filings: AnyFiling[] = modules.flatMap((module) => module.filings)
  return [
    ...repeated(
      'module',
      modules.map(({ id }) => id),
    ),
    ...repeated(
      'module number',
      modules.map(({ no }) => String(no)),
    ),
    ...repeated(
      'filing',
      filings.map(({ id }) => id),
    ),
    ...repeated(
      'register',
      modules.flatMap(({ registers = [] }) => registers.map(({ id }) => id)),
    ),
    ...repeated(
      'provider of fact',
      providers.map(({ fact }) => fact.id),
    ),
    ...filings.flatMap((filing) => faultsOf(filing, new Set(providers.map(({ fact }) => fact.id)))),
    ...filings.flatMap((filing) => amendmentFaults(filing, filings)),
    ...rankFaults(filings),
  ]
}

const repeated = (what: string, ids: readonly string[]) =>
  [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => `${what} ${id} is defined twice`)

function faultsOf(filing: AnyFiling, provided: ReadonlySet<string>): string[] {
  const parts = Object.keys(membersOf(filing.content) ?? {})
  const faults: string[] = []
  for (const [name, view] of Object.entries(filing.views) as [string, { parts: readonly string[] }][]) {
    faults.push(
      ...view.parts
        .filter((part) => !parts.includes(part))
        .map((part) => `view ${name} names the part ${part}, which the content lacks`),
    )
  }
  for (const message of filing.messages ?? []) {
    if (!(message.view in filing.views))
      faults.push(`message ${message.type} names the view ${message.view}, which there is not`)
    if (!filing.receipts?.length) faults.push(`message ${message.type} has no receipt`)
  }
  for (const { type, rank } of filing.receipts ?? []) {
    for (const [code, { stage }] of Object.entries(rank)) {
      if (stage && !filing.stages?.[stage])
        faults.push(`receipt ${type} ${code} names the stage ${stage}, which has no words`)
    }
  }
  for (const fact of factsOf(filing.checks, filing.prefill?.facts)) {
    if (!provided.has(fact.id)) faults.push(`the fact ${fact.id} has no provider`)
  }
  if (filing.signed && filing.filer.party !== 'enterprise')
    faults.push('it is signed, and only enterprises have a signer')
  for (const layout of filing.sheets ?? []) {
    if (!parts.includes(layout.part)) faults.push(`a sheet names the part ${layout.part}, which the content lacks`)
  }
  const example = shape(filing.content, filing.example, anyCode)
  if (!example.content)
    faults.push(...example.faults.map(({ pointer, message }) => `the example is wrong at ${pointer}: ${message.en}`))
  else if (JSON.stringify(encode(filing.content, example.content)) === '{}') faults.push('the example is empty')
  return [...faults, ...schemaFaults(filing.content, '')].map((fault) => `${filing.id}: ${fault}`)
}

/** An amendment changes a known type's document and says which; nothing else does. */
function amendmentFaults({ id, on, changes }: AnyFiling, filings: readonly AnyFiling[]): string[] {
  if (on && !filings.some((other) => other.id === on.filing)) return [`${id} is on ${on.filing}, which there is not`]
  return (on?.as === 'amendment') === (changes !== undefined)
    ? []
    : [`${id} ${changes ? 'changes a document and is no amendment' : 'is an amendment and does not say of what'}`]
}

/** Every label in both languages, every list with a bound. */
function schemaFaults(schema: TSchema, at: string): string[] {
  const faults: string[] = []
  if (at !== '') {
    const words = wordsOf(schema)
    if (!words?.zh || !words.en) faults.push(`${at} lacks its words in Chinese or English`)
  }
  const list = listMetaOf(schema)
  if (list) {
    if (!(list.max > 0)) faults.push(`the list ${at} has no bound`)
    if (list.key && !membersOf(itemsOf(schema)!)?.[list.key])
      faults.push(`the list ${at} names the key ${list.key}, which its lines lack`)
    faults.push(...schemaFaults(itemsOf(schema)!, `${at}/*`))
  } else if (!metaOf(schema)) {
    for (const [name, member] of Object.entries(membersOf(schema) ?? {}))
      faults.push(...schemaFaults(member, `${at}/${name}`))
  }
  return faults
}

/** Filings that send the same message must read its receipts alike: the message does not know which filing it is. */
function rankFaults(filings: readonly AnyFiling[]): string[] {
  const seen = new Map<string, { rank: string; filing: string }>()
  const faults: string[] = []
  for (const filing of filings) {
    for (const { type } of filing.messages ?? []) {
      for (const receipt of filing.receipts ?? []) {
        for (const [code, value] of Object.entries(receipt.rank)) {
          const key = `${type} ${receipt.type} ${code}`
          const rank = JSON.stringify({ level: value.level, event: value.event })
          const first = seen.get(key)
          if (first && first.rank !== rank) faults.push(`${filing.id} and ${first.filing} read ${key} differently`)
          seen.set(key, { rank, filing: filing.id })
        }
      }
    }
  }
  return faults
}
