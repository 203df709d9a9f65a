import { defineProblem } from '@jiamao/kernel/problem'
import { notFound } from '@jiamao/platform/filing'
import { administrator, dropWebhook, setWebhook, webhookOf } from '@jiamao/platform/identity'
import { callsOf, putTestCall } from '@jiamao/platform/work'
import { type AddressFault, checkAddress } from '../post/addresses.ts'
import type { Door } from './app.ts'
import { body, text } from './sessions.ts'

const refused = defineProblem({
  code: 'WEBHOOK_ADDRESS',
  status: 422,
  zh: { title: '这个地址不能用', detail: '{why}', remedy: '填写公网上以 https:// 开头的地址，端口 443 或 8443。' },
  en: {
    title: 'This address will not do',
    detail: '{whyEn}',
    remedy: 'Use a public address that begins with https://, port 443 or 8443.',
  },
})
const why: Readonly<Record<AddressFault, readonly [zh: string, en: string]>> = {
  form: ['不是可以调用的网址。', 'This is no address that can be called.'],
  https: ['地址不是 https。', 'The address is not https.'],
  port: ['端口不是 443 或 8443。', 'The port is neither 443 nor 8443.'],
  private: ['地址指向内部网络。', 'The address leads into a network that is not public.'],
  unknownHost: ['找不到这个主机名。', 'There is no such host.'],
}
const shown = 30

/** 回调. Where the organisation's own system is told of its notices, by its administrator. */
export const webhookDoors: Door = (server, { engine, outgoing }) => {
  const { store, clock } = engine
  const own = { config: { access: { role: administrator } } } as const
  const risky = { config: { access: { role: administrator }, risky: true } } as const

  server.get('/api/v1/webhook', own, async ({ subject: { organisation } }) => ({
    webhook: (await webhookOf(store, organisation)) ?? null,
    calls: await store.tx({ organisation, stance: 'party' }, (tx) => callsOf(tx, organisation, shown)),
  }))
  server.put<{ Body: { url: string } }>(
    '/api/v1/webhook',
    { ...risky, schema: { body: body({ url: text(500) }, ['url']) } },
    async ({ subject, body: { url } }) => {
      const checked = await checkAddress(url, outgoing)
      if (typeof checked === 'string') throw refused({ why: why[checked][0], whyEn: why[checked][1] })
      return { secret: await setWebhook(store, subject, checked.url.href, clock) }
    },
  )
  server.delete('/api/v1/webhook', risky, async ({ subject }, reply) => {
    if (!(await dropWebhook(store, subject, clock))) throw notFound()
    return reply.code(204).send()
  })
  server.post('/api/v1/webhook/test', own, async ({ subject: { organisation } }, reply) => {
    if (!(await webhookOf(store, organisation))) throw notFound()
    await store.tx({ enterprise: organisation, organisation, stance: 'owner' }, (tx) =>
      putTestCall(tx, organisation, clock.machine()),
    )
    return reply.code(202).send({})
  })
}
