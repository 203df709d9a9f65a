import { readFileSync } from 'node:fs'
import { SettingsFault } from './settings-fault.ts'

/** 邮件服务器. By which server letters go out, and from whom. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** Encrypted from the first byte (smtps); otherwise by STARTTLS, which production insists on. */
  readonly isSecure: boolean
  readonly needsTls: boolean
  readonly user: string | undefined
  readonly password: string | undefined
  readonly from: string
}

const plainAddress = /^[^\s@<>"]+@[^\s@<>"]+$/

/** The mail server of the environment; its password lies in a file, for its owner alone (S6.1). @throws SettingsFault */
export function readMailServer(env: NodeJS.ProcessEnv, production: boolean): MailServer | undefined {
  const text = env.JIAMAO_SMTP_URL
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
    throw new SettingsFault('JIAMAO_SMTP_URL is no address of a mail server: use smtps://user@mail.example.cn:465')
  if (url.password)
    throw new SettingsFault('JIAMAO_SMTP_URL holds a password: put it into a file, named by JIAMAO_SMTP_PASSWORD_FILE')
  const from = env.JIAMAO_MAIL_FROM ?? ''
  if (!plainAddress.test(from))
    throw new SettingsFault('JIAMAO_SMTP_URL is set: set JIAMAO_MAIL_FROM to the address that letters come from')
  const isSecure = url.protocol === 'smtps:'
  return {
    host: url.hostname,
    port: url.port ? Number(url.port) : isSecure ? 465 : 587,
    isSecure,
    needsTls: production && !isSecure,
    user: url.username ? decodeURIComponent(url.username) : undefined,
    password: env.JIAMAO_SMTP_PASSWORD_FILE ? passwordIn(env.JIAMAO_SMTP_PASSWORD_FILE) : undefined,
    from,
  }
}

function passwordIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    throw new SettingsFault(`JIAMAO_SMTP_PASSWORD_FILE cannot be read: ${(error as Error).message}`)
  }
}
