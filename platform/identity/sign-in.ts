import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { momentOf, msOf } from '@jiamao/kernel/time'
import { leafOf, record } from '../audit/index.ts'
import { type Store, sql, type Tx } from '../store/index.ts'
import { brakesOf, forgive, giveBack, takeAttempt } from './brake.ts'
import { factorStep } from './factor.ts'
import { isPassword } from './passwords.ts'
import { keepMeans, type ProvedBy } from './proof-means.ts'
import { endSessions, type Membership, membershipsOf, type Origin, openSession, type Session } from './sessions.ts'

/** One answer for every cause: a stranger learns neither logins nor which half was wrong. */
export const signInFailed = defineProblem({
  code: 'IDENTITY_SIGN_IN_FAILED',
  status: 401,
  zh: {
    title: '登录未成功',
    detail: '登录名、密码或动态口令不正确。',
    remedy: '核对后再试；忘记密码的，请本单位管理员重置。',
  },
  en: {
    title: 'Not signed in',
    detail: 'The login, the password or the code is not right.',
    remedy: 'Check them and try again; if the password is forgotten, ask your administrator to reset it.',
  },
})
const codeNeeded = defineProblem({
  code: 'IDENTITY_CODE_NEEDED',
  status: 401,
  zh: { title: '需要动态口令', detail: '该账号已启用动态口令。', remedy: '填写验证器里的六位数字。' },
  en: {
    title: 'A code is needed',
    detail: 'This account has a second factor.',
    remedy: 'Enter the six digits of your authenticator.',
  },
})

// Whoever stole a password would else step around the device that its owner set up.
const strongerNeeded = defineProblem({
  code: 'IDENTITY_STRONGER_NEEDED',
  status: 401,
  zh: {
    title: '只凭密码不能登录',
    detail: '该账号已有通行密钥或证书。',
    remedy: '用通行密钥或证书登录；设备丢失的，请本单位管理员办理恢复。',
  },
  en: {
    title: 'The password alone does not sign you in',
    detail: 'This account has a passkey or a certificate.',
    remedy: 'Sign in with it; if the device is lost, ask your administrator for a recovery.',
  },
})

/** What a person gives to sign in. */
export interface Proof {
  readonly login: string
  readonly password: string
  readonly code?: string
}

/** Proves who it is and opens a session for the first of the person's organisations. @throws IDENTITY_… @returns its secret */
export async function signIn(store: Store, proof: Proof, origin: Origin, clock: Clock): Promise<string> {
  const brakes = brakesOf(proof.login, origin.address)
  await takeAttempt(store, brakes, clock.machine())
  const { person, outcome, by } = await prove(store, proof, clock)
  if (outcome === 'codeNeeded' || outcome === 'strongerNeeded') {
    await giveBack(store, brakes)
    throw outcome === 'codeNeeded' ? codeNeeded() : strongerNeeded()
  }
  if (outcome === 'wrong' || !person) {
    await noteFailure(store, person, origin, clock)
    throw signInFailed()
  }
  const opened = await enter(store, person, origin, by ?? 'password', clock)
  if (opened === undefined) throw signInFailed()
  await forgive(store, brakes)
  return opened
}

/** Opens a session for the first organisation of a person who has proved who they are; undefined where they have none. */
export async function enter(
  store: Store,
  person: Uuid,
  origin: Origin,
  by: ProvedBy,
  clock: Clock,
): Promise<string | undefined> {
  const [first] = await membershipsOf(store, person)
  if (!first) return undefined
  // How well a provider has proved them is not known here: before a risky act they prove it to us.
  const provedAt = by === 'outside' ? momentOf(0) : clock.machine()
  return inScope(store, first.id, async (tx) => {
    const secret = await openSession(tx, person, first, origin, provedAt, clock.machine())
    await keepMeans(tx, secret, { by })
    await note(tx, clock, first.id, person, 'identity.signIn', { address: origin.address, by })
    return secret
  })
}

interface Proved {
  /** Whose login it is; absent for a login that there is not. */
  readonly person?: Uuid
  readonly outcome: 'right' | 'wrong' | 'codeNeeded' | 'strongerNeeded'
  readonly by?: ProvedBy
}

