import type { Clock } from '@jiamao/kernel/clock'
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import type { Store } from '../store/index.ts'
import { brakesOfSource, giveBack, takeAttempt } from './brake.ts'
import { provePasskey, type Site } from './passkeys.ts'
import type { Origin } from './sessions.ts'
import { enter, noteFailure, signInFailed } from './sign-in.ts'

/** Signs in by a passkey, which is two factors at once: the device, and what it verified. @throws IDENTITY_… @returns the secret */
export async function signInByPasskey(
  store: Store,
  response: AuthenticationResponseJSON,
  site: Site,
  origin: Origin,
  clock: Clock,
): Promise<string> {
  const brakes = brakesOfSource(origin.address)
  await takeAttempt(store, brakes, clock.machine())
  const person = await provePasskey(store, response, null, site, clock).catch(async (error) => {
    await noteFailure(store, undefined, origin, clock)
    throw error
  })
  const secret = await enter(store, person, origin, 'passkey', clock)
  if (secret === undefined) throw signInFailed()
  await giveBack(store, brakes)
  return secret
}
