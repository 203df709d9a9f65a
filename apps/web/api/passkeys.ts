import { ask } from './client.ts'

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly usedAt: string | null
}

/** Whether this browser has passkeys, and reads what the server says of them. */
export const hasPasskeys = 'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** Lets the device make a passkey, and keeps it under a name. @throws DOMException where the person calls it off */
export async function addPasskey(name: string): Promise<void> {
  const options = await ask<PublicKeyCredentialCreationOptionsJSON>('/passkeys/challenge', { method: 'POST', body: {} })
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  await ask('/passkeys', {
    method: 'POST',
    body: { name, response: saidBy(await navigator.credentials.create({ publicKey })) },
  })
}

/** Lets the device sign a challenge of an address. @throws DOMException where the person calls it off */
export async function signByPasskey(path: string): Promise<object> {
  const options = await ask<PublicKeyCredentialRequestOptionsJSON>(path, { method: 'POST', body: {} })
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return saidBy(await navigator.credentials.get({ publicKey }))
}

function saidBy(credential: Credential | null): object {
  if (credential instanceof PublicKeyCredential) return credential.toJSON()
  throw new DOMException('nothing was signed', 'NotAllowedError')
}
