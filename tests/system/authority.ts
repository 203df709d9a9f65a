/** A certificate authority of SM2 for tests, and persons' keys in software. The wire forms are those of any other. */
import { randomBytes } from 'node:crypto'
import { AsnConvert, AsnSerializer, OctetString } from '@peculiar/asn1-schema'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  CertificateList,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  RevokedCertificate,
  SubjectPublicKeyInfo,
  TBSCertificate,
  TBSCertList,
  Time,
  Validity,
} from '@peculiar/asn1-x509'
import { sm2 } from 'sm-crypto-v2'

const algorithm = new AlgorithmIdentifier({ algorithm: '1.2.156.10197.1.501' })
const curve = new Uint8Array(Buffer.from('06082a811ccf5501822d', 'hex')).buffer
const day = 86_400_000

const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex')).buffer
const nameOf = (text: string) =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: '2.5.4.3', value: new AttributeValue({ utf8String: text }) }),
    ]),
  ])
const pem = (kind: string, der: ArrayBuffer) =>
  `-----BEGIN ${kind}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${kind}-----\n`

/** What a certificate says, where it is not what one usually says. */
export interface Said {
  readonly usage?: number
  readonly purposes?: readonly string[]
  readonly from?: Date
  readonly to?: Date
  readonly isAuthority?: boolean
  readonly critical?: string
}

/** A key with its certificate. */
export class Holder {
  readonly name: string
  readonly #key = sm2.generateKeyPairHex()
  readonly publicKey = this.#key.publicKey
  readonly serial = `01${randomBytes(8).toString('hex')}`
  certificate = ''

  constructor(name: string) {
    this.name = name
  }

  sign(bytes: ArrayBuffer | Uint8Array, der = true): string {
    return sm2.doSignature(new Uint8Array(bytes), this.#key.privateKey, { der, hash: true })
  }

  /** What is sent for a challenge: DER, or r and s as hardware keys give them. */
  answer(challenge: string, { der = true, certificate = this.certificate } = {}) {
    const signature = Buffer.from(this.sign(new TextEncoder().encode(challenge), der), 'hex').toString('base64')
    return { challenge, certificate, signature }
  }

  /** Certifies a key; without one its own. */
  certify(holder: Holder, said: Said = {}): Holder {
    const { isAuthority = false, from = new Date(Date.now() - day), to = new Date(Date.now() + 30 * day) } = said
    const { certifies, revokes, signs } = {
      certifies: KeyUsageFlags.keyCertSign,
      revokes: KeyUsageFlags.cRLSign,
      signs: KeyUsageFlags.digitalSignature,
    }
    const usage = said.usage ?? (isAuthority ? certifies | revokes : signs)
    const extension = (extnID: string, critical: boolean, value: unknown) =>
      new Extension({ extnID, critical, extnValue: new OctetString(AsnSerializer.serialize(value)) })
    const tbsCertificate = new TBSCertificate({
      version: 2,
      serialNumber: bytesOf(holder.serial),
      signature: algorithm,
      issuer: nameOf(this.name),
      validity: new Validity({ notBefore: from, notAfter: to }),
      subject: nameOf(holder.name),
      subjectPublicKeyInfo: new SubjectPublicKeyInfo({
        algorithm: new AlgorithmIdentifier({ algorithm: '1.2.840.10045.2.1', parameters: curve }),
        subjectPublicKey: bytesOf(holder.publicKey),
      }),
      extensions: new Extensions([
        extension(id_ce_basicConstraints, true, new BasicConstraints({ cA: isAuthority })),
        extension(id_ce_keyUsage, true, new KeyUsage(usage)),
        ...(said.purposes ? [extension(id_ce_extKeyUsage, false, new ExtendedKeyUsage([...said.purposes]))] : []),
        ...(said.critical ? [extension(said.critical, true, new BasicConstraints({}))] : []),
      ]),
    })
    const signatureValue = bytesOf(this.sign(AsnConvert.serialize(tbsCertificate)))
    const made = new Certificate({ tbsCertificate, signatureAlgorithm: algorithm, signatureValue })
    holder.certificate = pem('CERTIFICATE', AsnConvert.serialize(made))
    return holder
  }

  /** A list of what this authority has revoked, in PEM. */
  revocations(revoked: readonly Holder[], nextUpdate = new Date(Date.now() + day)): string {
    const tbsCertList = new TBSCertList({
      version: 1,
      signature: algorithm,
      issuer: nameOf(this.name),
      thisUpdate: new Time(new Date(Date.now() - 2 * day)),
      nextUpdate: new Time(nextUpdate),
      ...(revoked.length > 0
        ? {
            revokedCertificates: revoked.map(
              ({ serial }) =>
                new RevokedCertificate({ userCertificate: bytesOf(serial), revocationDate: new Time(new Date()) }),
            ),
          }
        : {}),
    })
    const signature = bytesOf(this.sign(AsnConvert.serialize(tbsCertList)))
    return pem(
      'X509 CRL',
      AsnConvert.serialize(new CertificateList({ tbsCertList, signatureAlgorithm: algorithm, signature })),
    )
  }
}

/** A root that certified itself. */
export function rootOf(name: string): Holder {
  const root = new Holder(name)
  return root.certify(root, { isAuthority: true })
}
