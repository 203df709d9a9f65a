import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { one, run, type Store, sql, type Tx } from '../store/index.ts'
import { orTaken, readLogin } from './logins.ts'
import { hashPassword } from './passwords.ts'
import type { Session } from './sessions.ts'
import { inScope, note } from './sign-in.ts'
import type { Subject } from './subject.ts'

/** 一次性链接: works once, for three days. */
const hours = 72
/** A secret that somebody is given once. */
export const newSecret = () => randomBytes(32).toString('base64url')
/** What is kept of the secret of a link. */
export const hashOfSecret = (secret: string) => createHash('sha256').update(secret).digest()

const invitationOver = defineProblem({
  code: 'IDENTITY_INVITATION_OVER',
  status: 410,
  zh: {
    title: '链接已失效',
    detail: '这个链接已用过、已撤回，或超过了 72 小时。',
    remedy: '请本单位管理员再给一个。',
  },
  en: {
    title: 'The link is over',
    detail: 'This link was used, withdrawn, or is older than 72 hours.',
    remedy: 'Ask your administrator for another one.',
  },
})
const isMember = defineProblem({
  code: 'IDENTITY_MEMBER',
  status: 409,
  zh: { title: '已是成员', detail: '已是该单位的成员。', remedy: '在页面上方切换办理单位。' },
  en: {
    title: 'A member already',
    detail: 'You are a member of this organisation.',
    remedy: 'Switch to it at the top of the page.',
  },
})
const wrongKind = defineProblem({
  code: 'IDENTITY_INVITATION_KIND',
  status: 409,
  zh: { title: '不是加入链接', detail: '这是重设密码的链接。', remedy: '退出登录后打开它。' },
  en: { title: 'Not for joining', detail: 'This link sets a new password.', remedy: 'Sign out, then open it.' },
})

/** What a link is for, as its holder sees it. */
export interface Invitation {
  readonly kind: 'join' | 'reset'
  readonly organisation: Uuid
  readonly organisationName: string
  readonly party: string
  readonly person: Uuid | null
  readonly name: string
  readonly login: string | null
  readonly roles: readonly string[]
  readonly expiresAt: Moment
}

/** A link just made: its secret is shown this once. */
export interface MadeInvitation {
  readonly id: Uuid
  readonly secret: string
  readonly expiresAt: Moment
}

/** Whom a link is for: somebody new in an organisation, or a person of it who needs a new password. */
type Invited =
  | { readonly kind: 'join'; readonly name: string; readonly roles: readonly string[] }
  | { readonly kind: 'reset'; readonly name: string; readonly person: Uuid }

/** Makes a one-time link into an organisation, in a transaction of it, for the secret of a hash. @returns its id and end */
export async function inviteByHash(
  tx: Tx,
  { organisation: by, person }: Pick<Subject, 'organisation' | 'person'>,
  organisation: Uuid,
  invited: Invited,
  hash: Buffer,
  clock: Clock,
): Promise<Omit<MadeInvitation, 'secret'>> {
  const [id, at] = [newUuid(), clock.machine()]
  const expiresAt = momentOf(msOf(at) + hours * 3_600_000)
  const { kind, name } = invited
  const [known, roles] = invited.kind === 'reset' ? [invited.person, []] : [null, invited.roles]
  await run(
    tx,
    sql`select invite(${id}, ${hash}, ${kind}, ${organisation}, ${known}::uuid, ${name}, ${roles}::text[], ${person}, ${at}, ${expiresAt})`,
  )
  const detail: Record<string, string> =
    kind === 'join' ? { invitation: id, roles: roles.join(' ') } : { invitation: id }
  const act = kind === 'join' ? 'identity.invited' : 'identity.resetOffered'
  await note(tx, clock, by, person, act, detail, { enterprise: organisation, subject: known })
  return { id, expiresAt }
}

/** Makes a one-time link into an organisation; who makes it hands it over. */
export async function invite(
  store: Store,
  by: Subject,
  organisation: Uuid,
  invited: Invited,
  clock: Clock,
): Promise<MadeInvitation> {
  const secret = newSecret()
  const made = await inScope(store, organisation, (tx) =>
    inviteByHash(tx, by, organisation, invited, hashOfSecret(secret), clock),
  )
  return { ...made, secret }
}

