/** Letters and calls, sent for real: to a mail server and an HTTP server of the test's own. */
import { createHmac } from 'node:crypto'
import type { Uuid } from '@jiamao/kernel/ids'
import { momentOf, startOf } from '@jiamao/kernel/time'
import { exampleRegistration } from '@jiamao/modules/enterprise/registry/example'
import { locate, requestOf, say } from '@jiamao/platform/filing'
import {
  confirmMail,
  dropWebhook,
  giveLogin,
  keepMailChoices,
  keepPreferences,
  type MailSetting,
  mailSettingOf,
  openRecovery,
  proposeMail,
  type Subject,
  setWebhook,
  stopMail,
} from '@jiamao/platform/identity'
import { deskOf, setUp } from '@jiamao/tests/books'
import { ask } from '@jiamao/tests/database'
import { makePlatform, type TestPlatform } from '@jiamao/tests/platform'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { mailerBy } from './mailer.ts'
import { beginDay, type Post, sendNext } from './sender.ts'
import { readLetter, startMailServer, startReceiver } from './testing.ts'

let p: TestPlatform
let clerk: Subject
let officer: Subject
let filing: Uuid
let mail: Awaited<ReturnType<typeof startMailServer>>
let receiver: Awaited<ReturnType<typeof startReceiver>>
let post: Post
let said = 0

const secretText = '单价 12.34 美元，数量 500 千克'
const mailServer = (port: number) => ({
  ...{ host: '127.0.0.1', port, isSecure: false, needsTls: false, user: undefined, password: undefined },
  from: 'told@jiamao.example',
})

beforeAll(async () => {
  mail = await startMailServer()
  receiver = await startReceiver()
  post = {
    mailer: mailerBy(mailServer(mail.port)),
    rule: { isDemo: true, networks: ['127.0.0.1'] },
    publicUrl: 'https://jiamao.example',
    pace: { idleMs: 5, againMs: 1 },
  }
  p = await makePlatform()
  clerk = await p.subject(p.firm, 'customsClerk', 'administrator')
  officer = await p.subject(p.offices.customs, 'officer')
  const desk = deskOf(p, clerk)
  await desk.file('enterprise.registration', exampleRegistration)
  filing = (await setUp(desk, 'HB-1', 'C520720A0001')).id
})
beforeEach(async () => {
  await ask(p.db.owner, 'delete from platform.delivery')
  await ask(p.db.owner, 'delete from platform.webhook')
  await ask(p.db.owner, 'delete from platform.mail_stop')
  await ask(p.db.owner, 'delete from platform.mail_setting')
  mail.got.length = 0
  receiver.got.length = 0
  mail.refused.clear()
})
afterAll(async () => {
  await p.drop()
  await mail.close()
  await receiver.close()
})

const chosen = (choices: MailSetting['choices'], digestDays: 'working' | 'every' = 'every') =>
  ({ choices, digestHour: 9, digestDays }) as const

async function reachedAt(who: Subject, address: string, choices: MailSetting['choices'], days?: 'working' | 'every') {
  await confirmMail(p.db.store, await proposeMail(p.db.store, who, address, p.clock), p.clock)
  await keepMailChoices(p.db.store, who, chosen(choices, days), p.clock)
}
/** The officer says something about the firm's filing: the firm is told. */
const sayIt = async () =>
  say(p.engine, officer, (await locate(p.engine, officer, filing))!, secretText, requestOf(`say ${++said}`, said))
async function sendAll(by = post) {
  while (await sendNext(p.engine, by));
}
const outbox = () =>
  ask<{ state: string; attempts: number; result: object | null; channel: string }>(
    p.db.owner,
    'select state, attempts, result, channel from platform.delivery order by at, id',
  )

