import { sm2 } from 'sm-crypto-v2'

/** SM2 with SM3 over a message, under the usual signer id of GM/T 0009 (`1234567812345678`). */
const options = { hash: true, userId: '1234567812345678' } as const
const rawLength = 64

/** Whether a text of hexadecimal digits is a point of the curve. */
export const isPublicKey = (hex: string): boolean => sm2.verifyPublicKey(hex)

/**
 * Whether a key signed a message.
 *
 * @param signature DER, or r and s of 32 bytes each as hardware keys give them
 * @param key       an uncompressed point, hexadecimal
 */
export function isSignedBy(message: Uint8Array, signature: Uint8Array, key: string): boolean {
  const hex = Buffer.from(signature).toString('hex')
  try {
    return sm2.doVerifySignature(message, hex, key, { ...options, der: signature.length !== rawLength })
  } catch {
    // The library throws for what is no signature at all.
    return false
  }
}
