import { setTimeout as pause } from 'node:timers/promises'
import { CommandFault } from './failure.ts'

/** The address of the platform that commands talk to. */
export const platformAddress = process.env.JIAMAO_PUBLIC_URL || `http://localhost:${process.env.PORT || '8080'}`

/** An answer of the platform, read. */
interface Reply<T> {
  readonly status: number
  readonly body: T
  readonly etag?: string
  /** What a browser would keep. */
  readonly cookie?: string
}

/** How a request is made beyond its address. */
interface Asking {
  readonly method?: 'GET' | 'POST' | 'PUT'
  readonly body?: unknown
  /** Bytes instead of JSON. */
  readonly bytes?: Uint8Array
  readonly ifMatch?: string
  /** The request is the same request however often it is sent (Idempotency-Key). */
  readonly once?: string
  /** Statuses beside 2xx that the caller understands. */
  readonly allow?: readonly number[]
}

/** The public API under one account's token. */
export interface Api {
  ask<T = Record<string, unknown>>(path: string, asking?: Asking): Promise<Reply<T>>
}

/**
 * @param patienceMs how long to wait for a platform that does not answer: 0 to say so at once
 * @param waiting told while it does not answer
 */
export const apiOf = (token: string, patienceMs = 0, waiting: (reason: string) => void = () => {}): Api =>
  apiWith({ authorization: `Bearer ${token}` }, patienceMs, waiting)

/** The public API for a person who signs in, as a page of the platform calls it. */
export async function sessionOf(
  proof: { readonly login: string; readonly password: string },
  patienceMs: number,
  waiting: (reason: string) => void,
): Promise<Api> {
  const { cookie } = await apiWith({}, patienceMs, waiting).ask('/session', { body: proof })
  return apiWith({ cookie: cookie ?? '', origin: new URL(platformAddress).origin }, patienceMs, waiting)
}

function apiWith(who: Readonly<Record<string, string>>, patienceMs: number, waiting: (reason: string) => void): Api {
  return {
    ask: async <T>(path: string, asking: Asking = {}) => {
      const until = Date.now() + patienceMs
      for (;;) {
        const { reply, away } = await once<T>(who, path, asking)
        if (reply) return reply
        if (Date.now() >= until)
          throw new CommandFault(2, `${platformAddress} does not answer (${away}): start it with npm start`)
        waiting(away ?? '')
        await pause(500)
      }
    },
  }
}

async function once<T>(
  who: Readonly<Record<string, string>>,
  path: string,
  asking: Asking,
): Promise<{ reply?: Reply<T>; away?: string }> {
  const { method = asking.body || asking.bytes ? 'POST' : 'GET', body, bytes, ifMatch, once, allow = [] } = asking
  const headers: Record<string, string> = { ...who, 'accept-language': language() }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (bytes) headers['content-type'] = 'application/octet-stream'
  if (ifMatch) headers['if-match'] = ifMatch
  if (once) headers['idempotency-key'] = once
  try {
    const response = await fetch(`${platformAddress}/api/v1${path}`, {
      method,
      headers,
      body: bytes ? Buffer.from(bytes) : body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(120_000),
    })
    const text = await response.text()
    // 503: the database is coming back; 429: too fast. Nothing was written; the same request may be sent again.
    if (response.status === 503 || response.status === 429) return { away: String(response.status) }
    const read = (text === '' ? {} : JSON.parse(text)) as T
    if (!response.ok && !allow.includes(response.status)) throw refusal(method, path, response.status, read)
    const etag = response.headers.get('etag') ?? undefined
    const cookie = response.headers.get('set-cookie')?.split(';')[0]
    return { reply: { status: response.status, body: read, etag, cookie } }
  } catch (error) {
    if (error instanceof CommandFault) throw error
    const { cause, message } = error as Error & { cause?: { code?: string } }
    return { away: cause?.code ?? message }
  }
}

/** `en` where the terminal speaks English; Chinese else. */
export const language = (): 'zh' | 'en' =>
  /^en/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'en' : 'zh'

interface ProblemBody {
  readonly code?: string
  readonly detail?: string
  readonly errors?: readonly { pointer?: string; code: string; message: string; messageZh: string }[]
}

function refusal(method: string, path: string, status: number, body: unknown): CommandFault {
  const { code = '', detail = '', errors = [] } = body as ProblemBody
  const lines = errors
    .slice(0, 5)
    .map((item) => `\n  ${item.pointer ?? ''} ${item.code}: ${language() === 'en' ? item.message : item.messageZh}`)
  return new CommandFault(status === 401 ? 2 : 1, `${method} ${path} → ${status} ${code} ${detail}${lines.join('')}`)
}
