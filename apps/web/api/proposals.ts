import { useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import { useSession } from './queries.ts'
import type { Page } from './types.ts'

/** 提议. What one person proposed and another of the right role confirms. */
export interface Proposal {
  readonly id: string
  readonly kind: 'roles' | 'member' | 'signUp'
  readonly organisationName: string | null
  readonly subject: string
  readonly difference: {
    readonly name: string
    readonly before: readonly string[]
    readonly after: readonly string[]
    readonly facts: Readonly<Record<string, string>>
  }
  readonly hash: string
  readonly by: { readonly name: string; readonly organisation: string }
  readonly second: { readonly role: string; readonly organisation: string }
  readonly isOwn: boolean
  readonly expiresAt: string
}

const often = 30_000

/** What waits for the person to confirm it, and what they proposed; nothing for who has no such role. */
export function useProposals() {
  const roles = useSession().data?.roles ?? []
  return useQuery({
    queryKey: ['proposals'],
    queryFn: () => ask<Page<Proposal>>('/proposals'),
    enabled: roles.includes('administrator') || roles.includes('securityAdmin'),
    refetchInterval: often,
  })
}
