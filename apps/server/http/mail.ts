import { newUuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import {
  confirmMail,
  deskKind,
  forgetMail,
  keepMailChoices,
  type MailChoice,
  type MailSetting,
  mailSettingOf,
  preferencesOf,
  proposeMail,
  stopMail,
} from '@jiamao/platform/identity'
import { proofLetter } from '../post/letters.ts'
import type { Door } from './app.ts'
import { body, sessionIn, text } from './sessions.ts'

const noServer = defineProblem({
  code: 'MAIL_NO_SERVER',
  status: 409,
  zh: { title: '没有邮件服务器', detail: '平台没有设置邮件服务器。', remedy: '请运行岗设置 JIAMAO_SMTP_URL。' },
  en: {
    title: 'No mail server',
    detail: 'No mail server is set on this platform.',
    remedy: 'Ask the operator to set JIAMAO_SMTP_URL.',
  },
})
const notSent = defineProblem({
  code: 'MAIL_NOT_SENT',
  status: 502,
  zh: {
    title: '邮件没有发出',
    detail: '邮件服务器没有接收发往 {address} 的邮件。',
    remedy: '核对邮箱；一分钟后再试。',
  },
  en: {
    title: 'The letter was not sent',
    detail: 'The mail server did not take the letter to {address}.',
    remedy: 'Check the address, and try again in a minute.',
  },
})
const noAddress = defineProblem({
  code: 'MAIL_ADDRESS',
  status: 422,
  zh: { title: '不是邮箱地址', detail: '“{address}”不是邮箱地址。', remedy: '按 name@example.cn 的样子填写。' },
  en: {
    title: 'No e-mail address',
    detail: '“{address}” is no e-mail address.',
    remedy: 'Write it like name@example.cn.',
  },
})
const noKind = defineProblem({
  code: 'MAIL_KIND',
  status: 422,
  zh: { title: '没有这种通知', detail: '没有“{kind}”这种通知，或不能这样投递。', remedy: '从列表里选择。' },
  en: {
    title: 'No such kind of notice',
    detail: 'There is no kind “{kind}” that can be told in this way.',
    remedy: 'Choose from the list.',
  },
})

// A bare address: nothing that a header could take for two, or for another field.
const addressForm = /^[^\s@<>"(),:;[\]\\]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,180})\.[A-Za-z]{2,24}$/

/** 邮件通知. Where a person is reached by e-mail, and what of. */
export const mailDoors: Door = (server, { engine, settings, mailer }) => {
  const { store, clock, catalogue } = engine
  const own = { config: { access: 'signedIn' } } as const
  const open = { config: { access: 'public' } } as const
  const kinds = [
    { kind: deskKind, name: { zh: '待办队列的件数', en: 'How much waits in the queue' }, digestOnly: true },
    ...Object.entries(catalogue.notices).flatMap(([kind, { name, isForPerson }]) =>
      isForPerson ? [] : [{ kind, name, digestOnly: false }],
    ),
  ]

  server.get('/api/v1/mail', own, async (request) => ({
    hasServer: mailer !== undefined,
    setting: (await mailSettingOf(store, sessionIn(request).person)) ?? null,
    kinds,
  }))
  server.put<{ Body: { address: string } }>(
    '/api/v1/mail/address',
    { ...own, schema: { body: body({ address: text(254) }, ['address']) } },
    async (request, reply) => {
      const session = sessionIn(request)
      const { address } = request.body
      if (!mailer) throw noServer()
      if (!addressForm.test(address)) throw noAddress({ address: address.slice(0, 80) })
      const language = (await preferencesOf(store, session.person))?.language ?? 'zh'
      const secret = await proposeMail(store, session, address, clock)
      const letter = proofLetter({ language, name: session.name, publicUrl: settings.publicUrl }, secret)
      // Sent here and now: its secret is kept nowhere, and the person waits for it anyway.
      const posted = await mailer.send({ ...letter, to: address, id: newUuid() })
      if (!posted.ok) throw notSent({ address })
      return reply.code(204).send()
    },
  )
  server.delete('/api/v1/mail/address', own, async (request, reply) => {
    await forgetMail(store, sessionIn(request), clock)
    return reply.code(204).send()
  })
  server.put<{ Body: Pick<MailSetting, 'choices' | 'digestHour' | 'digestDays'> }>(
    '/api/v1/mail/choices',
    { ...own, schema: { body: choicesBody } },
    async (request, reply) => {
      const isRight = ([kind, how]: [string, MailChoice]) =>
        kinds.some((known) => known.kind === kind && (how === 'digest' || !known.digestOnly))
      const wrong = Object.entries(request.body.choices).find((choice) => !isRight(choice))
      if (wrong) throw noKind({ kind: wrong[0].slice(0, 80) })
      await keepMailChoices(store, sessionIn(request), request.body, clock)
      return reply.code(204).send()
    },
  )
  const linked = { ...open, schema: { body: body({ secret: text(64) }, ['secret']) } }
  server.post<{ Body: { secret: string } }>('/api/v1/mail/confirm', linked, async ({ body: { secret } }, reply) => {
    await confirmMail(store, secret, clock)
    return reply.code(204).send()
  })
  server.post<{ Body: { secret: string } }>('/api/v1/mail/stop', linked, async ({ body: { secret } }, reply) => {
    await stopMail(store, secret, clock)
    return reply.code(204).send()
  })
}

const choicesBody = body(
  {
    choices: {
      type: 'object',
      additionalProperties: { type: 'string', enum: ['once', 'digest'] },
      maxProperties: 200,
      description: 'by kind of notice; a kind that is not named is told on the page only',
    },
    digestHour: { type: 'integer', minimum: 0, maximum: 23, description: 'of Beijing' },
    digestDays: { type: 'string', enum: ['working', 'every'] },
  },
  ['choices', 'digestHour', 'digestDays'],
)