async function prove(store: Store, { login, password, code }: Proof, clock: Clock): Promise<Proved> {
  const [kept] = await store.call<{
    person_id: Uuid
    password_hash: string
    factor_secret: string | null
    passkeys: boolean
    certificates: boolean
  }>(sql`select * from login_of(${login})`)
  const isRight = await isPassword(kept?.password_hash, password)
  if (!kept) return { outcome: 'wrong' }
  const person = kept.person_id
  if (!isRight) return { person, outcome: 'wrong' }
  const isStronger = kept.passkeys || kept.certificates
  if (kept.factor_secret === null)
    return isStronger ? { person, outcome: 'strongerNeeded' } : { person, outcome: 'right', by: 'password' }
  if (code === undefined || code === '') return { person, outcome: 'codeNeeded' }
  const step = factorStep(kept.factor_secret, code, msOf(clock.machine()))
  if (step === undefined) return { person, outcome: 'wrong' }
  const [{ taken }] = await store.call<{ taken: boolean }>(
    sql`select take_factor_step(${person}, ${step}::bigint) as taken`,
  )
  return { person, outcome: taken ? 'right' : 'wrong', by: 'password+code' }
}

/**
 * Writes a failure into the log of whoever was tried; of a login that there is not, into the operator's. What was typed is
 * not kept: people type passwords into the wrong field.
 */
export async function noteFailure(
  store: Store,
  person: Uuid | undefined,
  { address }: Origin,
  clock: Clock,
): Promise<void> {
  const [tried] = person ? await membershipsOf(store, person) : []
  const [log] = tried
    ? [tried]
    : await store.call<{ id: Uuid }>(sql`select id from organisation where party = 'operator' order by at, id limit 1`)
  if (!log) return
  await inScope(store, log.id, (tx) =>
    note(tx, clock, log.id, null, 'identity.signInFailed', { address }, { subject: person ?? null }),
  )
}

/** Ends a session. */
export const signOut = (store: Store, { id, person, organisation }: Session, clock: Clock): Promise<void> =>
  inScope(store, organisation, async (tx) => {
    await endSessions(tx, person, { only: id }, clock.machine())
    await note(tx, clock, organisation, person, 'identity.signOut', {})
  })

/** Ends one of the own sessions, or all others. @returns how many ended */
export const endOwnSessions = (
  store: Store,
  { person, organisation }: Session,
  which: Parameters<typeof endSessions>[2],
  clock: Clock,
): Promise<number> =>
  inScope(store, organisation, async (tx) => {
    const ended = await endSessions(tx, person, which, clock.machine())
    if (ended > 0) await note(tx, clock, organisation, person, 'identity.sessionsEnded', { count: String(ended) })
    return ended
  })

/** Goes on for one of the person's organisations, in a session with a new secret; undefined where it is none of them. */
export async function switchTo(
  store: Store,
  session: Session,
  organisation: Uuid,
  origin: Origin,
  clock: Clock,
  provedAt = session.provedAt,
  by?: ProvedBy,
): Promise<string | undefined> {
  const wanted = (await membershipsOf(store, session.person)).find(({ id }) => id === organisation)
  if (!wanted) return undefined
  return inScope(store, wanted.id, async (tx) => {
    await endSessions(tx, session.person, { only: session.id }, clock.machine())
    const secret = await openSession(tx, session.person, wanted, origin, provedAt, clock.machine())
    await keepMeans(tx, secret, { before: session.id, by })
    await note(tx, clock, wanted.id, session.person, 'identity.switch', { from: session.organisation })
    return secret
  })
}

/** An organisation's own log: every organisation has a home here. */
export const inScope = <T>(store: Store, organisation: Membership['id'], act: (tx: Tx) => Promise<T>): Promise<T> =>
  store.tx({ enterprise: organisation, organisation, stance: 'owner' }, act)

/**
 * Writes an act of identity into a log: that of the organisation that the person acts for, or of the one (`enterprise`)
 * whose people it is about.
 */
export const note = (
  tx: Tx,
  clock: Clock,
  organisation: Uuid,
  person: Uuid | null,
  act: string,
  detail: { readonly [key: string]: string },
  { enterprise = organisation, subject = null }: { readonly enterprise?: Uuid; readonly subject?: Uuid | null } = {},
): Promise<void> =>
  record(tx, leafOf({ enterprise, organisation, actor: person, act, subject, purpose: null, detail }, clock))
