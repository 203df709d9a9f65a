import { readFileSync } from 'node:fs'
import type { ProviderSettings } from '@jiamao/platform/identity'
import { SettingsFault } from './settings-fault.ts'

/** The outside OpenID provider of the environment. Its secret lies in a file, for its owner alone (S6.1). @throws SettingsFault */
export function readProvider(env: NodeJS.ProcessEnv, production: boolean): ProviderSettings | undefined {
  const issuer = env.JIAMAO_OIDC_ISSUER
  if (!issuer) return undefined
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined
  const isNear = !production && ['localhost', '127.0.0.1'].includes(url?.hostname ?? '')
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && isNear))
    throw new SettingsFault(`JIAMAO_OIDC_ISSUER is "${issuer}": use an address that begins with https://`)
  const [client, file] = [env.JIAMAO_OIDC_CLIENT, env.JIAMAO_OIDC_SECRET_FILE]
  if (!client || !file)
    throw new SettingsFault('JIAMAO_OIDC_ISSUER is set: set JIAMAO_OIDC_CLIENT and JIAMAO_OIDC_SECRET_FILE too')
  return { name: env.JIAMAO_OIDC_NAME || url.hostname, issuer, client, secret: secretIn(file) }
}

function secretIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new SettingsFault(`JIAMAO_OIDC_SECRET_FILE cannot be read: ${(error as Error).message}`)
  }
}
