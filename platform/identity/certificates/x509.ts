import { createHash } from 'node:crypto'
import { AsnConvert } from '@peculiar/asn1-schema'
import {
  Certificate as Asn1Certificate,
  BasicConstraints,
  CertificateList,
  ExtendedKeyUsage,
  type Extension,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  type Name,
} from '@peculiar/asn1-x509'
import { isPublicKey } from './sm2.ts'

// GM/T 0006: SM2 with SM3, the curve, and the kind of key that both are of.
const sm2WithSm3 = '1.2.156.10197.1.501'
const curve = Buffer.from('06082a811ccf5501822d', 'hex')
const ecPublicKey = '1.2.840.10045.2.1'
const understood: readonly string[] = [id_ce_basicConstraints, id_ce_keyUsage, id_ce_extKeyUsage]

/** What somebody signed: its bytes and the signature over them. */
interface Signed {
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
  /** Who signed, by the bytes of the name. */
  readonly issuer: string
}

/** 数字证书. An SM2 certificate (GM/T 0015, RFC 5280), as far as it matters here. */
export interface Certificate extends Signed {
  readonly der: Buffer
  readonly fingerprint: Buffer
  readonly subject: string
  /** `CN=…,O=…`, for people. */
  readonly name: string
  /** Hexadecimal. */
  readonly serial: string
  readonly notBefore: number
  readonly notAfter: number
  /** An uncompressed point, hexadecimal. */
  readonly key: string
  readonly isAuthority: boolean
  /** How many authorities may stand below this one; undefined: any number. */
  readonly pathLength: number | undefined
  readonly usage: number
  /** Undefined: for anything. */
  readonly purposes: readonly string[] | undefined
}

/** 证书吊销列表. */
export interface RevocationList extends Signed {
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** Serial numbers, hexadecimal. */
  readonly revoked: ReadonlySet<string>
}

export const usages = {
  signs: KeyUsageFlags.digitalSignature,
  certifies: KeyUsageFlags.keyCertSign,
  revokes: KeyUsageFlags.cRLSign,
} as const

const hexOf = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex')
/** Leading zeros are no part of a number. */
const serialOf = (bytes: ArrayBuffer) => hexOf(bytes).replace(/^(00)+(?=..)/, '')
const bytesOf = (name: Name) => hexOf(AsnConvert.serialize(name))

/** The DER texts of a file of PEM, of one kind. */
export const inPem = (text: string, kind: 'CERTIFICATE' | 'X509 CRL'): Buffer[] =>
  [...text.matchAll(new RegExp(`-----BEGIN ${kind}-----([A-Za-z0-9+/=\\s]+)-----END ${kind}-----`, 'g'))].map(
    ([, base64]) => Buffer.from(base64, 'base64'),
  )

/** Reads an SM2 certificate; undefined for what is none, and for one that says something critical that is not understood here. */
export function readCertificate(der: Buffer): Certificate | undefined {
  try {
    const read = AsnConvert.parse(der, Asn1Certificate)
    const { tbsCertificate: to, tbsCertificateRaw: bytes, signatureAlgorithm, signatureValue } = read
    const { algorithm, subjectPublicKey } = to.subjectPublicKeyInfo
    const key = hexOf(subjectPublicKey)
    const isSm2 =
      signatureAlgorithm.algorithm === sm2WithSm3 &&
      to.signature.algorithm === sm2WithSm3 &&
      algorithm.algorithm === ecPublicKey &&
      curve.equals(Buffer.from(algorithm.parameters ?? new ArrayBuffer(0)))
    const extensions: readonly Extension[] = to.extensions ?? []
    const isUnderstood = extensions.every(({ critical, extnID }) => !critical || understood.includes(extnID))
    if (!bytes || !isSm2 || !isUnderstood || !isPublicKey(key)) return undefined
    const extension = <T>(id: string, type: new () => T): T | undefined => {
      const found = extensions.find(({ extnID }) => extnID === id)
      return found && AsnConvert.parse(found.extnValue, type)
    }
    const constraints = extension(id_ce_basicConstraints, BasicConstraints)
    return {
      ...{ der, fingerprint: createHash('sha256').update(der).digest(), key },
      ...{ bytes: new Uint8Array(bytes), signature: new Uint8Array(signatureValue) },
      ...{ issuer: bytesOf(to.issuer), subject: bytesOf(to.subject), name: shownName(to.subject) },
      serial: serialOf(to.serialNumber),
      notBefore: to.validity.notBefore.getTime().getTime(),
      notAfter: to.validity.notAfter.getTime().getTime(),
      isAuthority: constraints?.cA ?? false,
      pathLength: constraints?.pathLenConstraint,
      // A certificate that does not say what its key is for is for nothing here.
      usage: extension(id_ce_keyUsage, KeyUsage)?.toNumber() ?? 0,
      purposes: extension(id_ce_extKeyUsage, ExtendedKeyUsage)?.map(String),
    }
  } catch {
    return undefined
  }
}

/** Reads a list of what an authority has revoked; undefined for what is none, or has no end. */
export function readRevocationList(der: Buffer): RevocationList | undefined {
  try {
    const {
      tbsCertList: to,
      tbsCertListRaw: bytes,
      signatureAlgorithm,
      signature,
    } = AsnConvert.parse(der, CertificateList)
    // A list in parts says so critically: what it leaves out would count as good.
    const isWhole = !to.crlExtensions?.some(({ critical }) => critical)
    if (!bytes || !to.nextUpdate || !isWhole || signatureAlgorithm.algorithm !== sm2WithSm3) return undefined
    return {
      ...{ bytes: new Uint8Array(bytes), signature: new Uint8Array(signature), issuer: bytesOf(to.issuer) },
      thisUpdate: to.thisUpdate.getTime().getTime(),
      nextUpdate: to.nextUpdate.getTime().getTime(),
      revoked: new Set(to.revokedCertificates?.map(({ userCertificate }) => serialOf(userCertificate))),
    }
  } catch {
    return undefined
  }
}

const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.5': 'SN',
  '2.5.4.6': 'C',
}

const shownName = (name: Name): string =>
  [...name]
    .flatMap((part) => [...part].map(({ type, value }) => `${shortNames[type] ?? type}=${String(value)}`))
    .join(', ')
    .slice(0, 300)
