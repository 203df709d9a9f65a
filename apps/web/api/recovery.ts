import { useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import type { Page } from './types.ts'

export interface Recovery {
  readonly id: string
  readonly organisationName: string
  readonly person: string
  readonly name: string
  readonly login: string
  readonly reason: string
  readonly openedBy: string
  readonly openedByName: string
  readonly expiresAt: string
  readonly isConfirmed: boolean
  readonly elsewhere: boolean
}
/** Where the second of two confirms: of one's own organisation, or of all. */
export type RecoveryPlace = '/recoveries' | '/oversight/recoveries'

export const useRecoveries = (at: RecoveryPlace) =>
  useQuery({ queryKey: ['recoveries', at], queryFn: () => ask<Page<Recovery>>(at) })
export const useRecoveryLink = (secret: string) =>
  useQuery({
    queryKey: ['recovery', secret],
    queryFn: () =>
      ask<{ readonly name: string; readonly login: string; readonly organisationName: string }>('/recovery/look', {
        method: 'POST',
        body: { secret },
      }),
    enabled: secret !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
