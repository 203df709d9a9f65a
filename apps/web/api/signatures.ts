import { useQuery } from '@tanstack/react-query'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'
import { useSession, useType } from './queries.ts'
import type { Filing, Page } from './types.ts'

/** 签名声明, as it is read and signed. */
export interface Statement {
  readonly name: Both
  readonly ownNumber: string
  readonly version: number
  readonly enterprise: { readonly name: string; readonly creditCode: string | null }
  readonly contentHash: string
  readonly figures: readonly { readonly name: Both; readonly value: string }[]
  readonly declares: Both
}

export interface Signature {
  readonly version: number
  readonly statement: Statement
  readonly hash: string
  readonly means: string
  readonly signer: string
  readonly organisation: string
  readonly businessAt: string
  readonly fits: 'yes' | 'statement' | 'content'
}

/** Whether a filing asks for a signature, and whether the person may give it. */
export function useSigning({ type }: Pick<Filing, 'type'>): { readonly isAsked: boolean; readonly isSigner: boolean } {
  const { party, roles = [] } = useSession().data ?? {}
  return {
    isAsked: useType(type)?.isSigned === true,
    isSigner: party === 'enterprise' && roles.includes('signer'),
  }
}

/** What would be signed now. Read anew each time: what was read is what is signed. */
export const useStatement = (id: string, revision: number, enabled: boolean) =>
  useQuery({
    queryKey: ['filing', id, 'statement', revision],
    queryFn: () => ask<{ readonly statement: Statement; readonly hash: string }>(`/filings/${id}/statement`),
    enabled,
    retry: false,
    staleTime: 0,
  })
export const useSignatures = (id: string, revision: number, enabled: boolean) =>
  useQuery({
    queryKey: ['filing', id, 'signatures', revision],
    queryFn: () => ask<Page<Signature>>(`/filings/${id}/signatures`),
    placeholderData: (before) => before,
    enabled,
  })
