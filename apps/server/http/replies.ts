/** Answers that are errors: RFC 9457, in the language asked for, naming field and remedy. */
import { randomUUID } from 'node:crypto'
import { defineProblem, Problem, type ProblemItem } from '@jiamao/kernel/problem'
import type { Words } from '@jiamao/kernel/words'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

const malformed = defineProblem({
  code: 'HTTP_MALFORMED',
  status: 400,
  zh: {
    title: '请求格式不正确',
    detail: '请求无法读取：{reason}',
    remedy: '按 /docs/api 的说明发送 UTF-8 编码的 JSON。',
  },
  en: {
    title: 'Malformed request',
    detail: 'The request cannot be read: {reason}',
    remedy: 'Send JSON in UTF-8 as /docs/api describes.',
  },
})
const tooLarge = defineProblem({
  code: 'HTTP_TOO_LARGE',
  status: 413,
  zh: {
    title: '内容过大',
    detail: '请求超过 {limit} 字节的上限。',
    remedy: '拆分内容，或改用工作簿导入。已录入的草稿没有丢失。',
  },
  en: {
    title: 'Too large',
    detail: 'The request is over the limit of {limit} bytes.',
    remedy: 'Split it, or import a workbook. Drafts kept so far are not lost.',
  },
})
export const unsupported = defineProblem({
  code: 'HTTP_MEDIA_TYPE',
  status: 415,
  zh: {
    title: '不支持的内容类型',
    detail: '此处不接受该 Content-Type。',
    remedy: '发送 application/json；导入工作簿用 application/octet-stream。',
  },
  en: {
    title: 'Media type',
    detail: 'This Content-Type is not taken here.',
    remedy: 'Send application/json; workbooks as application/octet-stream.',
  },
})
const tooMany = defineProblem({
  code: 'HTTP_TOO_MANY',
  status: 429,
  zh: { title: '请求过于频繁', detail: '超过每秒允许的次数。', remedy: '按 Retry-After 等待后重试。' },
  en: {
    title: 'Too many requests',
    detail: 'More requests than allowed in this time.',
    remedy: 'Wait as Retry-After says and try again.',
  },
})
const noSuchPage = defineProblem({
  code: 'HTTP_NO_ROUTE',
  status: 404,
  zh: { title: '没有这个地址', detail: '没有 {method} {path}。', remedy: '见 /docs/api。' },
  en: { title: 'No such address', detail: 'There is no {method} {path}.', remedy: 'See /docs/api.' },
})
const ours = defineProblem({
  code: 'INTERNAL',
  status: 500,
  zh: {
    title: '平台内部错误',
    detail: '处理失败，编号 {reference}；没有写入任何内容。',
    remedy: '稍后重试；仍失败时把编号告诉运行岗。',
  },
  en: {
    title: 'Our fault',
    detail: 'It failed; reference {reference}. Nothing was written.',
    remedy: 'Try again; if it stays, tell the operator the reference.',
  },
})
const away = defineProblem({
  code: 'UNAVAILABLE',
  status: 503,
  zh: {
    title: '暂时不可用',
    detail: '数据库正在恢复。',
    remedy: '稍后用同一个 Idempotency-Key 重试；没有写入任何内容。',
  },
  en: {
    title: 'Not available right now',
    detail: 'The database is coming back.',
    remedy: 'Try again with the same Idempotency-Key; nothing was written.',
  },
})

/** Chinese unless English is asked for. */
export const languageOf = (request: FastifyRequest): keyof Words =>
  /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'

const itemReply = (item: ProblemItem, language: keyof Words) => ({
  ...(item.pointer === undefined ? {} : { pointer: item.pointer }),
  code: item.code,
  message: item.message.en,
  messageZh: item.message.zh,
  remedy: (item.remedy ?? item.message)[language],
  ...(item.values ? { values: item.values } : {}),
})

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const language = languageOf(request)
  const { title, detail, remedy } = problem.text(language)
  const { kind, place } = problem
  const { retryAfter, scope } = place.more ?? {}
  // RFC 6750 §3.1
  if (scope !== undefined)
    reply.header('www-authenticate', `Bearer error="insufficient_scope", scope="${String(scope)}"`)
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  return reply
    .code(kind.status)
    .type('application/problem+json')
    .header('content-language', language)
    .send({
      type: `urn:jiamao:problem:${kind.code}`,
      title,
      status: kind.status,
      detail: `${detail} ${remedy}`,
      code: kind.code,
      errors: (place.errors ?? [problem.item()]).map((item) => itemReply(item, language)),
      ...place.more,
    })
}

/** The last handler: a user's fault as it is, the framework's in our words, ours with a reference and nothing else (S11.2). */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!request.raw.complete) readToTheEnd(request, reply)
  if (error instanceof Problem) return sendProblem(request, reply, error)
  return sendProblem(request, reply, problemOf(error, request))
}

/** How long somebody may go on sending what is refused, in milliseconds. */
const patience = 30_000

/**
 * A client that is still sending when its connection is closed sees a broken pipe and never the answer. So the rest is
 * read and thrown away, for a while.
 */
function readToTheEnd({ raw }: FastifyRequest, reply: FastifyReply): void {
  reply.removeHeader('connection')
  raw.resume()
  const timer = setTimeout(() => raw.destroy(), patience)
  raw.once('close', () => clearTimeout(timer))
}

function problemOf(error: FastifyError, request: FastifyRequest): Problem {
  const { statusCode = 500 } = error
  if (statusCode === 413) return tooLarge({ limit: request.routeOptions.bodyLimit ?? 0 })
  if (statusCode === 415) return unsupported()
  if (statusCode === 429) return tooMany()
  if (statusCode === 400) return malformed({ reason: error.message.slice(0, 200) })
  if (
    /^(57P0|08|53)/.test(String((error as { code?: string }).code)) ||
    /Connection terminated|ECONNREFUSED|ENOENT.*PGSQL/.test(error.message)
  )
    return away()
  const reference = randomUUID()
  request.log.error({ err: error, reference }, 'request failed')
  return ours({ reference })
}

export const handleMissing = (request: FastifyRequest, reply: FastifyReply) =>
  sendProblem(request, reply, noSuchPage({ method: request.method, path: request.url.split('?')[0].slice(0, 120) }))
