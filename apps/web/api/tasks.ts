import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import type { Page, Task } from './types.ts'

const often = 15_000
/** Past so many pages a list is not asked again by itself: each page is a request. */
const mostLive = 3

/** What a queue is narrowed to; it lies in the address. */
export interface TaskFilter {
  readonly state: string
  readonly act: string
  readonly type: string
  readonly q: string
}

/** Parameters of an address, without those that say nothing. */
export const paramsOf = (of: object): string =>
  new URLSearchParams(Object.entries(of).filter(([, value]) => value !== '' && value !== null)).toString()

/** 待办队列, a page at a time, soonest due first. */
export const useQueue = (filter: TaskFilter) =>
  useInfiniteQuery({
    queryKey: ['tasks', 'queue', filter],
    initialPageParam: '',
    queryFn: ({ pageParam }) => ask<Page<Task>>(`/tasks?${paramsOf({ ...filter, cursor: pageParam, limit: '100' })}`),
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => ((data?.pages.length ?? 0) > mostLive ? false : often),
  })

/** What waits for this desk about one filing. */
export const useTasksOf = (filing: string) =>
  useQuery({
    queryKey: ['tasks', 'of', filing],
    queryFn: () => ask<Page<Task>>(`/tasks?filing=${filing}`),
    refetchInterval: often,
  })

interface Counts {
  readonly open: number
  readonly mine: number
  readonly free: number
  readonly overdue: number
  /** There is more than was counted. */
  readonly isCutOff: boolean
}
export const useTaskCounts = () =>
  useQuery({ queryKey: ['tasks', 'counts'], queryFn: () => ask<Counts>('/tasks/counts'), refetchInterval: often })

/** Who of one's own organisation may do a type's work. */
export const useColleagues = (type: string) =>
  useQuery({
    queryKey: ['colleagues', type],
    queryFn: () => ask<Page<{ readonly id: string; readonly name: string }>>(`/colleagues?${paramsOf({ type })}`),
  })
