import { Secret, TOTP } from 'otpauth'

/** 动态口令 (TOTP, RFC 6238): six digits, 30 seconds, one step of grace to each side. */
const settings = { issuer: '加贸 jiamao', algorithm: 'SHA1', digits: 6, period: 30 } as const
const stepOf = (ms: number) => Math.floor(ms / 1e3 / settings.period)

/** A new secret, base32. */
export const newSecret = (): string => new Secret({ size: 20 }).base32

/** The address that an authenticator app reads. */
export const factorAddress = (secret: string, login: string): string =>
  new TOTP({ ...settings, label: login, secret: Secret.fromBase32(secret) }).toString()

/** The time step of a code, if it is one now; a step is taken once (`take_factor_step`). */
export function factorStep(secret: string, code: string, ms: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = new TOTP({ ...settings, secret: Secret.fromBase32(secret) }).validate({
    token: code,
    timestamp: ms,
    window: 1,
  })
  return delta === null ? undefined : stepOf(ms) + delta
}
