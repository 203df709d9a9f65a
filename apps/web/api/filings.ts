import { useInfiniteQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import { paramsOf } from './tasks.ts'
import type { Filing, Page } from './types.ts'

const often = 15_000
/** Past so many pages a list is not asked again by itself: each page is a request. */
const mostLive = 3

/** What a list of filings is narrowed to; it lies in the address. */
export interface FilingFilter {
  readonly state: string
  readonly type: string
  readonly book: string
  readonly q: string
  /** What a figure of the desk counts: answered since, filed from, with something typed twice. */
  readonly answeredSince: string
  readonly filedFrom: string
  readonly typedTwice: string
}

/** 我的申报, a page at a time, the last changed first. */
export const useFilingPages = (filter: FilingFilter) =>
  useInfiniteQuery({
    queryKey: ['filings', 'pages', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      ask<Page<Filing>>(`/filings?${paramsOf({ ...filter, cursor: pageParam, limit: '100' })}`),
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => ((data?.pages.length ?? 0) > mostLive ? false : often),
  })
