import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { Problem } from '../api/client.ts'
import { common } from '../words/common.ts'
import { useWords } from '../words/words.ts'

interface Query<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isPending: boolean
  refetch(): unknown
}

/** What a page shows while it has nothing, and when it could not get it: what failed, what is safe, another try. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: Query<T>
  readonly children: (data: T) => ReactNode
}) {
  const words = useWords(common)
  const { data, error, isPending, refetch } = query
  if (data !== undefined) return children(data)
  if (isPending) return <p className="empty">{words.loading}…</p>
  if (error instanceof Problem && error.status === 404)
    return (
      <p className="empty">
        <b>{words.notFound}</b>
        <br />
        {words.notFoundWhy}
      </p>
    )
  return (
    <Alert
      type="error"
      title={error instanceof Problem ? error.title : words.failed}
      description={`${error instanceof Error ? error.message : ''} ${words.safe}`}
      action={<Button onClick={() => void refetch()}>{words.retry}</Button>}
    />
  )
}

/** A fault of an act, as the server says it. */
export function Fault({ error }: { readonly error: unknown }) {
  const words = useWords(common)
  return error ? (
    <Alert
      type="error"
      role="alert"
      title={error instanceof Problem ? error.title : words.failed}
      description={error instanceof Error ? error.message : String(error)}
    />
  ) : null
}
