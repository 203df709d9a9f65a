import type { Language } from '../words/words.ts'

/** What the server says went wrong (RFC 9457): shown as it is, in three parts. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly errors: readonly { readonly pointer: string; readonly message: string; readonly messageZh: string }[]
  readonly body: Readonly<Record<string, unknown>>
  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(String(body.detail ?? ''))
    this.status = status
    this.code = String(body.code ?? 'HTTP')
    this.title = String(body.title ?? status)
    this.errors = (body.errors as Problem['errors']) ?? []
    this.body = body
  }
}

interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly bytes?: Blob
  /** The revision that was seen, of what is changed. */
  readonly seen?: number
  /** The revision that is known: nothing comes where it still is the last one. */
  readonly known?: number | undefined
}

/** Set by the shell: in which language the server answers. */
export const speaking: { language: Language } = { language: 'zh' }

/** Asks the server. An act has a key of its own, so that a repeated request is answered once. @throws Problem */
export async function ask<T>(path: string, { method = 'GET', body, bytes, seen, known }: Asking = {}): Promise<T> {
  const headers: Record<string, string> = { 'accept-language': speaking.language }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (bytes) headers['content-type'] = 'application/octet-stream'
  if (method !== 'GET') headers['idempotency-key'] = crypto.randomUUID()
  if (seen !== undefined) headers['if-match'] = `"${seen}"`
  if (known !== undefined) headers['if-none-match'] = `"${known}"`
  const reply = await fetch(`/api/v1${path}`, {
    method,
    headers,
    body: bytes ?? (body === undefined ? null : JSON.stringify(body)),
  })
  if (reply.status === 204 || reply.status === 304) return undefined as T
  const said = await reply.json().catch(() => ({}))
  if (!reply.ok) throw new Problem(reply.status, said)
  return said as T
}
