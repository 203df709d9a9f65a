import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import type { Page } from './types.ts'

export interface Member {
  readonly id: string
  readonly name: string
  readonly login: string | null
  readonly roles: readonly string[]
  readonly secondFactor: boolean
  readonly elsewhere: boolean
  readonly seenAt: string | null
}
export interface OpenLink {
  readonly id: string
  readonly kind: 'join' | 'reset'
  readonly name: string
  readonly roles: readonly string[]
  readonly by: string
  readonly expiresAt: string
}
/** A link that was just made; with a proposal it opens once another person has confirmed that. */
export interface Link {
  readonly link: string
  readonly expiresAt: string
  readonly proposal?: object
}
export interface Invitation {
  readonly kind: 'join' | 'reset'
  readonly organisationName: string
  readonly party: string
  readonly name: string
  readonly login: string | null
  readonly roles: readonly string[]
}

type People = Page<Member> & { readonly roles: readonly string[] }

export const usePeople = () =>
  useInfiniteQuery({
    queryKey: ['people'],
    queryFn: ({ pageParam }) => ask<People>(`/people?limit=100${pageParam ? `&from=${pageParam}` : ''}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
export const useOpenLinks = () =>
  useQuery({ queryKey: ['invitations'], queryFn: () => ask<Page<OpenLink>>('/invitations') })
export const useInvitation = (secret: string) =>
  useQuery({
    queryKey: ['invitation', secret],
    queryFn: () => ask<Invitation>('/invitation/look', { method: 'POST', body: { secret } }),
    enabled: secret !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
