import { createHash } from 'node:crypto'
import { canonical, type Json } from '@jiamao/kernel/canonical'
import { listMetaOf, membersOf, wordsOf } from '@jiamao/kernel/fields'
import { amounts } from '@jiamao/kernel/numbers'
import type { Words } from '@jiamao/kernel/words'
import type { Organisation } from '../identity/index.ts'
import type { AnyFiling } from './define.ts'

/** 签名声明. What a signer reads and signs: which filing of whom, which version, the hash of all of it, its key figures. */
export interface Statement {
  readonly filing: string
  readonly type: string
  readonly name: Words
  readonly ground: string
  readonly enterprise: { readonly name: string; readonly creditCode: string | null }
  readonly ownNumber: string
  readonly version: number
  /** SHA-256 of the canonical content, whole. */
  readonly contentHash: string
  readonly figures: readonly { readonly name: Words; readonly value: string }[]
  readonly declares: Words
}

const declares: Words = {
  zh: '本企业对上述申报内容的真实、准确、完整负责，同意以电子签名代替签字盖章。',
  en: 'The enterprise answers for this filing being true, exact and complete, and signs it electronically in place of a signature and seal.',
}

/** What is said of a version of a filing to whoever signs it. */
export function statementOf(
  definition: AnyFiling,
  enterprise: Pick<Organisation, 'name' | 'creditCode'> | undefined,
  made: Pick<Statement, 'filing' | 'ownNumber' | 'version' | 'contentHash'>,
  content: unknown,
): Statement {
  const { id: type, name, ground } = definition
  const { name: firm = '', creditCode = null } = enterprise ?? {}
  return {
    ...made,
    type,
    name,
    ground,
    enterprise: { name: firm, creditCode },
    figures: figuresOf(definition, content),
    declares,
  }
}

/** Its value where it has one, and how many lines each list has. */
function figuresOf(definition: AnyFiling, content: unknown): Statement['figures'] {
  const value = definition.value?.(content as never)
  const parts = Object.entries(membersOf(definition.content) ?? {})
  return [
    ...(value === undefined ? [] : [{ name: { zh: '总值', en: 'Value' }, value: amounts.print(value as never) }]),
    ...parts.flatMap(([part, schema]) => {
      const lines = (content as Readonly<Record<string, unknown>>)[part]
      if (!listMetaOf(schema) || !Array.isArray(lines)) return []
      const { zh, en } = wordsOf(schema)!
      return [{ name: { zh: `${zh}（行）`, en: `${en} (lines)` }, value: String(lines.length) }]
    }),
  ]
}

/** What is signed: SHA-256 over the canonical statement, which holds the hash of the content. */
export const hashOfStatement = (statement: object): string =>
  createHash('sha256')
    .update(canonical(statement as Json))
    .digest('hex')
