import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'

export type FoundKind = 'filing' | 'book' | 'line' | 'item' | 'part'
export interface Found {
  readonly kind: FoundKind
  readonly key: string
  readonly title: Both
  readonly note: string
  readonly path: string
  readonly firm: string
}
export interface SearchResult {
  readonly items: readonly Found[]
  readonly firms: readonly { readonly id: string; readonly name: string; readonly customsCode: string | null }[]
  readonly codes: readonly { readonly code: string; readonly name: string }[]
}

// Long enough that a number typed at once is one question.
const pauseMs = 120

/** A value once it has stood still. */
function useSettled(value: string): string {
  const [settled, set] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => set(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

export function useSearch({ q, firm, limit }: { q: string; firm?: string | null; limit: number }) {
  const settled = useSettled(q.trim())
  const asked = firm ? `firm=${firm}` : `q=${encodeURIComponent(settled)}`
  return useQuery({
    queryKey: ['search', asked, limit],
    queryFn: () => ask<SearchResult>(`/search?${asked}&limit=${limit}`),
    enabled: Boolean(firm) || settled !== '',
    placeholderData: (before) => before,
  })
}
