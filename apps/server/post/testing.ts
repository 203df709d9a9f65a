/** Real receivers for tests: a mail server and an HTTP server of their own, on ports of their own. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A letter as the mail server got it. */
export interface Got {
  readonly to: readonly string[]
  readonly raw: string
}

/** A mail server that takes everything but what it is told to refuse, and answers after `hold`. */
export async function startMailServer(port = 0) {
  const got: Got[] = []
  const refused = new Set<string>()
  const state = { hold: async () => {} }
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: true,
    onRcptTo: ({ address }, _session, done) =>
      refused.has(address) ? done(Object.assign(new Error('no such user'), { responseCode: 550 })) : done(),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        got.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        })
        void state.hold().then(() => done())
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  return {
    got,
    refused,
    state,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((closed) => server.close(closed)),
  }
}

/** The parts of a letter, decoded: its heads by name in small letters, its plain text, its HTML. */
export function readLetter({ raw }: Got) {
  const [head, ...rest] = raw.split('\r\n\r\n')
  const heads = Object.fromEntries(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), decodeWords(line.slice(line.indexOf(':') + 2))]),
  )
  const boundary = /boundary="([^"]+)"/.exec(heads['content-type'] ?? '')?.[1] ?? ''
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`)
  const partOf = (type: string) => {
    const part = parts.find((one) => one.includes(`Content-Type: ${type}`)) ?? ''
    const body = part.slice(part.indexOf('\r\n\r\n') + 4)
    return /base64/.test(part) ? Buffer.from(body, 'base64').toString('utf8') : decodeQuoted(body)
  }
  return { heads, text: partOf('text/plain'), html: partOf('text/html') }
}

const bytesOf = (text: string) =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
const decodeQuoted = (body: string) => bytesOf(body.replace(/=\r\n/g, '')).toString('utf8')
const decodeWords = (text: string) =>
  text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, body: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(body, 'base64').toString('utf8')
        : bytesOf(body.replaceAll('_', ' ')).toString('utf8'),
    )

/** One call as the receiver got it. */
interface GotCall {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An HTTP server that answers with the statuses it is given, then 200. */
export async function startReceiver() {
  const got: GotCall[] = []
  const statuses: number[] = []
  const server = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      got.push({ path: request.url ?? '', headers: request.headers, body })
      reply.writeHead(statuses.shift() ?? 200, { location: '/elsewhere' }).end('thank you')
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    got,
    statuses,
    port,
    url: `http://127.0.0.1:${port}/told`,
    close: () => new Promise((closed) => server.close(closed)),
  }
}
