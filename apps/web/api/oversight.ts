import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'
import type { Page } from './types.ts'

export interface Organisation {
  readonly id: string
  readonly party: string
  readonly name: string
}
export const useOrganisations = () =>
  useQuery({
    queryKey: ['organisations'],
    queryFn: () => ask<Page<Organisation>>('/organisations'),
    staleTime: 600_000,
  })

/** One person's looks at one thing on one day. */
export interface Seen {
  readonly organisation: string
  readonly organisationName: string
  readonly party: string
  readonly person: string | null
  readonly firstAt: string
  readonly lastAt: string
  readonly times: number
  readonly what: string
  readonly views: readonly string[]
  readonly ground: string | null
  readonly filings: readonly {
    readonly id: string
    readonly type: string
    readonly ownNumber: string | null
    readonly title: Both | null
  }[]
  readonly count: number
}

/** A log, page by page; the filter is the search of the address. */
export const useLog = <T>(path: string, search: string) =>
  useInfiniteQuery({
    queryKey: ['log', path, search],
    queryFn: ({ pageParam }) =>
      ask<Page<T>>(`${path}?${search}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
