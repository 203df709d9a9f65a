import { defineProblem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
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

/** Takes an attempt, before what is given is verified. @throws IDENTITY_WAIT while a brake holds; nothing is counted then */
export async function takeAttempt(store: Store, keys: readonly string[], at: Moment): Promise<void> {
  const [{ seconds }] = await store.call<{ seconds: number }>(
    sql`select take_attempt(${keys}::text[], ${keys.map(freeOf)}::int[], ${longest}::int, ${at}) as seconds`,
  )
  if (seconds > 0) throw tooManyTries({ seconds }, { more: { retryAfter: seconds } })
}

/** Half of the proof was right: no failure, but none is forgotten either, or the other half could be guessed for ever. */
export const giveBack = (store: Store, keys: readonly string[]) =>
  store.call(sql`select give_back_attempt(${keys}::text[], '{}')`)

/** A success forgives the first key, the login at this source; what a source did to others it keeps. */
export const forgive = (store: Store, [first, ...others]: readonly string[]) =>
  store.call(sql`select give_back_attempt(${others}::text[], ${[first]}::text[])`)
