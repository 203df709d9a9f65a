import { useMutation } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { ask } from '../api/client.ts'
import { paramsOf } from '../api/tasks.ts'

interface Uploaded {
  readonly type: string
  readonly file: File
  /** A draft that it goes into, as it was seen; without one a new draft is made. */
  readonly into?: { readonly into: string; readonly revision: number }
}

/** Uploads a workbook as a filing of a type, and goes to the page that follows it. */
export function useUpload() {
  const go = useNavigate()
  return useMutation({
    mutationFn: ({ type, file, into }: Uploaded) =>
      ask<{ id: string }>(`/imports/${type}?${paramsOf({ name: file.name, ...into })}`, {
        method: 'POST',
        bytes: file,
      }),
    onSuccess: ({ id }) => go(`/imports/${id}`),
  })
}

/** What most workbooks are: a handbook's set-up. */
export const usualType = 'enterprise.handbook.establish'
