import { useQuery } from '@tanstack/react-query'
import { ask } from '../api/client.ts'
import type { Difference, Page, PaperAsked, PaperShown, Said, VersionFiled } from '../api/types.ts'

/** What the others may say meanwhile is asked again. */
const often = 10_000

export const useTalk = (id: string) =>
  useQuery({
    queryKey: ['filing', id, 'talk'],
    queryFn: () => ask<Page<Said>>(`/filings/${id}/talk`),
    refetchInterval: often,
  })
export const useVersions = (id: string, revision: number) =>
  useQuery({
    queryKey: ['filing', id, 'versions', revision],
    queryFn: () => ask<Page<VersionFiled>>(`/filings/${id}/versions`),
    placeholderData: (before) => before,
  })
/** What changed from one version to another; without `to`, to what is being written. */
export const useDifferences = (id: string, revision: number, from: number, to: number | undefined) =>
  useQuery({
    queryKey: ['filing', id, 'differences', revision, from, to ?? 'written'],
    queryFn: () =>
      ask<{ readonly items: readonly Difference[]; readonly count: number }>(
        `/filings/${id}/differences?from=${from}${to === undefined ? '' : `&to=${to}`}`,
      ),
  })
export const usePapers = (id: string) =>
  useQuery({
    queryKey: ['filing', id, 'papers'],
    queryFn: () => ask<Page<PaperShown> & { readonly asked: readonly PaperAsked[] }>(`/filings/${id}/papers`),
  })
