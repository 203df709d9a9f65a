import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { ask } from '../api/client.ts'

/** Uploads a workbook as a filing of a type, and goes to the page that follows it. */
export function useUpload() {
  const go = useNavigate()
  return useMutation({
    mutationFn: ({ type, file }: { type: string; file: File }) =>
      ask<{ id: string }>(`/imports/${type}?name=${encodeURIComponent(file.name)}`, { method: 'POST', bytes: file }),
    onSuccess: ({ id }) => go(`/imports/${id}`),
  })
}

/** What most workbooks are: a handbook's set-up. */
export const usualType = 'enterprise.handbook.establish'
