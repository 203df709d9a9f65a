import type { Language } from '../words/words.ts'
import { isQuiet } from './presence.ts'

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
  /** What makes a repetition the same act; a new one for each act where none is given. */
  readonly key?: string
  /** The revision that is known: nothing comes where it still is the last one. */
  readonly known?: number | undefined
}

/** Set by the shell: in which language the server answers. */
export const speaking: { language: Language } = { language: 'zh' }

/** Keys of acts that got no answer: who asks the same again makes no second act of it. */
const unanswered = new Map<string, string>()

/** By what a person proves that it is still them. */
export type Means = 'passkey' | 'certificate' | 'code' | 'password'

/** Set by the shell: lets the person prove in place that it is still them; false where they would rather not. */
export const proving: { ask: (means: readonly Means[]) => Promise<boolean> } = { ask: () => Promise.resolve(false) }

/** Counts the secrets that this session has had: what was asked under one that has gone is asked again. */
let secrets = 0

/** Asks the server. An act has a key of its own, so that a repeated request is answered once. @throws Problem */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const before = secrets
  const act = actOf(path, asking)
  const keyed = { ...asking, key: asking.key ?? (act && unanswered.get(act)) ?? crypto.randomUUID() }
  if (act) unanswered.set(act, keyed.key)
  try {
    const said = await send<T>(path, keyed)
    if (path === '/session/proof') secrets++
    if (act) unanswered.delete(act)
    return said
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (act) unanswered.delete(act)
    const { code, body } = error
    const isAnswered =
      (code === 'IDENTITY_STEP_UP' && (await proving.ask(body.means as Means[]))) ||
      (code === 'NOT_SIGNED_IN' && before !== secrets)
    if (!isAnswered) throw error
    return send<T>(path, keyed)
  }
}

/** What makes an act the same act; nothing for a question, and for bytes that are not kept. */
const actOf = (path: string, { method = 'GET', body, bytes, seen }: Asking): string | undefined =>
  method === 'GET' || bytes ? undefined : `${method} ${path} ${seen ?? ''} ${JSON.stringify(body)}`

async function send<T>(path: string, { method = 'GET', body, bytes, seen, known, key = '' }: Asking): Promise<T> {
  const headers: Record<string, string> = { 'accept-language': speaking.language }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (bytes) headers['content-type'] = 'application/octet-stream'
  if (method !== 'GET') headers['idempotency-key'] = key
  if (isQuiet()) headers['x-jiamao-quiet'] = '1'
  if (seen !== undefined) headers['if-match'] = `"${seen}"`
  if (known !== undefined) headers['if-none-match'] = `"${known}"`
  const sent = bytes ?? (body === undefined ? null : JSON.stringify(body))
  return answerOf<T>(await fetch(`/api/v1${path}`, { method, headers, body: sent }))
}

async function answerOf<T>(reply: Response): Promise<T> {
  if (reply.status === 204 || reply.status === 304) return undefined as T
  const said = await reply.json().catch(() => ({}))
  if (!reply.ok) throw new Problem(reply.status, said)
  return said as T
}

/** Sends a piece of a paper to where it goes on. @throws Problem */
export const sendPiece = async <T>(path: string, body: Blob): Promise<T> =>
  answerOf<T>(
    await fetch(`/api/v1${path}`, {
      method: 'PATCH',
      headers: { 'accept-language': speaking.language, 'content-type': 'application/octet-stream' },
      body,
    }),
  )
