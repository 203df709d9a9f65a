import { useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import type { Page } from './types.ts'

interface DrawHead {
  readonly id: string
  readonly n: number
  readonly seed: string
  readonly promised: string | null
  readonly nextHash: string
  readonly officers: readonly { readonly id: string; readonly name: string }[]
  readonly by: string
  readonly businessAt: string
}
/** A draw among the others: of its cases, how many. */
export interface DrawLine extends DrawHead {
  readonly cases: number
}
/** A draw with its cases, repeated from its seed. */
export interface Draw extends DrawHead {
  readonly isSame: boolean
  readonly cases: readonly {
    readonly task: string
    readonly filing: string
    readonly firm: string
    readonly number: string | null
    readonly among: readonly string[]
    readonly to: string | null
  }[]
}
export interface Conflict {
  readonly person: string
  readonly personName: string
  readonly firm: string
  readonly firmName: string
  readonly reason: string
}

export const useDraws = () => useQuery({ queryKey: ['draws'], queryFn: () => ask<Page<DrawLine>>('/draws?limit=50') })
export const useDraw = (id: string) => useQuery({ queryKey: ['draw', id], queryFn: () => ask<Draw>(`/draws/${id}`) })
export const useConflicts = () =>
  useQuery({ queryKey: ['conflicts'], queryFn: () => ask<Page<Conflict>>('/conflicts') })
/** The firms that take part. */
export const useFirms = () =>
  useQuery({
    queryKey: ['organisations'],
    queryFn: () => ask<Page<{ readonly id: string; readonly name: string; readonly party: string }>>('/organisations'),
    select: ({ items }) => items.filter(({ party }) => party === 'enterprise'),
    staleTime: 600_000,
  })
