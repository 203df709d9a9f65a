import { useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import type { Page } from './types.ts'

/** A linked account at an outside provider. */
export interface OutsideIdentity {
  readonly id: string
  readonly issuer: string
  readonly at: string
}

/** What the outside provider is called; null where there is none. */
export const useProvider = () =>
  useQuery({
    queryKey: ['outside'],
    queryFn: () => ask<{ readonly name: string | null }>('/outside'),
    staleTime: 600_000,
  }).data?.name ?? null
export const useOutsideIdentities = () =>
  useQuery({ queryKey: ['outside', 'identities'], queryFn: () => ask<Page<OutsideIdentity>>('/outside/identities') })

const cameFrom = 'outside-from'

/** Leaves for the provider; afterwards the page that was open is there again. */
export async function leaveFor(purpose: 'sign-in' | 'link'): Promise<void> {
  const { url } = await ask<{ url: string }>(`/outside/${purpose}`, { method: 'POST', body: {} })
  sessionStorage.setItem(cameFrom, location.pathname + location.search)
  location.assign(url)
}

/** Whether somebody who comes back went to link an account: the state says what they went for. */
export const isLinking = (query: URLSearchParams): boolean => (query.get('state') ?? '').startsWith('link.')

/** Tells the server how one came back. @returns the page that was open before */
export async function comeBack(query: URLSearchParams): Promise<string> {
  const path = isLinking(query) ? '/outside/identities' : '/outside/session'
  await ask(path, { method: 'POST', body: { query: query.toString() } })
  const from = sessionStorage.getItem(cameFrom) ?? '/desk'
  sessionStorage.removeItem(cameFrom)
  return from
}
