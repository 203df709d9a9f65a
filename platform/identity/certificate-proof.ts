import { randomBytes } from 'node:crypto'
import type { Clock } from '@jiamao/kernel/clock'
import { newUuid, type Uuid } from '@jiamao/kernel/ids'
import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, momentOf, msOf } from '@jiamao/kernel/time'
import { one, type Store, sql } from '../store/index.ts'
import { brakesOfSource, giveBack, takeAttempt } from './brake.ts'
import {
  type Certificate,
  certificateRefused,
  inPem,
  isSignedBy,
  readCertificate,
  requireTrusted,
  type Trust,
} from './certificates/index.ts'
import { giveChallenge, takeChallenge } from './challenges.ts'
import { forgetMeans } from './forget.ts'
import { endSessions, type Origin, type Session } from './sessions.ts'
import { enter, inScope, note, noteFailure, signInFailed } from './sign-in.ts'

/** What a challenge to a certificate is for; as who asks names it to whoever signs. */
const purposes = { bind: 'certificateBind', signIn: 'certificateSignIn', stepUp: 'certificateStepUp' } as const
type Purpose = keyof typeof purposes
const minutes = 2
const mostGiven = 3

const unknown = defineProblem({
  code: 'IDENTITY_CERTIFICATE_UNKNOWN',
  status: 403,
  zh: {
    title: '这个证书没有绑定',
    detail: '证书可用，但没有绑定到本平台的人员。',
    remedy: '先用其他方式登录，再在“账号与登录”中绑定；换发的新证书须重新绑定。',
  },
  en: {
    title: 'This certificate is bound to nobody',
    detail: 'The certificate is good, and belongs to nobody here.',
    remedy: 'Sign in another way and bind it under "Account"; a certificate that replaces another is bound anew.',
  },
})
const taken = defineProblem({
  code: 'IDENTITY_CERTIFICATE_TAKEN',
  status: 409,
  zh: {
    title: '证书没有绑定',
    detail: '这个证书已绑定到一位人员，或本人已有十个证书。',
    remedy: '用另一个证书，或先解除不用的。',
  },
  en: {
    title: 'The certificate was not bound',
    detail: 'It is bound to a person already, or there are ten certificates.',
    remedy: 'Use another one, or forget one that is not used.',
  },
})

/** A challenge with a signature over its bytes, and the certificate of the key: PEM, with the authorities between it and a root. */
export interface SignedChallenge {
  readonly challenge: string
  readonly certificate: string
  readonly signature: string
}

/** Whom a key signs for, and whose certificates are believed. */
export interface CertificateSite {
  readonly origin: string
  readonly trust: Trust
}

/**
 * 挑战. The text that a key is to sign (S2.5): what for, for which platform, when, and 32 random bytes. Good once, for two minutes.
 *
 * @param person who is asked; null: anybody who signs in
 */
export async function askCertificate(
  store: Store,
  purpose: Purpose,
  person: Uuid | null,
  { origin }: Pick<CertificateSite, 'origin'>,
  clock: Clock,
): Promise<{ challenge: string; expiresAt: Moment }> {
  const at = clock.machine()
  const lines = ['jiamao SM2 challenge', `purpose: ${purpose}`, `origin: ${origin}`, `time: ${at}`]
  const challenge = [...lines, `nonce: ${randomBytes(32).toString('base64url')}`].join('\n')
  await giveChallenge(store, challenge, purposes[purpose], person, clock, minutes)
  return { challenge, expiresAt: momentOf(msOf(at) + minutes * 60_000) }
}

