import { createHash, randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import { one, type Store, sql } from '../store/index.ts'
import { brakesOfSource, giveBack, takeAttempt } from './brake.ts'
import { forgetMeans } from './forget.ts'
import { outsideRefused, type Provider } from './provider.ts'
import type { Origin, Session } from './sessions.ts'
import { enter, inScope, note, noteFailure, signInFailed } from './sign-in.ts'

const minutes = 10
const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

const unknown = defineProblem({
  code: 'IDENTITY_OUTSIDE_UNKNOWN',
  status: 403,
  zh: {
    title: '这个外部账号没有关联',
    detail: '{name} 的这个账号没有关联到本平台的人员。',
    remedy: '先用密码或通行密钥登录，再在“账号与登录”中关联。',
  },
  en: {
    title: 'This outside account is not linked',
    detail: 'This account of {name} is linked to nobody here.',
    remedy: 'Sign in by password or passkey first, then link it under "Account".',
  },
})
const taken = defineProblem({
  code: 'IDENTITY_OUTSIDE_TAKEN',
  status: 409,
  zh: {
    title: '这个外部账号已关联',
    detail: '{name} 的这个账号已关联到一位人员。',
    remedy: '用另一个外部账号，或先在原处解除关联。',
  },
  en: {
    title: 'This outside account is linked already',
    detail: 'This account of {name} is linked to a person.',
    remedy: 'Use another one, or unlink it there first.',
  },
})

/** A way to the provider: the address to go to, and what the browser keeps to come back with. */
export interface Departure {
  readonly url: string
  readonly browser: string
}

/** Sends somebody to the provider: to sign in (null), or to link what they are there. @throws IDENTITY_OUTSIDE_AWAY */
export async function goOutside(
  store: Store,
  provider: Provider,
  person: Uuid | null,
  clock: Clock,
): Promise<Departure> {
  const trip = {
    state: `${person ? 'link' : 'in'}.${randomState()}`,
    verifier: randomPKCECodeVerifier(),
    nonce: randomNonce(),
  }
  const [browser, at] = [randomBytes(32).toString('base64url'), clock.machine()]
  const url = await provider.way(trip)
  await store.call(sql`
    select begin_trip(${hashOf(trip.state)}, ${hashOf(browser)}, ${person}::uuid, ${trip.verifier}, ${trip.nonce}, ${at},
      ${momentOf(msOf(at) + minutes * 60_000)})`)
  return { url, browser }
}

/** How somebody came back: the address that the provider sent them to, in the browser that went. */
export interface Return {
  readonly address: URL
  readonly browser: string
}

/** Who came back at the provider, where it is the browser that went, for what it went for, the first time. */
async function subjectOf(
  store: Store,
  provider: Provider,
  { address, browser }: Return,
  person: Uuid | null,
  clock: Clock,
): Promise<string> {
  const state = address.searchParams.get('state') ?? ''
  const [trip] = await store.call<{ verifier: string; nonce: string }>(
    sql`select * from end_trip(${hashOf(state)}, ${hashOf(browser)}, ${person}::uuid, ${clock.machine()})`,
  )
  if (!trip) throw outsideRefused()
  return provider.back(address, { state, ...trip })
}

/** Signs in who came back, where they linked this before. @throws IDENTITY_… @returns the secret of the session */
export async function signInFromOutside(
  store: Store,
  provider: Provider,
  back: Return,
  origin: Origin,
  clock: Clock,
): Promise<string> {
  const brakes = brakesOfSource(origin.address)
  await takeAttempt(store, brakes, clock.machine())
  try {
    const subject = await subjectOf(store, provider, back, null, clock)
    const [{ person }] = await store.call<{ person: Uuid | null }>(
      sql`select outside_person(${provider.issuer}, ${subject}, ${clock.machine()}) as person`,
    )
    if (!person) throw unknown({ name: provider.name })
    const secret = await enter(store, person, origin, 'outside', clock)
    if (secret === undefined) throw signInFailed()
    await giveBack(store, brakes)
    return secret
  } catch (error) {
    await noteFailure(store, undefined, origin, clock)
    throw error
  }
}

/** Links what a person is at the provider to who they are here: both sides were proved (S2.4). @throws IDENTITY_OUTSIDE… */
export async function linkOutside(
  store: Store,
  { person, organisation }: Session,
  provider: Provider,
  back: Return,
  clock: Clock,
): Promise<void> {
  const subject = await subjectOf(store, provider, back, person, clock)
  await inScope(store, organisation, async (tx) => {
    const { linked } = await one<{ linked: boolean }>(
      tx,
      sql`select link_outside(${newUuid()}, ${provider.issuer}, ${subject}, ${person}, ${clock.machine()}) as linked`,
    )
    if (!linked) throw taken({ name: provider.name })
    await note(tx, clock, organisation, person, 'identity.outsideLinked', { issuer: provider.issuer })
  })
}

/** What a person is outside. */
export const outsideIdentitiesOf = (store: Store, person: Uuid) =>
  store.call<{ readonly id: Uuid; readonly issuer: string; readonly at: Moment; readonly usedAt: Moment | null }>(
    sql`select id, issuer, at, used_at as "usedAt" from outside_identities_of(${person})`,
  )

/** Unlinks; every other session ends. @returns whether there was such a link of this person */
export const unlinkOutside = (store: Store, session: Session, id: Uuid, clock: Clock): Promise<boolean> =>
  forgetMeans(
    store,
    session,
    clock,
    'identity.outsideUnlinked',
    sql`select unlink_outside(${id}, ${session.person}) as done`,
    { identity: id },
  )
