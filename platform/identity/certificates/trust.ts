import { defineProblem } from '@jiamao/kernel/problem'
import { isSignedBy } from './sm2.ts'
import { type Certificate, type RevocationList, usages } from './x509.ts'

/** Whom certificates are believed from: as a setting says it. */
export interface Trust {
  readonly roots: readonly Certificate[]
  /** Authorities under them. */
  readonly others: readonly Certificate[]
  /** What they have revoked; undefined where no lists are set: then nobody asks. */
  readonly lists: readonly RevocationList[] | undefined
}

// RFC 5280 §4.2.1.12, GM/T 0015.
const clientAuth = '1.3.6.1.5.5.7.3.2'
const anyPurpose = '2.5.29.37.0'
const longest = 4

const why = {
  unreadable: { zh: '不是可用的 SM2 证书', en: 'it is no SM2 certificate that can be used' },
  untrusted: { zh: '签发者不在受信任之列', en: 'nobody who is trusted has issued it' },
  time: { zh: '不在有效期内', en: 'it is not in its days' },
  usage: { zh: '密钥用途不含数字签名，或不供本人登录', en: 'its key is not for signing, or not for persons' },
  stale: { zh: '吊销列表缺失或已过期，无法核实', en: 'the list of what was revoked is missing or out of date' },
  revoked: { zh: '已被吊销', en: 'it was revoked' },
  signature: { zh: '签名不正确，或不是对这次挑战的签名', en: 'the signature is wrong, or not over this challenge' },
  challenge: {
    zh: '挑战已用过、已过期，或不是本平台给出的',
    en: 'the challenge was used, is out of date, or is none of this platform',
  },
} as const

const refused = defineProblem({
  code: 'IDENTITY_CERTIFICATE',
  status: 422,
  zh: {
    title: '证书未被接受',
    detail: '证书或签名未被接受：{why}。',
    remedy: '取新的挑战再签一次；证书到期、吊销或用途不符的，到签发机构换发。',
  },
  en: {
    title: 'The certificate was not taken',
    detail: 'The certificate or the signature was not taken: {whyEn}.',
    remedy: 'Ask for a new challenge and sign it; for another certificate, go to who issued it.',
  },
})

export const certificateRefused = (reason: keyof typeof why) =>
  refused({ why: why[reason].zh, whyEn: why[reason].en }, { more: { reason } })

/**
 * Holds the certificate of a person against what is trusted (S2.5): chain, days, what each key is for, what was revoked.
 *
 * @param given authorities that came along with it
 * @throws IDENTITY_CERTIFICATE
 */
export function requireTrusted(
  leaf: Certificate,
  given: readonly Certificate[],
  { roots, others, lists }: Trust,
  at: number,
): void {
  const chain = chainOf(leaf, roots, [...given, ...others])
  if (!chain) throw certificateRefused('untrusted')
  if (chain.some(({ notBefore, notAfter }) => at < notBefore || at > notAfter)) throw certificateRefused('time')
  const isForPersons = leaf.purposes?.some((purpose) => [clientAuth, anyPurpose].includes(purpose)) ?? true
  if ((leaf.usage & usages.signs) === 0 || leaf.isAuthority || !isForPersons) throw certificateRefused('usage')
  if (!lists) return
  // A root is believed because a setting names it, not because it is on no list.
  for (const [i, { serial, issuer }] of chain.slice(0, -1).entries()) {
    const above = chain[i + 1]
    const list = lists.find((one) => isCurrent(one, at) && one.issuer === issuer && isFrom(one, above, usages.revokes))
    if (!list) throw certificateRefused('stale')
    if (list.revoked.has(serial)) throw certificateRefused('revoked')
  }
}

/** From the leaf up to a root, each signed by the next, which may sign certificates and has room below it. */
function chainOf(
  leaf: Certificate,
  roots: readonly Certificate[],
  others: readonly Certificate[],
  below: readonly Certificate[] = [],
): readonly Certificate[] | undefined {
  const path = [...below, leaf]
  // Below an authority stand the authorities of the path but not the person.
  const mayStandAbove = ({ isAuthority, pathLength }: Certificate) =>
    isAuthority && (pathLength === undefined || pathLength >= path.length - 1)
  const isAbove = (one: Certificate) => mayStandAbove(one) && isFrom(leaf, one, usages.certifies)
  const root = roots.find(isAbove)
  if (root) return [...path, root]
  if (path.length >= longest) return undefined
  for (const other of others) {
    if (path.includes(other) || !isAbove(other)) continue
    const found = chainOf(other, roots, others, path)
    if (found) return found
  }
  return undefined
}

const isCurrent = ({ thisUpdate, nextUpdate }: RevocationList, at: number) => thisUpdate <= at && at < nextUpdate

/** Whether an authority signed this, by a key that is for it. */
const isFrom = (
  { issuer, bytes, signature }: Pick<Certificate, 'issuer' | 'bytes' | 'signature'>,
  { subject, usage, key }: Certificate,
  needed: number,
): boolean => issuer === subject && (usage & needed) !== 0 && isSignedBy(bytes, signature, key)
