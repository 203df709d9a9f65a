import { randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { addDays, dateOf, type LocalDate, type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { one, rows, run, type Store, sql, type Tx } from '../store/index.ts'
import { hashOfSecret } from './invitations.ts'
import { membershipsOf } from './sessions.ts'
import { inScope, note } from './sign-in.ts'
import type { Subject } from './subject.ts'

/** 投递方式. A letter for each notice, or a line of the daily one. */
export type MailChoice = 'once' | 'digest'

/** 邮件设置. Where a person is reached by e-mail, and what of. */
export interface MailSetting {
  readonly address: string
  readonly confirmedAt: Moment | null
  /** By kind of notice; what is not named is told on the page only. */
  readonly choices: Readonly<Record<string, MailChoice>>
  /** The Beijing hour of the daily letter. */
  readonly digestHour: number
  readonly digestDays: 'working' | 'every'
}

/** The kind that stands for the open tasks of a desk, in the daily letter only. */
export const deskKind = 'desk.open'

const proofHours = 24
const stopDays = 90

const tooSoon = defineProblem({
  code: 'MAIL_TOO_SOON',
  status: 429,
  zh: { title: '刚发过确认邮件', detail: '一分钟内只发一封确认邮件。', remedy: '先看收件箱和垃圾箱，一分钟后再试。' },
  en: {
    title: 'A letter was just sent',
    detail: 'Letters of confirmation are sent once a minute at most.',
    remedy: 'Look in your inbox and among the junk, and try again in a minute.',
  },
})
const linkOver = defineProblem({
  code: 'MAIL_LINK_OVER',
  status: 410,
  zh: { title: '链接已失效', detail: '这个链接已用过或已过期。', remedy: '登录后在“页面偏好”里设置。' },
  en: {
    title: 'The link is over',
    detail: 'This link was used before, or its time is over.',
    remedy: 'Sign in and set it under “Preferences”.',
  },
})
const notConfirmed = defineProblem({
  code: 'MAIL_NOT_CONFIRMED',
  status: 409,
  zh: { title: '邮箱还没有确认', detail: '还没有确认过的邮箱。', remedy: '先填邮箱，再点邮件里的链接。' },
  en: {
    title: 'No confirmed address',
    detail: 'There is no address that you have confirmed.',
    remedy: 'Enter your address, then follow the link in the letter.',
  },
})

/** What a person chose; undefined where they gave no address. */
export const mailSettingOf = async (store: Store, person: Uuid): Promise<MailSetting | undefined> =>
  (
    await store.call<MailSetting>(sql`
      select address, confirmed_at as "confirmedAt", choices, digest_hour as "digestHour", digest_days as "digestDays"
        from mail_setting_of(${person})`)
  )[0]

/**
 * Takes an address that is yet to be confirmed: until then nothing goes there but the letter with the secret.
 *
 * @returns the secret of that letter, good once and for a day
 * @throws MAIL_TOO_SOON
 */
export function proposeMail(store: Store, subject: Subject, address: string, clock: Clock): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const at = clock.machine()
  const until = momentOf(msOf(at) + proofHours * 3_600_000)
  return inScope(store, subject.organisation, async (tx) => {
    const { taken } = await one<{ taken: boolean }>(
      tx,
      sql`select propose_mail(${subject.person}, ${address}, ${hashOfSecret(secret)}, ${until}, ${dateOf(at)}, ${at}) as taken`,
    )
    if (!taken) throw tooSoon()
    await note(tx, clock, subject.organisation, subject.person, 'identity.mailProposed', {})
    return secret
  })
}

/** Confirms an address by the secret that was sent to it. @throws MAIL_LINK_OVER */
export const confirmMail = (store: Store, secret: string, clock: Clock): Promise<void> =>
  byLink(store, sql`select confirm_mail(${hashOfSecret(secret)}, ${clock.machine()}) as person`, 'Confirmed', clock)

/** Stops all letters by the link in one of them, once. @throws MAIL_LINK_OVER */
export const stopMail = (store: Store, secret: string, clock: Clock): Promise<void> =>
  byLink(store, sql`select stop_mail(${hashOfSecret(secret)}, ${clock.machine()}) as person`, 'Stopped', clock)

/** What a link does stands in the log of the first of its person's organisations: who holds a link has not signed in. */
async function byLink(store: Store, act: ReturnType<typeof sql>, what: string, clock: Clock): Promise<void> {
  const [{ person }] = await store.call<{ person: Uuid | null }>(act)
  if (person === null) throw linkOver()
  const [first] = await membershipsOf(store, person)
  if (!first) return
  await inScope(store, first.id, (tx) => note(tx, clock, first.id, person, `identity.mail${what}`, {}))
}

/** What a person chooses of letters. */
type Chosen = Pick<MailSetting, 'choices' | 'digestHour' | 'digestDays'>

/** Keeps what a person wants letters of. @throws MAIL_NOT_CONFIRMED */
export function keepMailChoices(store: Store, subject: Subject, chosen: Chosen, clock: Clock): Promise<void> {
  const at = clock.machine()
  const { choices, digestHour, digestDays } = chosen
  return inScope(store, subject.organisation, async (tx) => {
    const { kept } = await one<{ kept: boolean }>(
      tx,
      sql`
      select keep_mail_choices(${subject.person}, ${JSON.stringify(choices)}, ${digestHour}, ${digestDays}, ${lastDigest(at, digestHour)}, ${at}) as kept`,
    )
    if (!kept) throw notConfirmed()
    await note(tx, clock, subject.organisation, subject.person, 'identity.mailChosen', {
      kinds: Object.keys(choices).join(' '),
    })
  })
}

/** The day whose letter is over: who chooses an hour that has gone by gets the first one tomorrow. */
const lastDigest = (at: Moment, hour: number): LocalDate => (hourOf(at) >= hour ? dateOf(at) : addDays(dateOf(at), -1))

/** The Beijing hour of a moment. */
const hourOf = (at: Moment): number => Number(at.slice(11, 13))

/** Forgets a person's address: nothing is sent any more. */
export const forgetMail = (store: Store, subject: Subject, clock: Clock): Promise<void> =>
  inScope(store, subject.organisation, async (tx) => {
    await run(tx, sql`select forget_mail(${subject.person})`)
    await note(tx, clock, subject.organisation, subject.person, 'identity.mailForgotten', {})
  })

/** One who wants to be told otherwise than on the page. */
export interface Wish {
  readonly organisation: Uuid
  readonly kind: string
  readonly channel: 'mail' | 'hook'
  readonly person: Uuid | null
  readonly digest: boolean
}

/** Who of these organisations wants to be told of such notices, and how. */
export const wishesOf = (tx: Tx, organisations: readonly Uuid[], kinds: readonly string[]): Promise<Wish[]> =>
  rows<Wish>(
    tx,
    sql`
    select organisation_id as organisation, kind, channel, person_id as person, is_digest as digest
      from wishes_of(${organisations}::uuid[], ${kinds}::text[])`,
  )

/** Where a letter goes. */
export interface MailTarget {
  readonly address: string
  readonly name: string
  readonly organisationName: string
  readonly language: 'zh' | 'en'
  readonly kinds: readonly string[]
}

/** Where a letter for a member of an organisation goes now; undefined where they left, or stopped letters. In the carrier's transaction. */
export const mailTarget = async (tx: Tx, person: Uuid, organisation: Uuid): Promise<MailTarget | undefined> =>
  (
    await rows<MailTarget>(
      tx,
      sql`
      select address, name, organisation_name as "organisationName", language, kinds from mail_target(${person}, ${organisation})`,
    )
  )[0]

/** Makes the link that stops all letters of a person, in the carrier's transaction. @returns its secret */
export async function offerMailStop(tx: Tx, person: Uuid, at: Moment): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const until = momentOf(msOf(at) + stopDays * 86_400_000)
  await run(tx, sql`select offer_mail_stop(${hashOfSecret(secret)}, ${person}, ${until}, ${at})`)
  return secret
}

/** A member whose daily letter is due. */
export interface DueDigest {
  readonly person: Uuid
  readonly organisation: Uuid
  /** Whether it tells of the open tasks of the desk. */
  readonly desk: boolean
}

/** Takes the people whose daily letter is due at a moment: once a day, however many processes ask. In the carrier's transaction. */
export const beginDigests = (tx: Tx, at: Moment, isWorkingDay: boolean, limit: number): Promise<DueDigest[]> =>
  rows<DueDigest>(
    tx,
    sql`
    select person_id as person, organisation_id as organisation, wants_desk as desk
      from begin_digests(${dateOf(at)}, ${hourOf(at)}, ${isWorkingDay}, ${limit})`,
  )