describe('an address', () => {
  test('gets nothing before its owner has confirmed it, and is confirmed once', async () => {
    const secret = await proposeMail(p.db.store, clerk, 'lin@firm.example', p.clock)
    await expect(keepMailChoices(p.db.store, clerk, chosen({ 'filing.said': 'once' }), p.clock)).rejects.toThrow(
      'MAIL_NOT_CONFIRMED',
    )
    await sayIt()
    expect(await outbox()).toEqual([])
    await confirmMail(p.db.store, secret, p.clock)
    await expect(confirmMail(p.db.store, secret, p.clock)).rejects.toThrow('MAIL_LINK_OVER')
    expect((await mailSettingOf(p.db.store, clerk.person))?.confirmedAt).not.toBeNull()
  })

  test('gets what is about its owner’s account whatever they chose, without the words of it', async () => {
    const member = await p.subject(p.firm, 'customsClerk')
    await giveLogin(p.db.store, member.person, 'lost', 'four quite unrelated words', p.clock.machine())
    await ask(
      p.db.owner,
      `update platform.login set factor_secret = 'x', factor_confirmed_at = now() where name = 'lost'`,
    )
    const open = () => openRecovery(p.db.store, clerk, member.person, '手机丢了', p.clock)
    await open()
    expect(await outbox()).toEqual([])
    await ask(p.db.owner, 'update platform.recovery set ended_at = now()')
    await reachedAt(member, 'lost@firm.example', {})
    await open()
    await sendAll()
    expect(await outbox()).toMatchObject([{ state: 'sent', channel: 'mail' }])
    expect(mail.got.flatMap(({ to }) => to)).toEqual(['lost@firm.example'])
    const { heads, text } = readLetter(mail.got[0])
    expect(heads.subject).toContain('有人申请恢复你的第二因素')
    expect(text).not.toContain('手机丢了')
  })

  test('is not asked for twice in a minute: nobody floods a stranger with letters', async () => {
    await proposeMail(p.db.store, clerk, 'lin@firm.example', p.clock)
    await expect(proposeMail(p.db.store, clerk, 'other@firm.example', p.clock)).rejects.toThrow('MAIL_TOO_SOON')
  })
})

