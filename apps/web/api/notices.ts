import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { type Liked, useChoices } from '../shell/choices.ts'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'

export interface Notice {
  readonly id: string
  readonly filing: string | null
  readonly message: Both
  readonly businessAt: string
  readonly at: string
  readonly isUnread: boolean
}
export interface Notices {
  readonly items: readonly Notice[]
  readonly unread: number
}

const key = ['notices']

export const useNotices = () =>
  useQuery({ queryKey: key, queryFn: () => ask<Notices>('/notices?limit=50'), refetchInterval: 60_000 })

/** Read marks are mine and reversible: they are seen at once (workbench §7). */
export function useReadNotices() {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (which: { readonly id: string } | { readonly until: string }) =>
      'id' in which
        ? ask(`/notices/${which.id}/read`, { method: 'PUT' })
        : ask('/notices/read', { method: 'PUT', body: which }),
    onMutate: (which) =>
      queries.setQueryData<Notices>(key, (found) => {
        if (!found) return found
        const isRead = (notice: Notice) => ('id' in which ? notice.id === which.id : notice.at <= which.until)
        const items = found.items.map((notice) => (isRead(notice) ? { ...notice, isUnread: false } : notice))
        const unread = 'id' in which ? Math.max(0, found.unread - 1) : items.filter((notice) => notice.isUnread).length
        return { items, unread }
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })
}

/** Takes over, once after signing in, how the person likes the pages. */
export function useSettings(): void {
  const { adopt } = useChoices()
  const isTaken = useRef(false)
  const { data } = useQuery({
    queryKey: ['settings'],
    queryFn: () => ask<{ readonly settings: Liked | null }>('/settings'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  useEffect(() => {
    if (isTaken.current || !data) return
    isTaken.current = true
    if (data.settings) adopt(data.settings)
  }, [data, adopt])
}
