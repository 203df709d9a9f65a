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

/** A line of the audit log. */
export interface LogLine {
  readonly id: string
  readonly at: string
  readonly act: string
  readonly organisationName: string | null
  readonly personName: string | null
  readonly enterpriseName: string | null
  readonly subject: string | null
  readonly purpose: string | null
  readonly what: string | null
  readonly sealed: boolean
}

export interface Verified {
  readonly seals: number
  readonly rows: number
  readonly faults: readonly { readonly kind: string; readonly id?: string; readonly seal: number | null }[]
  readonly next: number | null
  readonly head: string | null
}

/** The whole log, verified part by part. */
export async function verifyLog(): Promise<Verified> {
  const sum = { seals: 0, rows: 0, faults: [] as Verified['faults'][number][] }
  for (let after = 0; ; ) {
    const part = await ask<Verified>(`/audit/verify?after=${after}`)
    sum.seals += part.seals
    sum.rows += part.rows
    sum.faults.push(...part.faults)
    if (part.next === null) return { ...sum, next: null, head: part.head }
    after = part.next
  }
}

export interface Health {
  readonly platform: {
    readonly version: string
    readonly node: string
    readonly startedAt: string
    readonly memoryBytes: number
    readonly edition: string
  }
  readonly database: {
    readonly version: string
    readonly bytes: string
    readonly connections: number
    readonly migrations: { readonly count: number; readonly last: string; readonly at: string }
    readonly sealed: { readonly n: string; readonly at: string } | null
  }
  readonly jobs: readonly {
    readonly kind: string
    readonly state: string
    readonly count: number
    readonly oldestAt: string
  }[]
  readonly links: readonly {
    readonly link: string
    readonly queued: number
    readonly oldestAt: string | null
    readonly unanswered: number
    readonly undecided: number
    readonly parked: number
  }[]
  readonly violations: {
    readonly count: number
    readonly latest: readonly {
      readonly directive: string
      readonly blocked: string
      readonly page: string
      readonly count: number
      readonly at: string
    }[]
  }
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number }
}
export const useHealth = () =>
  useQuery({ queryKey: ['health'], queryFn: () => ask<Health>('/health'), refetchInterval: 10_000 })

export interface Member {
  readonly person: string
  readonly name: string
  readonly roles: readonly string[]
}
export const useMembers = (organisation: string) =>
  useQuery({
    queryKey: ['members', organisation],
    queryFn: () => ask<Page<Member>>(`/organisations/${organisation}/people`),
    enabled: organisation !== '',
  })
