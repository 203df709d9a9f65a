import { useQueries, useQuery } from '@tanstack/react-query'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'
import { hearing } from './live.ts'
import type { Filing, FilingDetail, Finding, Happening, Import, Message, Page, Session } from './types.ts'

/** How often what others may have changed is asked again, in milliseconds, and how seldom while changes are heard. */
const seldom = 300_000
const often = () => (hearing.isOpen ? seldom : 15_000)

export const useSession = () =>
  useQuery({ queryKey: ['session'], queryFn: () => ask<Session>('/session'), retry: false, staleTime: 60_000 })
/** 业务时间. What day it is here: in a demo not the machine's. */
export const useClock = () =>
  useQuery({ queryKey: ['clock'], queryFn: () => ask<{ readonly now: string }>('/clock'), refetchInterval: 15_000 })
/** @param filter as it stands in the address: `state=…`, `answeredSince=…` */
export const useFilings = (filter: string) =>
  useQuery({
    queryKey: ['filings', filter],
    queryFn: () => ask<Page<Filing>>(`/filings?limit=100${filter ? `&${filter}` : ''}`),
    refetchInterval: often,
    placeholderData: (before) => before,
  })
export const useFiling = (id: string) =>
  useQuery({
    queryKey: ['filing', id],
    // What did not change is not sent again: a draft may hold 100,000 lines. What was filed also moves without its revision.
    queryFn: async ({ client, queryKey }) => {
      const held = client.getQueryData<FilingDetail>(queryKey)
      const known = held && isBeingWritten(held) ? held.revision : undefined
      return (await ask<FilingDetail | undefined>(`/filings/${id}`, { known })) ?? (held as FilingDetail)
    },
    refetchInterval: often,
  })
/** What happened to a filing, as of its revision. */
export const useHistory = (id: string, revision: number) =>
  useQuery({
    queryKey: ['filing', id, 'history', revision],
    queryFn: () => ask<Page<Happening>>(`/filings/${id}/history`),
    placeholderData: (before) => before,
  })
export const useMessages = (id: string, revision: number) =>
  useQuery({
    queryKey: ['filing', id, 'messages', revision],
    placeholderData: (before) => before,
    queryFn: () => ask<Page<Message>>(`/filings/${id}/messages`),
    refetchInterval: often,
  })
/** Whether a filing is being written by its filer. */
export const isBeingWritten = ({ state }: Pick<Filing, 'state'>): boolean => ['draft', 'returned'].includes(state)

interface Judged {
  readonly edition: string
  readonly findings: readonly Finding[]
}
/** Whether what is written on this page lies with the server: only that is filed. */
export const useDraftState = (id: string): string =>
  useQuery({ queryKey: ['draft', id], queryFn: () => 'saved', enabled: false, initialData: 'saved' }).data

/** What the gate says of a draft now, or said of what was filed. */
export const useFindings = (filing: FilingDetail) =>
  useQuery({
    queryKey: ['filing', filing.id, 'findings', filing.revision],
    queryFn: () =>
      isBeingWritten(filing)
        ? ask<Judged>(`/filings/${filing.id}/check?content=false`, { method: 'POST' })
        : (filing.judgement ?? { edition: filing.edition ?? '', findings: [] }),
    placeholderData: (before) => before,
  })

export const useImports = (enabled: boolean) =>
  useQuery({ queryKey: ['imports'], queryFn: () => ask<Page<Import>>('/imports?limit=10'), enabled })
export const useImport = (id: string) =>
  useQuery({
    queryKey: ['import', id],
    queryFn: () => ask<Import>(`/imports/${id}`),
    refetchInterval: ({ state: { data } }) => (data && ['queued', 'running'].includes(data.state) ? 500 : false),
  })

/** A field or a group in words, as the server describes it. */
export interface Described extends Both {
  readonly kind?: string
  /** Code list of a code. */
  readonly list?: string
  /** Who says it: `o` is an officer. */
  readonly source?: string
  readonly choices?: Readonly<Record<string, Choice>>
  readonly members?: Readonly<Record<string, Described>>
  readonly line?: Described
  /** Of a list: the member by which its lines are known, and how many there may be. */
  readonly key?: string
  readonly max?: number
}
/** A value of a closed list, with the other ways in which it is written: the wire's code, words of sheets. */
interface Choice extends Both {
  readonly code?: string
  readonly also?: readonly string[]
}
export interface FilingType {
  readonly id: string
  readonly name: Both
  /** Rule or law that it stands on. */
  readonly ground: string
  readonly filer: { readonly party: string; readonly role: string }
  /** The type that it answers or changes. */
  readonly on: { readonly filing: string; readonly as: string } | null
  readonly hasSheets: boolean
  readonly isSigned: boolean
  readonly views: Readonly<Record<string, Both>>
  readonly stages: Readonly<Record<string, Both>>
  readonly content: Described
}
/** The definition of a filing's type, once it is known. */
export const useType = (id: string) => useTypes().data?.items.find((type) => type.id === id)
export const useTypes = () =>
  useQuery({ queryKey: ['types'], queryFn: () => ask<Page<FilingType>>('/types'), staleTime: 600_000 })

/** All codes of a list. */
export const useCodeList = (list: string) => useQuery(codeList(list))
const codeList = (list: string) => ({
  queryKey: ['codes', list],
  queryFn: () => ask<CodeItems>(`/code-lists/${list}`),
  staleTime: Number.POSITIVE_INFINITY,
})
interface CodeItems {
  readonly items: readonly (Both & { readonly code: string })[]
}

/** Names of the codes of some lists, by list and code; undefined until they are read, and for an unknown code. */
export function useCodeNames(lists: readonly string[]): (list: string, code: string) => Both | undefined {
  const found = useQueries({
    queries: lists.map((list) => ({ ...codeList(list), select: namesOf })),
  })
  return (list, code) => found[lists.indexOf(list)]?.data?.get(code)
}
const namesOf = ({ items }: CodeItems) => new Map(items.map((item) => [item.code, item]))

export interface WriteOffLine {
  readonly item: number
  readonly hsCode: string
  readonly name: string
  readonly unit: string
  readonly terms: Readonly<Record<string, string>>
  readonly theoretical: string
}
export const useWriteOff = (book: string) =>
  useQuery({
    queryKey: ['write-off', book],
    queryFn: () =>
      ask<{ readonly asOf: string; readonly materials: readonly WriteOffLine[] }>(`/books/${book}/write-off`),
    enabled: book !== '',
  })
