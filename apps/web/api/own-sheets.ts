import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Both } from '../words/words.ts'
import { ask } from './client.ts'
import type { Import } from './types.ts'

/** Which column is which field, as the server takes it. */
interface Column {
  readonly column: number
  readonly field: string
  readonly down?: boolean
}
export interface SheetMapping {
  readonly sheet: string
  readonly part: string | null
  readonly header: number
  readonly columns: readonly Column[]
}
export interface OwnSheets {
  readonly outline: readonly {
    readonly name: string
    readonly rows: readonly { readonly no: number; readonly texts: readonly string[] }[]
  }[]
  readonly guessed: readonly (Omit<SheetMapping, 'columns'> & {
    readonly columns: readonly (Column & { readonly confidence: number })[]
  })[]
  readonly remembered?: string
}
export interface UnknownWord {
  readonly list: string
  readonly word: string
  readonly count: number
  readonly sheet: string
  readonly cell: string
}
/** What a sheet may be, and what its columns may mean. */
export interface PartDescribed extends Both {
  readonly part: string
  readonly needs: readonly (readonly string[])[]
  readonly fields: readonly (Both & { readonly pointer: string; readonly kind: string; readonly required: boolean })[]
}
interface Fault {
  readonly code: string
  readonly sheet?: string
  readonly message: Both
  readonly remedy: Both
}

export const useParts = (id: string) =>
  useQuery({
    queryKey: ['import', id, 'parts'],
    queryFn: () => ask<{ readonly items: readonly PartDescribed[] }>(`/imports/${id}/parts`),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The first rows as a mapping would read them, and what is wrong with it. */
export const usePreview = (id: string, mapping: readonly SheetMapping[]) =>
  useQuery({
    queryKey: ['import', id, 'preview', JSON.stringify(mapping)],
    queryFn: () =>
      ask<{
        readonly errors: readonly Fault[]
        readonly parts: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
      }>(`/imports/${id}/preview`, { method: 'POST', body: { mapping } }),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Says something of an import, upon which it is read again: its next id. */
export function useReadAgain(id: string, what: 'mapping' | 'words' | 'again', onRead: (id: string) => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (body?: object) =>
      ask<Pick<Import, 'id'>>(`/imports/${id}/${what}`, { method: 'POST', ...(body ? { body } : {}) }),
    onSuccess: async (next) => {
      await queries.invalidateQueries({ queryKey: ['start'] })
      onRead(next.id)
    },
  })
}