describe('a letter', () => {
  test('goes out at once to who chose so, and says kind, type and number, and no more', async () => {
    await reachedAt(clerk, 'lin@firm.example', { 'filing.said': 'once' })
    await sayIt()
    await sendAll()
    expect(await outbox()).toMatchObject([{ state: 'sent', attempts: 1, channel: 'mail' }])
    expect(mail.got.map(({ to }) => to)).toEqual([['lin@firm.example']])
    const { heads, text, html } = readLetter(mail.got[0])
    expect(heads.subject).toBe('加贸：有新的往来 · 手册设立')
    expect(text).toContain('有新的往来 · 手册设立 · HB-1')
    expect(text).toContain(`https://jiamao.example/filings/${filing}`)
    expect(html).toContain('<html lang="zh-CN">')
    expect(heads['list-unsubscribe']).toMatch(/^<https:\/\/jiamao\.example\/mail#stop=/)
    expect(`${mail.got[0].raw} ${text} ${html}`).not.toMatch(/12\.34|500 千克|凤岗海关/)
  })

  test('speaks the language of its reader', async () => {
    await keepPreferences(
      p.db.store,
      clerk.person,
      { language: 'en', look: 'light', density: 'dense', size: 'normal' },
      p.clock.machine(),
    )
    await reachedAt(clerk, 'lin@firm.example', { 'filing.said': 'once' })
    await sayIt()
    await sendAll()
    const { heads, text } = readLetter(mail.got[0])
    expect(heads.subject).toBe('jiamao: Somebody said something · Handbook: set-up')
    expect(text).not.toMatch(/有新的往来|退订/)
    await ask(p.db.owner, 'delete from platform.preference')
  })

  test('is looked at by somebody: the owner sees that another party was shown its filing by mail', async () => {
    await reachedAt(officer, 'chen@customs.example', { 'filing.said': 'once' })
    await say(p.engine, clerk, (await locate(p.engine, clerk, filing))!, '已补充。', requestOf(`say ${++said}`, said))
    await sendAll()
    expect(mail.got).toHaveLength(1)
    const looks = await ask<{ organisation_id: string }>(
      p.db.owner,
      `select organisation_id from platform.audit where enterprise_id = $1 and act = 'look.list' and detail->>'what' = 'notices.mail'`,
      [p.firm.id],
    )
    expect(looks).toEqual([{ organisation_id: p.offices.customs.id }])
  })

  test('carries a link that stops all letters, once', async () => {
    await reachedAt(clerk, 'lin@firm.example', { 'filing.said': 'once' })
    await sayIt()
    await sendAll()
    const secret = /#stop=([\w-]+)/.exec(readLetter(mail.got[0]).text)![1]
    await sayIt()
    await stopMail(p.db.store, secret, p.clock)
    await expect(stopMail(p.db.store, secret, p.clock)).rejects.toThrow('MAIL_LINK_OVER')
    await sayIt()
    await sendAll()
    expect(mail.got).toHaveLength(1)
    expect((await outbox()).map(({ state }) => state).sort()).toEqual(['dropped', 'sent'])
  })

  test('is not for who left the organisation meanwhile', async () => {
    const gone = await p.subject(p.firm, 'customsClerk')
    await reachedAt(gone, 'gone@firm.example', { 'filing.said': 'once' })
    await sayIt()
    await ask(p.db.owner, 'update platform.membership set ended_at = now() where person_id = $1', [gone.person])
    await sendAll()
    expect(mail.got).toEqual([])
    expect(await outbox()).toMatchObject([{ state: 'dropped' }])
  })

  test('waits while the mail server is away and goes when it is back; one refused for good is not tried again', async () => {
    await reachedAt(clerk, 'lin@firm.example', { 'filing.said': 'once' })
    await sayIt()
    const away = { ...post, mailer: mailerBy(mailServer(1)), pace: { idleMs: 5, againMs: 60_000 } }
    await sendAll(away)
    expect(await outbox()).toMatchObject([{ state: 'waiting', attempts: 1, result: { fault: 'mailServer' } }])
    expect(await sendNext(p.engine, post)).toBe(false)
    await ask(p.db.owner, `update platform.delivery set due_at = now()`)
    await sendAll()
    expect(await outbox()).toMatchObject([{ state: 'sent', attempts: 2 }])
    mail.refused.add('lin@firm.example')
    await sayIt()
    await sendAll()
    expect((await outbox())[1]).toMatchObject({
      state: 'failed',
      attempts: 1,
      result: { fault: 'mailRefused', status: 550 },
    })
  })

  test('whose sender died is sent by the next one, under the same id', async () => {
    await reachedAt(clerk, 'lin@firm.example', { 'filing.said': 'once' })
    await sayIt()
    // The mail server takes the letter; the sender is gone before that is written down.
    let arrived = () => {}
    const taken = new Promise<void>((done) => {
      arrived = done
    })
    mail.state.hold = () => {
      arrived()
      return new Promise(() => {})
    }
    void sendNext(p.engine, post).catch(() => {})
    await taken
    mail.state.hold = async () => {}
    // Held: no other sender takes it while the lease lasts.
    expect(await sendNext(p.engine, post)).toBe(false)
    await ask(p.db.owner, `update platform.delivery set lease_until = now() - interval '1 second'`)
    expect(await sendNext(p.engine, post)).toBe(true)
    const ids = mail.got.map((got) => readLetter(got).heads['message-id'])
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(await outbox()).toMatchObject([{ state: 'sent', attempts: 2 }])
  })
})

describe('the daily letter', () => {
  const monday = momentOf(Date.parse('2026-11-23T09:05:00+08:00'))
  const saturday = momentOf(Date.parse('2026-11-21T09:05:00+08:00'))
  const early = momentOf(Date.parse('2026-11-23T08:55:00+08:00'))

  test('gathers what came since the last one, once a day, at its hour', async () => {
    await reachedAt(clerk, 'lin@firm.example', { 'filing.said': 'digest' })
    await ask(p.db.owner, `update platform.mail_setting set digest_on = '2026-11-20'`)
    await sayIt()
    await sayIt()
    await beginDay(p.engine, early)
    await sendAll()
    expect(mail.got).toEqual([])
    await Promise.all([beginDay(p.engine, monday), beginDay(p.engine, monday)])
    await sendAll()
    expect(mail.got).toHaveLength(1)
    expect(readLetter(mail.got[0]).text.match(/有新的往来/g)).toHaveLength(2)
    await sayIt()
    await beginDay(p.engine, monday)
    await sendAll()
    expect(mail.got).toHaveLength(1)
  })

  test('comes on working days only where one says so', async () => {
    await reachedAt(clerk, 'lin@firm.example', { 'filing.said': 'digest' }, 'working')
    await ask(p.db.owner, `update platform.mail_setting set digest_on = '2026-11-20'`)
    await sayIt()
    await beginDay(p.engine, saturday)
    await sendAll()
    expect(mail.got).toEqual([])
    await beginDay(p.engine, monday)
    await sendAll()
    expect(mail.got).toHaveLength(1)
  })

  test('says how much waits in the queue, and does not come where nothing does', async () => {
    await reachedAt(officer, 'chen@customs.example', { 'desk.open': 'digest' })
    await ask(p.db.owner, `update platform.mail_setting set digest_on = '2026-11-20'`)
    const office = p.offices.customs.id
    const task = `insert into platform.task (enterprise_id, id, organisation_id, filing_id, act, title, due_at, state, at)
      select $1, gen_random_uuid(), $2, $3, 'decide', '{"zh":"甲","en":"A"}', $4::timestamptz + n * interval '2 days' - interval '1 hour', 'open', now()
        from generate_series(0, 2) as n`
    await ask(p.db.owner, `update platform.task set state = 'done' where organisation_id = $1`, [office])
    await ask(p.db.owner, task, [p.firm.id, office, filing, startOf(p.clock.today())])
    await beginDay(p.engine, monday)
    await sendAll()
    const { heads, text } = readLetter(mail.got[0])
    expect(heads.subject).toBe('加贸：今天的待办与通知')
    expect(text).toContain('有 3 件，其中今天到期 0 件，逾期 1 件')
    await ask(p.db.owner, `update platform.task set state = 'done' where organisation_id = $1`, [office])
    await beginDay(p.engine, momentOf(Date.parse('2026-11-24T09:05:00+08:00')))
    await sendAll()
    expect(mail.got).toHaveLength(1)
  })
})

describe('a webhook', () => {
  test('is called with what the page tells, signed over time and body', async () => {
    const secret = await setWebhook(p.db.store, clerk, receiver.url, p.clock)
    await sayIt()
    await sendAll()
    const [{ headers, body, path }] = receiver.got
    const stamp = String(headers['x-jiamao-timestamp'])
    expect(path).toBe('/told')
    expect(headers['x-jiamao-signature']).toBe(
      `v1=${createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex')}`,
    )
    expect(Math.abs(Number(stamp) - Date.now() / 1000)).toBeLessThan(60)
    expect(JSON.parse(body)).toMatchObject({ kind: 'filing.said', filing, number: 'HB-1', organisation: p.firm.id })
    expect(body).not.toContain('12.34')
    expect(await outbox()).toMatchObject([{ state: 'sent', channel: 'hook', result: { status: 200 } }])
  })

  test('that fails is called again under the same id; a redirect is not followed', async () => {
    await setWebhook(p.db.store, clerk, receiver.url, p.clock)
    receiver.statuses.push(500, 302)
    await sayIt()
    await sendAll({ ...post, pace: { idleMs: 1, againMs: 0 } })
    expect(receiver.got.map(({ path }) => path)).toEqual(['/told', '/told', '/told'])
    expect(new Set(receiver.got.map(({ headers }) => headers['x-jiamao-delivery'])).size).toBe(1)
    expect(await outbox()).toMatchObject([{ state: 'sent', attempts: 3, result: { status: 200 } }])
  })

  test('is given up after ten attempts', async () => {
    await setWebhook(p.db.store, clerk, receiver.url, p.clock)
    receiver.statuses.push(...Array.from({ length: 12 }, () => 503))
    await sayIt()
    await sendAll({ ...post, pace: { idleMs: 1, againMs: 0 } })
    expect(await outbox()).toMatchObject([{ state: 'failed', attempts: 10, result: { status: 503 } }])
    receiver.statuses.length = 0
  })

  test('in a network that is not public is not called, however it got there', async () => {
    await setWebhook(p.db.store, clerk, receiver.url, p.clock)
    await sayIt()
    await sendAll({ ...post, rule: { isDemo: true, networks: [] }, pace: { idleMs: 1, againMs: 60_000 } })
    expect(receiver.got).toEqual([])
    expect(await outbox()).toMatchObject([{ state: 'waiting', result: { fault: 'private' } }])
  })

  test('that was taken away is not called', async () => {
    await setWebhook(p.db.store, clerk, receiver.url, p.clock)
    await sayIt()
    await dropWebhook(p.db.store, clerk, p.clock)
    await sendAll()
    expect(receiver.got).toEqual([])
    expect(await outbox()).toMatchObject([{ state: 'dropped' }])
  })
})

test('what is told and what goes out are one: where the act fails, neither is there', async () => {
  await setWebhook(p.db.store, clerk, receiver.url, p.clock)
  const failing = {
    ...p.engine,
    clock: {
      ...p.clock,
      // The last thing that the act asks for is the time of its leaf.
      machine: () => {
        if (new Error().stack?.includes('leafOf')) throw new Error('the machine stops here')
        return p.clock.machine()
      },
    },
  }
  const place = (await locate(p.engine, officer, filing))!
  const notices = () => ask<{ n: string }>(p.db.owner, 'select count(*)::text as n from platform.notice')
  const before = await notices()
  await expect(say(failing, officer, place, secretText, requestOf(`say ${++said}`, said))).rejects.toThrow('stops here')
  expect(await notices()).toEqual(before)
  expect(await outbox()).toEqual([])
})
