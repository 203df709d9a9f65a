import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import type { Moment } from '@jiamao/kernel/time'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { one, type Store, sql } from '../store/index.ts'
import { giveChallenge, takeChallenge } from './challenges.ts'
import { forgetMeans } from './forget.ts'
import { endSessions, type Session } from './sessions.ts'
import { inScope, note } from './sign-in.ts'

/** Whom a device signs for: this platform, at the address that users type. */
export interface Site {
  readonly name: string
  /** Host name, such as jiamao.example.cn or localhost. */
  readonly host: string
  /** With scheme and port, as browsers say it. */
  readonly origin: string
}

const timeout = 120_000

const refused = defineProblem({
  code: 'IDENTITY_PASSKEY',
  status: 422,
  zh: {
    title: '通行密钥未被接受',
    detail: '设备的签名不正确、已过期，或不属于本平台。',
    remedy: '再试一次；设备须用指纹、面容或 PIN 确认本人。',
  },
  en: {
    title: 'The passkey was not taken',
    detail: 'What the device signed is wrong, out of date or not for this platform.',
    remedy: 'Try again; the device must verify you by fingerprint, face or PIN.',
  },
})
const notAdded = defineProblem({
  code: 'IDENTITY_PASSKEY_KNOWN',
  status: 409,
  zh: {
    title: '通行密钥没有添加',
    detail: '这台设备已经添加过，或已有二十个通行密钥。',
    remedy: '用已有的，或先删除不用的。',
  },
  en: {
    title: 'The passkey was not added',
    detail: 'This device is there already, or there are twenty passkeys.',
    remedy: 'Use the one that is there, or remove one that is not used.',
  },
})

/** 通行密钥. A device that proves its person. */
export interface Passkey {
  readonly id: Uuid
  readonly name: string
  readonly at: Moment
  readonly usedAt: Moment | null
}

interface Kept extends Passkey {
  readonly credential: Buffer
  readonly transports: readonly string[]
}
const kept = (store: Store, person: Uuid) =>
  store.call<Kept>(sql`select id, name, at, used_at as "usedAt", credential, transports from passkeys_of(${person})`)
const described = ({ credential, transports }: Kept) => ({
  id: credential.toString('base64url'),
  transports: [...transports],
})

export const passkeysOf = async (store: Store, person: Uuid): Promise<Passkey[]> =>
  (await kept(store, person)).map(({ id, name, at, usedAt }) => ({ id, name, at, usedAt }))

/** What a browser needs to make a passkey. It must be found without a login, and its device must verify the person. */
export async function proposePasskey(store: Store, { person, login, name }: Session, site: Site, clock: Clock) {
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: site.host,
    userID: new Uint8Array(Buffer.from(person)),
    userName: login,
    userDisplayName: name,
    timeout,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: (await kept(store, person)).map(described),
  })
  await giveChallenge(store, options.challenge, 'register', person, clock)
  return options
}

/** Keeps a passkey that a browser made; every other session of the person ends. @throws IDENTITY_PASSKEY… */
export async function addPasskey(
  store: Store,
  { id: session, person, organisation }: Session,
  { name, response }: { readonly name: string; readonly response: RegistrationResponseJSON },
  site: Site,
  clock: Clock,
): Promise<void> {
  const { registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeChallenge(store, challenge, 'register', person, clock),
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo) throw refused()
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  await inScope(store, organisation, async (tx) => {
    const { added } = await one<{ added: boolean }>(
      tx,
      sql`
      select add_passkey(${newUuid()}, ${person}, ${Buffer.from(id, 'base64url')}, ${Buffer.from(publicKey)}, ${counter}::bigint,
        ${transports}::text[], ${name}, ${clock.machine()}) as added`,
    )
    if (!added) throw notAdded()
    await endSessions(tx, person, { but: session }, clock.machine())
    await note(tx, clock, organisation, person, 'identity.passkeyAdded', { name })
  })
}

/** Gives a passkey of one's own another name. @returns whether there is such a one */
export const renamePasskey = async (store: Store, { person }: Session, id: Uuid, name: string): Promise<boolean> =>
  (await store.call<{ done: boolean }>(sql`select rename_passkey(${id}, ${person}, ${name}) as done`))[0].done

/** Forgets a passkey of one's own; every other session ends. @returns whether there was such a one */
export const removePasskey = (store: Store, session: Session, id: Uuid, clock: Clock): Promise<boolean> =>
  forgetMeans(
    store,
    session,
    clock,
    'identity.passkeyRemoved',
    sql`select remove_passkey(${id}, ${session.person}) as done`,
    { passkey: id },
  )

/** What a browser needs to sign by a passkey: anybody's to sign in, or that of a person who proves it is still them. */
export async function askPasskey(store: Store, person: Uuid | null, site: Site, clock: Clock) {
  const options = await generateAuthenticationOptions({
    rpID: site.host,
    timeout,
    userVerification: 'required',
    allowCredentials: person === null ? [] : (await kept(store, person)).map(described),
  })
  await giveChallenge(store, options.challenge, person === null ? 'signIn' : 'stepUp', person, clock)
  return options
}

/** Whose passkey signed what was asked of `person`, or of anybody (null). @throws IDENTITY_PASSKEY */
export async function provePasskey(
  store: Store,
  response: AuthenticationResponseJSON,
  person: Uuid | null,
  site: Site,
  clock: Clock,
): Promise<Uuid> {
  const [known] = await store.call<{ id: Uuid; person_id: Uuid; public_key: Buffer; counter: bigint }>(
    sql`select * from passkey_of(${Buffer.from(String(response.id), 'base64url')})`,
  )
  if (!known || (person !== null && known.person_id !== person)) throw refused()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) =>
      takeChallenge(store, challenge, person === null ? 'signIn' : 'stepUp', person, clock),
    expectedOrigin: site.origin,
    expectedRPID: site.host,
    requireUserVerification: true,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(known.public_key),
      counter: Number(known.counter),
    },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) throw refused()
  const [{ counted }] = await store.call<{ counted: boolean }>(
    sql`select count_passkey(${known.id}, ${authenticationInfo.newCounter}::bigint, ${clock.machine()}) as counted`,
  )
  if (!counted) throw refused()
  return known.person_id
}
