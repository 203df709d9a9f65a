import { PassThrough } from 'node:stream'
import { isFault } from '@jiamao/kernel/numbers'
import { defineProblem } from '@jiamao/kernel/problem'
import { readMoment } from '@jiamao/kernel/time'
import type { FastifyRequest } from 'fastify'
import type { Listener } from '../live/hub.ts'
import type { Door } from './app.ts'
import { sessionIn } from './sessions.ts'

const tooManyStreams = defineProblem({
  code: 'EVENTS_TOO_MANY',
  status: 429,
  zh: {
    title: '打开的页面太多',
    detail: '一人至多同时打开 {most} 个接收变化的页面。',
    remedy: '关掉不用的页面；本页照常使用，刷新即可看到变化。',
  },
  en: {
    title: 'Too many pages',
    detail: 'One person may have {most} pages that hear of changes.',
    remedy: 'Close some; this one works as well, and shows changes when it is reloaded.',
  },
})
const most = 20

/** 事件流. What changes for the session's organisation, as it changes; resumed by Last-Event-ID. */
export const eventDoors: Door = (server, { hub }) => {
  // Streams never end by themselves, and a server that stops would wait for them.
  server.addHook('preClose', () => hub.stop())
  server.get('/api/v1/events', { config: { access: 'signedIn', quiet: true } }, (request, reply) => {
    const session = sessionIn(request)
    if (hub.countOf(session.person) >= most) throw tooManyStreams({ most })
    const stream = new PassThrough()
    const say = (text: string) => void (stream.writable && stream.write(text))
    const listener: Listener = {
      session,
      tell: (event, data, at) => say(`event: ${event}\nid: ${at}\ndata: ${JSON.stringify(data)}\n\n`),
      beat: () => say(': beat\n\n'),
      end: () => {
        say('event: end\ndata: {}\n\n')
        stream.end()
      },
      close: () => stream.end(),
    }
    const leave = hub.listen(listener, lastHeard(request))
    request.raw.once('close', () => {
      leave()
      stream.destroy()
    })
    say('retry: 3000\n\n')
    return reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream)
  })
}

/** Where the page heard last; what is no moment begins anew. */
function lastHeard({ headers }: FastifyRequest) {
  const moment = readMoment(String(headers['last-event-id'] ?? ''))
  return isFault(moment) ? undefined : moment
}
