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
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly body?: unknown
  readonly bytes?: Blob
  /** The revision that was seen, of what is changed. */
  readonly seen?: number
}

/** Set by the shell: in which language the server answers. */
export const speaking: { language: Language } = { language: 'zh' }

/** So long after the last key or touch, whatever the page asks, it asks by itself: that keeps no session awake. */
const stillThereMs = 60_000
let touchedAt = Date.now()
for (const sign of ['keydown', 'pointerdown', 'pointermove', 'wheel'])
  addEventListener(
    sign,
    () => {
      touchedAt = Date.now()
    },
    { passive: true },
  )

/** By what a person proves that it is still them. */
export type Means = 'passkey' | 'code' | 'password'

/** Set by the shell: lets the person prove in place that it is still them; false where they would rather not. */
export const proving: { ask: (means: readonly Means[]) => Promise<boolean> } = { ask: () => Promise.resolve(false) }

/** Counts the secrets that this session has had: what was asked under one that has gone is asked again. */
let secrets = 0

/** Asks the server. An act has a key of its own, so that a repeated request is answered once. @throws Problem */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const [key, before] = [crypto.randomUUID(), secrets]
  try {
    const said = await send<T>(path, asking, key)
    if (path === '/session/proof') secrets++
    return said
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, body } = error
    const isAnswered =
      (code === 'IDENTITY_STEP_UP' && (await proving.ask(body.means as Means[]))) ||
      (code === 'NOT_SIGNED_IN' && before !== secrets)
    if (!isAnswered) throw error
    return send<T>(path, asking, key)
  }
}

async function send<T>(path: string, { method = 'GET', body, bytes, seen }: Asking, key: string): Promise<T> {
  const headers: Record<string, string> = { 'accept-language': speaking.language }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (bytes) headers['content-type'] = 'application/octet-stream'
  if (method !== 'GET') headers['idempotency-key'] = key
  if (Date.now() - touchedAt > stillThereMs) headers['x-jiamao-background'] = '1'
  if (seen !== undefined) headers['if-match'] = `"${seen}"`
  const reply = await fetch(`/api/v1${path}`, {
    method,
    headers,
    body: bytes ?? (body === undefined ? null : JSON.stringify(body)),
  })
  if (reply.status === 204) return undefined as T
  const said = await reply.json().catch(() => ({}))
  if (!reply.ok) throw new Problem(reply.status, said)
  return said as T
}