/** Which certificate signed what was asked of `person`, or of anybody (null). The challenge is used up whatever it is. @throws IDENTITY_CERTIFICATE */
async function provenCertificate(
  store: Store,
  { challenge, certificate: pem, signature }: SignedChallenge,
  purpose: Purpose,
  person: Uuid | null,
  { origin, trust }: CertificateSite,
  clock: Clock,
): Promise<Certificate> {
  const isOurs = challenge.split('\n').includes(`origin: ${origin}`)
  const isTaken = await takeChallenge(store, challenge, purposes[purpose], person, clock)
  if (!isOurs || !isTaken) throw certificateRefused('challenge')
  const read = inPem(pem, 'CERTIFICATE')
    .slice(0, 1 + mostGiven)
    .map(readCertificate)
  const [leaf, ...given] = read.filter((one) => one !== undefined)
  if (!leaf || read[0] !== leaf) throw certificateRefused('unreadable')
  if (!isSignedBy(Buffer.from(challenge), Buffer.from(signature, 'base64'), leaf.key))
    throw certificateRefused('signature')
  requireTrusted(leaf, given, trust, msOf(clock.machine()))
  return leaf
}

/** Signs in by a certificate, which is two factors at once: the key, and what opens it. @throws IDENTITY_… @returns the secret */
export async function signInByCertificate(
  store: Store,
  signed: SignedChallenge,
  site: CertificateSite,
  origin: Origin,
  clock: Clock,
): Promise<string> {
  const brakes = brakesOfSource(origin.address)
  await takeAttempt(store, brakes, clock.machine())
  try {
    const { fingerprint } = await provenCertificate(store, signed, 'signIn', null, site, clock)
    const person = await ownerOfCertificate(store, fingerprint, clock)
    if (!person) throw unknown()
    const secret = await enter(store, person, origin, 'certificate', clock)
    if (secret === undefined) throw signInFailed()
    await giveBack(store, brakes)
    return secret
  } catch (error) {
    await noteFailure(store, undefined, origin, clock)
    throw error
  }
}

/** Proves within a session that it is still the same person. @throws IDENTITY_CERTIFICATE… */
export async function proveCertificate(
  store: Store,
  { person }: Session,
  signed: SignedChallenge,
  site: CertificateSite,
  clock: Clock,
): Promise<void> {
  const { fingerprint } = await provenCertificate(store, signed, 'stepUp', person, site, clock)
  if ((await ownerOfCertificate(store, fingerprint, clock)) !== person) throw unknown()
}

async function ownerOfCertificate(store: Store, fingerprint: Buffer, clock: Clock): Promise<Uuid | null> {
  const [{ person }] = await store.call<{ person: Uuid | null }>(
    sql`select use_certificate(${fingerprint}, ${clock.machine()}) as person`,
  )
  return person
}

/** Binds a certificate to who shows that they have its key; every other session ends. @throws IDENTITY_CERTIFICATE… */
export async function bindCertificate(
  store: Store,
  { id: session, person, organisation }: Session,
  signed: SignedChallenge,
  site: CertificateSite,
  clock: Clock,
): Promise<void> {
  const { fingerprint, name, serial, notAfter } = await provenCertificate(store, signed, 'bind', person, site, clock)
  const at = clock.machine()
  await inScope(store, organisation, async (tx) => {
    const { bound } = await one<{ bound: boolean }>(
      tx,
      sql`
      select bind_certificate(${newUuid()}, ${person}, ${fingerprint}, ${name}, ${serial}, ${momentOf(notAfter)}, ${at}) as bound`,
    )
    if (!bound) throw taken()
    await endSessions(tx, person, { but: session }, at)
    await note(tx, clock, organisation, person, 'identity.certificateBound', { subject: name, serial })
  })
}

/** A person's certificates, the oldest first. */
export const certificatesOf = (store: Store, person: Uuid) =>
  store.call<{
    readonly id: Uuid
    readonly subject: string
    readonly serial: string
    readonly notAfter: Moment
    readonly at: Moment
    readonly usedAt: Moment | null
  }>(sql`select id, subject, serial, not_after as "notAfter", at, used_at as "usedAt" from certificates_of(${person})`)

/** Forgets a certificate of one's own; every other session ends. @returns whether there was such a one */
export const forgetCertificate = (store: Store, session: Session, id: Uuid, clock: Clock): Promise<boolean> =>
  forgetMeans(
    store,
    session,
    clock,
    'identity.certificateForgotten',
    sql`select forget_certificate(${id}, ${session.person}) as done`,
    { certificate: id },
  )
