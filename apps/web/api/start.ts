import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'

export const startSteps = ['sheet', 'columns', 'words', 'codes', 'merging', 'handbook'] as const
export type StartStep = (typeof startSteps)[number]

export interface Start {
  readonly step: StartStep
  readonly import: string | null
  readonly filing: { readonly id: string; readonly revision: number; readonly state: string } | null
}
export interface TariffLine {
  readonly code: string
  readonly name: string
  readonly legalUnit: string
  readonly elements: readonly string[]
}
export type Side = 'materials' | 'products'
export interface CodeLine {
  readonly side: Side
  readonly part: string
  readonly name: string
  readonly specification: string | null
  readonly declaredUnit: string | null
  readonly hsCode: string | null
  readonly known: TariffLine | null
  readonly factor: string | null
  readonly needsFactor: boolean
}
interface Reason extends Both {
  readonly rule: string
}
export interface Group {
  readonly name: string
  readonly parts: readonly string[]
}
export interface JudgedGroup extends Group {
  readonly reasons: readonly Reason[]
  readonly breaches: readonly (Reason & { readonly blocks: boolean })[]
  readonly impact: Readonly<Record<'quantity' | 'total' | 'price' | 'lowest' | 'highest' | 'hsCode', string | null>>
}
export type Groups = Readonly<Record<Side, readonly Group[]>>
type Judged = Readonly<Record<Side, readonly JudgedGroup[]>> & { readonly isMerged: boolean }

export const useStart = () =>
  useQuery({
    queryKey: ['start'],
    queryFn: () => ask<Start>('/start'),
    // The draft comes of an import that is still being read.
    refetchInterval: ({ state: { data } }) => (data?.import && !data.filing ? 1_000 : false),
  })

/** An act of the guided start; what is shown of it is asked anew. */
export function useStartAct<T>(act: (given: T) => Promise<unknown>, then: () => void = () => {}) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['start'] })
      then()
    },
  })
}
export const beginStart = (id: string) => ask('/start', { method: 'POST', body: { import: id } })
export const moveStart = (step: StartStep) => ask('/start/step', { method: 'PUT', body: { step } })

export const useCodes = () =>
  useQuery({
    queryKey: ['start', 'codes'],
    queryFn: () =>
      ask<{
        readonly isEmpty: boolean
        readonly total: number
        readonly lacking: number
        readonly items: readonly CodeLine[]
      }>('/start/codes?limit=100'),
  })
export const useTariff = (q: string) =>
  useQuery({
    queryKey: ['tariff', q],
    queryFn: () =>
      ask<{ readonly isEmpty: boolean; readonly items: readonly TariffLine[] }>(
        `/tariff?limit=20&q=${encodeURIComponent(q)}`,
      ),
    enabled: q !== '',
    placeholderData: (before) => before,
    staleTime: 600_000,
  })
/** The proposal, or what the groups given would come to. */
export const useMerging = (groups: Groups | undefined) =>
  useQuery({
    queryKey: ['start', 'merging', groups ? JSON.stringify(groups) : ''],
    queryFn: () => ask<Judged>('/start/merging', { method: 'POST', body: groups ? { groups } : {} }),
    placeholderData: (before) => before,
  })
