import type { Clock } from '@jiamao/kernel/clock'
import type { Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, msOf } from '@jiamao/kernel/time'
import { run, type Store, sql } from '../store/index.ts'
import { brakesWithin, forgive, takeAttempt } from './brake.ts'
import { factorAddress, factorStep, newSecret } from './factor.ts'
import { hashPassword, isPassword } from './passwords.ts'
import { endSessions, type Session } from './sessions.ts'
import { inScope, note } from './sign-in.ts'

const wrongPassword = defineProblem({
  code: 'IDENTITY_PASSWORD_WRONG',
  status: 422,
  zh: { title: '当前密码不正确', detail: '填写的当前密码不正确。', remedy: '核对后再填。' },
  en: {
    title: 'The password is not right',
    detail: 'The current password is not right.',
    remedy: 'Check it and try again.',
  },
})
export const wrongCode = defineProblem({
  code: 'IDENTITY_CODE_WRONG',
  status: 422,
  zh: { title: '动态口令不正确', detail: '六位数字不正确、已过期或已用过。', remedy: '等下一组数字出现后再填。' },
  en: {
    title: 'The code is not right',
    detail: 'The six digits are wrong, out of date or used.',
    remedy: 'Wait for the next digits and enter those.',
  },
})

const factorOn = defineProblem({
  code: 'IDENTITY_FACTOR_ON',
  status: 409,
  zh: { title: '动态口令已启用', detail: '该账号已有动态口令。', remedy: '先用现在的六位数字停用，再启用新的。' },
  en: {
    title: 'The second factor is on',
    detail: 'This account has a second factor.',
    remedy: 'Switch it off with a code of it first.',
  },
})

/** Gives a person a login with a first password. @throws IDENTITY_PASSWORD_WEAK */
export async function giveLogin(
  store: Store,
  person: Uuid,
  login: string,
  password: string,
  at: Moment,
): Promise<void> {
  await store.call(
    sql`select give_login(${person}, ${login}, ${await hashPassword(password, login, '/password')}, ${at})`,
  )
}

/** @throws IDENTITY_PASSWORD_WRONG, IDENTITY_WAIT */
export async function checkPassword(
  store: Store,
  { person, login }: Pick<Session, 'person' | 'login'>,
  password: string,
  pointer: string,
  clock: Clock,
): Promise<void> {
  const brakes = brakesWithin(person, 'password')
  await takeAttempt(store, brakes, clock.machine())
  const [kept] = await store.call<{ password_hash: string }>(sql`select * from login_of(${login})`)
  if (!(await isPassword(kept?.password_hash, password))) throw wrongPassword({}, { pointer })
  await forgive(store, brakes)
}

/** Takes a code of the second factor that is on. @throws IDENTITY_CODE_WRONG, IDENTITY_WAIT */
export async function checkCode(store: Store, { person, login }: Session, code: string, clock: Clock): Promise<void> {
  const brakes = brakesWithin(person, 'code')
  await takeAttempt(store, brakes, clock.machine())
  const [kept] = await store.call<{ factor_secret: string | null }>(sql`select * from login_of(${login})`)
  const step = kept?.factor_secret ? factorStep(kept.factor_secret, code, msOf(clock.machine())) : undefined
  const [{ taken }] =
    step === undefined
      ? [{ taken: false }]
      : await store.call<{ taken: boolean }>(sql`select take_factor_step(${person}, ${step}::bigint) as taken`)
  if (!taken) throw wrongCode({}, { pointer: '/code' })
  await forgive(store, brakes)
}

/** Changes the own password; every other session of the person ends. @throws IDENTITY_PASSWORD_… */
export async function changePassword(
  store: Store,
  session: Session,
  { current, next }: { readonly current: string; readonly next: string },
  clock: Clock,
): Promise<void> {
  await checkPassword(store, session, current, '/current', clock)
  const hash = await hashPassword(next, session.login, '/next')
  await inScope(store, session.organisation, async (tx) => {
    await run(tx, sql`select set_password(${session.person}, ${hash})`)
    await endSessions(tx, session.person, { but: session.id }, clock.machine())
    await note(tx, clock, session.organisation, session.person, 'identity.password', {})
  })
}

/** Proposes a second factor: it counts once a first code of it is confirmed. @throws IDENTITY_FACTOR_ON while another counts */
export async function proposeFactor(
  store: Store,
  { person, login, secondFactor }: Session,
): Promise<{ secret: string; uri: string }> {
  if (secondFactor) throw factorOn()
  const secret = newSecret()
  await store.call(sql`select propose_factor(${person}, ${secret})`)
  return { secret, uri: factorAddress(secret, login) }
}

/** Switches the proposed factor on; every other session of the person ends. @throws IDENTITY_CODE_WRONG */
export async function confirmFactor(store: Store, session: Session, code: string, clock: Clock): Promise<void> {
  const [{ secret }] = await store.call<{ secret: string | null }>(
    sql`select proposed_factor(${session.person}) as secret`,
  )
  const step = secret === null ? undefined : factorStep(secret, code, msOf(clock.machine()))
  if (step === undefined) throw wrongCode({}, { pointer: '/code' })
  await inScope(store, session.organisation, async (tx) => {
    await run(tx, sql`select confirm_factor(${session.person}, ${step}::bigint, ${clock.machine()})`)
    await endSessions(tx, session.person, { but: session.id }, clock.machine())
    await note(tx, clock, session.organisation, session.person, 'identity.factorOn', {})
  })
}

/** Switches the second factor off, against a code of it. @throws IDENTITY_CODE_WRONG */
export async function dropFactor(store: Store, session: Session, code: string, clock: Clock): Promise<void> {
  await checkCode(store, session, code, clock)
  await inScope(store, session.organisation, async (tx) => {
    await run(tx, sql`select propose_factor(${session.person}, null)`)
    await endSessions(tx, session.person, { but: session.id }, clock.machine())
    await note(tx, clock, session.organisation, session.person, 'identity.factorOff', {})
  })
}