/** Open links into an organisation, the latest first. */
export const invitationsOf = (store: Store, organisation: Uuid, at: Moment) =>
  store.call<{
    readonly id: Uuid
    readonly kind: 'join' | 'reset'
    readonly name: string
    readonly roles: readonly string[]
    readonly by: string
    readonly at: Moment
    readonly expiresAt: Moment
  }>(sql`
    select id, kind, name, roles, by_name as "by", at, expires_at as "expiresAt" from open_invitations(${organisation}, ${at})`)

/** Takes a link back. @returns whether it was open */
export const withdrawInvitation = (
  store: Store,
  { organisation, person }: Subject,
  id: Uuid,
  clock: Clock,
): Promise<boolean> =>
  inScope(store, organisation, async (tx) => {
    const { done } = await one<{ done: boolean }>(
      tx,
      sql`select withdraw_invitation(${id}, ${organisation}, ${clock.machine()}) as done`,
    )
    if (done) await note(tx, clock, organisation, person, 'identity.invitationWithdrawn', { invitation: id })
    return done
  })

/** What a link is for. @throws IDENTITY_INVITATION_OVER */
export async function readInvitation(store: Store, secret: string, at: Moment): Promise<Invitation> {
  const [found] = await store.call<Invitation>(sql`
    select kind, organisation_id as organisation, organisation_name as "organisationName", party, person_id as person, name, login, roles,
           expires_at as "expiresAt"
      from invitation_of(${hashOfSecret(secret)}, ${at})`)
  if (!found) throw invitationOver()
  return found
}

/**
 * Uses a link: a newcomer gets the login and the password that they chose; a known person the new password, and every
 * session of theirs is over. A second factor stays: a link alone is no way around it.
 *
 * @returns the login to sign in with
 * @throws IDENTITY_INVITATION_OVER, IDENTITY_LOGIN_…, IDENTITY_PASSWORD_WEAK; the link is not used up then
 */
export async function takeInvitation(
  store: Store,
  secret: string,
  given: { readonly login: string; readonly password: string },
  clock: Clock,
): Promise<string> {
  const link = await readInvitation(store, secret, clock.machine())
  const login = link.login ?? readLogin(given.login)
  const hash = await hashPassword(given.password, login, '/password')
  await orTaken(
    inScope(store, link.organisation, async (tx) => {
      await use(tx, secret, clock)
      const person = link.person ?? (await join(tx, newUuid(), link, clock))
      if (link.kind === 'reset') await run(tx, sql`select reset_password(${person}, ${hash}, ${clock.machine()})`)
      else await run(tx, sql`select give_login(${person}, ${login}, ${hash}, ${clock.machine()})`)
      await note(tx, clock, link.organisation, person, link.kind === 'reset' ? 'identity.reset' : 'identity.joined', {})
    }),
  )
  return login
}

/** Uses a link as who one already is: one person, another organisation. @throws IDENTITY_… */
export async function joinBy(store: Store, secret: string, { person }: Session, clock: Clock): Promise<Uuid> {
  const link = await readInvitation(store, secret, clock.machine())
  if (link.kind !== 'join') throw wrongKind()
  await inScope(store, link.organisation, async (tx) => {
    await use(tx, secret, clock)
    await join(tx, person, link, clock)
    await note(tx, clock, link.organisation, person, 'identity.joined', {})
  })
  return link.organisation
}

async function use(tx: Tx, secret: string, clock: Clock): Promise<void> {
  const { taken } = await one<{ taken: boolean }>(
    tx,
    sql`select take_invitation(${hashOfSecret(secret)}, ${clock.machine()}) as taken`,
  )
  if (!taken) throw invitationOver()
}

async function join(tx: Tx, person: Uuid, { name, organisation, roles }: Invitation, clock: Clock): Promise<Uuid> {
  const { joined } = await one<{ joined: boolean }>(
    tx,
    sql`select join_organisation(${person}, ${name}, ${organisation}, ${roles}::text[], ${clock.machine()}) as joined`,
  )
  if (!joined) throw isMember()
  return person
}
