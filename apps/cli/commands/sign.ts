import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { ECPrivateKey } from '@peculiar/asn1-ecc'
import { PrivateKeyInfo } from '@peculiar/asn1-pkcs8'
import { AsnConvert } from '@peculiar/asn1-schema'
import { sm2 } from 'sm-crypto-v2'
import { platformAddress } from '../api.ts'
import type { Command } from '../command.ts'
import { CommandFault } from '../failure.ts'
import { print } from '../print.ts'

const usage =
  'use: npx jiamao sign --key KEY.pem [--origin https://…] < CHALLENGE (a key with a password: SM2_PASSWORD)'

/**
 * 用密钥文件签名. Signs a challenge of the page with an SM2 key in a file, as the software of a hardware key does it. It signs
 * for one platform only: a page that passes on the challenge of another gets nothing (S2.5).
 */
export const sign: Command = async (words, json, { key, origin = new URL(platformAddress).origin }) => {
  if (!key || words.length > 0) throw new CommandFault(2, usage)
  // What is pasted at a terminal ends in a new line, and may have come by way of Windows.
  const challenge = (await text(process.stdin)).replaceAll('\r\n', '\n').trim()
  if (!challenge.startsWith('jiamao SM2 challenge\n'))
    throw new CommandFault(2, `this is no challenge of the page: ${usage}`)
  if (!challenge.split('\n').includes(`origin: ${origin}`))
    throw new CommandFault(1, `the challenge is not of ${origin}: not signed. Another address is said by --origin.`)
  const options = { der: true, hash: true, userId: '1234567812345678' }
  const bytes = new TextEncoder().encode(challenge)
  const signature = Buffer.from(sm2.doSignature(bytes, keyIn(key), options), 'hex').toString('base64')
  print(json ? JSON.stringify({ challenge, signature }) : signature)
  return 0
}

/** The private key of a file, hexadecimal. @throws CommandFault */
function keyIn(file: string): string {
  try {
    const passphrase = process.env.SM2_PASSWORD
    const pem = readFileSync(file, 'utf8')
    const read = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) })
    const { privateKey } = AsnConvert.parse(read.export({ type: 'pkcs8', format: 'der' }), PrivateKeyInfo)
    return Buffer.from(AsnConvert.parse(privateKey, ECPrivateKey).privateKey.buffer).toString('hex')
  } catch (error) {
    throw new CommandFault(2, `${file} is no SM2 key in PEM: ${(error as Error).message}`)
  }
}
