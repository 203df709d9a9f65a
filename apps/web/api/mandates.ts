import { useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import { useSession } from './queries.ts'
import type { Page } from './types.ts'

export interface Mandate {
  readonly id: string
  readonly enterprise: string
  readonly enterpriseName: string
  readonly holder: string
  readonly holderName: string
  readonly books: readonly string[] | null
  readonly types: readonly string[] | null
  readonly acts: readonly ('write' | 'submit' | 'withdraw' | 'explain')[]
  readonly most: string | null
  readonly from: string
  readonly until: string
  readonly state: 'proposed' | 'agreed' | 'ended'
  readonly mine: 'given' | 'held'
}

export const useMandates = () => useQuery({ queryKey: ['mandates'], queryFn: () => ask<Page<Mandate>>('/mandates') })

export interface ActingFor {
  readonly items: readonly { readonly enterprise: string; readonly name: string; readonly until: string }[]
  readonly now: { readonly enterprise: string; readonly name: string } | null
}
/** For whom the person may act, and for whom they do. */
export const useActingFor = () =>
  useQuery({ queryKey: ['acting-for'], queryFn: () => ask<ActingFor>('/session/acting-for'), staleTime: 30_000 })

/** Whether a firm's own work is done here: by its people, or by who acts for it under a mandate in force. */
export function useIsFirm(): boolean {
  const party = useSession().data?.party
  const { items = [], now } = useActingFor().data ?? {}
  return party === 'enterprise' || items.some(({ enterprise }) => enterprise === now?.enterprise)
}

/** Set when a mandate ended while somebody acted under it: the page says so once. */
export const endedKey = ['mandate-ended']
export const useMandateEnded = (): boolean =>
  useQuery({ queryKey: endedKey, queryFn: () => false, enabled: false, initialData: false }).data
