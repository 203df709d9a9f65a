import type { Uuid } from '@jiamao/kernel/ids'
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

/** What a failure slows down, and where it does so only with reserve (`wide`). */
export interface Brakes {
  /** The first is forgiven whole by a success. */
  readonly keys: readonly string[]
  readonly free: readonly number[]
  readonly wide: { readonly key: string; readonly login: string; readonly source: string } | null
}

/**
 * What a failure to sign in slows down: this login from this source; the source, which tries many logins; and the login
 * from everywhere, for those who guess it from many sources. The last holds no source that never failed and none where the
 * login was at work before: a stranger's failures keep no owner out.
 */
export function brakesOf(login: string, address: string): Brakes {
  const [name, source] = [login.toLowerCase(), sourceOf(address)]
  const key = `login ${name} everywhere`
  return {
    keys: [`login ${name} from ${source}`, `source ${source}`, key],
    free: [free, 4 * free, 6 * free],
    wide: { key, login: name, source },
  }
}

/** Where no login is named, the source alone is slowed down. */
export const brakesOfSource = (address: string): Brakes => ({
  keys: [`source ${sourceOf(address)}`],
  free: [4 * free],
  wide: null,
})

/** A secret of an API client is guessed at one source, or many clients' there. */
export const brakesOfClient = (client: string, address: string): Brakes => ({
  keys: [`client ${client} from ${sourceOf(address)}`, `source ${sourceOf(address)}`],
  free: [free, 4 * free],
  wide: null,
})

/** What is guessed within a session is slowed as at its door: a stolen one must not be a way around it (S2.2). */
// Each proof has a brake of its own: who knows one must not release the other by it.
export const brakesWithin = (person: Uuid, proof: 'password' | 'code'): Brakes => ({
  keys: [`${proof} of ${person}`],
  free: [free],
  wide: null,
})

/** What counts as one source: an address; of IPv6 its network, for one machine there has billions of addresses. */
export function sourceOf(address: string): string {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head, tail] = address.split('%')[0].toLowerCase().split('::')
  const [left, right] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''))
  return `${groups.join(':')}::/64`
}

/** Takes an attempt, before what is given is verified. @throws IDENTITY_WAIT while a brake holds; nothing is counted then */
export async function takeAttempt(store: Store, { keys, free, wide }: Brakes, at: Moment): Promise<void> {
  const { key = null, login = null, source = null } = wide ?? {}
  const [{ seconds }] = await store.call<{ seconds: number }>(sql`
    select take_attempt(${keys}::text[], ${free}::int[], ${longest}::int, ${at}, ${key}::text, ${login}::text, ${source}::text) as seconds`)
  if (seconds > 0) throw tooManyTries({ seconds }, { more: { retryAfter: seconds } })
}

/** Half of the proof was right: no failure, but none is forgotten either, or the other half could be guessed for ever. */
export const giveBack = (store: Store, { keys }: Brakes) =>
  store.call(sql`select give_back_attempt(${keys}::text[], '{}')`)

/** A success forgives the first key, the login at this source; what a source did to others it keeps. */
export const forgive = (store: Store, { keys: [first, ...others] }: Brakes) =>
  store.call(sql`select give_back_attempt(${others}::text[], ${[first]}::text[])`)
