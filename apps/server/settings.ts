import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { type ClockSetting, readClockSetting } from '@jiamao/kernel/clock'
import { momentOf } from '@jiamao/kernel/time'
import type { ProviderSettings } from '@jiamao/platform/identity'
import { type MailServer, readMailServer } from './mail-settings.ts'
import { readProvider } from './provider-settings.ts'
import { SettingsFault } from './settings-fault.ts'
import { readTrust, type TrustNow } from './trust.ts'

/** What the environment says (docs: contracts, *Settings*). */
export interface Settings {
  readonly home: string
  readonly host: string
  readonly port: number
  readonly databaseUrl: string | undefined
  readonly production: boolean
  /** `undefined`: on where the database is empty. */
  readonly demo: boolean | undefined
  readonly counterparts: boolean | undefined
  readonly clock: ClockSetting | undefined
  readonly publicUrl: string
  /** A program that looks at each paper that comes in (S8.5); undefined: none is looked at. */
  readonly scanner: string | undefined
  /** Addresses and networks of our own proxies: what they say of where a request comes from is believed. */
  readonly trustProxy: readonly string[]
  /** An outside OpenID provider; none where it is not set. */
  readonly provider: ProviderSettings | undefined
  /** Whose SM2 certificates are believed; none where no roots are set. */
  readonly trust: TrustNow | undefined
  /** By which server letters go out; none where it is not set. */
  readonly mail: MailServer | undefined
  /** Networks that are not public and may be called all the same. */
  readonly webhookNetworks: readonly string[]
}

const onOff = (name: string, text: string | undefined): boolean | undefined => {
  if (text === undefined || text === '') return undefined
  if (text === 'on' || text === 'off') return text === 'on'
  throw new SettingsFault(`${name} is "${text}": use on or off`)
}

/** @throws SettingsFault */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = Number(env.PORT ?? '8080')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SettingsFault(`PORT is "${env.PORT}": use a number from 0 to 65535`)
  const production = env.NODE_ENV === 'production'
  const clock = env.JIAMAO_CLOCK ? readClockSetting(env.JIAMAO_CLOCK, momentOf(Date.now())) : undefined
  if (env.JIAMAO_CLOCK && !clock)
    throw new SettingsFault(
      `JIAMAO_CLOCK is "${env.JIAMAO_CLOCK}": use real, or a day such as 2020-01-02, or 2020-01-02@0`,
    )
  if (production && clock && clock.mode !== 'real')
    throw new SettingsFault('JIAMAO_CLOCK moves business time: not in production. Unset it.')
  const demo = onOff('JIAMAO_DEMO', env.JIAMAO_DEMO)
  if (production && demo) throw new SettingsFault('JIAMAO_DEMO is on: not in production. Unset it.')
  return {
    home: resolve(env.JIAMAO_HOME || './var'),
    host: env.HOST || '127.0.0.1',
    port,
    databaseUrl: env.DATABASE_URL || undefined,
    production,
    demo: production ? false : demo,
    counterparts: production ? false : onOff('JIAMAO_COUNTERPARTS', env.JIAMAO_COUNTERPARTS),
    clock,
    publicUrl: publicUrlOf(env.JIAMAO_PUBLIC_URL || `http://localhost:${port}`),
    trustProxy: networksOf('JIAMAO_TRUST_PROXY', 'your proxies', env.JIAMAO_TRUST_PROXY),
    provider: readProvider(env, production),
    trust: readTrust(env),
    scanner: env.JIAMAO_SCANNER || undefined,
    mail: readMailServer(env, production),
    webhookNetworks: networksOf('JIAMAO_WEBHOOK_NETWORKS', 'the receivers', env.JIAMAO_WEBHOOK_NETWORKS),
  }
}

function publicUrlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url.origin
  throw new SettingsFault(
    `JIAMAO_PUBLIC_URL is "${text}": use an address without a path, such as https://jiamao.example.cn`,
  )
}

/** Networks by name, never one that takes in everybody: anybody could say where they come from, and any machine be called. */
function networksOf(name: string, whose: string, text = ''): string[] {
  const networks = text.split(',').flatMap((one) => one.trim() || [])
  const wrong = networks.find((network) => {
    const [address, bits, more] = network.split('/')
    const most = { 4: 32, 6: 128 }[isIP(address)]
    const few = { 4: 8, 6: 16 }[isIP(address)]
    return !most || !few || more !== undefined || (bits !== undefined && !(Number(bits) >= few && Number(bits) <= most))
  })
  if (wrong === undefined) return networks
  throw new SettingsFault(
    `${name} has "${wrong}": list the addresses or networks of ${whose}, such as 127.0.0.1,10.0.0.0/8`,
  )
}
