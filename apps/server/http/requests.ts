import { randomUUID } from 'node:crypto'
import { type Uuid, uuids } from '@jiamao/kernel/ids'
import { isFault } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { type LocalDate, type Moment, readDate, readMoment } from '@jiamao/kernel/time'
import type { Answer } from '@jiamao/platform/filing'
import { notFound, type Request, refusedByGate, requestOf } from '@jiamao/platform/filing'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from './replies.ts'

const noIfMatch = defineProblem({
  code: 'HTTP_IF_MATCH',
  status: 428,
  zh: {
    title: '缺少 If-Match',
    detail: '修改必须带 If-Match，写明您看到的修改次数（ETag）。',
    remedy: '先读取记录，把 ETag 原样放入 If-Match。',
  },
  en: {
    title: 'If-Match is missing',
    detail: 'A change names the revision you saw (ETag) in If-Match.',
    remedy: 'Read the record first and send its ETag in If-Match.',
  },
})

/** A request that is answered once, by its Idempotency-Key and what it asks. Without a key, every request is a new one. */
export function once(request: FastifyRequest): Request {
  const key = request.headers['idempotency-key']
  const given = typeof key === 'string' && key.length > 0 && key.length <= 200 ? key : randomUUID()
  return requestOf(given, request.method, request.url, request.headers['if-match'] ?? null, request.bodyHash)
}

/** The revision that the caller saw. @throws HTTP_IF_MATCH */
export function seenRevision(request: FastifyRequest): number {
  const [, revision] = /^(?:W\/)?"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '') ?? []
  if (revision === undefined) throw noIfMatch()
  return Number(revision)
}

/** An id in an address. What is no id is simply not found. */
export function idIn(text: string): Uuid {
  const id = uuids.read(text)
  if (isFault(id)) throw notFound()
  return id
}

/** Sends an answer of the filing engine. A refusal of the gate is a problem that carries all its findings. */
export function sendAnswer(request: FastifyRequest, reply: FastifyReply, { status, body }: Answer): FastifyReply {
  const refused = body as unknown as Refusal
  if (status !== 422 || !refused.refused) {
    const { revision } = refused
    if (revision !== undefined) reply.header('etag', `"${revision}"`)
    return reply.code(status).send(body)
  }
  const errors = refused.findings
    .filter(({ effect }) => effect === 'reject')
    .map(({ pointer, check, message, remedy, values }) => ({ pointer, code: check, message, remedy, values }))
  const problem = refusedByGate(
    { count: errors.length },
    { errors, more: { filing: refused.id, revision: refused.revision, findings: refused.findings } },
  )
  return sendProblem(request, reply.header('etag', `"${refused.revision}"`), problem)
}

/** The body of a refusal, as the gate keeps it. */
interface Refusal {
  readonly refused?: boolean
  readonly id: string
  readonly revision?: number
  readonly findings: readonly RefusedFinding[]
}
interface RefusedFinding {
  readonly effect: string
  readonly pointer: string
  readonly check: string
  readonly message: { zh: string; en: string }
  readonly remedy: { zh: string; en: string }
  readonly values: Record<string, string>
}

/** A day or a moment in an address; what is none asks for nothing. */
export function dayIn(text: string | undefined): LocalDate | undefined {
  const day = readDate(text ?? '')
  return isFault(day) ? undefined : day
}
export function momentIn(text: string | undefined): Moment | undefined {
  const moment = readMoment(text ?? '')
  return isFault(moment) ? undefined : moment
}

/** How many rows a page may have. */
export const limitOf = (text: string | undefined): number =>
  Math.min(Math.max(Number.parseInt(text ?? '50', 10) || 50, 1), 500)

/** An opaque place in a list. */
export const cursorOf = (at: { at: string; id: Uuid }): string =>
  Buffer.from(JSON.stringify([at.at, at.id])).toString('base64url')
export function readCursor(text: string | undefined): { at: string; id: Uuid } | undefined {
  if (text === undefined) return undefined
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string]
    if (Number.isNaN(Date.parse(at))) return undefined
    return { at, id: idIn(id) }
  } catch {
    return undefined
  }
}
