import { resolve } from 'node:path'
import { type ClockSetting, readClockSetting } from '@jiamao/kernel/clock'
import { momentOf } from '@jiamao/kernel/time'

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
}

/** A setting that is not understood: said in one line with the remedy, exit status 2. */
export class SettingsFault extends Error {}

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
    publicUrl: env.JIAMAO_PUBLIC_URL || `http://localhost:${port}`,
    scanner: env.JIAMAO_SCANNER || undefined,
  }
}
