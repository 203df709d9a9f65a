import { createHash } from 'node:crypto'
import { defineProblem } from '@jiamao/kernel/problem'
import type { FastifyInstance } from 'fastify'

const badBody = defineProblem({
  code: 'HTTP_JSON',
  status: 400,
  zh: {
    title: '不是可用的 JSON',
    detail: '请求内容{fault}。',
    remedy: '发送 UTF-8 编码的 JSON，嵌套不超过 {depth} 层，不含 \\u0000。',
  },
  en: {
    title: 'Not usable JSON',
    detail: 'The body {faultEn}.',
    remedy: 'Send JSON in UTF-8, at most {depth} levels deep, without \\u0000.',
  },
})

// S8.4.
const deepest = 32

declare module 'fastify' {
  interface FastifyRequest {
    /** SHA-256 of the body's bytes, hexadecimal: what makes a request the same request (I4.5). */
    bodyHash: string
  }
}

/**
 * Reads JSON bodies ourselves: depth is bounded before anything walks it, what a database cannot keep is refused at the
 * door, and the bytes are hashed for idempotency.
 */
export function readBodies(server: FastifyInstance): void {
  server.decorateRequest('bodyHash', '')
  server.removeContentTypeParser('application/json')
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    request.bodyHash = createHash('sha256').update(bytes).digest('hex')
    try {
      done(null, parse(bytes))
    } catch (error) {
      done(error as Error)
    }
  })
  server.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    // What says itself that it is too large is refused before it is read; who does not say so is counted while reading.
    const most = request.routeOptions.bodyLimit ?? 0
    const isTooLarge = Number(request.headers['content-length'] ?? 0) > most
    done(isTooLarge ? Object.assign(new Error('too large'), { statusCode: 413 }) : null, payload)
  })
}

function parse(bytes: Buffer): unknown {
  const text = decode(bytes)
  if (text.trim() === '') return undefined
  if (depthOf(text) > deepest) throw fault('嵌套过深', 'is nested too deeply')
  if (/\\u0000/i.test(text) || text.includes('\u0000')) throw fault('含有 \\u0000', 'holds \\u0000')
  try {
    return JSON.parse(text, (key, value) => (key === '__proto__' ? undefined : value))
  } catch (error) {
    throw fault(
      `不是 JSON（${(error as Error).message.slice(0, 120)}）`,
      `is not JSON (${(error as Error).message.slice(0, 120)})`,
    )
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw fault('不是 UTF-8 编码', 'is not UTF-8')
  }
}

/** Deepest nesting of brackets outside strings. */
function depthOf(text: string): number {
  let [depth, most, inText] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (inText) {
      if (char === '\\') i++
      else if (char === '"') inText = false
    } else if (char === '"') inText = true
    else if (char === '{' || char === '[') most = Math.max(most, ++depth)
    else if (char === '}' || char === ']') depth--
  }
  return most
}

const fault = (zh: string, en: string) => badBody({ fault: zh, faultEn: en, depth: deepest })
