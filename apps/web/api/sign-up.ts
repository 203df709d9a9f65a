import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ask } from './client.ts'
import type { Page } from './types.ts'

export interface OpenSignUp {
  readonly id: string
  readonly name: string
  readonly creditCode: string
  readonly customsCode: string | null
  readonly contact: string
  readonly phone: string
  readonly known: string | null
  readonly at: string
}
interface SignUp {
  readonly name: string
  readonly state: 'open' | 'approved' | 'refused'
  readonly reason: string | null
  readonly at: string
}

export const useSignUp = (secret: string) =>
  useQuery({
    queryKey: ['sign-up', secret],
    queryFn: () => ask<SignUp>('/sign-up/look', { method: 'POST', body: { secret } }),
    retry: false,
    refetchInterval: ({ state: { data } }) => (data?.state === 'open' ? 15_000 : false),
  })
export const useSignUps = () =>
  useInfiniteQuery({
    queryKey: ['sign-ups'],
    queryFn: ({ pageParam }) =>
      ask<Page<OpenSignUp>>(`/sign-ups?limit=50${pageParam ? `&from=${encodeURIComponent(pageParam)}` : ''}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })

/** A file as the text that a request carries. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 32_768) parts.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)))
  return btoa(parts.join(''))
}
