import { createHmac } from 'node:crypto'
import { type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { DeliveryResult } from '@jiamao/platform/work'
import { type CheckedAddress, checkAddress, type OutgoingRule } from './addresses.ts'

/** A call to an organisation's own system. */
export interface WebhookCall {
  readonly url: string
  readonly secret: string
  /** The same at each attempt: the receiver knows a repetition by it. */
  readonly id: string
  readonly body: string
  /** Seconds since 1970, signed with the body: an old call cannot be played again. */
  readonly seconds: number
}

const timeoutMs = 10_000
const mostBytes = 64 * 1024

/** 签名. HMAC-SHA-256 over time stamp, full stop and body, as hexadecimal digits. */
const signatureOf = (secret: string, seconds: number, body: string): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')

/**
 * Calls a webhook once. The address is checked each time, the connection goes to the address that was checked, no redirect
 * is followed, and of the answer only the status is kept (S8.7).
 *
 * @returns the status; `ok` where it is one of success
 */
export async function callWebhook(
  call: WebhookCall,
  rule: OutgoingRule,
): Promise<{ readonly ok: boolean; readonly result: DeliveryResult }> {
  const checked = await checkAddress(call.url, rule)
  if (typeof checked === 'string') return { ok: false, result: { fault: checked } }
  try {
    const status = await post(checked, call)
    return { ok: status >= 200 && status < 300, result: { status } }
  } catch (error) {
    return { ok: false, result: { fault: faultOf(error as NodeJS.ErrnoException) } }
  }
}

/** Why there was no answer, in a word that the page has a text for. */
function faultOf({ code = '', message }: NodeJS.ErrnoException): string {
  if (message === 'timeout' || code === 'ETIMEDOUT') return 'timeout'
  if (code === 'ECONNREFUSED') return 'refused'
  return /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code) ? 'tls' : 'connection'
}

function post({ url, machines }: CheckedAddress, { secret, id, body, seconds }: WebhookCall): Promise<number> {
  const lookup = ((_host, { all }, answer) =>
    all ? answer(null, [...machines]) : answer(null, machines[0].address, machines[0].family)) as LookupFunction
  const options: RequestOptions = {
    method: 'POST',
    agent: false,
    lookup,
    timeout: timeoutMs,
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'jiamao',
      'x-jiamao-delivery': id,
      'x-jiamao-timestamp': String(seconds),
      'x-jiamao-signature': `v1=${signatureOf(secret, seconds, body)}`,
    },
  }
  return new Promise((done, fail) => {
    const sent = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > mostBytes) sent.destroy()
      })
      answer.on('close', () => done(answer.statusCode ?? 0))
    })
    // Of the whole call: one who sends a byte now and then is not waited for.
    const deadline = setTimeout(() => sent.destroy(new Error('timeout')), timeoutMs)
    sent.on('close', () => clearTimeout(deadline))
    sent.on('error', fail)
    sent.end(body)
  })
}
