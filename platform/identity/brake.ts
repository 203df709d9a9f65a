import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, msOf } from '@jiamao/kernel/time'
import { type Store, sql } from '../store/index.ts'

/** S2.2: so many failures cost nothing, then the wait doubles from a second to a quarter of an hour. Never a lock. */
const free = 5
const longest = 15 * 60

const tooManyTries = defineProblem({
  code: 'IDENTITY_WAIT',
  status: 429,
  zh: {
    title: '登录失败次数较多',
    detail: '请在 {seconds} 秒后再试。',
    remedy: '等待后用正确的密码登录；账号没有被锁定。',
  },
  en: {
    title: 'Too many failures to sign in',
    detail: 'Try again in {seconds} seconds.',
    remedy: 'Wait, then sign in with the right password; the account is not locked.',
  },
})

/**
 * What a failure slows down: this login from this source, and the source. The login as such is not: a stranger's failures
 * would keep its owner out.
 */
export const brakesOf = (login: string, source: string): readonly string[] => [
  `login ${login.toLowerCase()} from ${source}`,
  `source ${source}`,
]

/** A source tries many logins behind one address: it may fail four times as often. */
const freeOf = (key: string) => (key.startsWith('source ') ? 4 * free : free)

/** @throws IDENTITY_WAIT while a brake holds */
export async function requireOffBrake(store: Store, keys: readonly string[], at: Moment): Promise<void> {
  const found = await store.call<{ key: string; failures: number; last_at: Moment }>(
    sql`select * from sign_in_failures(${keys}::text[])`,
  )
  const until = found.map(({ key, failures, last_at }) => msOf(last_at) + 1e3 * waitAfter(failures - freeOf(key)))
  const seconds = Math.ceil((Math.max(0, ...until) - msOf(at)) / 1e3)
  if (seconds > 0) throw tooManyTries({ seconds }, { more: { retryAfter: seconds } })
}

const waitAfter = (over: number) => (over < 0 ? 0 : Math.min(2 ** over, longest))

export const noteFailure = (store: Store, keys: readonly string[], at: Moment) =>
  store.call(sql`select sign_in_failed(${keys}::text[], ${at})`)

/** A success forgives the login at this source; the source keeps what it did to others. */
export const forgive = (store: Store, [login]: readonly string[]) =>
  store.call(sql`select sign_in_worked(${[login]}::text[])`)
