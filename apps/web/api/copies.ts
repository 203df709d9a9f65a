import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { ask } from './client.ts'
import type { Page } from './types.ts'

export interface Template {
  readonly id: string
  readonly type: string
  readonly name: string
  readonly book: string | null
  readonly by: string
  readonly at: string
}

const key = ['saved-templates']
export const useTemplates = () => useQuery({ queryKey: key, queryFn: () => ask<Page<Template>>('/saved-templates') })

/** Opens a draft of a filing's copy or of a template, and goes there. */
export function useOpenCopy() {
  const go = useNavigate()
  return useMutation({
    mutationFn: (path: string) => ask<{ readonly id: string }>(path, { method: 'POST', body: {} }),
    onSuccess: ({ id }) => go(`/filings/${id}`),
  })
}

export function useTemplateAct<T>(act: (given: T) => Promise<unknown>) {
  const queries = useQueryClient()
  return useMutation({ mutationFn: act, onSuccess: () => queries.invalidateQueries({ queryKey: key }) })
}
