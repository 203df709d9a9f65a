import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask } from './client.ts'

/** Lists that can be narrowed by a saved filter. */
export type FilteredPage = 'filings' | 'queue' | 'books'

export interface SavedFilter {
  readonly name: string
  readonly query: string
  readonly isDefault: boolean
}
type ByPage = Readonly<Partial<Record<FilteredPage, readonly SavedFilter[]>>>

const key = ['saved-filters']
const read = async () => (await ask<{ readonly pages: ByPage }>('/saved-filters')).pages

export const useSavedFilters = (page: FilteredPage) =>
  useQuery({ queryKey: key, queryFn: read, staleTime: 60_000, select: (pages) => pages[page] ?? [] })

/** Changes the filters of a page, beginning with what the server holds now: another tab may have saved one. */
export function useKeepFilters(page: FilteredPage) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async (change: (held: readonly SavedFilter[]) => readonly SavedFilter[]) => {
      const held = (await queries.fetchQuery({ queryKey: key, queryFn: read, staleTime: 0 }))[page] ?? []
      await ask(`/saved-filters/${page}`, { method: 'PUT', body: { items: change(held) } })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}
