import type { Clock } from '@jiamao/kernel/clock'
import { defineProblem } from '@jiamao/kernel/problem'
import { type Moment, msOf } from '@jiamao/kernel/time'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Store } from '../store/index.ts'
import { proveCertificate, type SignedChallenge } from './certificate-proof.ts'
import type { Trust } from './certificates/index.ts'
import { checkCode, checkPassword } from './credentials.ts'
import { provePasskey, type Site } from './passkeys.ts'
import type { Origin, Session } from './sessions.ts'
import { switchTo } from './sign-in.ts'

/** S2.7: what is risky asks for a proof of at most so long ago. */
const freshMinutes = 5

/** By what a person may prove that it is still them: what they have beyond the password, or the password where that is all. */
export type Means = 'passkey' | 'certificate' | 'code' | 'password'

const stepUpNeeded = defineProblem({
  code: 'IDENTITY_STEP_UP',
  status: 403,
  zh: {
    title: '请再次确认本人',
    detail: '这一操作要求 {minutes} 分钟内确认过本人。',
    remedy: '确认后自动继续，已填写的内容不会丢失。',
  },
  en: {
    title: 'Show that it is still you',
    detail: 'This asks for a proof of who you are that is at most {minutes} minutes old.',
    remedy: 'It goes on by itself afterwards; nothing that you entered is lost.',
  },
})
const otherMeans = defineProblem({
  code: 'IDENTITY_STEP_UP_MEANS',
  status: 422,
  zh: {
    title: '不能用这种方式确认',
    detail: '请用：{means}。',
    remedy: '有通行密钥、证书或动态口令的，只凭密码不够。',
  },
  en: {
    title: 'Not by these means',
    detail: 'Use: {means}.',
    remedy: 'Who has a passkey, a certificate or a second factor does not prove themselves by the password alone.',
  },
})

export function meansOf({ passkeys, certificates, secondFactor }: Session): Means[] {
  const strong = (
    [
      ['passkey', passkeys],
      ['certificate', certificates],
      ['code', secondFactor],
    ] as const
  ).flatMap(([means, has]): Means[] => (has ? [means] : []))
  return strong.length > 0 ? strong : ['password']
}

/** Whether the person of a session proved who they are at most five minutes ago. */
export const isFresh = ({ provedAt }: Session, at: Moment): boolean =>
  msOf(at) - msOf(provedAt) <= freshMinutes * 60_000

/** @throws IDENTITY_STEP_UP where the last proof is older */
export function requireFresh(session: Session, at: Moment): void {
  if (!isFresh(session, at)) throw proofNeeded(session)
}

/** What asks a person to prove who they are, by their means. */
export const proofNeeded = (session: Session) =>
  stepUpNeeded({ minutes: freshMinutes }, { more: { means: meansOf(session) } })

/** A fresh proof, by one of a person's means. */
export interface FreshProof {
  readonly password?: string
  readonly code?: string
  readonly passkey?: AuthenticationResponseJSON
  readonly certificate?: SignedChallenge
}

/**
 * Proves within a session that it is still the same person. It goes on under a new secret: one that was stolen before gains
 * nothing (S2.6).
 *
 * @returns the new secret; undefined where the membership has gone meanwhile
 * @throws IDENTITY_STEP_UP_MEANS, IDENTITY_PASSWORD_WRONG, IDENTITY_CODE_WRONG, IDENTITY_PASSKEY, IDENTITY_CERTIFICATE…, IDENTITY_WAIT
 */
export async function proveAgain(
  store: Store,
  session: Session,
  { password, code, passkey, certificate }: FreshProof,
  site: Site & { readonly trust?: Trust | undefined },
  origin: Origin,
  clock: Clock,
): Promise<string | undefined> {
  const [means, given] = [meansOf(session), { password, code, passkey, certificate: site.trust && certificate }]
  const by = means.find((one) => given[one] !== undefined)
  if (by === 'passkey') await provePasskey(store, passkey!, session.person, site, clock)
  else if (by === 'certificate')
    await proveCertificate(store, session, certificate!, { ...site, trust: site.trust! }, clock)
  else if (by === 'code') await checkCode(store, session, code!, clock)
  else if (by === 'password') await checkPassword(store, session, password!, '/password', clock)
  else throw otherMeans({ means: means.join(', ') })
  return switchTo(store, session, session.organisation, origin, clock, clock.machine(), by)
}
